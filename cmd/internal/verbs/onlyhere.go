package verbs

import (
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// refusing makes commands refuse the flags that ask for another server than they work on: nobody wants them to do it to that one all the same.
// The environment does not count, it is there for other commands.
func refusing(refuse func(c *cobra.Command, f *pflag.Flag) error, commands ...*cobra.Command) []*cobra.Command {
	for _, command := range commands {
		run := command.RunE
		command.RunE = func(c *cobra.Command, args []string) error {
			for _, name := range []string{serverFlag, profileFlag} {
				if f := c.Flags().Lookup(name); f != nil && f.Changed {
					if err := refuse(c, f); err != nil {
						return err
					}
				}
			}
			return run(c, args)
		}
	}
	return commands
}

// sandboxOnly is for commands that work on the embedded server.
func sandboxOnly(c *cobra.Command, f *pflag.Flag) error {
	if f.Name == profileFlag && f.Value.String() == sandboxFlag {
		return nil
	}
	return &usageError{
		message: fmt.Sprintf("%q is about the embedded server, and --%s %s asks for another one", c.CommandPath(), f.Name, f.Value),
		hint:    "leave out --" + f.Name}
}

// namedByArgument is for commands that take the name of a profile.
func namedByArgument(c *cobra.Command, f *pflag.Flag) error {
	if f.Name != profileFlag {
		return nil
	}
	return &usageError{
		message: fmt.Sprintf("%q takes the profile as its argument, not by --%s", c.CommandPath(), profileFlag), hint: "usage: " + c.UseLine()}
}
