package issued

import (
	"context"
	"slices"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/tui/entries/facts"
	"github.com/jansadm/jansadm/tui/kit/table"
)

// restedMsg says that no page has come for a while since the count it carries.
type restedMsg int

// restWait is how long the list stays as it is before anything is asked for the names of clients.
const restWait = 400 * time.Millisecond

// namedMsg says that names of clients are in the directory, or why not. The list shows ids then.
type namedMsg struct{ err error }

// Failure tells the header whether the server answered.
func (m namedMsg) Failure() error { return m.err }

// askedAtOnce bounds how many names are asked for in one request, and with it the length of its address.
const askedAtOnce = 40

// rest waits until no more pages come.
func (s *Screen[T]) rest() tea.Cmd {
	s.rests++
	return s.session.Later(s, restWait, restedMsg(s.rests))
}

// askNames reads what the clients of the loaded rows are called: one request. What was asked for once is not asked for again.
func (s *Screen[T]) askNames() tea.Cmd {
	if s.names.Busy() || s.session.CannotRead(change.Client) != "" {
		return nil
	}
	ids := s.nameless()
	if len(ids) == 0 {
		return nil
	}
	for _, id := range ids {
		s.askedFor[id] = true
	}
	operations := s.session.Ops
	return s.names.Start(s.session, s, func(ctx context.Context) tea.Msg {
		_, err := operations.List(ctx, change.Client, ops.Query{Pattern: strings.Join(ids, ","), Limit: askedAtOnce})
		return namedMsg{err: err}
	})
}

// nameless lists clients around the cursor whose names are not known.
func (s *Screen[T]) nameless() []string {
	var ids []string
	first := max(s.table.Index()-s.area.H, 0)
	for i := first; i < s.list.Len() && len(ids) < askedAtOnce && i < first+3*max(s.area.H, 1); i++ {
		r, loaded := s.list.At(i)
		id := s.kind.Client(r.of)
		if loaded && id != "" && !strings.ContainsAny(id, ",%") && !s.askedFor[id] && s.nameOf(id) == "" && !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

func (s *Screen[T]) nameOf(client string) string {
	head, _ := s.session.Ops.Directory().Find(ops.Target{Resource: change.Client, ID: client})
	return head.Name
}

// format shows a row, with the name of its client where that is known by now.
func (s *Screen[T]) format(r row[T]) table.Row {
	name := s.nameOf(s.kind.Client(r.of))
	if name == "" {
		return table.Row{Cells: r.cells}
	}
	cells := slices.Clone(r.cells)
	cells[s.kind.ClientColumn].Text = facts.Short(name)
	return table.Row{Cells: cells}
}

// named takes the answer.
func (s *Screen[T]) named(msg namedMsg) tea.Cmd {
	s.pane = pane{}
	if msg.err != nil {
		return nil
	}
	return s.askNames()
}
