package verbs

import (
	"context"
	"os"
	"os/signal"
	"sync/atomic"
	"syscall"
)

// Main runs the command line of this process and returns its exit code. The first SIGINT, SIGTERM or SIGHUP ends what is being done in an
// orderly way, a second one ends the process.
func Main(console func(context.Context, Console) error) int {
	interrupts := &interrupts{}
	ctx, stop := interrupts.watch(context.Background())
	defer stop()
	return Run(ctx, Program{
		Args: os.Args[1:], Streams: StandardStreams(), Env: os.Getenv, Build: ReadBuild(), Console: console, HoldInterrupts: interrupts.hold,
	})
}

// interrupts turns signals into the end of a context.
type interrupts struct{ held atomic.Int32 }

// hold makes interrupts from the keyboard go unheeded until release is called: while an editor has the terminal they are meant
// for it, but reach every process there.
func (i *interrupts) hold() (release func()) {
	i.held.Add(1)
	return func() { i.held.Add(-1) }
}

func (i *interrupts) watch(parent context.Context) (ctx context.Context, stop func()) {
	ctx, cancel := context.WithCancel(parent)
	ends := make(chan os.Signal, 1)
	signal.Notify(ends, os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	// Without a receiver of SIGPIPE writing to a closed pipe would end the process, perhaps between a write to the server and its
	// record in the journal.
	pipes := make(chan os.Signal, 1)
	signal.Notify(pipes, syscall.SIGPIPE)
	go func() {
		for {
			select {
			case <-ctx.Done():
				return
			case got := <-ends:
				if got == os.Interrupt && i.held.Load() > 0 {
					continue
				}
				signal.Stop(ends)
				cancel()
			}
		}
	}()
	return ctx, func() {
		cancel()
		signal.Stop(ends)
		signal.Stop(pipes)
	}
}
