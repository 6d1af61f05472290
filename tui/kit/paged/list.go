// Package paged holds the part of a long list on a server that a person looks
// at. It is filled page by page as one scrolls, and what is far away is let go
// again, so that a hundred thousand rows take no more memory than some pages.
//
// A list does no requests. It says which pages are needed, and whoever owns it
// fetches them and puts the answers in. The table is refreshed after each change:
//
//	tab.OnNeed(func(first, last int) { fetch(list.Generation(), list.Need(first, last)) })
//	…
//	list.Put(answer.generation, answer.start, answer.total, answer.rows)
//	tab.Refresh()
package paged

import "github.com/jansadm/jansadm/tui/kit/table"

// Sizes of a list that are not given in Options.
const (
	PageSize = 200
	MaxPages = 20
)

// maxTotal bounds what a server may say the number of rows is.
const maxTotal = 1 << 30

// Options of a list.
type Options struct {
	// PageSize is how many rows a page has, PageSize if 0.
	PageSize int
	// MaxPages is how many pages are kept at most, MaxPages if 0. The window and
	// one more on each side should fit into half of them.
	MaxPages int
}

// List is the rows. Make it with New. It is not for several goroutines.
type List[T any] struct {
	key        func(T) string
	size, most int

	generation int
	total      int
	known      bool        // the total is from an answer
	stale      bool        // the rows are from before the last Reload
	waiting    []answer[T] // to take the place of stale rows

	pages  map[int][]T
	asked  map[int]bool
	failed map[int]error

	first, last int // the rows needed last
}

// answer is a page from the server.
type answer[T any] struct {
	page, total int
	rows        []T
}

// New returns a list without rows. Key identifies a row beyond reloading.
func New[T any](key func(T) string, o Options) *List[T] {
	if o.PageSize <= 0 {
		o.PageSize = PageSize
	}
	if o.MaxPages <= 0 {
		o.MaxPages = MaxPages
	}
	l := &List[T]{key: key, size: o.PageSize, most: o.MaxPages}
	l.Reset()
	return l
}

// Len is how many rows there are on the server, as far as is known; 0 before the
// first answer.
func (l *List[T]) Len() int { return l.total }

// Known reports whether there has been an answer, so that no rows means none.
func (l *List[T]) Known() bool { return l.known }

// Loaded returns how many rows are held.
func (l *List[T]) Loaded() int {
	n := 0
	for _, rows := range l.pages {
		n += len(rows)
	}
	return n
}

// At returns row i and whether it is loaded.
func (l *List[T]) At(i int) (T, bool) {
	if i >= 0 && i < l.total {
		if rows := l.pages[i/l.size]; i%l.size < len(rows) {
			return rows[i%l.size], true
		}
	}
	var none T
	return none, false
}

// ID returns the key of row i, and a table.PlaceholderID for one that is not
// loaded or has a key that a table could not tell from other things.
func (l *List[T]) ID(i int) string {
	if row, ok := l.At(i); ok {
		if id := l.key(row); id != "" && !table.IsPlaceholder(id) {
			return id
		}
	}
	return table.PlaceholderID(i)
}

// Index returns the row of an id among those that are loaded, or -1. Of several
// (a row that moves on the server while pages are fetched is in two of them) it
// is the one nearest to the rows needed last.
func (l *List[T]) Index(id string) int {
	if table.IsPlaceholder(id) {
		if i := table.PlaceholderIndex(id); i < l.total {
			return i
		}
		return -1
	}
	found, middle := -1, (l.first+l.last)/2
	for page, rows := range l.pages {
		for n, row := range rows {
			if i := page*l.size + n; l.key(row) == id && (found < 0 || nearer(i, found, middle)) {
				found = i
			}
		}
	}
	return found
}

// nearer reports whether a is nearer to the middle than b, or before it if none is.
func nearer(a, b, middle int) bool {
	x, y := distance(a, middle), distance(b, middle)
	return x < y || x == y && a < b
}

func distance(a, b int) int { return max(a-b, b-a) }
