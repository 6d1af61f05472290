package verbs

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/aymanbagabas/go-udiff"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// changeLines tells one change: the members of a whole entry, the elements that come and go for a list, the lines that differ for a long
// text, old and new for everything else.
func changeLines(plan *ops.Plan, c ops.Change) []string {
	switch c.Kind {
	case change.Create:
		return memberLines("new "+text.CleanLine(plan.Subject(c.Target, "").Title)+":", "+", plan.Members(c))
	case change.Delete:
		return memberLines("delete "+text.CleanLine(plan.Subject(c.Target, "").Title)+":", "-", plan.Members(c))
	}
	subject := plan.Subject(c.Target, c.Path)
	name := text.CleanLine(subject.Name())
	before, after := subject.Compare(c.Old, c.New)
	if c.Kind == change.Unset && c.Target.Resource == change.Property {
		return []string{fmt.Sprintf("%s: %s → unset, after which the server holds %s", name, reading(subject, before), reading(subject, after))}
	}
	if lines, ok := differingLines(before, after); ok {
		return append([]string{name + ":"}, lines...)
	}
	if gone, came, ok := listDifference(subject, before, after); ok {
		lines := []string{name + ":"}
		for _, element := range gone {
			lines = append(lines, "  - "+element)
		}
		for _, element := range came {
			lines = append(lines, "  + "+element)
		}
		return lines
	}
	if text, isText := document.Text(after); isText && text == schema.AnotherSecret {
		return []string{name + ": " + reading(subject, before) + " → " + schema.AnotherSecret}
	}
	return []string{fmt.Sprintf("%s: %s → %s", name, reading(subject, before), reading(subject, after))}
}

func memberLines(title, sign string, members []ops.Member) []string {
	lines := []string{title}
	for _, member := range members {
		value := reading(member.Subject, member.Value)
		if source, ok := document.Text(member.Value); ok && strings.Contains(source, "\n") {
			value = linesText(source)
		}
		lines = append(lines, "  "+sign+" "+text.CleanLine(member.Label)+": "+value)
	}
	return lines
}

// linesText counts the lines of a text.
func linesText(s string) string {
	lines := strings.Count(strings.TrimSuffix(s, "\n"), "\n") + 1
	if lines == 1 {
		return "1 line"
	}
	return fmt.Sprintf("%d lines", lines)
}

// reading is a value on one line, without its secrets and cleaned.
func reading(subject ops.Subject, value json.RawMessage) string {
	if subject.Label == "" && subject.Field.Refers == (schema.Reference{}) { // a property
		hidden, _ := subject.Hide(value)
		return oneLine(subject.Field.Type, hidden)
	}
	if document.IsEmpty(value) && subject.Field.Type.Kind != schema.KindBoolean {
		return emptyText
	}
	return text.CleanLine(subject.Display(value))
}

func oneLine(t schema.Type, value json.RawMessage) string { return text.CleanLine(valueText(t, value)) }

// storedText is what the server made of a change.
func storedText(plan *ops.Plan, item ops.Item) string {
	switch {
	case item.Change.Kind == change.Delete:
		return "it still"
	case item.Change.Kind == change.Create:
		got, _ := plan.Hide(item.Change, item.Got)
		return shownJSON(got)
	}
	return reading(plan.Subject(item.Change.Target, item.Change.Path), item.Got)
}

// differingLines is a patch between two texts of several lines; false for other values.
func differingLines(before, after json.RawMessage) ([]string, bool) {
	old, _ := document.Text(before)
	now, _ := document.Text(after)
	if !strings.Contains(old, "\n") && !strings.Contains(now, "\n") {
		return nil, false
	}
	patch := udiff.Unified("stored", "new", strings.TrimSuffix(old, "\n")+"\n", strings.TrimSuffix(now, "\n")+"\n")
	lines := strings.Split(strings.TrimSuffix(text.Clean(patch), "\n"), "\n")
	if len(lines) < 3 {
		return nil, false
	}
	for i, line := range lines {
		lines[i] = "  " + line
	}
	return lines[2:], true // without the names of the texts
}

// listDifference lists what goes from and comes to a list. It is no use when only the order changes, and for lists that are new or
// become empty.
func listDifference(subject ops.Subject, before, after json.RawMessage) (gone, came []string, ok bool) {
	t := subject.Field.Type
	if t.Kind != schema.KindList && t.Kind != schema.KindSet || t.Elem == nil {
		return nil, nil, false
	}
	old, wasList := listed(subject, before)
	now, isList := listed(subject, after)
	if !wasList || !isList || len(old) == 0 || len(now) == 0 {
		return nil, nil, false
	}
	gone, came = missingFrom(now, old), missingFrom(old, now)
	return gone, came, len(gone)+len(came) > 0
}

// listed are the elements of a list as they are shown.
func listed(subject ops.Subject, value json.RawMessage) ([]string, bool) {
	if subject.Field.Refers != (schema.Reference{}) || subject.Field.Type.Elem.Kind == schema.KindObject {
		elements, ok := subject.Elements(value)
		for i, element := range elements {
			elements[i] = text.CleanLine(element)
		}
		return elements, ok
	}
	elements, ok := document.Elements(value)
	shown := make([]string, len(elements))
	for i, element := range elements {
		shown[i] = oneLine(*subject.Field.Type.Elem, element)
	}
	return shown, ok
}

// missingFrom lists the elements that the other list lacks.
func missingFrom(other, elements []string) []string {
	var missing []string
	for _, element := range elements {
		if !slices.Contains(other, element) {
			missing = append(missing, element)
		}
	}
	return missing
}
