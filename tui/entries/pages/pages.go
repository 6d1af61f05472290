// Package pages reads the part of a long list of the server that a person looks at: pages come one at a time, those that are not wanted any
// more are not read, and what answers an older question is dropped.
package pages

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/paged"
)

// Wanted says that pages wait to be read: the screen answers with Fetch.
type Wanted struct{}

// Answer is what came of reading a page: the screen hands it to Take.
type Answer[T any] struct {
	Total int
	Rows  []T
	Err   error

	generation, page int
}

// Failure tells the header whether the server answered.
func (a Answer[T]) Failure() error { return a.Err }

// Read reads limit rows from start on, beside the loop.
type Read[T any] func(ctx context.Context, start, limit int) (total int, rows []T, err error)

// Reader fills a list for a screen. It belongs to the program's loop.
type Reader[T any] struct {
	session *core.Session
	to      core.Screen
	list    *paged.List[T]
	ask     func() Read[T]

	slot  core.Slot
	page  int   // being read
	queue []int // to read next
}

// New returns the reader of a screen's list. ask takes down in the loop what is asked for, and returns how to read it.
func New[T any](session *core.Session, to core.Screen, list *paged.List[T], ask func() Read[T]) *Reader[T] {
	return &Reader[T]{session: session, to: to, list: list, ask: ask}
}

// Need takes note of the rows that the window is short of. The table calls it from wherever the window moves, so that the reading itself is
// left to the loop.
func (r *Reader[T]) Need(first, last int) {
	if named := r.list.Need(first, last); len(named) > 0 {
		r.queue = append(r.queue, named...)
		r.session.Post(core.Deliver{To: r.to, Msg: Wanted{}})
	}
}

// Fetch reads the next page that is still wanted. What is being read and is not wanted any more is given up.
func (r *Reader[T]) Fetch() tea.Cmd {
	if r.slot.Busy() {
		if r.list.Wanted(r.page) {
			return nil
		}
		r.slot.Cancel()
		r.list.GiveUp(r.list.Generation(), r.page)
	}
	for len(r.queue) > 0 {
		page := r.queue[0]
		r.queue = r.queue[1:]
		if r.list.Wanted(page) {
			return r.start(page)
		}
		r.list.GiveUp(r.list.Generation(), page)
	}
	return nil
}

func (r *Reader[T]) start(page int) tea.Cmd {
	r.page = page
	read, generation := r.ask(), r.list.Generation()
	return r.slot.Start(r.session, r.to, func(ctx context.Context) tea.Msg {
		total, rows, err := read(ctx, page*paged.PageSize, paged.PageSize)
		return Answer[T]{Total: total, Rows: rows, Err: err, generation: generation, page: page}
	})
}

// Take puts a page into the list. The table is refreshed, and the next page fetched, by the screen.
func (r *Reader[T]) Take(answer Answer[T]) {
	if answer.Err != nil {
		r.list.Fail(answer.generation, answer.page, answer.Err)
		return
	}
	r.list.Put(answer.generation, answer.page*paged.PageSize, answer.Total, answer.Rows)
}

// Reload asks anew; the rows stay until the answers are there.
func (r *Reader[T]) Reload() {
	r.Close()
	r.list.Reload()
}

// Reset asks for something else; there are no rows until it is answered.
func (r *Reader[T]) Reset() {
	r.Close()
	r.list.Reset()
}

// Close gives up what is being read.
func (r *Reader[T]) Close() {
	r.slot.Cancel()
	r.queue = nil
}
