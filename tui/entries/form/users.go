package form

import (
	"context"
	"fmt"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/table"
)

// users shows who uses an entry: the clients of a scope, the scopes of a claim or script. The server is asked each time, as the question
// is a heavy one; the way to a deletion leads through here.
type users struct {
	page     *Page
	deleting bool
	ask      core.Slot
	heads    []ops.Head
	known    bool
	failure  error
	table    *table.Table
	width    int
}

func newUsers(p *Page, deleting bool) *users {
	u := &users{page: p, deleting: deleting}
	u.table = table.New(p.session().Theme,
		table.Column{Title: "Name", Min: 16, Weight: 2},
		table.Column{Title: "", Min: 10, Weight: 1, Drop: 1},
		table.Column{Title: "Inum", Min: 16, Weight: 2, Drop: 2})
	u.table.SetTitles(false)
	u.table.SetSource(userRows{u})
	return u
}

type userRows struct{ *users }

func (r userRows) Len() int        { return len(r.heads) }
func (r userRows) ID(i int) string { return r.heads[i].Inum }

func (r userRows) Row(i int) table.Row {
	head, th := r.heads[i], r.page.session().Theme
	state := table.Cell{Text: head.Type, Style: th.Muted}
	if head.Resource == change.Client && !head.Active {
		state = table.Cell{Text: "disabled", Style: th.Warn}
	}
	return table.Row{Cells: []table.Cell{{Text: head.Word(), Style: th.Text}, state, {Text: head.Inum, Style: th.Muted}}}
}

// Start asks the server.
func (u *users) Start() tea.Cmd {
	operations, target := u.page.session().Ops, u.page.target
	u.known, u.failure = false, nil
	u.notice()
	if target.IsNew() {
		u.known = true
		return nil
	}
	return u.page.screen.Work(u, &u.ask, func(ctx context.Context) tea.Msg {
		heads, err := operations.Users(ctx, target)
		return usedBy{heads: heads, err: err}
	})
}

// Close gives the question up.
func (u *users) Close() { u.ask.Cancel() }

type usedBy struct {
	heads []ops.Head
	err   error
}

// Failure tells the header whether the server answered.
func (m usedBy) Failure() error { return m.err }

// Update takes the answer and moves the cursor.
func (u *users) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case usedBy:
		u.heads, u.failure, u.known = msg.heads, msg.err, msg.err == nil
		u.table.SetTitles(len(u.heads) > 0)
		u.notice()
		u.table.Refresh()
	case core.Applied:
		return u.Start()
	case tea.KeyMsg:
		u.table.Key(msg)
	}
	return nil
}

// who are the kind of entries that use this one, in the plural.
func (u *users) who() string {
	if u.page.target.Resource == change.Scope {
		return "clients"
	}
	return "scopes"
}

// count is how many use it: "1 client", "2 clients".
func (u *users) count() string {
	if len(u.heads) == 1 {
		return "1 " + strings.TrimSuffix(u.who(), "s")
	}
	return fmt.Sprintf("%d %s", len(u.heads), u.who())
}

func (u *users) notice() {
	th := u.page.session().Theme
	switch {
	case u.failure != nil:
		u.table.SetNotice(core.FailurePage("The server could not be asked which "+u.who()+" use it.", u.failure), th.Danger)
	case u.known:
		u.table.SetNotice("", th.Muted) // the head says it
	default:
		u.table.SetNotice("Asking the server which "+u.who()+" use it "+th.Glyphs.Ellipsis+" It looks at all of them, which may take a while. esc gives up.", th.Muted)
	}
}

// Title is the breadcrumb's part.
func (u *users) Title() string {
	if u.deleting {
		return "Delete"
	}
	return "Used by"
}

// SetSize gives the room.
func (u *users) SetSize(width, height int) {
	u.width = width
	u.table.SetSize(width, max(height-len(u.head()), 0))
}

// head says what the list means.
func (u *users) head() []string {
	th := u.page.session().Theme
	page := prose.New(u.width)
	switch {
	case !u.known:
		page.Add(th.Text, "Who uses the "+u.page.kind()+" "+u.page.label()+"?")
	case len(u.heads) == 0 && u.deleting:
		page.Add(th.Text, "Nothing uses the "+u.page.kind()+" "+u.page.label()+". enter stages deleting it.")
	case u.deleting:
		page.Bullet(th.Glyphs.Warn, th.Warn, th.Warn, fmt.Sprintf("%s would lose the %s %s. Created again, it would have another inum. enter stages deleting it all the same.",
			u.count(), u.page.kind(), u.page.label()))
	case len(u.heads) == 0:
		page.Add(th.Text, "No "+u.who()+" use the "+u.page.kind()+" "+u.page.label()+".")
	default:
		page.Add(th.Text, "The "+u.page.kind()+" "+u.page.label()+" is used by "+u.count()+".")
	}
	return page.Lines()
}

// Lines draws the list.
func (u *users) Lines() []string { return append(u.head(), u.table.Lines()...) }

// Actions open a user, or go on to the deletion.
func (u *users) Actions() []core.Action {
	open := core.Action{ID: "users.open", Keys: []string{"enter"}, Title: "Open", Help: "Opens what is under the cursor.", Run: u.open}
	if u.table.Selected() == "" {
		open.Disabled = "nothing is there to open"
	}
	var actions []core.Action
	if u.deleting {
		open.Keys = []string{"o"}
		stage := core.Action{ID: "users.delete", Keys: []string{"enter", "d"}, Title: "Stage delete", Help: "Stages deleting the " + u.page.kind() + ".", Risk: core.Stage,
			Verb: "jansadm " + u.page.kind() + " delete " + u.page.name(), Run: u.remove}
		if !u.known && u.failure == nil {
			stage.Disabled = "the server is still asked who uses it"
		}
		actions = append(actions, stage)
	}
	actions = append(actions, open)
	if u.page.options.OfUsers != nil && !u.deleting {
		actions = append(actions, u.page.options.OfUsers(u.page)...)
	}
	return append(actions, core.Action{ID: "users.again", Keys: []string{"r"}, Title: "Ask again", Help: "Asks the server again.", Run: u.Start})
}

func (u *users) open() tea.Cmd {
	head := u.heads[u.table.Index()]
	return u.page.session().Post(core.Open{ID: "auth." + string(head.Resource), Arg: head.Inum})
}

func (u *users) remove() tea.Cmd {
	back := u.page.screen.Drop(u)
	if err := u.page.read.Delete(u.page.session().Draft); err != nil {
		return u.page.session().Say(core.Failure, core.Explain(err).Message)
	}
	u.page.doomed = true
	u.page.sync()
	return tea.Batch(back, u.page.session().Say(core.Plain, u.page.label()+": staged delete. ctrl+s reviews."))
}

// Typing is never true.
func (u *users) Typing() bool { return false }

// Pending is always empty.
func (u *users) Pending() string { return "" }

// UsersAction shows who uses the entry.
func (p *Page) UsersAction() core.Action {
	return core.Action{ID: "entry.users", Keys: []string{"w"}, Title: "Used by", Help: "Asks the server who uses the " + p.kind() + ".",
		Run: func() tea.Cmd { return p.screen.Push(newUsers(p, false)) }}
}
