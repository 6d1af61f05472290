package form

import (
	"slices"
	"strings"

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
	for _, note := range p.notes {
		if note.Warning {
			page.Bullet(th.Glyphs.Warn, th.Warn, th.Warn, note.Text)
		} else {
			page.Add(th.Text, note.Text)
		}
	}
	return page.Lines()
}

// remarks gathers what is to be said about the entry as a whole.
func (p *Page) remarks() []Note {
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
		page.Indent(3, th.Text, core.Explain(p.failure).Hint)
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
