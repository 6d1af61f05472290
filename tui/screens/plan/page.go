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
	th *theme.Theme
}

func newPage(th *theme.Theme, width int) *page { return &page{Page: prose.New(width), th: th} }

func (p *page) title(content string) { p.Add(p.th.Title, content) }

// plan shows everything that is known before writing.
func (p *page) plan(plan *ops.Plan) {
	if plan.Empty() && len(plan.Conflicts) == 0 {
		p.Add(p.th.Text, "There is nothing to change: the server holds what the staged edits ask for.")
		p.Space()
	}
	if len(plan.Conflicts) > 0 {
		p.conflicts(plan.Present, plan.Conflicts)
	}
	if len(plan.Changes) > 0 {
		p.title(fmt.Sprintf("%d %s", len(plan.Changes), plural(len(plan.Changes), "change")))
		for _, c := range plan.Changes {
			p.change(plan.Present, c)
		}
		p.Space()
	}
	if !plan.Empty() {
		p.impacts(plan.Impacts)
	}
	p.notes(plan)
	p.requests(plan.Requests)
}

func (p *page) change(present *ops.Configuration, c ops.Change) {
	name := text.CleanLine(c.Target.ID)
	if c.Kind == change.Unset {
		name += p.th.Warn.Paint(" (unset)")
	}
	p.Painted(1, p.th.Accent.Paint(name))
	p.Painted(3, p.difference(present, c)...)
}

func (p *page) difference(present *ops.Configuration, c ops.Change) []string {
	entry, err := present.Lookup(c.Target.ID)
	room := p.Width() - 4
	if err != nil || c.Secret {
		return diff.Values(p.th, room, schema.SecretMask, schema.SecretMask+" (another)")
	}
	if !nested(entry.Type) {
		return diff.Values(p.th, room, entry.Display(c.Old), entry.Display(c.New))
	}
	if isFlat(entry.Type) {
		return append(p.members(entry, c.Old, c.New), p.emptied(entry, c.New)...)
	}
	return p.parts(entry, c, room)
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
func (p *page) parts(entry ops.Entry, c ops.Change, room int) []string {
	var lines []string
	for _, part := range editor.Changes(p.th.Glyphs, entry.Type, c.Old, c.New, entry.Secret) {
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

func (p *page) members(entry ops.Entry, old, value json.RawMessage) []string {
	return diff.Members(p.th, p.Width()-4, elements(entry, old), elements(entry, value))
}

func (p *page) emptied(entry ops.Entry, value json.RawMessage) []string {
	if !document.IsEmpty(value) {
		return nil
	}
	return []string{p.th.Muted.Paint(p.th.Glyphs.Arrow + " " + entry.Display(value))}
}

// elements are the members of a list as a person reads them.
func elements(entry ops.Entry, raw json.RawMessage) []string {
	hidden, _ := entry.Hide(raw)
	list, _ := document.Elements(hidden)
	shown := make([]string, len(list))
	for i, element := range list {
		if name, isText := document.Text(element); isText {
			shown[i] = text.CleanLine(name)
		} else {
			shown[i] = text.CleanLine(string(document.Compact(element)))
		}
	}
	return shown
}

func (p *page) conflicts(present *ops.Configuration, conflicts []ops.Conflict) {
	p.Add(p.th.Danger, p.th.Glyphs.Danger+" Somebody else changed what you edited. Nothing is written over it.")
	for _, c := range conflicts {
		p.Add(p.th.Accent, c.Target.ID)
		show := func(label string, raw json.RawMessage) {
			value := schema.SecretMask
			if entry, err := present.Lookup(c.Target.ID); err == nil && !c.Secret {
				value = text.CleanLine(entry.Display(raw))
			} else if !c.Secret {
				value = text.CleanLine(string(document.Compact(raw)))
			}
			p.Indent(3, p.th.Text, label+value)
		}
		show("you saw    ", c.Base)
		show("you want   ", c.Mine)
		show("it is now  ", c.Theirs)
	}
	p.Add(p.th.Text, "t takes theirs, o puts yours on top of theirs.")
	p.Space()
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
