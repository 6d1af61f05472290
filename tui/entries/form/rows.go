package form

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/directory"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/editor"
	"github.com/jansadm/jansadm/tui/kit/table"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// row is a field, or the title of a section.
type row struct {
	title  string
	field  schema.EntityField
	value  json.RawMessage // as the draft would leave it
	shown  string
	staged bool
	amiss  string // what is wrong or odd with the value
}

// list makes the rows anew. Fields without a section come last; one that is empty and nobody can fill is left out.
func (p *Page) list() {
	p.rows = p.rows[:0]
	fields := slices.DeleteFunc(p.read.Fields(p.session().Draft), func(f schema.EntityField) bool {
		return f.Fixed != "" && document.IsEmpty(p.staged.Get(f.Path))
	})
	sections := append([]schema.Group{}, p.read.Kind.Sections...)
	known := map[string]bool{}
	for _, section := range sections {
		known[section.ID] = true
	}
	for _, section := range append(sections, schema.Group{Title: "Unknown to this version of jansadm"}) {
		first := true
		for _, field := range fields {
			if field.Group != section.ID && (section.ID != "" || known[field.Group]) {
				continue
			}
			if first {
				p.rows, first = append(p.rows, row{title: section.Title}), false
			}
			p.rows = append(p.rows, p.row(field))
		}
	}
	p.table.Refresh()
}

func (p *Page) row(field schema.EntityField) row {
	if p.options.Adapt != nil {
		field = p.options.Adapt(p, field)
	}
	if field.Title == "" {
		field.Title = field.Name
	}
	value := p.staged.Get(field.Path)
	_, staged := p.session().Draft.Member(p.target, field.Path)
	return row{field: field, value: value, shown: p.shown(field, value), staged: staged, amiss: p.amiss(field, value)}
}

// textLimit is how many bytes a text of several lines may have to be shown by itself, and not by the number of its lines.
const textLimit = 200

// shownLimit is how many bytes of a value are put into a line; more would never be seen.
const shownLimit = 1000

// shown is a value on one line, for people.
func (p *Page) shown(field schema.EntityField, value json.RawMessage) string {
	shown := p.display(field, value)
	if len(shown) > shownLimit {
		shown = fmt.Sprintf("%s ... (%d bytes)", strings.ToValidUTF8(shown[:shownLimit], ""), len(value))
	}
	return text.CleanLine(shown)
}

func (p *Page) display(field schema.EntityField, value json.RawMessage) string {
	source, isText := document.Text(value)
	switch {
	case document.IsEmpty(value) || field.Secret:
		return ops.DisplayField(p.names, field, value)
	case isText && len(source) > textLimit && strings.Contains(source, "\n"):
		return fmt.Sprintf("%d lines", strings.Count(strings.TrimSuffix(source, "\n"), "\n")+1)
	case field.Refers != (schema.Reference{}):
		if dns, ok := document.Strings(value); ok {
			return strings.Join(p.referred(field, dns), ", ")
		}
	case nested(field.Type):
		hidden, _ := field.Hide(value)
		return editor.Summary(field.Type, hidden, false)
	}
	return ops.DisplayField(p.names, field, value)
}

// nested says whether a value holds objects, which read better as names and values than as JSON.
func nested(t schema.Type) bool {
	return t.Kind == schema.KindObject || t.Elem != nil && t.Elem.Kind == schema.KindObject
}

// referred names what DNs lead to; one that leads nowhere stays a DN.
func (p *Page) referred(field schema.EntityField, dns []string) []string {
	names := make([]string, len(dns))
	for i, dn := range dns {
		names[i] = ops.Referred(p.names, dn)
		if names[i] == dn && p.dangling(dn) {
			names[i] += " (does not exist)"
		}
	}
	return names
}

// dangling says whether a DN leads nowhere. It is false while that is not known.
func (p *Page) dangling(dn string) bool {
	target, ok := directory.TargetOf(dn)
	if !ok {
		return true
	}
	_, found := p.names.Find(target)
	return !found && (p.resolved || p.names.Complete(target.Resource))
}

// amiss is the first thing that is wrong or odd with a value.
func (p *Page) amiss(field schema.EntityField, value json.RawMessage) string {
	if field.Path == p.nameField() && p.takenLine() != "" {
		return p.takenLine() + " Nobody could tell the two apart."
	}
	if field.Refers != (schema.Reference{}) {
		dns, _ := document.Strings(value)
		for _, dn := range dns {
			if p.dangling(dn) {
				return "It refers to what does not exist: " + dn + ". It stays there unless you take it out."
			}
		}
	}
	if field.Fixed != "" || document.IsEmpty(value) {
		return ""
	}
	for _, problem := range p.read.Check(field.Path, value) {
		return problem.String()
	}
	return ""
}

// Selected is the field under the cursor.
func (p *Page) Selected() (schema.EntityField, bool) {
	current := p.current()
	return current.field, current.field.Path != ""
}

func (p *Page) current() row {
	if i := p.table.Index(); i >= 0 && i < len(p.rows) && p.ready() {
		return p.rows[i]
	}
	return row{}
}

// Select puts the cursor on a field.
func (p *Page) Select(path string) { p.table.Select(path) }

// source lists the rows in the table.
type source struct{ *Page }

func (s source) Len() int        { return len(s.rows) }
func (s source) ID(i int) string { return s.rows[i].field.Path }

func (s source) Row(i int) table.Row {
	th := s.session().Theme
	current := s.rows[i]
	if current.title != "" {
		return table.Row{Cells: []table.Cell{{Text: current.title, Style: th.Title}}}
	}
	value := table.Cell{Text: current.shown, Style: th.Text, Middle: !strings.Contains(current.shown, " ")}
	if document.IsEmpty(current.value) || current.field.Fixed != "" {
		value.Style = th.Muted
	}
	var mark table.Mark
	switch {
	case current.staged:
		mark, value.Style = table.Mark{Glyph: th.Glyphs.Staged, Style: th.Staged}, th.Staged
	case current.amiss != "":
		mark = table.Mark{Glyph: th.Glyphs.Warn, Style: th.Warn}
	case current.field.Fixed != "" || s.Locked() != "":
		mark = table.Mark{Glyph: th.Glyphs.Lock, Style: th.Muted}
	}
	return table.Row{Mark: mark, Cells: []table.Cell{{Text: current.field.Title, Style: th.Text}, value}}
}
