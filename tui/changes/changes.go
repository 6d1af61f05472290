// Package changes draws what a plan changes, for the review and for the history.
package changes

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/editor"
	"github.com/jansadm/jansadm/tui/kit/diff"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// indents are the margins on both sides of a difference.
const indents = 4

// Add shows one change on a page: what people call it, and below what becomes of its value.
func Add(page *prose.Page, th *theme.Theme, plan *ops.Plan, c ops.Change) {
	p := painter{th: th, room: page.Width() - indents}
	subject := plan.Subject(c.Target, c.Path)
	name := text.CleanLine(subject.Name())
	switch c.Kind {
	case change.Unset:
		name += p.th.Warn.Paint(" (unset)")
	case change.Create:
		name = "new " + name
	case change.Delete:
		name += p.th.Danger.Paint(" (delete)")
	}
	page.Painted(1, th.Accent.Paint(name))
	page.Painted(3, p.difference(plan, subject, c)...)
}

// Difference shows what becomes of a value, in lines of at most room cells.
func Difference(th *theme.Theme, room int, plan *ops.Plan, subject ops.Subject, c ops.Change) []string {
	return painter{th: th, room: room}.difference(plan, subject, c)
}

// painter draws lines of at most room cells.
type painter struct {
	th   *theme.Theme
	room int
}

func (p painter) difference(plan *ops.Plan, subject ops.Subject, c ops.Change) []string {
	switch {
	case c.Kind == change.Create:
		return p.whole(plan.Members(c), p.th.Glyphs.Added, p.th.Added)
	case c.Kind == change.Delete:
		return p.whole(plan.Members(c), p.th.Glyphs.Removed, p.th.Removed)
	case c.Secret:
		return diff.Values(p.th, p.room, schema.SecretMask, schema.AnotherSecret)
	case !Nested(subject.Field.Type):
		return diff.Values(p.th, p.room, subject.Display(c.Old), subject.Display(c.New))
	case isFlat(subject.Field.Type):
		return append(p.members(subject, c.Old, c.New), p.emptied(subject, c.New)...)
	}
	return p.parts(subject, c)
}

// whole shows the members of an entry that comes or goes.
func (p painter) whole(members []ops.Member, sign string, style theme.Style) []string {
	var lines []string
	for _, member := range members {
		value := text.CleanLine(member.Display(member.Value))
		if source, ok := document.Text(member.Value); ok && strings.Contains(source, "\n") {
			value = fmt.Sprintf("%d lines", strings.Count(strings.TrimSuffix(source, "\n"), "\n")+1)
		}
		for _, line := range text.Wrap(sign+" "+text.CleanLine(member.Label)+": "+value, p.room) {
			lines = append(lines, style.Paint(line))
		}
	}
	return lines
}

// Nested says whether values of a type have parts.
func Nested(t schema.Type) bool {
	switch t.Kind {
	case schema.KindList, schema.KindSet, schema.KindMap, schema.KindObject, schema.KindAny:
		return true
	}
	return false
}

// isFlat says whether the value is a plain list, whose members say everything.
func isFlat(t schema.Type) bool {
	return (t.Kind == schema.KindList || t.Kind == schema.KindSet) && t.Elem != nil && !Nested(*t.Elem)
}

// parts says which parts of a value change.
func (p painter) parts(subject ops.Subject, c ops.Change) []string {
	var lines []string
	old, value := subject.Compare(c.Old, c.New)
	for _, part := range editor.Changes(p.th.Glyphs, subject.Field.Type, old, value, subject.Field.Secret) {
		style := p.th.Text
		switch {
		case strings.HasPrefix(part, p.th.Glyphs.Added):
			style = p.th.Added
		case strings.HasPrefix(part, p.th.Glyphs.Removed):
			style = p.th.Removed
		}
		for _, line := range text.Wrap(text.Clean(part), p.room) {
			lines = append(lines, style.Paint(line))
		}
	}
	return lines
}

func (p painter) members(subject ops.Subject, old, value json.RawMessage) []string {
	return diff.Members(p.th, p.room, elements(subject, old), elements(subject, value))
}

func (p painter) emptied(subject ops.Subject, value json.RawMessage) []string {
	if !document.IsEmpty(value) {
		return nil
	}
	return []string{p.th.Muted.Paint(p.th.Glyphs.Arrow + " " + subject.Display(value))}
}

// elements are the members of a list as a person reads them.
func elements(subject ops.Subject, raw json.RawMessage) []string {
	shown, _ := subject.Elements(raw)
	for i, element := range shown {
		shown[i] = text.CleanLine(element)
	}
	return shown
}
