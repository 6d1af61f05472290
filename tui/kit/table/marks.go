package table

import (
	"slices"
	"strconv"
)

// Marks returns the marked ids in the order they were marked. They include rows
// that a filter has removed from the source since.
func (t *Table) Marks() []string { return slices.Clone(t.marks) }

// Marked reports whether a row is marked.
func (t *Table) Marked(id string) bool { return t.marked[id] }

// SetMarked marks a row or takes its mark away. A row that is not loaded yet
// can't be marked.
func (t *Table) SetMarked(id string, on bool) {
	switch {
	case id == "" || IsPlaceholder(id) || t.marked[id] == on:
	case on:
		t.marked[id] = true
		t.marks = append(t.marks, id)
	default:
		delete(t.marked, id)
		t.marks = slices.DeleteFunc(t.marks, func(m string) bool { return m == id })
	}
}

// ClearMarks takes all marks away.
func (t *Table) ClearMarks() {
	t.marks = nil
	clear(t.marked)
}

// Position says where the cursor is, "12/329": with a "+" when more rows are
// still to be loaded, "12/200 of 329" while they are, "" without rows.
func (t *Table) Position() string {
	place, count := t.position()
	if count == 0 {
		return ""
	}
	s := strconv.Itoa(place) + "/" + strconv.Itoa(count)
	switch {
	case t.total == Unknown:
		s += "+"
	case t.total > count:
		s += " of " + strconv.Itoa(t.total)
	}
	return s
}
