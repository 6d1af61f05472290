package verbs

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/impact"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// planText is a plan for reading: what changes, what that causes, and when wanted the requests.
func (a *app) planText(plan *ops.Plan, terminal, requests bool) []byte {
	paint, width := a.paint(terminal), a.width(terminal)
	var out bytes.Buffer
	fmt.Fprintln(&out, paint.Title.Paint("Changes"))
	for _, c := range plan.Changes {
		for _, line := range changeLines(plan, c) {
			paragraph(&out, 2, line, width)
		}
	}
	out.Write(consequences(plan, paint, width))
	if requests {
		fmt.Fprintln(&out, paint.Title.Paint("Requests"))
		for _, request := range plan.Requests {
			fmt.Fprintf(&out, "  %s %s\n", request.Method, text.CleanLine(request.Path))
			if len(request.Body) > 0 {
				fmt.Fprintf(&out, "  %s\n", strings.ReplaceAll(text.Clean(string(document.Indent(request.Body))), "\n", "\n  "))
			}
		}
	}
	return out.Bytes()
}

// sayConsequences tells on stderr what a change that is not asked about will cause.
func (a *app) sayConsequences(plan *ops.Plan) {
	if a.global.output == formatTable {
		terminal := a.streams.ErrTerminal
		_, _ = a.streams.Err.Write(consequences(plan, a.paint(terminal), a.width(terminal))) // nobody can be told when that fails
	}
}

func consequences(plan *ops.Plan, paint *theme.Theme, width int) []byte {
	var out bytes.Buffer
	out.Write(impactText(plan.Impacts, paint, width))
	if len(plan.Notes)+len(plan.Offers) > 0 {
		fmt.Fprintln(&out, paint.Title.Paint("Notes"))
	}
	for _, offer := range plan.Offers {
		paragraph(&out, 2, text.CleanLine(offer.Why)+" To do that in the same plan: "+offerFlags[offer.ID]+".", width)
	}
	for _, note := range plan.Notes {
		paragraph(&out, 2, text.CleanLine(note), width)
	}
	return out.Bytes()
}

// impactText tells what something causes; nothing when that is nothing.
func impactText(impacts []ops.Impact, paint *theme.Theme, width int) []byte {
	var out bytes.Buffer
	if len(impacts) > 0 {
		fmt.Fprintln(&out, paint.Title.Paint("Consequences"))
	}
	for _, i := range impacts {
		when := ""
		if i.When != "" {
			when = " (" + i.When + ")"
		}
		name := severityStyle(paint, i.Severity).Paint(i.Severity.String()) + " " + i.ID
		paragraph(&out, 2, name+": "+text.CleanLine(i.Message+when), width)
		if i.Advice != "" {
			paragraph(&out, 2+hangingIndent, text.CleanLine(i.Advice), width)
		}
	}
	return out.Bytes()
}

func severityStyle(paint *theme.Theme, severity ops.Severity) theme.Style {
	switch {
	case severity >= impact.Danger:
		return paint.Danger
	case severity == impact.Caution:
		return paint.Warn
	}
	return paint.Info
}

// resultText is what came of a plan: the changes on stdout, everything else on stderr.
func (a *app) resultText(plan *ops.Plan, result *ops.Result) []byte {
	paint, width := a.paint(a.streams.OutTerminal), a.width(a.streams.OutTerminal)
	var out bytes.Buffer
	for _, item := range result.Items {
		verdict := paint.OK.Paint("verified")
		switch {
		case item.Gone:
			verdict = paint.Warn.Paint("already gone") + ", somebody else has deleted it"
		case !item.OK:
			verdict = paint.Danger.Paint("NOT AS ASKED") + ", the server stored " + storedText(plan, item)
		}
		if inum := createdAs(item, result); inum != "" {
			verdict += ", its inum is " + text.CleanLine(inum)
		}
		lines := changeLines(plan, item.Change)
		lines[0] += "  " + verdict
		for _, line := range lines {
			paragraph(&out, 0, line, width)
		}
	}
	for _, drift := range result.Others {
		if drift.Derived {
			continue
		}
		subject := plan.Subject(drift.Target, drift.Path)
		a.say("%s: %s → %s (changed at the same time, by somebody else or by the server itself)",
			text.CleanLine(subject.Name()), reading(subject, drift.Old), reading(subject, drift.New))
	}
	a.say("recorded in the journal as %s", result.ID)
	return out.Bytes()
}

// createdAs is the inum of a new entry; empty for every other change.
func createdAs(item ops.Item, result *ops.Result) string {
	for _, part := range result.Parts() {
		if part.Target == item.Change.Target && item.Change.Kind == change.Create {
			return part.Inum
		}
	}
	return ""
}
