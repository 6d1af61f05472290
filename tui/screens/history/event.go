package history

import (
	"cmp"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/history"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/area"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// eventPage is the page of one request.
type eventPage struct {
	session *core.Session
	event   history.Event
	body    *area.Area
}

func newEventPage(session *core.Session, event history.Event) *eventPage {
	return &eventPage{session: session, event: event, body: area.New(session.Theme, area.Options{})}
}

// Init asks nothing.
func (p *eventPage) Init() tea.Cmd { return nil }

// Update scrolls.
func (p *eventPage) Update(msg tea.Msg) tea.Cmd {
	if key, ok := msg.(tea.KeyMsg); ok {
		p.body.Key(key)
	}
	return nil
}

// SetSize gives the room.
func (p *eventPage) SetSize(width, height int) {
	p.body.SetSize(width, height)
	page := prose.New(width - 2)
	everything(page, p.session, p.event)
	p.body.ReplaceLines(page.Lines())
}

// View draws the page.
func (p *eventPage) View() string { return p.body.View() }

// Title names the page.
func (p *eventPage) Title() string { return "Request" }

// Actions copy.
func (p *eventPage) Actions() []core.Action {
	return []core.Action{{ID: "copy.value", Keys: []string{"y"}, Title: "Copy", Help: "Puts the arguments on the clipboard.",
		Run: func() tea.Cmd {
			return p.session.Copy(text.Clean(cmp.Or(strings.Join(p.event.Arguments, "\n"), p.event.Path)))
		}}}
}
