package list

import (
	"context"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/paged"
)

// wantedMsg says that pages wait to be read.
type wantedMsg struct{}

// pageMsg is what came of reading a page.
type pageMsg struct {
	generation, page, total int
	rows                    []*row
	err                     error
}

// Failure tells the header whether the server answered.
func (m pageMsg) Failure() error { return m.err }

// need takes note of the pages that the window is short of. The table calls it from wherever the window moves, so that the reading itself
// is left to the loop.
func (s *Screen) need(first, last int) {
	before := len(s.rows.created)
	pages := s.list.Need(max(first-before, 0), max(last-before, 0))
	if len(pages) > 0 {
		s.queue = append(s.queue, pages...)
		s.session.Post(core.Deliver{To: s, Msg: wantedMsg{}})
	}
}

// fetch reads the next page that is still wanted, one at a time. What is being read and is not wanted any more is given up.
func (s *Screen) fetch() tea.Cmd {
	if s.load.Busy() {
		if s.list.Wanted(s.page) {
			return nil
		}
		s.load.Cancel()
		s.list.GiveUp(s.list.Generation(), s.page)
	}
	for len(s.queue) > 0 {
		page := s.queue[0]
		s.queue = s.queue[1:]
		if s.list.Wanted(page) {
			return s.read(page)
		}
		s.list.GiveUp(s.list.Generation(), page)
	}
	return nil
}

func (s *Screen) read(page int) tea.Cmd {
	s.page = page
	operations, resource, generation, query := s.session.Ops, s.kind.Resource, s.list.Generation(), s.query.ask(s.kind)
	query.Start, query.Limit = page*paged.PageSize, paged.PageSize
	usual := s.query.sort == s.kind.Sorts[0] && !s.query.descending
	return s.load.Start(s.session, s, func(ctx context.Context) tea.Msg {
		found, err := operations.List(ctx, resource, query)
		if usual {
			exactFirst(found, query.Pattern)
		}
		msg := pageMsg{generation: generation, page: page, total: found.Total, err: err}
		for _, entity := range found.Entities {
			msg.rows = append(msg.rows, s.makeRow(entity))
		}
		return msg
	})
}

// exactFirst puts what is called exactly as was searched before the rest, where all that was found is there.
func exactFirst(found ops.EntityPage, pattern string) {
	if pattern == "" || found.Total > len(found.Entities) {
		return
	}
	slices.SortStableFunc(found.Entities, func(a, b *ops.Entity) int { return called(b, pattern) - called(a, pattern) })
}

// called is 1 for an entry of exactly that name, whatever its capital letters, and 0 for another.
func called(entity *ops.Entity, name string) int {
	head := entity.Head()
	if strings.EqualFold(head.Name, name) || strings.EqualFold(head.Claim, name) {
		return 1
	}
	return 0
}

// take puts a page into the list.
func (s *Screen) take(msg pageMsg) tea.Cmd {
	if msg.err != nil {
		s.list.Fail(msg.generation, msg.page, msg.err)
	} else {
		s.list.Put(msg.generation, msg.page*paged.PageSize, msg.total, msg.rows)
	}
	s.show()
	if s.seek != "" && s.table.Select(s.seek) {
		s.seek = ""
	}
	if err := s.list.Err(); err != nil && s.list.Len() > 0 {
		s.session.Say(core.Failure, "Some "+s.many()+" could not be read; r tries again: "+core.Explain(err).Message)
	}
	return tea.Batch(s.fetch(), s.moved())
}
