package verbs

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/ops/history"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/ops/undo"
	"github.com/jansadm/jansadm/cmd/internal/connect"
)

func (a *app) historyCommand() *cobra.Command {
	return noun("history", "What was changed from this machine, and taking it back", `What was changed from this machine: every plan that was applied is recorded in a
journal, with who, when, why, the old and new values, and what came of it.
Values of secrets are not kept.

N is the number of a plan as "history list" shows it, its id or the beginning of
that, or the word last: the last plan of this server that can be taken back.`,
		a.historyList(), a.historyShow(), a.historyUndo(), a.historyRedo())
}

// completePlans offers the last plans, with what they changed.
func (a *app) completePlans(c *cobra.Command, args []string, _ string) ([]cobra.Completion, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	var found []cobra.Completion
	_ = a.withGate(c.Context(), func(_ context.Context, gate *connect.Gate) error { // then there is nothing to offer
		place, err := gate.Place()
		if err != nil {
			return err
		}
		items, _, err := history.Latest(gate.Journal(), place, nil, 20)
		for _, item := range items {
			found = append(found, cobra.CompletionWithDesc(fmt.Sprint(item.Intent.Number), item.What))
		}
		return err
	})
	return append(found, undo.LastWord), cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveKeepOrder
}

// findPlan finds the plan that a person names.
func findPlan(log journal.Log, place history.Place, word string) (history.Item, error) {
	items := history.Items(log)
	if word == undo.LastWord {
		for _, item := range history.Filter(items, place, nil) {
			if item.InForce() && item.Intent.UndoOf == "" {
				return item, nil
			}
		}
		return history.Item{}, &undo.NothingError{}
	}
	entry, err := log.Find(word)
	if err != nil {
		return history.Item{}, err
	}
	at := slices.IndexFunc(items, func(item history.Item) bool { return item.Intent.ID == entry.Intent.ID })
	return items[at], nil
}

// sayUnread tells which parts of the journal are missing in what is shown.
func (a *app) sayUnread(log journal.Log) {
	if log.Torn > 0 {
		a.warn(fmt.Errorf("%s of the journal cannot be read: a crash or a full disk has left them", counted(log.Torn, "line")))
	}
	if log.Later > 0 {
		a.warn(errors.New("a later version of this program has written to the journal; what it wrote is not shown"))
	}
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
