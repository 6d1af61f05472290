package history

import (
	"fmt"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/history"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/table"
	"github.com/jansadm/jansadm/tui/kit/text"
)

type eventSource struct{ *audit }

func (s eventSource) Len() int { return len(s.shown) }

// ID tells events apart: several may have the same time.
func (s eventSource) ID(i int) string {
	event, same := s.shown[i], 0
	for j := i + 1; j < len(s.shown) && s.shown[j].Time.Equal(event.Time); j++ {
		same++
	}
	return fmt.Sprintf("%d.%d", event.Time.UnixMilli(), same)
}

func (s eventSource) Row(i int) table.Row {
	th, event := s.session.Theme, s.shown[i]
	plan, style := "", th.Changed
	if event.Plan > 0 {
		plan, style = fmt.Sprint(event.Plan), th.Text
	}
	return table.Row{Cells: []table.Cell{
		{Text: event.Time.Format(time.DateTime), Style: th.Muted},
		{Text: plan, Style: th.Muted},
		{Text: text.CleanLine(event.What()), Style: style},
		{Text: text.CleanLine(event.ClientWords()), Style: style},
		{Text: text.CleanLine(event.UserWords()), Style: style},
	}}
}

// SetSize divides the room as the history does.
func (a *audit) SetSize(width, height int) {
	a.width = width
	a.list, a.side, a.foot = divide(width, height-headLines)
	a.table.SetSize(a.list.W, a.list.H-a.foot)
}

// View draws them.
func (a *audit) View() string {
	th := a.session.Theme
	lines := []string{a.filter.line(th, a.told(), a.width)}
	return strings.Join(append(lines, arrange(th.Border.Paint(th.Glyphs.Divider), th.Border.Paint(strings.Repeat(th.Glyphs.Rule, a.width)),
		a.table.Lines(), a.list, a.side, a.foot, a.preview)...), "\n")
}

// told says what the list shows.
func (a *audit) told() string {
	what := "in the server's log"
	if a.others {
		what = "that this machine has not made"
	}
	return fmt.Sprintf("%s %s, the newest first", counted(len(a.shown), "request"), what)
}

func counted(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

func (a *audit) preview(width int) []string {
	event, ok := a.selected()
	if !ok {
		return nil
	}
	page := prose.New(width)
	everything(page, a.session, event)
	return page.Lines()
}

// everything is what is known about one request.
func everything(page *prose.Page, session *core.Session, event history.Event) {
	th := session.Theme
	page.Add(th.Title, event.What())
	row := func(name, value string) { page.Bullet(text.Pad(name, labelWidth), th.Muted, th.Text, value) }
	row("Who", event.UserWords())
	row("Program", event.ClientWords())
	row("When", event.Time.Format(time.DateTime+".000")+" by the server's clock")
	if event.Plan > 0 {
		row("Plan", fmt.Sprintf("%d of this machine's journal", event.Plan))
	}
	for _, argument := range event.Arguments {
		page.Add(th.Text, argument)
	}
}

// Actions open and filter.
func (a *audit) Actions() []core.Action {
	filtering, alone := a.filter.actions(a.refresh)
	if alone {
		return filtering
	}
	event, ok := a.selected()
	none := ""
	if !ok {
		none = "there is no request"
	}
	others := "Others only"
	if a.others {
		others = "Everything"
	}
	lacks := a.session.Permissions.LacksAudit()
	open := core.Action{ID: "audit.open", Keys: []string{"enter", "right", "l"}, Title: "Open", Help: "Shows everything that is known of the request.", Disabled: none,
		Run: func() tea.Cmd { return a.session.Post(core.Push{Screen: newEventPage(a.session, event)}) }}
	return append(append([]core.Action{open}, filtering...), []core.Action{
		{ID: "audit.others", Keys: []string{"o"}, Title: others, Help: "Switches between everything and what was not made from this machine.", Run: a.toggleOthers},
		{ID: "reload", Keys: []string{"r"}, Title: "Reload", Help: "Reads the log again.", Disabled: lacks, Run: a.read},
		{ID: "copy.value", Keys: []string{"y"}, Title: "Copy path", Help: "Puts the path on the clipboard, as the log has it.", Quiet: true, Disabled: none,
			Run: func() tea.Cmd { return a.session.Copy(text.CleanLine(event.Path)) }},
		{ID: "copy.command", Keys: []string{"Y"}, Title: "Copy command", Help: "Puts the command line that lists the log on the clipboard.", Quiet: true,
			Run: func() tea.Cmd { return a.session.Copy("jansadm history list --audit") }},
	}...)
}

func (a *audit) toggleOthers() tea.Cmd {
	a.others = !a.others
	a.refresh()
	return a.more()
}
