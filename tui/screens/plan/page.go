package plan

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

// page builds the lines of the review.
type page struct {
	*prose.Page
	th   *theme.Theme
	mark int // the line of the conflict that keys decide about
}

func newPage(th *theme.Theme, width int) *page { return &page{Page: prose.New(width), th: th} }

func (p *page) title(content string) { p.Add(p.th.Title, content) }

// drafter says that somebody else has staged what is shown.
func (p *page) drafter(by, now string) {
	if by == "" {
		return
	}
	p.Bullet(p.th.Glyphs.Warn, p.th.Warn, p.th.Warn, "Staged while "+text.CleanLine(by)+" was signed in; it would be applied in the name of "+text.CleanLine(now)+".")
	p.Space()
}

// plan shows everything that is known before writing.
func (p *page) plan(plan *ops.Plan, cursor int) {
	if plan.Empty() && len(plan.Conflicts) == 0 {
		p.Add(p.th.Text, "There is nothing to change: the server holds what the staged edits ask for.")
		p.Space()
	}
	if len(plan.Conflicts) > 0 {
		p.conflicts(plan, cursor)
	}
	if len(plan.Changes) > 0 {
		p.title(fmt.Sprintf("%d %s", len(plan.Changes), plural(len(plan.Changes), "change")))
		for _, c := range plan.Changes {
			p.change(plan, c)
		}
		p.Space()
	}
	p.offers(plan.Offers)
	if !plan.Empty() {
		p.impacts(plan.Impacts)
	}
	p.notes(plan)
	p.requests(plan.Requests)
}

func (p *page) change(plan *ops.Plan, c ops.Change) {
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
	p.Painted(1, p.th.Accent.Paint(name))
	p.Painted(3, p.difference(plan, subject, c)...)
}

func (p *page) difference(plan *ops.Plan, subject ops.Subject, c ops.Change) []string {
	room := p.Width() - 4
	switch {
	case c.Kind == change.Create:
		return p.whole(plan.Members(c), p.th.Glyphs.Added, p.th.Added, room)
	case c.Kind == change.Delete:
		return p.whole(plan.Members(c), p.th.Glyphs.Removed, p.th.Removed, room)
	case c.Secret:
		return diff.Values(p.th, room, schema.SecretMask, schema.AnotherSecret)
	case !nested(subject.Field.Type):
		return diff.Values(p.th, room, subject.Display(c.Old), subject.Display(c.New))
	case isFlat(subject.Field.Type):
		return append(p.members(subject, c.Old, c.New), p.emptied(subject, c.New)...)
	}
	return p.parts(subject, c, room)
}

// whole shows the members of an entry that comes or goes.
func (p *page) whole(members []ops.Member, sign string, style theme.Style, room int) []string {
	var lines []string
	for _, member := range members {
		value := text.CleanLine(member.Display(member.Value))
		if source, ok := document.Text(member.Value); ok && strings.Contains(source, "\n") {
			value = fmt.Sprintf("%d lines", strings.Count(strings.TrimSuffix(source, "\n"), "\n")+1)
		}
		for _, line := range text.Wrap(sign+" "+text.CleanLine(member.Label)+": "+value, room) {
			lines = append(lines, style.Paint(line))
		}
	}
	return lines
}

func nested(t schema.Type) bool {
	switch t.Kind {
	case schema.KindList, schema.KindSet, schema.KindMap, schema.KindObject, schema.KindAny:
		return true
	}
	return false
}

// isFlat says whether the value is a plain list, whose members say everything.
func isFlat(t schema.Type) bool {
	return (t.Kind == schema.KindList || t.Kind == schema.KindSet) && t.Elem != nil && !nested(*t.Elem)
}

// parts says which parts of a value change.
func (p *page) parts(subject ops.Subject, c ops.Change, room int) []string {
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
		for _, line := range text.Wrap(text.Clean(part), room) {
			lines = append(lines, style.Paint(line))
		}
	}
	return lines
}

func (p *page) members(subject ops.Subject, old, value json.RawMessage) []string {
	return diff.Members(p.th, p.Width()-4, elements(subject, old), elements(subject, value))
}

func (p *page) emptied(subject ops.Subject, value json.RawMessage) []string {
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

func (p *page) requests(requests []ops.Request) {
	for _, request := range requests {
		p.title("Request")
		p.Add(p.th.Text, request.Method+" "+request.Path)
		for _, operation := range strings.Split(requestBody(request), "\n") {
			p.Indent(1, p.th.Text, operation)
		}
		if strings.Contains(string(request.Body), `"op":"test"`) {
			p.Add(p.th.Muted, "The tests make the server refuse when a value has changed since it was read.")
		}
	}
}

// requestBody shows one operation a line.
func requestBody(request ops.Request) string {
	operations, ok := document.Elements(request.Body)
	if !ok {
		return string(document.Indent(request.Body))
	}
	shown := make([]string, len(operations))
	for i, operation := range operations {
		shown[i] = string(document.Compact(operation))
	}
	return "[" + strings.Join(shown, ",\n ") + "]"
}
