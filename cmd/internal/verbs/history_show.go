package verbs

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/history"
	"github.com/jansadm/jansadm/client/ops/undo"
	"github.com/jansadm/jansadm/cmd/internal/connect"
	"github.com/jansadm/jansadm/tui/kit/text"
)

func (a *app) historyShow() *cobra.Command {
	return &cobra.Command{
		Use: "show N", Short: "Tell everything about a plan that was applied",
		Long: `Tell everything about a plan that was applied: who, when and why, old and new
values, the ids of its requests, and what came of each. No server is asked.

With -o json it is what "history list" prints, with "changes": [{"target",
"name", "path", "kind", "old", "new", "secret", "masked", "stored"}], "parts":
[{"target", "state", "inum", "request_id"}], "request_id", "error", "accepted",
"program", "ms", and where tokens or sessions were revoked "revocation".`,
		Args: exactly(1, "the number of a plan"), ValidArgsFunction: a.completePlans,
		RunE: func(c *cobra.Command, args []string) error { return a.showPlan(c.Context(), args[0]) },
	}
}

func (a *app) showPlan(ctx context.Context, word string) error {
	return a.withGate(ctx, func(_ context.Context, gate *connect.Gate) error {
		log, err := gate.Journal().Read()
		if err != nil {
			return err
		}
		var place history.Place
		if word == undo.LastWord {
			if place, err = gate.Place(); err != nil {
				return err
			}
		}
		item, err := findPlan(log, place, word)
		if err != nil {
			return err
		}
		a.sayUnread(log)
		return a.print(recordedWholeShape(item), func() []byte { return a.recordedCard(item) })
	})
}

// recordedCard is the plan for reading: what is known about it, and then its changes.
func (a *app) recordedCard(item history.Item) []byte {
	paint, width := a.paint(a.streams.OutTerminal), a.width(a.streams.OutTerminal)
	plan := ops.Recorded(item.Intent, ops.Directory{})
	out := bytes.NewBuffer(a.factCard(fmt.Sprintf("Plan %d", item.Intent.Number), a.recordedFacts(plan, item)))
	if item.Intent.Final() {
		return out.Bytes()
	}
	fmt.Fprintln(out, paint.Title.Paint("Changes"))
	for i, c := range plan.Changes {
		lines := changeLines(plan, c)
		if stored, found := item.Stored(item.Intent.Changes[i]); found {
			lines[0] += "  " + paint.Danger.Paint("NOT AS ASKED") + ", the server stored " + storedText(plan, ops.Item{Change: c, Got: stored})
		}
		for _, line := range lines {
			paragraph(out, 2, line, width)
		}
	}
	return out.Bytes()
}

func (a *app) recordedFacts(plan *ops.Plan, item history.Item) []fact {
	intent, outcome := item.Intent, item.Outcome
	var list []fact
	add := func(label, text string) {
		if text != "" {
			list = append(list, fact{label: label, text: text})
		}
	}
	add("id", intent.ID)
	add("time", intent.Time.Local().Format(time.DateTime))
	add("who", intent.User)
	add("server", strings.TrimSpace(intent.Server+"  "+intent.Profile))
	add("reason", intent.Reason)
	add("result", item.Result())
	add("revoked", item.Revoked())
	add("why", outcome.Error)
	if item.Undoes > 0 {
		add("takes back", fmt.Sprintf("plan %d", item.Undoes))
	}
	add("accepted", strings.Join(intent.Accepted, ", "))
	if len(outcome.Parts) == 0 {
		add("request", outcome.RequestID)
	}
	for _, part := range outcome.Parts {
		line := history.StateWords(part.State)
		if part.Inum != "" {
			line += ", its inum is " + part.Inum
		}
		if part.RequestID != "" {
			line += ", request " + part.RequestID
		}
		add(text.CleanLine(plan.Subject(part.Target, "").Title), line)
	}
	if outcome.Millis > 0 {
		add("took", (time.Duration(outcome.Millis) * time.Millisecond).String())
	}
	add("program", intent.Program)
	return list
}
