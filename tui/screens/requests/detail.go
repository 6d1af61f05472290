package requests

import (
	"cmp"
	"fmt"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/area"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// detail is the page of one request.
type detail struct {
	session *core.Session
	call    access.Call
	body    *area.Area
}

func newDetail(session *core.Session, call access.Call) *detail {
	return &detail{session: session, call: call, body: area.New(session.Theme, area.Options{})}
}

// Init asks nothing.
func (d *detail) Init() tea.Cmd { return nil }

// Update scrolls.
func (d *detail) Update(msg tea.Msg) tea.Cmd {
	if key, ok := msg.(tea.KeyMsg); ok {
		d.body.Key(key)
	}
	return nil
}

// scrollBar is the room that the scroll bar and the space before it take.
const scrollBar = 2

// labelWidth is the room for what a line is about.
const labelWidth = 10

// SetSize gives the room.
func (d *detail) SetSize(width, height int) {
	d.body.SetSize(width, height)
	th, call := d.session.Theme, d.call
	page := prose.New(width - scrollBar)
	row := func(name, value string) {
		if value != "" {
			page.Bullet(text.Pad(name, labelWidth), th.Muted, th.Text, value)
		}
	}
	page.Add(th.Title, call.Op)
	page.Space()
	row("Method", call.Method)
	row("Address", cmp.Or(call.URL, call.Path))
	page.Bullet(text.Pad("Status", labelWidth), th.Muted, statusStyle(th, call), statusWords(call))
	if call.Failure != "" {
		page.Bullet(text.Pad("Failure", labelWidth), th.Muted, statusStyle(th, call), call.Failure)
	}
	row("Sent", call.Time.Format(time.DateTime))
	row("Took", took(call))
	row("Request", call.RequestID)
	if call.Try > 1 {
		row("Try", fmt.Sprintf("number %d of the same request", call.Try))
	}
	if call.Times > 1 {
		row("Times", fmt.Sprintf("%d with the same answer; this is the last one", call.Times))
	}
	if call.Curl != "" {
		page.Space()
		page.Add(th.Title, "The same with curl")
		page.Add(th.Text, call.Curl)
	}
	d.body.ReplaceLines(page.Lines())
}

func statusWords(call access.Call) string {
	if call.Status == 0 {
		return "none: no answer arrived"
	}
	return status(call)
}

// View draws the page.
func (d *detail) View() string { return d.body.View() }

// Title names the page.
func (d *detail) Title() string { return "Request" }

// Actions copy.
func (d *detail) Actions() []core.Action { return copies(d.session, d.call, "") }

// HelpText says what is left out.
func (d *detail) HelpText() string { return kept }
