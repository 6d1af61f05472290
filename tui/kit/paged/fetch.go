package paged

import (
	"errors"
	"slices"
)

// ErrShort is why rows are missing of a page the server has answered with fewer
// rows than it says there are.
var ErrShort = errors.New("the server answered with fewer rows than it says there are")

var errPlace = errors.New("the answer does not start where a page does")

// Generation tells the answers of the present query from those of older ones.
func (l *List[T]) Generation() int { return l.generation }

// Reset starts another query without any rows and returns its generation.
func (l *List[T]) Reset() int {
	l.pages = make(map[int][]T)
	l.total, l.known = 0, false
	return l.Reload()
}

// Reload starts the query anew and returns its generation. The rows stay until
// all those needed have been answered, so that there is something to look at
// meanwhile and a row that has moved to another page is not lost from sight.
func (l *List[T]) Reload() int {
	l.generation++
	l.stale, l.waiting = l.known, nil
	l.asked, l.failed = make(map[int]bool), make(map[int]error)
	return l.generation
}

// Need takes note of the rows a person may want to see next and returns the
// pages to fetch for them, the nearest first: page p has the rows from
// p*PageSize on. It names a page once, so each must be answered by Put, Fail or
// GiveUp. Before the first answer it names one page only.
func (l *List[T]) Need(from, to int) []int {
	l.first = max(from, 0)
	l.last = max(to, l.first)
	var pages []int
	middle := l.middle()
	for p := max(l.first/l.size, middle-l.most/2); p <= l.last/l.size && p < middle+(l.most+1)/2; p++ {
		if l.lacks(p) {
			pages = append(pages, p)
		}
	}
	slices.SortFunc(pages, func(a, b int) int { return distance(a, middle) - distance(b, middle) })
	for _, p := range pages {
		l.asked[p] = true
	}
	return pages
}

// middle returns the page in the middle of what is needed.
func (l *List[T]) middle() int {
	return min((l.first+l.last)/2, max(l.total-1, 0)) / l.size
}

// lacks reports whether a page is to be fetched.
func (l *List[T]) lacks(page int) bool {
	switch {
	case l.asked[page] || l.failed[page] != nil:
		return false
	case !l.known:
		return len(l.asked) == 0 && page == l.first/l.size
	case l.stale:
		return !l.waits(page) && (page == 0 || page*l.size < l.total)
	default:
		return len(l.pages[page]) < l.full(page)
	}
}

// waits reports whether a page has been answered for a list that is stale.
func (l *List[T]) waits(page int) bool {
	return slices.ContainsFunc(l.waiting, func(a answer[T]) bool { return a.page == page })
}

// full returns how many rows a page should have.
func (l *List[T]) full(page int) int { return min(max(l.total-page*l.size, 0), l.size) }

// Wanted reports whether a page is among those needed last. One that waits for
// its turn to be fetched and no longer is may be given up.
func (l *List[T]) Wanted(page int) bool {
	return page >= l.first/l.size && page <= l.last/l.size
}

// Put takes over an answer: the rows from start on, where a page begins, and how
// many there are in all. It reports false for one of an older query. A total
// that has changed moves the end of the list; rows behind it are let go. The
// list keeps the slice.
func (l *List[T]) Put(generation, start, total int, rows []T) bool {
	if generation != l.generation || start < 0 || start >= maxTotal {
		return false
	}
	page := start / l.size
	if start%l.size != 0 {
		return l.Fail(generation, page, errPlace)
	}
	delete(l.asked, page)
	delete(l.failed, page)
	if len(rows) > l.size { // not to hold on to what is behind
		rows = slices.Clone(rows[:l.size])
	}
	if page := (answer[T]{page: page, total: total, rows: rows}); l.stale {
		l.waiting = append(l.waiting, page)
		l.renew()
	} else {
		l.take(page)
		l.shed()
	}
	return true
}

// maxWaiting is how many pages may wait to take the place of stale rows: a
// window with one on each side seldom takes more than two.
const maxWaiting = 4

// renew replaces stale rows once nothing needed is on its way any more.
func (l *List[T]) renew() {
	if len(l.waiting) == 0 || l.Loading() && len(l.waiting) < maxWaiting {
		return
	}
	clear(l.pages)
	l.stale = false
	for _, a := range l.waiting {
		l.take(a)
	}
	l.waiting = nil
	l.shed()
}

// take puts a page into its place.
func (l *List[T]) take(a answer[T]) {
	l.known = true
	l.pages[a.page] = a.rows
	if len(a.rows) == 0 {
		delete(l.pages, a.page)
		l.resize(a.total)
	} else {
		l.resize(max(a.total, a.page*l.size+len(a.rows)))
	}
	if len(a.rows) < l.full(a.page) {
		l.failed[a.page] = ErrShort
	}
}

// resize moves the end of the list.
func (l *List[T]) resize(total int) {
	l.total = min(max(total, 0), maxTotal)
	for page, rows := range l.pages {
		if full := l.full(page); full == 0 {
			delete(l.pages, page)
		} else if len(rows) > full {
			clear(rows[full:])
			l.pages[page] = rows[:full]
		}
	}
}

// shed lets go what is farthest from the rows needed last.
func (l *List[T]) shed() {
	middle := l.middle()
	for len(l.pages) > l.most {
		farthest := middle
		for page := range l.pages {
			if nearer(farthest, page, middle) {
				farthest = page
			}
		}
		delete(l.pages, farthest)
	}
	for page := range l.failed {
		if distance(page, middle) > l.most || page > 0 && page*l.size >= l.total {
			delete(l.failed, page)
		}
	}
}

// Fail notes that a page could not be fetched; Need does not name it again before
// Retry. It reports false for an answer to an older query.
func (l *List[T]) Fail(generation, page int, err error) bool {
	if generation != l.generation {
		return false
	}
	delete(l.asked, page)
	l.failed[page] = err
	l.renew()
	l.shed()
	return true
}

// GiveUp notes that a page has not been fetched; Need names it again when it is
// needed.
func (l *List[T]) GiveUp(generation, page int) {
	if generation == l.generation {
		delete(l.asked, page)
		l.renew()
	}
}

// Retry lets Need name the pages again that have failed.
func (l *List[T]) Retry() { clear(l.failed) }

// Err returns why rows needed last are missing, nil if they are not or are on
// their way.
func (l *List[T]) Err() error {
	for page := l.first / l.size; page <= l.last/l.size && page < l.first/l.size+l.most; page++ {
		if err := l.failed[page]; err != nil {
			return err
		}
	}
	return nil
}

// Loading reports whether rows needed last are on their way.
func (l *List[T]) Loading() bool {
	for page := range l.asked {
		if l.Wanted(page) {
			return true
		}
	}
	return false
}
