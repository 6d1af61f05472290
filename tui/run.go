package tui

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/screens/menu"
	"github.com/jansadm/jansadm/tui/screens/welcome"
)

// Terminal is where the console runs.
type Terminal struct {
	In  *os.File
	Out *os.File
	Env func(string) string
	// HoldInterrupts makes interrupts from the keyboard go unheeded until release is called: while an editor has the terminal they are
	// meant for it, but reach this process too.
	HoldInterrupts func() (release func())
}

// hangUp says that the terminal is gone.
type hangUp struct{}

// frameRate doubles the library's default: at 60 frames a second a key takes up to 17 ms longer to be seen.
const frameRate = 120

// Run shows the console until the person leaves it, the context ends, or the terminal goes away. It begins with the server of opened, or
// lets the person choose when that is nil, telling the failure that is why, if there is one. It closes the connection in use in the end, and
// returns nil for an orderly end.
func Run(ctx context.Context, session *core.Session, opened *access.Opened, failure error, terminal Terminal) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	session.Context = ctx
	if opened != nil {
		session.Connect(opened) // takes the place of none
	}
	session.Registry = Registry()
	session.Copy = copyVia(terminal.Out, terminal.Env)
	session.EditFile = editFile(ctx, terminal)
	session.Browse = browse(ctx, terminal.Env)
	// The library's own handler of SIGINT and SIGTERM waits for ever when the context, which ends on them too, is noticed first.
	first := menu.HomeID
	if !session.Connected() {
		first = welcome.ID
	}
	app := New(session, first)
	if failure != nil {
		app.deliver(app.top(), core.NotSwitched{Err: failure})
	}
	var program *tea.Program
	in := &keyboard{File: terminal.In, gone: func() { program.Send(hangUp{}) }}
	program = tea.NewProgram(frugal{app},
		tea.WithContext(ctx), tea.WithoutSignalHandler(), tea.WithAltScreen(), tea.WithFPS(frameRate), tea.WithInput(in), tea.WithOutput(terminal.Out))
	stop := onHangUp(program)
	defer stop()
	_, err := program.Run()
	return errors.Join(ended(err), app.End(), session.Close(context.WithoutCancel(ctx)))
}

// onHangUp turns SIGHUP, which the library ignores, into an orderly end.
func onHangUp(program *tea.Program) (stop func()) {
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, syscall.SIGHUP)
	go func() {
		if _, ok := <-signals; ok {
			program.Send(hangUp{})
		}
	}()
	return func() {
		signal.Stop(signals)
		close(signals)
	}
}

func ended(err error) error {
	switch {
	case err == nil, errors.Is(err, tea.ErrInterrupted), errors.Is(err, io.EOF), errors.Is(err, syscall.EIO): // the last two are of a terminal that is gone
		return nil
	case errors.Is(err, tea.ErrProgramPanic):
		return fmt.Errorf("the console failed and was closed; nothing that was staged has been applied: %w", err)
	case errors.Is(err, tea.ErrProgramKilled), errors.Is(err, context.Canceled):
		return nil
	}
	return fmt.Errorf("the console cannot use this terminal: %w", err)
}
