package table

import (
	"slices"

	"github.com/jansadm/jansadm/tui/kit/text"
)

// Column is a column of the table.
type Column struct {
	Title string
	// Min is the width the column needs, Max the width beyond which it has no
	// use for more (0: it always has). Weight is its share of the room that is
	// left when all columns have their Min; with weight 0 it keeps to Min.
	Min, Max, Weight int
	// Drop is when the column goes if the table is too narrow for all: the
	// highest number first. A column of 0 never goes; it is cut instead.
	Drop int
	// Right aligns the text to the right, for numbers.
	Right bool
	// Middle cuts a text that is too long in its middle, for names that begin
	// alike and are told apart by their ends.
	Middle bool
}

// gap is how many cells are between two columns.
const gap = 2

// Cuts says whether a text is too long for a column at the present width.
func (t *Table) Cuts(column int, s string) bool {
	return column < len(t.layout.widths) && text.Width(text.CleanLine(s)) > t.layout.widths[column]
}

// layout is how wide the columns are at the present width of the table.
type layout struct {
	columns []Column
	widths  []int // 0 for a dropped column
	width   int   // of all columns and gaps
}

// set works out the widths for the given room.
func (l *layout) set(room int) {
	l.width = max(room, 0)
	l.widths = make([]int, len(l.columns))
	kept := l.keep()
	free := l.width
	for n, i := range kept {
		if n > 0 {
			free -= min(gap, free)
		}
		l.widths[i] = min(max(l.columns[i].Min, 1), free)
		free -= l.widths[i]
	}
	l.grow(kept, free)
}

// keep returns the columns that are not dropped.
func (l *layout) keep() []int {
	var kept []int
	for i := range l.columns {
		kept = append(kept, i)
	}
	for {
		needed := gap * (len(kept) - 1)
		drop := -1
		for n, i := range kept {
			needed += max(l.columns[i].Min, 1)
			if l.columns[i].Drop > 0 && (drop < 0 || l.columns[i].Drop >= l.columns[kept[drop]].Drop) {
				drop = n
			}
		}
		if needed <= l.width || drop < 0 {
			return kept
		}
		kept = slices.Delete(kept, drop, drop+1)
	}
}

// grow hands out free cells by weight. What a column with a Max can't take is
// offered to the others again.
func (l *layout) grow(kept []int, free int) {
	for free > 0 {
		weights := 0
		for _, i := range kept {
			if l.canGrow(i) {
				weights += l.columns[i].Weight
			}
		}
		if weights == 0 {
			return
		}
		given, left := 0, free
		for _, i := range kept {
			if !l.canGrow(i) {
				continue
			}
			c := l.columns[i]
			share := left * c.Weight / weights
			left -= share
			weights -= c.Weight
			if c.Max > 0 {
				share = min(share, c.Max-l.widths[i])
			}
			l.widths[i] += share
			given += share
		}
		free -= given
	}
}

func (l *layout) canGrow(i int) bool {
	c := l.columns[i]
	return c.Weight > 0 && (c.Max == 0 || l.widths[i] < c.Max)
}
