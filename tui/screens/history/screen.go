// Package history is the screen of what was changed from this machine, and beside it the server's own audit log.
package history

import (
	"context"
	"math"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/history"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/layout"
	"github.com/jansadm/jansadm/tui/kit/table"
)

// Spec describes the screen.
var Spec = core.Spec{
	ID: "history", Menu: "home", Order: 7, Title: "History", Help: "What was changed from this machine, by whom, when and why; taking it back.",
	Aliases: []string{"journal", "undo", "audit log", "changes"},
	New:     func(session *core.Session, _ string) core.Screen { return newScreen(session) },
}

// Screen lists the plans of the journal, the newest first. It reads those at the end, and more as the cursor gets there.
type Screen struct {
	session *core.Session
	reading core.Slot
	filter  filter
	table   *table.Table

	items   []history.Item // all that were read
	shown   []history.Item
	log     journal.Log // what was read, without its entries
	asked   int         // how many plans were asked for
	everies bool        // those of all servers are shown
	needed  int         // the last row that the person may want to see next
	failure error

	width int
	list  layout.Rect
	side  layout.Rect // detail beside the list
	foot  int         // lines of detail below the list, where there is no room beside it
}

// firstRead is how many plans are read at first, and growth by how much more each time.
const (
	firstRead = 200
	growth    = 4
)

func newScreen(session *core.Session) *Screen {
	s := &Screen{session: session, filter: newFilter(session.Theme, "number, person, reason, result, name"), asked: firstRead}
	s.table = table.New(session.Theme,
		table.Column{Title: "N", Min: 4, Max: 6, Right: true},
		table.Column{Title: "Time", Min: 16, Max: 16},
		table.Column{Title: "Result", Min: 12, Max: 16},
		table.Column{Title: "What", Min: 28, Weight: 4},
		table.Column{Title: "Who", Min: 8, Max: 20, Weight: 1, Drop: 2},
		table.Column{Title: "Reason", Min: 8, Weight: 2, Drop: 1})
	s.table.OnNeed(func(_, last int) { s.needed = last })
	s.table.SetSource(source{s})
	return s
}

type readMsg struct {
	items []history.Item
	log   journal.Log
	err   error
}

// Init reads the last plans.
func (s *Screen) Init() tea.Cmd { return s.read() }

func (s *Screen) read() tea.Cmd {
	operations, n := s.session.Ops, s.asked
	cmd := s.reading.Start(s.session, s, func(context.Context) tea.Msg {
		log, err := operations.Recent(n)
		items := history.Items(log)
		log.Entries = nil
		return readMsg{items: items, log: log, err: err}
	})
	s.notice()
	return cmd
}

// more reads further back when the person gets there, or looks for something that may be older than what was read.
func (s *Screen) more() tea.Cmd {
	if !s.log.Earlier || s.reading.Busy() {
		return nil
	}
	switch {
	case !s.filter.empty():
		s.asked = math.MaxInt
	case s.needed >= len(s.shown)-1:
		s.asked *= growth
	default:
		return nil
	}
	return s.read()
}

// Resume shows what was recorded meanwhile.
func (s *Screen) Resume() tea.Cmd { return s.read() }

// Close gives up reading.
func (s *Screen) Close() { s.reading.Cancel() }

// Update takes what was read, and moves the cursor.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case readMsg:
		s.failure = msg.err
		if msg.err == nil {
			s.items, s.log = msg.items, msg.log
		}
		s.refresh()
		return s.more()
	case core.Applied:
		return s.read()
	case tea.KeyMsg:
		if s.filter.key(msg) {
			s.refresh()
			s.table.Home()
		} else if !s.filter.typing || !prints(msg) {
			s.table.Key(msg)
		}
		return s.more()
	}
	return nil
}

// Typing says whether the filter has the focus.
func (s *Screen) Typing() bool { return s.filter.typing }

// refresh picks what is shown.
func (s *Screen) refresh() {
	s.shown = history.Filter(s.items, s.place(), s.filter.words())
	s.table.SetHighlight(s.filter.value())
	s.table.SetTotal(table.Complete)
	if s.log.Earlier {
		s.table.SetTotal(table.Unknown)
	}
	s.notice()
	s.table.Refresh()
}

func (s *Screen) place() history.Place {
	if s.everies {
		return history.Place{}
	}
	return history.Place{Server: s.session.Ops.Server()}
}

func (s *Screen) notice() {
	th := s.session.Theme
	switch {
	case s.failure != nil:
		s.table.SetNotice(core.FailurePage("The journal could not be read.", s.failure), th.Danger)
	case s.reading.Busy() && len(s.shown) == 0:
		s.table.SetNotice("Reading the journal "+th.Glyphs.Ellipsis, th.Muted)
	case !s.filter.empty():
		s.table.SetNotice("No plan has that in it. esc clears the filter.", th.Muted)
	case len(s.items) > 0:
		s.table.SetNotice("Nothing was changed on this server from this machine. a shows other servers.", th.Muted)
	default:
		s.table.SetNotice("Nothing was changed from this machine yet.", th.Muted)
	}
}

func (s *Screen) selected() (history.Item, bool) {
	i := s.table.Index()
	if i < 0 || i >= len(s.shown) {
		return history.Item{}, false
	}
	return s.shown[i], true
}

// Title names the page.
func (s *Screen) Title() string { return "History" }

// HelpText explains the journal.
func (s *Screen) HelpText() string {
	return "Every plan is recorded on this machine before its first request is sent: who, when, why, old and new values, the ids of the requests, and what came of it. " +
		"Values of secrets are not kept.\n\nu works out how to take back the plan under the cursor, and shows that for review. An undo is a plan like any other: taking it " +
		"back does the first one again.\n\nThe server's own audit log (A) also has what others changed, and what failed."
}
