// Package requests is the pane of recent requests: what was asked of the server, what it answered, and how long that took.
package requests

import (
	"cmp"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/table"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// ID of the screen.
const ID = "requests"

// Spec describes the screen.
var Spec = core.Spec{
	ID: ID, Title: "Recent requests", Help: "What was asked of the server, and how long it took.", Aliases: []string{"log", "calls"},
	New: func(session *core.Session, _ string) core.Screen { return newScreen(session) },
}

// Screen is the list, the newest request first.
type Screen struct {
	session *core.Session
	table   *table.Table
	calls   []access.Call
	width   int
	height  int
}

func newScreen(session *core.Session) *Screen {
	s := &Screen{session: session}
	s.table = table.New(session.Theme,
		table.Column{Title: "Time", Min: 8, Max: 8},
		table.Column{Title: "", Min: 6, Max: 6},
		table.Column{Title: "Path", Min: 16, Weight: 4, Middle: true},
		table.Column{Title: "Status", Min: 6, Max: 6, Right: true},
		table.Column{Title: "Took", Min: 7, Max: 7, Right: true},
		table.Column{Title: "Request", Min: 10, Max: 36, Weight: 1, Drop: 1})
	s.table.SetSource(source{s})
	s.table.SetNotice("Nothing was asked of the server yet.", session.Theme.Muted)
	s.refresh()
	return s
}

// tick looks for new requests.
type tick struct{}

// follows is how often the list looks for new requests: they come in the background.
const follows = time.Second

// Init shows what there is, and follows.
func (s *Screen) Init() tea.Cmd { return s.session.Later(s, follows, tick{}) }

// Update follows, and moves the cursor.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tick:
		s.refresh()
		return s.session.Later(s, follows, tick{})
	case tea.KeyMsg:
		s.table.Key(msg)
	}
	return nil
}

// refresh takes new requests in. A cursor at the newest one stays at the newest one; elsewhere it stays on its request.
func (s *Screen) refresh() tea.Cmd {
	opened := s.session.Opened()
	if opened == nil || opened.Calls == nil {
		return nil
	}
	first := s.table.Index() <= 0
	s.calls = opened.Calls()
	s.table.Refresh()
	if first {
		s.table.Home()
	}
	return nil
}

func (s *Screen) selected() (access.Call, bool) {
	i := s.table.Index()
	if i < 0 || i >= len(s.calls) {
		return access.Call{}, false
	}
	return source{s}.at(i), true
}

// footLines are for the request under the cursor.
const footLines = 4

// SetSize gives the room.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.table.SetSize(width, max(height-footLines, 1))
}

// View draws the list, and below it the request under the cursor in full.
func (s *Screen) View() string {
	th := s.session.Theme
	lines := append(s.table.Lines(), th.Border.Paint(strings.Repeat(th.Glyphs.Rule, s.width)))
	if call, ok := s.selected(); ok {
		page := prose.New(s.width)
		page.Add(th.Title, call.Op)
		page.Add(th.Text, call.Method+" "+cmp.Or(call.URL, call.Path))
		if call.Failure != "" {
			page.Add(statusStyle(th, call), call.Failure)
		}
		lines = append(lines, page.Lines()...)
	}
	return strings.Join(text.Fit(lines, s.width, s.height), "\n")
}

// Title names the page.
func (s *Screen) Title() string { return "Recent requests" }

// Actions open and copy.
func (s *Screen) Actions() []core.Action {
	none := ""
	call, ok := s.selected()
	if !ok {
		none = "there is no request"
	}
	open := core.Action{ID: "request.open", Keys: []string{"enter", "right", "l"}, Title: "Open", Help: "Shows all that is known of the request.", Disabled: none,
		Run: func() tea.Cmd { return s.session.Post(core.Push{Screen: newDetail(s.session, call)}) }}
	reload := core.Action{ID: "reload", Keys: []string{"r"}, Title: "Refresh", Help: "Looks for new requests at once.", Run: s.refresh}
	return append(append([]core.Action{open}, copies(s.session, call, none)...), reload)
}

// copies put a request on the clipboard; none is why there is no request.
func copies(session *core.Session, call access.Call, none string) []core.Action {
	noID, noCurl := none, none
	if call.RequestID == "" {
		noID = cmp.Or(none, "the request has no id")
	}
	if call.Curl == "" {
		noCurl = cmp.Or(none, "nothing more is known of the request")
	}
	return []core.Action{
		{ID: "copy.curl", Keys: []string{"Y"}, Title: "Copy curl", Help: "Puts a curl command that asks the same on the clipboard, with references in the place of secrets.", Disabled: noCurl,
			Run: func() tea.Cmd { return session.Copy(text.CleanLine(call.Curl)) }},
		{ID: "copy.value", Keys: []string{"y"}, Title: "Copy id", Help: "Puts the id of the request on the clipboard; the server's logs have it.", Disabled: noID,
			Run: func() tea.Cmd { return session.Copy(text.CleanLine(call.RequestID)) }},
	}
}

// HelpText says what is left out.
func (s *Screen) HelpText() string {
	return "The newest request comes first, and the list follows what happens in the background, signing in included. While one waits for the person, equal answers are one row. " + kept
}

// kept says what is known of a request.
const kept = "Tokens, codes and secrets are not kept, nor are bodies other than forms: a copied curl command names environment variables and a file \"body\" in their place. The id of a request is " +
	"sent along with it: with it, the server's logs tell more."
