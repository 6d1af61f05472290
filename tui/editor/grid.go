package editor

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/kit/table"
)

// grid is a level that shows what is inside a value as the rows of a table.
type grid struct {
	plain
	table *table.Table
	about func() []note // on the row under the cursor
}

func newGrid(p *place, columns ...table.Column) grid {
	return grid{plain: plain{place: p}, table: table.New(p.theme(), columns...)}
}

// source gives rows to a table.
type source struct {
	count func() int
	id    func(i int) string
	row   func(i int) table.Row
}

func (s source) Len() int            { return s.count() }
func (s source) ID(i int) string     { return s.id(i) }
func (s source) Row(i int) table.Row { return s.row(i) }

// gridNotes is the room below the table, where there is enough for both.
const gridNotes = 3

func (g *grid) foot() int {
	switch {
	case g.height >= 9:
		return gridNotes
	case g.height >= 5:
		return 2
	}
	return min(g.height, 1)
}

func (g *grid) size(width, height int) {
	g.plain.size(width, height)
	g.table.SetTitles(height >= 7)
	g.table.SetSize(width, height-g.foot())
}

func (g *grid) lines() []string {
	th := g.place.theme()
	lines := g.table.Lines()
	room := g.foot()
	if room == gridNotes {
		lines = append(lines, th.Border.Paint(strings.Repeat(th.Glyphs.Rule, g.width)))
		room--
	}
	notes := append(g.place.standing(), g.about()...)
	return append(lines, g.place.paint(notes, g.width, room)...)
}

func (g *grid) key(msg tea.KeyMsg) tea.Cmd {
	g.table.Key(msg)
	return nil
}

// mark shows in front of a row that something is wrong or odd inside.
func (g *grid) mark(s step) table.Mark {
	problem := g.place.problemAt(s)
	switch {
	case problem == nil:
		return table.Mark{}
	case problem.Severity == schema.Warn:
		return table.Mark{Glyph: g.place.theme().Glyphs.Warn, Style: g.place.theme().Warn}
	}
	return table.Mark{Glyph: g.place.theme().Glyphs.Error, Style: g.place.theme().Danger}
}

// problemNotes says what is wrong or odd with a row.
func (g *grid) problemNotes(s step) []note {
	problem := g.place.problemAt(s)
	if problem == nil {
		return nil
	}
	words := g.place.editor.words(*problem)
	if problem.Severity == schema.Warn {
		return []note{g.place.warning(words)}
	}
	return []note{g.place.failure(words)}
}

// noRow is why an action on a row is not possible.
func (g *grid) noRow() string {
	if g.table.Index() < 0 {
		return "there is nothing to choose from"
	}
	return ""
}
