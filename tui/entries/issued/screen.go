package issued

import (
	"context"
	"errors"
	"maps"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/pages"
	"github.com/jansadm/jansadm/tui/kit/fields"
	"github.com/jansadm/jansadm/tui/kit/layout"
	"github.com/jansadm/jansadm/tui/kit/line"
	"github.com/jansadm/jansadm/tui/kit/paged"
	"github.com/jansadm/jansadm/tui/kit/table"
)

// Screen is one list.
type Screen[T any] struct {
	session *core.Session
	kind    Kind[T]
	table   *table.Table
	list    *paged.List[row[T]]
	reader  *pages.Reader[row[T]]
	search  *line.Input
	form    *fields.Form // of the filter, while it is open; nil mostly
	filter  Filter
	picked  map[string]T // what is marked

	names    core.Slot // of clients are being read
	askedFor map[string]bool
	rests    int // counts pages, to know when no more come

	typing bool // the search has the focus
	typed  int  // counts what was typed, to know when it has settled
	width  int
	height int
	area   layout.Rect // of the list
	side   layout.Rect // of the detail beside it
	foot   int         // lines about the row below the list, where there is no room beside it
	pane   pane
}

// row is what is kept of one: what it says, and the cells that show it.
type row[T any] struct {
	of    T
	id    string
	cells []table.Cell
}

// pane is what was said about a row last: while it stays under the cursor, frames need not say it anew.
type pane struct {
	of    string
	width int
	lines []string
}

// keptPages bounds what is held of a long list.
const keptPages = 8

// searchLimit is how long a search can be, in characters: it becomes part of an address.
const searchLimit = 200

// New makes a list of that kind, filtered as the argument says.
func New[T any](session *core.Session, kind Kind[T], arg string) *Screen[T] {
	s := &Screen[T]{session: session, kind: kind, filter: ParseFilter(arg), picked: map[string]T{}, askedFor: map[string]bool{}}
	s.search = line.New(session.Theme, line.Options{Placeholder: kind.Search, Limit: searchLimit})
	s.search.SetFocused(false)
	s.search.SetValue(s.filter[TextField])
	s.list = paged.New(func(r row[T]) string { return r.id }, paged.Options{MaxPages: keptPages})
	s.reader = pages.New(session, core.Screen(s), s.list, s.ask)
	s.table = table.New(session.Theme, kind.Columns...)
	s.table.SetMarking(true)
	s.table.SetSource(paged.NewSource(session.Theme, s.list, s.format))
	return s
}

// errNoService is said where a connection was made without a way to tokens and sessions.
var errNoService = errors.New("tokens and sessions cannot be worked with over this connection")

// ask takes down what is wanted at the moment. The rows are formatted beside the loop.
func (s *Screen[T]) ask() pages.Read[row[T]] {
	service, kind, filter, now, th := s.session.Tokens, s.kind, maps.Clone(s.filter), s.session.Now(), s.session.Theme
	return func(ctx context.Context, start, limit int) (int, []row[T], error) {
		if service == nil {
			return 0, nil, errNoService
		}
		page, err := kind.Read(ctx, service, filter, now, start, limit)
		rows := make([]row[T], len(page.Rows))
		for i, of := range page.Rows {
			rows[i] = row[T]{of: of, id: kind.ID(of), cells: kind.Cells(th, of, now)}
		}
		return page.Total, rows, err
	}
}

// Init reads the first page: one request.
func (s *Screen[T]) Init() tea.Cmd {
	s.table.OnNeed(s.reader.Need)
	s.show()
	return nil
}

// Close gives up what is being read.
func (s *Screen[T]) Close() {
	s.reader.Close()
	s.names.Cancel()
}

// settledMsg says that nothing was typed for a while since the count it carries.
type settledMsg int

// settleWait is how long a search rests before it is sent.
const settleWait = 180 * time.Millisecond

// Update takes answers and the keys that no action claims.
func (s *Screen[T]) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case pages.Wanted:
		return s.reader.Fetch()
	case pages.Answer[row[T]]:
		return s.take(msg)
	case settledMsg:
		if int(msg) == s.typed {
			s.takeSearch()
		}
	case restedMsg:
		if int(msg) == s.rests {
			return s.askNames()
		}
	case namedMsg:
		return s.named(msg)
	case core.Revoked:
		return s.reload()
	case tea.KeyMsg:
		return s.key(msg)
	}
	return nil
}

func (s *Screen[T]) key(msg tea.KeyMsg) tea.Cmd {
	switch {
	case s.form != nil:
		if s.form.Key(msg) == fields.Done {
			s.takeForm()
		}
		return nil
	case s.typing:
		before := s.search.Value()
		if s.search.Key(msg) {
			if s.search.Value() == before {
				return nil
			}
			s.typed++
			return s.session.Later(s, settleWait, settledMsg(s.typed))
		}
	}
	s.table.Key(msg) // the arrows move the cursor while one types
	return nil
}

// take shows a page.
func (s *Screen[T]) take(answer pages.Answer[row[T]]) tea.Cmd {
	s.reader.Take(answer)
	s.show()
	if err := s.list.Err(); err != nil && s.list.Len() > 0 {
		s.session.Say(core.Failure, "Some "+s.kind.Many+" could not be read; r tries again: "+core.Explain(err).Message)
	}
	return tea.Batch(s.reader.Fetch(), s.rest())
}

// reload reads again what is shown. The cursor stays on its row; what was marked and is gone is not marked any more.
func (s *Screen[T]) reload() tea.Cmd {
	s.unmark()
	s.reader.Reload()
	s.show()
	return nil
}

// show makes the table look at the rows again.
func (s *Screen[T]) show() {
	s.pane = pane{}
	s.arrange()
	s.notice()
	s.table.Refresh()
}

// current is the row under the cursor.
func (s *Screen[T]) current() (row[T], bool) {
	r, ok := s.list.At(s.table.Index())
	return r, ok && r.id != ""
}

// Current is what is under the cursor; false when there is nothing.
func (s *Screen[T]) Current() (T, bool) {
	r, ok := s.current()
	return r.of, ok
}

// Typing says whether text has the focus.
func (s *Screen[T]) Typing() bool { return s.typing || s.form != nil }

// Title is the breadcrumb's part.
func (s *Screen[T]) Title() string { return s.kind.Title }

// HelpText explains how the server searches.
func (s *Screen[T]) HelpText() string {
	return s.kind.Help + "\n\nThe server itself searches, in " + s.kind.Search + "; f asks for one thing more exactly. Long lists are read page by page as you scroll, in the order of the ids."
}
