package list

import (
	"context"
	"slices"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/pages"
)

// need takes note of the rows that the window is short of: those of the draft stand before those of the server.
func (s *Screen) need(first, last int) {
	before := len(s.rows.created)
	s.reader.Need(max(first-before, 0), max(last-before, 0))
}

// readPage takes down what is asked for at the moment, and returns how to read it.
func (s *Screen) readPage() pages.Read[*row] {
	operations, resource, query := s.session.Ops, s.kind.Resource, s.query.ask(s.kind)
	usual := s.query.sort == s.kind.Sorts[0] && !s.query.descending
	return func(ctx context.Context, start, limit int) (int, []*row, error) {
		query := query
		query.Start, query.Limit = start, limit
		found, err := operations.List(ctx, resource, query)
		if usual {
			exactFirst(found, query.Pattern)
		}
		rows := make([]*row, len(found.Entities))
		for i, entity := range found.Entities {
			rows[i] = s.makeRow(entity)
		}
		return found.Total, rows, err
	}
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
func (s *Screen) take(answer pages.Answer[*row]) tea.Cmd {
	s.reader.Take(answer)
	s.show()
	if s.seek != "" && s.table.Select(s.seek) {
		s.seek = ""
	}
	if err := s.list.Err(); err != nil && s.list.Len() > 0 {
		s.session.Say(core.Failure, "Some "+s.many()+" could not be read; r tries again: "+core.Explain(err).Message)
	}
	return tea.Batch(s.reader.Fetch(), s.moved())
}
