package verbs

import (
	"bytes"
	"strings"

	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// table is rows of cells under a header. The last column takes what room is left and is cut when there is not enough. Cells are
// cleaned here, so that nothing of the server's reaches the terminal as a control sequence.
type table struct {
	header   []string
	rows     [][]cell
	least    []int // widths of columns that are kept to, as those of an earlier part of the same list
	headless bool  // the header is printed already
}

// cell is one value of a row; a style paints it.
type cell struct {
	text  string
	style theme.Style
}

func cells(texts ...string) []cell {
	row := make([]cell, len(texts))
	for i, s := range texts {
		row[i].text = s
	}
	return row
}

const (
	columnGap   = 2
	leastCells  = 8 // what a cut column keeps at least
	cutEllipsis = "…"
)

// render lays the table out. Without a width, as in a pipe, nothing is cut.
func (t table) render(width int, paint *theme.Theme) []byte {
	rows := t.clean(paint)
	widths := columnWidths(rows, width, t.least)
	if t.headless {
		rows = rows[1:]
	}
	var out bytes.Buffer
	for _, row := range rows {
		out.Write(renderRow(row, widths))
		out.WriteByte('\n')
	}
	return out.Bytes()
}

// widths are those of the columns when the table is rendered.
func (t table) widths(width int, paint *theme.Theme) []int {
	return columnWidths(t.clean(paint), width, t.least)
}

// clean are the rows fit for a terminal, the header first.
func (t table) clean(paint *theme.Theme) [][]cell {
	rows := make([][]cell, 0, len(t.rows)+1)
	head := make([]cell, len(t.header))
	for i, title := range t.header {
		head[i] = cell{title, paint.Header}
	}
	rows = append(rows, head)
	for _, row := range t.rows {
		clean := make([]cell, len(row))
		for i, c := range row {
			clean[i] = cell{text.CleanLine(c.text), c.style}
		}
		rows = append(rows, clean)
	}
	return rows
}

// columnWidths cuts the last column first, then the widest of the others.
func columnWidths(rows [][]cell, width int, least []int) []int {
	widths := make([]int, len(rows[0]))
	copy(widths, least)
	total := columnGap * (len(widths) - 1)
	for i := range widths {
		for _, row := range rows {
			widths[i] = max(widths[i], text.Width(row[i].text))
		}
		total += widths[i]
	}
	if width <= 0 {
		return widths
	}
	for over := total - width; over > 0; {
		at := len(widths) - 1
		if widths[at] <= leastCells {
			at = widest(widths)
		}
		cut := min(over, widths[at]-leastCells)
		if cut <= 0 {
			break
		}
		widths[at] -= cut
		over -= cut
	}
	return widths
}

func widest(widths []int) int {
	at := 0
	for i, w := range widths {
		if w > widths[at] {
			at = i
		}
	}
	return at
}

func renderRow(row []cell, widths []int) []byte {
	var line []byte
	gap := 0
	for i, c := range row {
		shown := strings.TrimRight(text.Truncate(c.text, widths[i], cutEllipsis), " ")
		if shown == "" {
			gap += widths[i] + columnGap
			continue
		}
		line = append(line, text.Blank(gap)...)
		line = c.style.Append(line, shown)
		gap = widths[i] - text.Width(shown) + columnGap
	}
	return line
}
