package history

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/history"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/layout"
	"github.com/jansadm/jansadm/tui/kit/table"
)

// Audit describes the screen of the server's own audit log.
var Audit = core.Spec{
	ID: "history.audit", Title: "Audit log", Help: "The server's own log: what was asked of it by anybody, whether it worked or not.",
	New: func(session *core.Session, _ string) core.Screen { return newAudit(session) },
}

// audit lists the requests in the server's log, the newest first.
type audit struct {
	session *core.Session
	reading core.Slot
	filter  filter
	table   *table.Table

	events  []history.Event // all that were read
	shown   []history.Event
	earlier bool // there are more
	lines   int  // of the log that were asked for
	others  bool // only what this journal has not made is shown
	needed  int  // the last row that the person may want to see next
	failure error

	width int
	list  layout.Rect
	side  layout.Rect
	foot  int
}

const (
	firstLines = 400
	mostLines  = 1 << 20 // more would be a burden on the server, which reads the whole file each time
	knownPlans = 1000    // among which the makers of requests are looked for
)

func newAudit(session *core.Session) *audit {
	a := &audit{session: session, filter: newFilter(session.Theme, "person, program, path, argument"), lines: firstLines}
	a.table = table.New(session.Theme,
		table.Column{Title: "Time of server", Min: 19, Max: 19},
		table.Column{Title: "Plan", Min: 5, Max: 6, Right: true},
		table.Column{Title: "What", Min: 32, Weight: 4},
		table.Column{Title: "Program", Min: 8, Max: 16, Weight: 1},
		table.Column{Title: "Who", Min: 8, Max: 36, Weight: 2, Drop: 1})
	a.table.OnNeed(func(_, last int) { a.needed = last })
	a.table.SetSource(eventSource{a})
	return a
}

type auditMsg struct {
	events  []history.Event
	earlier bool
	err     error
}

// Failure tells the header whether the server answered.
func (m auditMsg) Failure() error { return m.err }

// Init reads the end of the log: two requests.
func (a *audit) Init() tea.Cmd {
	if a.session.Permissions.LacksAudit() != "" {
		a.notice()
		return nil
	}
	return a.read()
}

func (a *audit) read() tea.Cmd {
	operations, lines := a.session.Ops, a.lines
	cmd := a.reading.Start(a.session, a, func(ctx context.Context) tea.Msg {
		recent, err := operations.Recent(knownPlans)
		if err != nil {
			return auditMsg{err: err}
		}
		log, err := operations.Audit(ctx, lines)
		if err != nil {
			return auditMsg{err: err}
		}
		own := history.Filter(history.Items(recent), history.Place{Server: operations.Server()}, nil)
		return auditMsg{events: history.Events(log, own), earlier: log.Earlier}
	})
	a.notice()
	return cmd
}

// more reads further back when the person gets there.
func (a *audit) more() tea.Cmd {
	if !a.earlier || a.reading.Busy() || a.lines >= mostLines || a.needed < len(a.shown)-1 {
		return nil
	}
	a.lines *= growth
	return a.read()
}

// Close gives up reading.
func (a *audit) Close() { a.reading.Cancel() }

// Update takes what was read, and moves the cursor.
func (a *audit) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case auditMsg:
		a.failure = msg.err
		if msg.err == nil {
			a.events, a.earlier = msg.events, msg.earlier
		}
		a.refresh()
	case tea.KeyMsg:
		if a.filter.key(msg) {
			a.refresh()
			a.table.Home()
		} else if !a.filter.typing || !prints(msg) {
			a.table.Key(msg)
		}
		return a.more()
	}
	return nil
}

// Typing says whether the filter has the focus.
func (a *audit) Typing() bool { return a.filter.typing }

// refresh picks what is shown.
func (a *audit) refresh() {
	a.shown = nil
	for _, event := range history.MatchingEvents(a.events, a.filter.words()) {
		if !a.others || event.Plan == 0 {
			a.shown = append(a.shown, event)
		}
	}
	a.table.SetHighlight(a.filter.value())
	a.table.SetTotal(table.Complete)
	if a.earlier {
		a.table.SetTotal(table.Unknown)
	}
	a.notice()
	a.table.Refresh()
}

func (a *audit) notice() {
	th := a.session.Theme
	switch lacks := a.session.Permissions.LacksAudit(); {
	case lacks != "":
		a.table.SetNotice("The audit log cannot be shown: "+lacks+".", th.Muted)
	case a.failure != nil:
		a.table.SetNotice(core.FailurePage("The audit log could not be read.", a.failure), th.Danger)
	case a.reading.Busy():
		a.table.SetNotice("Reading the audit log "+th.Glyphs.Ellipsis, th.Muted)
	case !a.filter.empty():
		a.table.SetNotice("No entry of those that were read has that in it. esc clears the filter.", th.Muted)
	case a.others && len(a.events) > 0:
		a.table.SetNotice("Everything in the log was made from this machine. o shows it.", th.Muted)
	default:
		a.table.SetNotice("The log is empty.", th.Muted)
	}
}

func (a *audit) selected() (history.Event, bool) {
	i := a.table.Index()
	if i < 0 || i >= len(a.shown) {
		return history.Event{}, false
	}
	return a.shown[i], true
}

// Title names the page.
func (a *audit) Title() string { return "Audit log" }

// HelpText says what the log is worth.
func (a *audit) HelpText() string {
	return "The server writes down every request that is to change something before it is carried out, so that what failed is here too. Names of people and programs are what " +
		"callers say of themselves, and times are those of the server, in its own time zone. Slashes of paths are hyphens.\n\nRequests of plans in this machine's journal are " +
		"recognised by person, program, path and time, and have the number of the plan. Everything else was done by somebody else, or by other means."
}
