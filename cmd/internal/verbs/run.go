// Package verbs is the command line: it parses, lets package ops work, and prints. One file per noun; mutate.go is what all
// changing verbs have in common.
package verbs

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/cmd/internal/connect"
	"github.com/jansadm/jansadm/theme"
)

// Program is what the command line gets from outside.
type Program struct {
	Args    []string // without the program's name
	Streams Streams
	Env     func(string) string
	Build   Build
	// Console opens the console; without one the program has only verbs.
	Console func(context.Context, Console) error
	// HoldInterrupts makes interrupts from the keyboard go unheeded until it is released; nil when they are not heeded anyway.
	HoldInterrupts func() (release func())
}

// Console is what the console is opened with. Connections that it leaves open are closed after it has ended.
type Console struct {
	Gate    access.Gate
	Opened  *access.Opened      // nil when it is not known which server to use, or why the default one cannot be: the console finds out
	Failure error               // why there is none, where the console is the place to mend that
	Env     func(string) string // NO_COLOR is set when --no-color is
	Version string
	// HoldInterrupts is Program.HoldInterrupts, never nil.
	HoldInterrupts func() (release func())
}

// Run parses the arguments, does what they say, and returns the exit code.
func Run(ctx context.Context, p Program) int {
	a := &app{program: p, streams: p.Streams}
	err := a.execute(ctx)
	if err != nil {
		a.report(err)
	}
	return exitCode(err)
}

// app is one run of the program.
type app struct {
	program Program
	streams Streams
	global  globals
	format  format // of errors: what -o asks for, also when the arguments could not be parsed

	planShown      bool // to people, on stderr
	conflictsShown bool // the versions of what is in conflict have been shown
}

func (a *app) execute(ctx context.Context) error {
	a.format = requestedFormat(a.program.Args, a.program.Env)
	root := a.root()
	check := bindEnvironment(root.PersistentFlags(), a.program.Env)
	root.PersistentPreRunE = func(*cobra.Command, []string) error { return check() }
	root.SetArgs(a.program.Args)
	root.SetIn(a.streams.In)
	root.SetOut(dataWriter{a.streams})
	root.SetErr(a.streams.Err)
	return root.ExecuteContext(ctx)
}

// dataWriter is stdout for what cobra prints itself: help and completion scripts.
type dataWriter struct{ streams Streams }

func (w dataWriter) Write(data []byte) (int, error) { return len(data), w.streams.writeData(data) }

// requestedFormat looks for -o alone, so that the complaint about another argument comes in the form that was asked for.
func requestedFormat(args []string, env func(string) string) format {
	chosen := formatTable
	flags := pflag.NewFlagSet("", pflag.ContinueOnError)
	flags.ParseErrorsAllowlist.UnknownFlags = true
	flags.Usage = func() {}
	flags.VarP(&chosen, outputFlag, "o", "")
	flags.BoolP("help", "h", false, "")
	if value := env(environmentName(outputFlag)); value != "" {
		_ = chosen.Set(value) // complained about when the environment is bound
	}
	_ = flags.Parse(args) // complained about when the arguments are parsed
	return chosen
}

// closeWait bounds how long the end of a connection may take.
const closeWait = 5 * time.Second

// with opens the connection that the flags ask for, does something with it, and closes it. Warnings are told once.
func (a *app) with(ctx context.Context, do func(context.Context, *connect.Connection) error) error {
	return a.withGate(ctx, func(ctx context.Context, gate *connect.Gate) error {
		connection, err := gate.Start(ctx)
		if err != nil {
			return err
		}
		a.warn(connection.Warnings...)
		defer func() { a.warn(connection.Skew()) }()
		return connection.Blame(do(ctx, connection))
	})
}

// withGate does something with the server that the flags ask for, and with all others.
func (a *app) withGate(ctx context.Context, do func(context.Context, *connect.Gate) error) error {
	settings, err := a.global.settings()
	if err != nil {
		return err
	}
	return a.gate(ctx, settings, do)
}

// gate does something with profiles and servers, and closes the connections that are left.
func (a *app) gate(ctx context.Context, settings connect.Settings, do func(context.Context, *connect.Gate) error) (err error) {
	gate := connect.NewGate(settings, connect.RealSystem(a.program.Env, a.program.Build.Version))
	defer func() {
		a.warn(gate.News()...)
		ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), closeWait)
		defer cancel()
		if closing := gate.Close(ctx); closing != nil {
			err = errors.Join(err, fmt.Errorf("closing the connection: %w", closing))
		}
	}()
	return do(ctx, gate)
}

// paint is the theme for what is written to stdout or stderr.
func (a *app) paint(terminal bool) *theme.Theme {
	return theme.New(theme.Detect(a.env, terminal))
}

// env is the environment with --no-color taken into account.
func (a *app) env(name string) string {
	if name == "NO_COLOR" && a.global.noColor {
		return "1"
	}
	return a.program.Env(name)
}
