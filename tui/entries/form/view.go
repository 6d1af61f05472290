package form

import (
	"fmt"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/layout"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// Note is a remark above the fields. It need not be cleaned.
type Note struct {
	Warning bool
	Text    string
}

// division is how the body is shared: notes above, the fields, and the description of one beside or below them.
type division struct {
	notes int
	list  layout.Rect
	side  layout.Rect
	foot  int
}

// SetSize divides the room.
func (p *Page) SetSize(width, height int) {
	p.width = width
	p.body = division{notes: min(len(p.noteLines()), max(height/4, 1))}
	room := layout.Rect{W: width, H: max(height-p.body.notes, 0)}
	beside := false
	if p.body.list, p.body.side, beside = layout.ListDetail(room); !beside {
		p.body.foot = min(6, max(0, room.H-5))
	}
	p.table.SetSize(p.body.list.W, p.body.list.H-p.body.foot)
}

// Lines draws notes, fields and the description of the field under the cursor, or why there are none.
func (p *Page) Lines() []string {
	if !p.ready() {
		return p.emptyLines()
	}
	th := p.session().Theme
	lines := p.table.Lines()
	switch {
	case !p.body.side.Empty():
		side := text.Fit(p.detail(p.body.side.W), p.body.side.W, p.body.side.H)
		lines = layout.Beside(lines, th.Border.Paint(th.Glyphs.Divider), side)
	case p.body.foot > 0:
		lines = append(lines, th.Border.Paint(strings.Repeat(th.Glyphs.Rule, p.width)))
		lines = append(lines, cut(th, p.detail(p.width), p.width, p.body.foot-1)...)
	}
	return append(cut(th, p.noteLines(), p.width, p.body.notes), lines...)
}

// cut leaves out lines for which there is no room, and says so.
func cut(th *theme.Theme, lines []string, width, height int) []string {
	if len(lines) > height && height > 0 {
		lines = lines[:height]
		lines[height-1] = text.Truncate(lines[height-1]+" "+th.Glyphs.Ellipsis+" ? shows all", max(width-1, 0), th.Glyphs.Ellipsis+" ? shows all")
	}
	return text.Fit(lines, width, height)
}

// noteLines are what is to be said about the entry as a whole.
func (p *Page) noteLines() []string {
	if !p.ready() {
		return nil
	}
	th := p.session().Theme
	page := prose.New(p.width)
	for _, note := range p.notes() {
		if note.Warning {
			page.Bullet(th.Glyphs.Warn, th.Warn, th.Warn, note.Text)
		} else {
			page.Add(th.Text, note.Text)
		}
	}
	return page.Lines()
}

func (p *Page) notes() []Note {
	var notes []Note
	if p.read.New() {
		notes = append(notes, Note{Text: "New: it is staged. ctrl+s reviews, and creates it on the server."})
	}
	if p.read.Deleted(p.session().Draft) {
		notes = append(notes, Note{Warning: true, Text: "Staged: delete this " + p.kind() + "."})
	} else if why := p.read.Locked(); why != "" {
		notes = append(notes, Note{Warning: true, Text: "Nothing here can be changed: " + why + "."})
	}
	if p.kept != "" {
		notes = append(notes, Note{Warning: true, Text: "What came back from your editor is kept, but not staged. E opens it again."})
	}
	if p.options.Notes != nil {
		notes = append(notes, p.options.Notes(p)...)
	}
	slices.SortStableFunc(notes, func(a, b Note) int { // what is wrong must not be cut off
		switch {
		case a.Warning == b.Warning:
			return 0
		case a.Warning:
			return -1
		}
		return 1
	})
	return notes
}

// emptyLines stand in place of the fields while there is no entry.
func (p *Page) emptyLines() []string {
	th := p.session().Theme
	page := prose.New(p.width)
	page.Space()
	switch {
	case p.gone() && p.doomed:
		page.Bullet(th.Glyphs.OK, th.OK, th.Text, "The "+p.kind()+" "+p.label()+" is deleted.")
		page.Indent(3, th.Muted, "esc goes back.")
	case p.gone():
		page.Bullet(th.Glyphs.Warn, th.Warn, th.Warn, "The server does not have the "+p.kind()+" "+p.label()+". Perhaps somebody has deleted it.")
		page.Indent(3, th.Text, ops.Explain(p.failure).Hint)
		if len(p.session().Draft.Of(p.target)) > 0 {
			page.Indent(3, th.Text, "What you have staged for it is kept; backspace takes it back.")
		}
		page.Indent(3, th.Muted, "r asks again, esc goes back.")
	case p.failure != nil:
		page.Indent(3, th.Danger, core.FailurePage("The "+p.kind()+" could not be read.", p.failure))
	default:
		page.Indent(3, th.Muted, "Reading the "+p.kind()+" "+th.Glyphs.Ellipsis)
	}
	return page.Lines()
}

// detail describes the field under the cursor.
func (p *Page) detail(width int) []string {
	current := p.current()
	if current.field.Path == "" {
		return nil
	}
	th := p.session().Theme
	page := prose.New(width)
	if !p.body.side.Empty() {
		page.Add(th.Title, current.field.Title)
	}
	if current.staged {
		page.Add(th.Staged, p.stagedLine(current))
		if _, isList := document.Strings(current.value); !isList {
			page.Add(th.Text, "Now: "+p.shown(current.field, p.read.Get(current.field.Path)))
		}
	}
	if current.amiss != "" {
		page.Bullet(th.Glyphs.Warn, th.Warn, th.Warn, current.amiss)
	}
	page.Add(th.Text, current.field.Help)
	if why := p.cannot(current.field); why != "" {
		page.Add(th.Warn, "It cannot be changed: "+strings.TrimSuffix(why, ".")+".")
	}
	page.Add(th.Muted, typeLine(current.field))
	if !p.body.side.Empty() {
		p.elements(page, current)
	}
	return page.Lines()
}

func (p *Page) stagedLine(current row) string {
	edit, _ := p.session().Draft.Member(p.target, current.field.Path)
	return "Staged: " + p.outcome(current.field, edit)
}

// outcome says what an edit makes of a field; of a list only what comes and goes.
func (p *Page) outcome(field schema.EntityField, edit ops.Edit) string {
	if edit.Kind == change.Unset {
		return "unset"
	}
	before, wasList := document.Strings(edit.Base)
	after, isList := document.Strings(edit.Value)
	if !isList || !wasList || field.Secret || len(after) == 0 {
		return p.shown(field, edit.Value)
	}
	var parts []string
	for _, change := range []struct {
		sign      string
		from, not []string
	}{{p.session().Theme.Glyphs.Added, after, before}, {p.session().Theme.Glyphs.Removed, before, after}} {
		for _, element := range change.from {
			if !slices.Contains(change.not, element) {
				parts = append(parts, change.sign+p.shown(field, document.QuoteAll([]string{element})))
			}
		}
	}
	if len(parts) == 0 {
		return "another order"
	}
	return strings.Join(parts, ", ")
}

// elements lists a value of several parts one by one, where there is room.
func (p *Page) elements(page *prose.Page, current row) {
	th := p.session().Theme
	dns, ok := document.Strings(current.value)
	if !ok || len(dns) == 0 || current.field.Secret {
		return
	}
	if current.field.Refers != (schema.Reference{}) {
		dns = p.referred(current.field, dns)
	}
	page.Space()
	for _, element := range dns {
		page.Bullet(th.Glyphs.Bullet, th.Muted, th.Text, text.CleanLine(element))
	}
}

// manyValues is how many values are told one by one.
const manyValues = 10

// typeLine names the type and what it allows.
func typeLine(field schema.EntityField) string {
	line := field.Type.String()
	if refers := field.Refers; refers.Resource != "" {
		line = refers.Resource + "s"
		if refers.Type != "" {
			line += " of type " + refers.Type
		}
	}
	if field.Type.Unit != schema.UnitNone {
		line += " in " + string(field.Type.Unit)
	}
	if n := len(field.Type.Values); n > manyValues {
		line += fmt.Sprintf(", one of %d", n)
	} else if n > 0 {
		line += ": " + strings.Join(field.Type.Values, ", ")
	}
	if field.Required {
		line += "; needed"
	}
	if field.Once {
		line += "; the server keeps the first value"
	}
	return line + " (" + strings.TrimPrefix(field.Path, "/") + ")"
}

// HelpText says everything about entry and field that the page may have no room for.
func (p *Page) HelpText() string {
	if !p.ready() {
		return ""
	}
	var parts []string
	for _, note := range p.notes() {
		parts = append(parts, note.Text)
	}
	if current := p.current(); current.field.Path != "" {
		parts = append(parts, current.field.Title+": "+current.shown, current.field.Help, typeLine(current.field))
		if current.amiss != "" {
			parts = append(parts, current.amiss)
		}
	}
	return strings.Join(append(parts, "Every change is staged at once and applied only after a review (ctrl+s). What you do not touch stays as the server holds it."), "\n\n")
}
