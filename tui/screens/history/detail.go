package history

import (
	"fmt"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/history"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/tui/changes"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/area"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// detail is the page of one plan.
type detail struct {
	session *core.Session
	item    history.Item
	body    *area.Area
}

func newDetail(session *core.Session, item history.Item) *detail {
	return &detail{session: session, item: item, body: area.New(session.Theme, area.Options{Wrap: false})}
}

// Init asks nothing: all is known.
func (d *detail) Init() tea.Cmd { return nil }

// Update scrolls, and learns that the plan was taken back.
func (d *detail) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case core.Applied:
		return d.session.Post(core.Pop{Screen: d}) // what it shows may be out of date; the list below reads again
	case tea.KeyMsg:
		d.body.Key(msg)
	}
	return nil
}

// SetSize gives the room.
func (d *detail) SetSize(width, height int) {
	d.body.SetSize(width, height)
	page := prose.New(width - 2)
	facts(page, d.session, d.item)
	page.Space()
	allChanges(page, d.session, d.item)
	d.body.ReplaceLines(page.Lines())
}

// View draws the page.
func (d *detail) View() string { return d.body.View() }

// Title names the page.
func (d *detail) Title() string { return fmt.Sprintf("Plan %d", d.item.Intent.Number) }

// Actions take back and copy.
func (d *detail) Actions() []core.Action { return ofPlan(d.session, d.item, "") }

// labelWidth is the room for what a line is about.
const labelWidth = 11

// facts are what is known of a plan besides its changes.
func facts(page *prose.Page, session *core.Session, item history.Item) {
	th, intent, outcome := session.Theme, item.Intent, item.Outcome
	row := func(name, value string) {
		if value != "" {
			page.Bullet(text.Pad(name, labelWidth), th.Muted, th.Text, value)
		}
	}
	page.Add(th.Title, fmt.Sprintf("Plan %d: %s", intent.Number, item.What))
	page.Bullet(text.Pad("Result", labelWidth), th.Muted, resultStyle(th, item), item.Result())
	row("Revoked", item.Revoked())
	row("Why", outcome.Error)
	row("Who", intent.User)
	row("When", intent.Time.Local().Format(time.DateTime))
	row("Reason", intent.Reason)
	row("Server", strings.TrimSpace(intent.Server+"  "+intent.Profile))
	if item.Undoes > 0 {
		row("Takes back", fmt.Sprintf("plan %d", item.Undoes))
	}
	row("Accepted", strings.Join(intent.Accepted, ", "))
	if outcome.Millis > 0 {
		row("Took", (time.Duration(outcome.Millis) * time.Millisecond).String())
	}
	row("Program", intent.Program)
	row("Record", intent.ID)
	if len(outcome.Parts) == 0 {
		row("Request", outcome.RequestID)
	}
}

// allChanges are the changes as the review shows them, and what came of each request.
func allChanges(page *prose.Page, session *core.Session, item history.Item) {
	th, plan := session.Theme, ops.Recorded(item.Intent, session.Ops.Directory())
	if item.Intent.Final() {
		page.Add(th.Title, "Revoked were, among them")
		for _, target := range item.Intent.Revocation.Targets {
			page.Bullet(th.Glyphs.Bullet, th.Muted, th.Text, target)
		}
		return
	}
	page.Add(th.Title, "Changes")
	for i, c := range plan.Changes {
		changes.Add(page, th, plan, c)
		if stored, found := item.Stored(item.Intent.Changes[i]); found {
			page.Indent(3, th.Warn, "the server stored  "+text.CleanLine(plan.Subject(c.Target, c.Path).Display(stored)))
		}
	}
	if len(item.Outcome.Parts) == 0 {
		return
	}
	page.Space()
	page.Add(th.Title, "Requests")
	for _, part := range item.Outcome.Parts {
		line := text.CleanLine(plan.Subject(part.Target, "").Title) + ": " + history.StateWords(part.State)
		if part.Inum != "" {
			line += ", its inum is " + part.Inum
		}
		style := th.Warn
		if part.State == journal.Verified {
			style = th.OK
		}
		page.Bullet(th.Glyphs.Bullet, style, th.Text, line)
		page.Indent(3, th.Muted, part.RequestID)
	}
}

// smallEnough is how many bytes the values of a plan may have to be compared while the cursor moves over it.
const smallEnough = 4 << 10

// preview is the plan under the cursor, in short.
func (s *Screen) preview(width int) []string {
	item, ok := s.selected()
	if !ok {
		return nil
	}
	page := prose.New(width)
	if s.side.Empty() {
		th := s.session.Theme
		page.Add(th.Title, fmt.Sprintf("Plan %d: %s", item.Intent.Number, item.What))
		page.Bullet(text.CleanLine(item.Result()), resultStyle(th, item), th.Muted, item.Outcome.Error)
		page.Add(th.Text, item.Intent.User+"  "+item.Intent.Time.Local().Format(time.DateTime))
		page.Add(th.Muted, item.Intent.Reason)
		return page.Lines()
	}
	facts(page, s.session, item)
	page.Space()
	if size(item.Intent.Changes) > smallEnough {
		page.Add(s.session.Theme.Muted, "The values are long; enter shows them.")
		return page.Lines()
	}
	allChanges(page, s.session, item)
	return page.Lines()
}

func size(list []journal.Change) int {
	sum := 0
	for _, c := range list {
		sum += len(c.Old) + len(c.New)
	}
	return sum
}
