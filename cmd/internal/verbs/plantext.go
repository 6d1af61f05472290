package verbs

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/impact"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// planText is a plan for reading: what changes, what that causes, and when wanted the requests.
func (a *app) planText(plan *ops.Plan, terminal, requests bool) []byte {
	paint, width := a.paint(terminal), a.width(terminal)
	var out bytes.Buffer
	fmt.Fprintln(&out, paint.Title.Paint("Changes"))
	for _, c := range plan.Changes {
		for _, line := range changeLines(propertyOf(plan.Present, c.Target), c) {
			paragraph(&out, 2, line, width)
		}
	}
	out.Write(consequences(plan, paint, width))
	if requests {
		fmt.Fprintln(&out, paint.Title.Paint("Requests"))
		for _, request := range plan.Requests {
			fmt.Fprintf(&out, "  %s %s\n  %s\n", request.Method, text.CleanLine(request.Path),
				strings.ReplaceAll(text.Clean(string(document.Indent(request.Body))), "\n", "\n  "))
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
	if len(plan.Impacts) > 0 {
		fmt.Fprintln(&out, paint.Title.Paint("Consequences"))
	}
	for _, i := range plan.Impacts {
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
	if len(plan.Notes) > 0 {
		fmt.Fprintln(&out, paint.Title.Paint("Notes"))
	}
	for _, note := range plan.Notes {
		paragraph(&out, 2, text.CleanLine(note), width)
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

// changeLines tells one change: the elements that come and go for a list, old and new for everything else.
func changeLines(property schema.Property, c ops.Change) []string {
	name := text.CleanLine(c.Target.ID)
	before, _ := property.Hide(c.Old)
	after, _ := property.Hide(c.New)
	if c.Kind == change.Unset {
		return []string{fmt.Sprintf("%s: %s → unset, after which the server holds %s", name, oneLine(property.Type, before), oneLine(property.Type, after))}
	}
	if gone, came, ok := listDifference(property.Type, before, after); ok {
		lines := []string{name + ":"}
		for _, element := range gone {
			lines = append(lines, "  - "+element)
		}
		for _, element := range came {
			lines = append(lines, "  + "+element)
		}
		return lines
	}
	if property.Secret && string(before) == string(after) {
		return []string{name + ": " + oneLine(property.Type, before) + " → another secret"}
	}
	return []string{fmt.Sprintf("%s: %s → %s", name, oneLine(property.Type, before), oneLine(property.Type, after))}
}

func oneLine(t schema.Type, value json.RawMessage) string { return text.CleanLine(valueText(t, value)) }

// listDifference lists what goes from and comes to a list. It is no use when only the order changes, and for lists that are new or
// become empty.
func listDifference(t schema.Type, before, after json.RawMessage) (gone, came []string, ok bool) {
	if t.Kind != schema.KindList && t.Kind != schema.KindSet || t.Elem == nil {
		return nil, nil, false
	}
	old, wasList := document.Elements(before)
	now, isList := document.Elements(after)
	if !wasList || !isList || len(old) == 0 || len(now) == 0 {
		return nil, nil, false
	}
	gone, came = missingFrom(*t.Elem, now, old), missingFrom(*t.Elem, old, now)
	return gone, came, len(gone)+len(came) > 0
}

// missingFrom lists the elements that the other list lacks.
func missingFrom(elem schema.Type, other, elements []json.RawMessage) []string {
	var missing []string
	for _, element := range elements {
		found := false
		for _, candidate := range other {
			found = found || elem.Equal(candidate, element)
		}
		if !found {
			missing = append(missing, oneLine(elem, element))
		}
	}
	return missing
}

// resultText is what came of a plan: the changes on stdout, everything else on stderr.
func (a *app) resultText(plan *ops.Plan, result *ops.Result) []byte {
	paint, width := a.paint(a.streams.OutTerminal), a.width(a.streams.OutTerminal)
	var out bytes.Buffer
	for _, item := range result.Items {
		property := propertyOf(plan.Present, item.Change.Target)
		verdict := paint.OK.Paint("verified")
		if !item.OK {
			got, _ := property.Hide(item.Got)
			verdict = paint.Danger.Paint("NOT AS ASKED") + ", the server stored " + oneLine(property.Type, got)
		}
		lines := changeLines(property, item.Change)
		lines[0] += "  " + verdict
		for _, line := range lines {
			paragraph(&out, 0, line, width)
		}
	}
	for _, drift := range result.Others {
		if drift.Derived {
			continue
		}
		property := propertyOf(plan.Present, drift.Target)
		before, _ := property.Hide(drift.Old)
		after, _ := property.Hide(drift.New)
		a.say("%s: %s → %s (changed at the same time, by somebody else or by the server itself)",
			text.CleanLine(drift.Target.ID), oneLine(property.Type, before), oneLine(property.Type, after))
	}
	if len(plan.Impacts) == 0 && result.Verified() {
		a.say("The auth server picks the change up within 30 s.") // ConfigurationFactory.java
	}
	a.say("recorded in the journal as %s", result.ID)
	return out.Bytes()
}
