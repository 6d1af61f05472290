package verbs

import "github.com/spf13/cobra"

// conflictsHelp says what is done about other people's changes, and what nothing can be done about.
const conflictsHelp = `What happens when somebody else changes the same thing at the same time.

A change begins with reading, and only what it is about is written. Right before
writing it is read once more, and the request carries tests of the old values:
the server then refuses it as a whole when one of them has changed. A change of
another value, or of another scope, claim or script, is in nobody's way.

When somebody was faster nothing is written over it: exit code 5, with what you
saw, what you want and what is there now. At a terminal you are asked whether to
take theirs, to put yours on top, or to take both. Both is offered where the two
do not touch: different elements of a list, members of an object, or places in
the source of a script. In scripts, run the command again: it begins with
reading. With -o json the versions are in error.conflicts: base, mine, theirs,
and merged, which is null where the two cannot be put together. A text that was
edited is kept in a file, whose place is told.

What can still go wrong, as the server knows no locks:

  A server that handles two requests at once may read for both before it writes
  for either. The settings are one document there: then the second writer puts
  the old values back, also of settings that it does not speak of. --wait looks
  a moment later whether what was written is still there.

  A deletion, and another attribute name for a claim, are requests that cannot
  carry tests. Between the last look and the request there are milliseconds in
  which a change of somebody else goes unseen. The same holds for lists of
  objects, for members that are added to an object, and for dates.

  What is empty in an answer can be one of several things on the server. Each is
  tried; only when none fits, the change is sent without that test. What is
  empty in a client cannot be tested at all.

  Two people can create scopes or scripts of the same name: the server keeps
  both. Deleted things do not come back by putting your change on top.`

// helpConflicts is "help conflicts".
func (a *app) helpConflicts() *cobra.Command {
	return &cobra.Command{
		Use: "conflicts", Short: "What happens when somebody else changes the same thing", Args: none,
		RunE: func(*cobra.Command, []string) error { return a.streams.writeData([]byte(conflictsHelp + "\n")) },
	}
}
