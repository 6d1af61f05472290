package core

import (
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
)

// Late is a status line about something that has ended in the background. It does not take the place of a failure, unless it is one. Every
// screen gets it, as what it shows may be out of date.
type Late struct {
	Status
	Outcomes []ops.ScriptOutcome // of watched scripts
}

// About says whether it tells what became of an entry.
func (l Late) About(target ops.Target) bool {
	return slices.ContainsFunc(l.Outcomes, func(outcome ops.ScriptOutcome) bool { return outcome.Target == target })
}

// WatchScripts tells later, in the status line, what the server has made of the scripts that a plan has changed; nil when there are none. It
// goes on whatever screen is open, does not count as work that the person waits for, and ends with the connection.
func WatchScripts(session *Session, result *ops.Result) tea.Cmd {
	if len(result.Scripts()) == 0 {
		return nil
	}
	ctx, operations := session.Life(), session.Ops
	return func() tea.Msg {
		var outcomes []ops.ScriptOutcome
		err := operations.WatchApplied(ctx, result, func(outcome ops.ScriptOutcome) { outcomes = append(outcomes, outcome) })
		if ctx.Err() != nil {
			return nil
		}
		return Late{Status: watched(outcomes, err), Outcomes: outcomes}
	}
}

// watched puts the outcomes into one line, those of scripts that do not work alone when there are any.
func watched(outcomes []ops.ScriptOutcome, err error) Status {
	var failed, others []string
	for _, outcome := range outcomes {
		if outcome.Failed() {
			failed = append(failed, outcome.String())
		} else {
			others = append(others, outcome.String())
		}
	}
	switch {
	case len(failed) > 0:
		return Status{Tone: Failure, Text: strings.Join(failed, "; ") + " (the trace is on the script's page)"}
	case err != nil:
		return Status{Tone: Warning, Text: "It could not be seen whether the changed scripts work: " + Explain(err).Message}
	}
	return Status{Tone: Good, Text: strings.Join(others, "; ")}
}
