package table

import (
	"slices"
	"sort"

	tea "github.com/charmbracelet/bubbletea"
)

// Key moves the cursor, marks a row if marking is on, and reports whether the
// key was one of the table's.
func (t *Table) Key(msg tea.KeyMsg) bool {
	switch msg.String() {
	case "up", "k":
		t.Move(-1)
	case "down", "j":
		t.Move(1)
	case "pgup", "ctrl+b":
		t.Page(-1)
	case "pgdown", "ctrl+f":
		t.Page(1)
	case "home", "g":
		t.Home()
	case "end", "G":
		t.End()
	case "x":
		if !t.marking || t.cursor < 0 {
			return false
		}
		t.SetMarked(t.id, !t.marked[t.id])
		t.Move(1)
	default:
		return false
	}
	return true
}

// Move moves the cursor by n rows, as far as there are any.
func (t *Table) Move(n int) {
	if n == 0 || t.cursor < 0 {
		return
	}
	direction := 1
	if n < 0 {
		direction = -1
	}
	t.moveTo(t.cursor+n, direction)
}

// Page moves the cursor by n windows, less a line each to keep the place.
func (t *Table) Page(n int) { t.Move(n * max(t.body()-1, 1)) }

// Home moves the cursor to the first row.
func (t *Table) Home() { t.moveTo(0, 1) }

// End moves the cursor to the last row that is loaded.
func (t *Table) End() { t.moveTo(t.length-1, -1) }

// moveTo puts the cursor on row i, or on the next one in the direction that is
// no group title, or failing that on the last one before.
func (t *Table) moveTo(i, direction int) {
	i = min(max(i, 0), t.length-1)
	if at, ok := t.selectable(i, direction); ok {
		t.put(at)
	} else if at, ok := t.selectable(i, -direction); ok {
		t.put(at)
	}
	t.reveal()
}

// selectable looks for a row that is no group title, from i on.
func (t *Table) selectable(i, direction int) (int, bool) {
	for n := min(t.length, t.source.Len()); i >= 0 && i < n; i += direction {
		if !t.isGroup(i) {
			return i, true
		}
	}
	return -1, false
}

func (t *Table) isGroup(i int) bool {
	_, found := slices.BinarySearch(t.groups, i)
	return found
}

func (t *Table) put(i int) { t.cursor, t.id, t.lost = i, t.source.ID(i), "" }

// Selected returns the id of the row under the cursor, "" when there is none or
// it is not loaded yet.
func (t *Table) Selected() string {
	if IsPlaceholder(t.id) {
		return ""
	}
	return t.id
}

// Index returns the number of the row under the cursor in the source, -1 when
// there is none.
func (t *Table) Index() int { return t.cursor }

// Select puts the cursor on the row of an id and reports whether there is one.
func (t *Table) Select(id string) bool {
	i := t.find(id)
	if i < 0 {
		return false
	}
	t.put(i)
	t.reveal()
	return true
}

func (t *Table) find(id string) int {
	if id == "" {
		return -1
	}
	if l, ok := t.source.(Locator); ok {
		return l.Index(id)
	}
	for i := range t.length {
		if t.source.ID(i) == id {
			return i
		}
	}
	return -1
}

// Refresh takes note of changed rows: it finds the row under the cursor again
// and counts the group titles. Its cost grows with the number of rows, about a
// millisecond per hundred thousand, unless the source is a Locator and a Grouper.
func (t *Table) Refresh() {
	t.length = t.source.Len()
	before, id := t.cursor, t.id
	if t.lost != "" {
		id = t.lost
	}
	found := t.survey(before, id)
	t.cursor = -1
	switch {
	case found >= 0:
		if t.top > 0 {
			t.top += found - before // keep the row where it is on the screen; the beginning stays in sight
		}
		t.put(found)
	default:
		t.id, t.lost = "", ""
		t.moveTo(max(before, 0), 1)
		if IsPlaceholder(t.id) && !IsPlaceholder(id) {
			t.lost = id // it may be among the rows to come
		}
	}
	t.reveal()
}

// survey counts the group titles and returns the row of an id that was at
// another row before, or -1.
func (t *Table) survey(before int, id string) int {
	t.groups = t.groups[:0]
	grouper, grouped := t.source.(Grouper)
	locator, located := t.source.(Locator)
	if grouped && located {
		t.groups = append(t.groups, grouper.Groups()...)
		switch {
		case id == "":
			return -1
		case before >= 0 && before < t.length && t.source.ID(before) == id:
			return before
		}
		return locator.Index(id)
	}
	found := -1
	for i := range t.length {
		switch at := t.source.ID(i); {
		case at == "":
			t.groups = append(t.groups, i)
		case at == id && found < 0:
			found = i
		}
	}
	return found
}

// reveal moves the window so that the cursor is in it and no row is wasted. A
// group title right above the cursor is shown too if it is the first row.
func (t *Table) reveal() {
	body := t.body()
	if body > 0 && t.cursor >= 0 {
		first := t.cursor
		if body > 1 && first > 0 && t.isGroup(first-1) {
			first--
		}
		t.top = min(t.top, first)
		t.top = max(t.top, t.cursor-body+1)
	}
	t.top = max(min(t.top, t.length-body), 0)
	if t.need != nil {
		t.need(max(t.top-body, 0), t.top+2*body)
	}
}

// position returns the place of the cursor among the rows that are no group
// titles, from 1, and their number.
func (t *Table) position() (place, count int) {
	count = t.length - len(t.groups)
	if t.cursor < 0 {
		return 0, count
	}
	return t.cursor - sort.SearchInts(t.groups, t.cursor) + 1, count
}
