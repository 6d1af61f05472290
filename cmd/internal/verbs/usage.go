package verbs

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// usageError says that the command line cannot be understood. Nothing was done.
type usageError struct{ message, hint string }

func (e *usageError) Error() string { return e.message }

// noun is a command that only groups verbs.
func noun(name, short, long string, verbs ...*cobra.Command) *cobra.Command {
	command := &cobra.Command{
		Use:   name,
		Short: short,
		Long:  long,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) == 0 {
				c.SetOut(c.ErrOrStderr())
				return errors.Join(c.Help(), &usageError{message: "which of them?", hint: "name a verb after \"" + c.CommandPath() + "\""})
			}
			return unknownCommand(c, args[0])
		},
	}
	command.AddCommand(verbs...)
	return command
}

func unknownCommand(c *cobra.Command, typed string) error {
	var names []string
	for _, sub := range c.Commands() {
		if sub.IsAvailableCommand() {
			names = append(names, sub.Name())
		}
	}
	return &usageError{
		message: fmt.Sprintf("there is no command %q", c.CommandPath()+" "+typed),
		hint:    didYouMean(nearest(typed, names), "see \""+c.CommandPath()+" --help\""),
	}
}

// badFlag puts what the flag parser says into our words.
func badFlag(c *cobra.Command, err error) error {
	hint := "see \"" + c.CommandPath() + " --help\""
	var unknown *pflag.NotExistError
	if errors.As(err, &unknown) {
		var names []string
		c.Flags().VisitAll(func(f *pflag.Flag) {
			if !f.Hidden {
				names = append(names, "--"+f.Name)
			}
		})
		hint = didYouMean(nearest("--"+unknown.GetSpecifiedName(), names), hint)
	}
	var invalid *pflag.InvalidValueError
	if errors.As(err, &invalid) {
		f := invalid.GetFlag()
		return &usageError{message: fmt.Sprintf("%q cannot be used for --%s: %s", invalid.GetValue(), f.Name, whyUnusable(f, invalid.Unwrap())), hint: hint}
	}
	return &usageError{message: err.Error(), hint: hint}
}

// nearest lists the names that may have been meant, by the rule that cobra has for commands.
func nearest(typed string, names []string) []string {
	list := &cobra.Command{SuggestionsMinimumDistance: 2}
	for _, name := range names {
		list.AddCommand(&cobra.Command{Use: name, Run: func(*cobra.Command, []string) {}})
	}
	return list.SuggestionsFor(typed)
}

func didYouMean(names []string, otherwise string) string {
	if len(names) == 0 {
		return otherwise
	}
	return "did you mean " + strings.Join(names, ", ") + "?"
}

// exactly is the rule for a fixed number of arguments; what names them.
func exactly(n int, what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		switch {
		case len(args) < n:
			return missing(c, what)
		case len(args) > n:
			return &usageError{message: fmt.Sprintf("%q is too much: %q takes %s only", args[n], c.CommandPath(), what), hint: "usage: " + c.UseLine()}
		}
		return nil
	}
}

// atLeastOne is the rule for a list of arguments; what names one of them.
func atLeastOne(what string) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		if len(args) == 0 {
			return missing(c, what)
		}
		return nil
	}
}

func none(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return &usageError{message: fmt.Sprintf("%q takes no argument, but was given %q", c.CommandPath(), args[0]), hint: "usage: " + c.UseLine()}
	}
	return nil
}

func missing(c *cobra.Command, what string) error {
	return &usageError{message: fmt.Sprintf("%q needs %s", c.CommandPath(), what), hint: "usage: " + c.UseLine()}
}
