package table

import (
	"strings"

	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// scrollWidth is what the scroll bar and the space before it take.
const scrollWidth = 2

// gutter is the width of what is in front of the cells: cursor, mark for bulk
// actions, mark of the row, and a space.
func (t *Table) gutter() int {
	if t.marking {
		return 4
	}
	return 3
}

// View returns the table, its lines separated by line breaks.
func (t *Table) View() string { return strings.Join(t.Lines(), "\n") }

// Lines returns exactly as many lines as the table is high, each exactly as
// wide as the table.
func (t *Table) Lines() []string {
	if t.width == 0 || t.height == 0 {
		return nil
	}
	lines := make([]string, 0, t.height)
	if t.titles {
		lines = append(lines, t.titleLine())
	}
	shown := min(t.length, t.source.Len())
	if shown == 0 {
		return append(lines, t.noticeLines(t.height-len(lines))...)
	}
	thumb, size := t.thumb()
	for n := range t.height - len(lines) {
		i := t.top + n
		t.line = t.line[:0]
		if i < shown {
			t.appendRow(i)
		} else {
			t.appendBlank()
		}
		t.appendScroll(n, thumb, size)
		lines = append(lines, t.exact(string(t.line)))
	}
	return lines
}

// exact guards the width where the table is narrower than its own fixed parts.
func (t *Table) exact(line string) string {
	if t.width < t.gutter()+scrollWidth {
		return text.Cut(line, 0, t.width)
	}
	return line
}

func (t *Table) titleLine() string {
	t.line = text.AppendFit(t.line[:0], "", t.gutter(), "")
	for i, c := range t.layout.columns {
		t.line = t.appendCell(t.line, i, Cell{Text: c.Title})
	}
	t.line = text.AppendFit(t.line, "", t.width-text.Width(string(t.line)), "")
	return t.theme.Header.Paint(t.exact(string(t.line)))
}

// appendCell appends one cell, fitted to its column, and the gap before it.
func (t *Table) appendCell(dst []byte, column int, cell Cell) []byte {
	width := t.layout.widths[column]
	if width == 0 {
		return dst
	}
	if column > 0 && t.shownBefore(column) {
		dst = append(dst, "  "...)
	}
	s := text.CleanLine(cell.Text)
	if cell.Middle || t.layout.columns[column].Middle {
		s = text.Middle(s, width, t.theme.Glyphs.Ellipsis)
	}
	if t.layout.columns[column].Right {
		dst = text.AppendFit(dst, "", width-text.Width(s), "")
		width = min(width, text.Width(s))
	}
	return text.AppendFit(dst, s, width, t.theme.Glyphs.Ellipsis)
}

// shownBefore reports whether a column left of this one is shown.
func (t *Table) shownBefore(column int) bool {
	for _, w := range t.layout.widths[:column] {
		if w > 0 {
			return true
		}
	}
	return false
}

// appendRow appends gutter and cells of row i, without the scroll bar.
func (t *Table) appendRow(i int) {
	row := t.source.Row(i)
	switch {
	case t.isGroup(i):
		t.appendGroup(row)
	case i == t.cursor:
		t.appendSelected(row)
	default:
		t.line = append(t.line, ' ')
		t.line = t.appendMarks(t.line, t.source.ID(i), row.Mark, true)
		for c := range t.layout.columns {
			if c < len(row.Cells) {
				t.appendPainted(c, row.Cells[c])
			} else {
				t.line = t.appendCell(t.line, c, Cell{})
			}
		}
		t.line = text.AppendFit(t.line, "", t.unused(), "")
	}
}

// unused is the room right of the last column.
func (t *Table) unused() int {
	free, shown := t.layout.width, 0
	for _, w := range t.layout.widths {
		if w > 0 {
			free -= w
			shown++
		}
	}
	return free - gap*max(shown-1, 0)
}

func (t *Table) appendPainted(column int, cell Cell) {
	if t.highlight != "" {
		plain := string(t.appendCell(nil, column, cell))
		t.line = append(t.line, text.Highlight(cell.Style.Paint(plain), t.highlight, t.theme.Match)...)
		return
	}
	t.line = append(t.line, cell.Style.Open()...)
	before := len(t.line)
	t.line = t.appendCell(t.line, column, cell)
	if len(t.line) == before {
		t.line = t.line[:before-len(cell.Style.Open())]
		return
	}
	t.line = append(t.line, cell.Style.Close()...)
}

// appendSelected paints the row under the cursor in one piece. The glyph shows
// it where there is no colour.
func (t *Table) appendSelected(row Row) {
	style, cursor := t.theme.Selection, t.theme.Glyphs.Cursor
	if !t.focused {
		style, cursor = t.theme.SelectionMuted, t.theme.Glyphs.CursorIdle
	}
	t.line = append(t.line, style.Open()...)
	t.line = append(t.line, cursor...)
	t.line = t.appendMarks(t.line, t.id, row.Mark, false)
	for c := range t.layout.columns {
		var cell Cell
		if c < len(row.Cells) {
			cell = row.Cells[c]
		}
		t.line = t.appendCell(t.line, c, cell)
	}
	t.line = text.AppendFit(t.line, "", t.unused(), "")
	t.line = append(t.line, style.Close()...)
}

// appendMarks appends the gutter behind the cursor.
func (t *Table) appendMarks(dst []byte, id string, mark Mark, painted bool) []byte {
	if t.marking {
		glyph := ""
		if t.marked[id] {
			glyph = t.theme.Glyphs.Marked
		}
		dst = appendGlyph(dst, glyph, t.theme.Accent, painted)
	}
	dst = appendGlyph(dst, mark.Glyph, mark.Style, painted)
	return append(dst, ' ')
}

// appendGlyph appends a sign of one cell.
func appendGlyph(dst []byte, glyph string, style theme.Style, painted bool) []byte {
	if glyph == "" {
		return append(dst, ' ')
	}
	if painted && !style.IsZero() {
		dst = append(dst, style.Open()...)
		dst = text.AppendFit(dst, glyph, 1, "")
		return append(dst, style.Close()...)
	}
	return text.AppendFit(dst, glyph, 1, "")
}

func (t *Table) appendGroup(row Row) {
	title, style := "", t.theme.Title
	if len(row.Cells) > 0 {
		title = text.CleanLine(row.Cells[0].Text)
		if !row.Cells[0].Style.IsZero() {
			style = row.Cells[0].Style
		}
	}
	t.line = append(t.line, ' ')
	t.line = append(t.line, style.Open()...)
	t.line = text.AppendFit(t.line, title, t.gutter()-1+t.layout.width, t.theme.Glyphs.Ellipsis)
	t.line = append(t.line, style.Close()...)
}

func (t *Table) appendBlank() {
	t.line = text.AppendFit(t.line, "", t.gutter()+t.layout.width, "")
}

// thumb returns the first line of the scroll bar's thumb and its length; 0, 0
// when everything fits.
func (t *Table) thumb() (first, size int) {
	body := t.body()
	if t.length <= body || body == 0 {
		return 0, 0
	}
	size = max(body*body/t.length, 1)
	hidden := t.length - body
	return (t.top*(body-size) + hidden/2) / hidden, size
}

func (t *Table) appendScroll(n, thumb, size int) {
	t.line = append(t.line, ' ')
	switch {
	case size == 0:
		t.line = append(t.line, ' ')
	case n >= thumb && n < thumb+size:
		t.line = t.theme.Muted.Append(t.line, t.theme.Glyphs.Thumb)
	default:
		t.line = t.theme.Border.Append(t.line, t.theme.Glyphs.Track)
	}
}

// noticeLines fills the body with the notice, in the upper third.
func (t *Table) noticeLines(height int) []string {
	margin := min(4, t.width/4)
	wrapped := text.Wrap(t.notice, t.width-2*margin)
	lines := make([]string, 0, height)
	for len(lines) < (height-len(wrapped))/3 {
		lines = append(lines, "")
	}
	for _, l := range wrapped {
		lines = append(lines, text.Blank(margin)+t.noticed.Paint(l))
	}
	return text.Fit(lines, t.width, height)
}
