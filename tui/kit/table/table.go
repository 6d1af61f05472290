// Package table shows rows from a source in columns. Only the rows in the
// window are asked for and drawn, so that a key press costs the same with a
// hundred thousand rows as with ten, and the cursor belongs to a row's id, so
// that it stays on its row through reloading, filtering and sorting.
package table

import (
	"strconv"
	"strings"

	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// Source provides the rows. It is asked for a few rows at a time and must
// answer from memory. After anything in it has changed, call Refresh.
type Source interface {
	// Len is how many rows there are now; it may grow when more are loaded.
	Len() int
	// ID identifies row i beyond reloading and sorting. The row of an empty id is
	// a group title, which the cursor passes over.
	ID(i int) string
	// Row formats row i.
	Row(i int) Row
}

// Locator is a source that finds rows by itself. Without it, Refresh compares
// the ids of all rows to find the one under the cursor.
type Locator interface {
	// Index returns the row of an id, or -1.
	Index(id string) int
}

// Grouper is a source that knows its group titles. Refresh does not look at all
// the rows of one that is a Locator as well.
type Grouper interface {
	// Groups returns the rows that are group titles, in order.
	Groups() []int
}

// placeholder is what the id of a row starts with that is not loaded yet.
const placeholder = "\x00"

// PlaceholderID is the id of row i as long as it is not loaded. The cursor can
// stand on such a row, but it is not Selected and can't be marked, and the row
// that comes in its place takes the cursor over.
func PlaceholderID(i int) string { return placeholder + strconv.Itoa(i) }

// IsPlaceholder reports whether an id is one of PlaceholderID.
func IsPlaceholder(id string) bool { return strings.HasPrefix(id, placeholder) }

// PlaceholderIndex returns the row of a placeholder's id, or -1.
func PlaceholderIndex(id string) int {
	i, err := strconv.Atoi(strings.TrimPrefix(id, placeholder))
	if err != nil || PlaceholderID(i) != id {
		return -1
	}
	return i
}

// Row is one line of the table.
type Row struct {
	// Cells belong to the columns in order; those of dropped columns are not
	// drawn. A group title is drawn from its first cell alone.
	Cells []Cell
	// Mark is a sign of one cell in front of the row: staged, changed, locked.
	Mark Mark
}

// Cell is cleaned text and how to paint it. On the selected row the style of
// the selection takes its place.
type Cell struct {
	Text  string
	Style theme.Style
	// Middle is Column.Middle for this cell alone.
	Middle bool
}

// Mark is a sign and how to paint it.
type Mark struct {
	Glyph string
	Style theme.Style
}

// Table is the widget. Make it with New.
type Table struct {
	theme  *theme.Theme
	source Source
	layout layout

	width, height int
	focused       bool
	marking       bool // rows can be marked for bulk actions
	titles        bool // the first line has the titles of the columns

	length int   // rows at the last Refresh
	groups []int // which of them are group titles
	cursor int   // the row under the cursor, -1 when there is none
	id     string
	lost   string // the row that was under the cursor before a placeholder took its place
	top    int    // the first row in the window

	marks     []string // marked ids in the order they were marked
	marked    map[string]bool
	total     int // rows there will be when all are loaded, see SetTotal
	highlight string
	notice    string
	noticed   theme.Style
	need      func(first, last int)

	line []byte // reused for building lines
}

// New returns a table with focus and without rows or size.
func New(th *theme.Theme, columns ...Column) *Table {
	t := &Table{
		theme: th, source: none{}, focused: true, titles: true,
		cursor: -1, marked: make(map[string]bool), total: Complete,
	}
	t.layout.columns = columns
	return t
}

// none is the source of a table that was not given one.
type none struct{}

func (none) Len() int      { return 0 }
func (none) ID(int) string { return "" }
func (none) Row(int) Row   { return Row{} }

// SetSize sets the cells the table takes, titles and scroll bar included.
func (t *Table) SetSize(width, height int) {
	t.width, t.height = max(width, 0), max(height, 0)
	t.layout.set(t.width - t.gutter() - scrollWidth)
	t.reveal()
}

// SetColumns replaces the columns.
func (t *Table) SetColumns(columns ...Column) {
	t.layout.columns = columns
	t.layout.set(t.width - t.gutter() - scrollWidth)
}

// SetFocused says whether the table has the focus; without it the selected row
// is shown less strongly.
func (t *Table) SetFocused(on bool) { t.focused = on }

// SetTitles says whether the first line shows the titles of the columns; it
// does unless switched off.
func (t *Table) SetTitles(on bool) {
	t.titles = on
	t.reveal()
}

// SetMarking says whether x marks rows. It is off at first.
func (t *Table) SetMarking(on bool) {
	t.marking = on
	t.layout.set(t.width - t.gutter() - scrollWidth)
}

// SetHighlight paints the occurrences of a filter's text in all rows but the
// selected one.
func (t *Table) SetHighlight(needle string) { t.highlight = needle }

// SetNotice sets what the body says while there are no rows: that they are
// loading, why there are none, what went wrong. It may have several lines.
func (t *Table) SetNotice(notice string, style theme.Style) {
	t.notice, t.noticed = text.Clean(notice), style
}

// SetSource replaces the rows. The cursor stays on its row if it is among the
// new ones, else where it was on the screen.
func (t *Table) SetSource(source Source) {
	t.source = source
	t.Refresh()
}

// Values for SetTotal besides a number.
const (
	Complete = -1 // all rows are there
	Unknown  = -2 // there are more, nobody knows how many
)

// SetTotal says how many rows there will be once all pages are loaded.
func (t *Table) SetTotal(n int) { t.total = n }

// OnNeed sets a function that is called after every movement and Refresh with
// the first and the last row the person may want to see next: the window and
// another one on each side. The last may lie behind the rows there are. A source
// that loads pages starts fetching what it lacks of them.
func (t *Table) OnNeed(need func(first, last int)) { t.need = need }

// body is how many rows fit.
func (t *Table) body() int {
	if t.titles {
		return max(t.height-1, 0)
	}
	return t.height
}
