// Package requests is the pane of recent requests: what was asked of the server, what it answered, and how long that took.
package requests

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/theme"
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

type source struct{ *Screen }

// at is the request in a row; the newest is listed first.
func (s source) at(i int) access.Call { return s.calls[len(s.calls)-1-i] }

func (s source) Len() int { return len(s.calls) }
func (s source) ID(i int) string {
	call := s.at(i)
	return call.RequestID + " " + strconv.FormatInt(call.Time.UnixNano(), 36) + call.Path
}

func (s source) Row(i int) table.Row {
	th, call := s.session.Theme, s.at(i)
	return table.Row{Cells: []table.Cell{
		{Text: call.Time.Format(time.TimeOnly), Style: th.Muted}, {Text: text.CleanLine(call.Method)}, {Text: text.CleanLine(call.Path)},
		{Text: status(call), Style: statusStyle(th, call)}, {Text: took(call), Style: th.Muted}, {Text: text.CleanLine(call.RequestID), Style: th.Muted},
	}}
}

func status(call access.Call) string {
	if call.Status == 0 {
		return "none"
	}
	return strconv.Itoa(call.Status)
}

func statusStyle(th *theme.Theme, call access.Call) theme.Style {
	switch {
	case call.Status == 0 || call.Status >= 500:
		return th.Danger
	case call.Status >= 400:
		return th.Warn
	}
	return th.OK
}

func took(call access.Call) string {
	if call.Duration < time.Second {
		return fmt.Sprintf("%d ms", call.Duration.Milliseconds())
	}
	return fmt.Sprintf("%.1f s", call.Duration.Seconds())
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
		page.Add(th.Text, call.Method+" "+call.Path)
		if call.Failure != "" {
			page.Add(statusStyle(th, call), call.Failure)
		}
		lines = append(lines, page.Lines()...)
	}
	return strings.Join(text.Fit(lines, s.width, s.height), "\n")
}

// Title names the page.
func (s *Screen) Title() string { return "Recent requests" }

// Actions copy.
func (s *Screen) Actions() []core.Action {
	none := ""
	call, ok := s.selected()
	if !ok {
		none = "there is no request"
	}
	noID := none
	if noID == "" && call.RequestID == "" {
		noID = "the request has no id"
	}
	return []core.Action{
		{ID: "reload", Keys: []string{"r"}, Title: "Refresh", Help: "Looks for new requests at once.", Run: s.refresh},
		{ID: "copy.value", Keys: []string{"y"}, Title: "Copy id", Help: "Puts the id of the request on the clipboard; the server's logs have it.", Disabled: noID,
			Run: func() tea.Cmd { return s.session.Copy(call.RequestID) }},
		{ID: "copy.line", Keys: []string{"Y"}, Title: "Copy line", Help: "Puts what is known of the request on the clipboard.", Disabled: none,
			Run: func() tea.Cmd { return s.session.Copy(describe(call)) }},
	}
}

func describe(call access.Call) string {
	words := []string{call.Time.Format(time.RFC3339), call.Method, call.Path, status(call), took(call), call.RequestID, call.Failure}
	return strings.TrimSpace(strings.Join(words, " "))
}

// HelpText says what is left out.
func (s *Screen) HelpText() string {
	return "The newest request comes first, and the list follows what happens in the background. Bodies, tokens and secrets are not kept. The id of a request is sent along with it: with it, the " +
		"server's logs tell more. --log-file FILE keeps all requests in a file."
}
