package form

import (
	"cmp"
	"context"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/picker"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// PickOptions make a list to choose from.
type PickOptions struct {
	Title string
	Field string // path of the field that the list is for; empty for none
	Crumb string // in the breadcrumb, in place of the title
	Help  string // above the list
	Verb  string // the command line that does what choosing does; empty when choosing changes nothing
	// Picker says how one chooses; with Create, its New says what ctrl+n makes.
	Picker picker.Options

	// Items are what there is to choose; nil with Find.
	Items func() []picker.Item
	// Find asks the server for what fits the typed text.
	Find func(ctx context.Context, typed string) ([]picker.Item, error)
	// Chosen is what is chosen at first.
	Chosen []string
	// Done takes what was chosen. The list is still there: Drop takes it away.
	Done func(pick *Pick, chosen []string) tea.Cmd
	// Create makes what is not there yet.
	Create func(pick *Pick, typed string) tea.Cmd
}

// Pick is a list to choose from.
type Pick struct {
	screen  *Screen
	options PickOptions
	picker  *picker.Picker
	find    core.Slot
	reading core.Slot
	asked   string // what the server was asked for last
	found   []picker.Item
	led     []string // what was chosen when that has led to the panel above
	moved   bool     // the person has pressed a key
	hasty   bool     // enter was pressed before the server had answered
	width   int
}

// Wait says that there are no items yet.
func (k *Pick) Wait(notice string) { k.picker.SetNotice(notice, k.screen.Session.Theme.Muted) }

// NewPick makes a list to choose from.
func NewPick(screen *Screen, options PickOptions) *Pick {
	k := &Pick{screen: screen, options: options, picker: picker.New(screen.Session.Theme, options.Picker)}
	if options.Items != nil {
		k.picker.SetItems(options.Items())
	}
	k.picker.SetChosen(options.Chosen...)
	return k
}

// Start asks the server where the items come from there.
func (k *Pick) Start() tea.Cmd {
	if k.options.Find == nil {
		return nil
	}
	return k.search("")
}

// Close cancels what the server is asked for.
func (k *Pick) Close() {
	k.find.Cancel()
	k.reading.Cancel()
}

// Read asks the server for more about what was chosen, and then goes on. When it fails, the list stays.
func (k *Pick) Read(read func(context.Context) (then func() tea.Cmd, err error)) tea.Cmd {
	return k.screen.read(k, &k.reading, read)
}

// foundMsg is what the server has found.
type foundMsg struct {
	typed string
	items []picker.Item
	err   error
}

// Failure tells the header whether the server answered.
func (m foundMsg) Failure() error { return m.err }

// search asks for what fits. The search before is given up, so that a slow answer never replaces a newer one.
func (k *Pick) search(typed string) tea.Cmd {
	k.asked, k.hasty = typed, false
	th := k.screen.Session.Theme
	k.picker.SetItems(k.found)
	k.picker.SetNotice("Searching "+th.Glyphs.Ellipsis, th.Muted)
	find := k.options.Find
	return k.screen.Work(k, &k.find, func(ctx context.Context) tea.Msg {
		items, err := find(ctx, typed)
		return foundMsg{typed: typed, items: items, err: err}
	})
}

// show lists what the server has found. It knows better than the filter what fits: an item may fit by a field that is not shown.
func (k *Pick) show(items []picker.Item, typed string) {
	listed := slices.Clone(items)
	for i := range listed {
		listed[i].Keywords += "\n" + typed
	}
	k.picker.SetItems(listed)
}

func (k *Pick) take(msg foundMsg) tea.Cmd {
	if msg.err != nil {
		k.hasty = false
		k.picker.SetNotice("The server could not be asked: "+core.Explain(msg.err).Message+" ctrl+r tries again.", k.screen.Session.Theme.Danger)
		return nil
	}
	k.found = msg.items
	k.show(msg.items, msg.typed)
	if !k.moved {
		k.picker.Home()
	}
	if k.hasty {
		return k.enter()
	}
	return nil
}

// Choose adds to what is chosen, after the items have changed.
func (k *Pick) Choose(ids ...string) {
	if k.options.Items != nil {
		k.picker.SetItems(k.options.Items())
	}
	if len(ids) > 0 && k.picker.Filtered() { // what was just made would be hidden
		k.picker.Key(tea.KeyMsg{Type: tea.KeyEsc})
	}
	chosen := k.picker.Chosen()
	for _, id := range ids {
		if !slices.Contains(chosen, id) {
			chosen = append(chosen, id)
		}
	}
	k.picker.SetChosen(chosen...)
}

// Title is the breadcrumb's part.
func (k *Pick) Title() string { return cmp.Or(k.options.Crumb, k.options.Title) }

// SetSize gives the room.
func (k *Pick) SetSize(width, height int) {
	k.width = width
	k.picker.SetSize(width, max(height-len(k.head()), 1))
}

func (k *Pick) head() []string {
	th := k.screen.Session.Theme
	page := prose.New(k.width)
	page.Add(th.Muted, k.options.Help)
	if notice := k.picker.Notice(); notice != "" {
		page.Bullet(th.Glyphs.Warn, th.Warn, th.Warn, notice)
	}
	return append(page.Lines(), rule(th, k.options.Title, k.width))
}

// Lines draws help and list.
func (k *Pick) Lines() []string {
	head := k.head()
	return append(head, k.picker.Lines()...)
}

// Actions end the choice.
func (k *Pick) Actions() []core.Action {
	risk := core.Look
	if k.options.Verb != "" {
		risk = core.Stage
	}
	title, help := "Choose", "Takes what is under the cursor."
	if k.options.Picker.Multi {
		title, help = "Stage", "Stages what is marked."
	}
	actions := []core.Action{{ID: "pick.choose", Keys: []string{"enter"}, Title: title, Help: help, Risk: risk, Verb: k.options.Verb, Run: k.enter}}
	if k.options.Picker.Multi {
		actions = append(actions, core.Action{ID: "pick.mark", Keys: []string{"space"}, Title: "Mark",
			Help: "Marks what is under the cursor, or takes the mark away.",
			Run:  func() tea.Cmd { return k.key(tea.KeyMsg{Type: tea.KeySpace, Runes: []rune{' '}}) }})
	}
	if k.options.Create != nil {
		actions = append(actions, core.Action{ID: "pick.create", Keys: []string{"ctrl+n"}, Title: "New",
			Help: "Makes one that is not there yet, without leaving the form.", Risk: core.Stage,
			Verb: k.options.Verb, Run: func() tea.Cmd { return k.options.Create(k, k.picker.Typed()) }})
	}
	if k.options.Find != nil {
		actions = append(actions, core.Action{ID: "pick.again", Keys: []string{"ctrl+r"}, Title: "Search again", Help: "Asks the server again.", Quiet: true,
			Run: func() tea.Cmd { return k.search(k.picker.Typed()) }})
	}
	if k.picker.Filtered() {
		actions = append(actions, core.Action{ID: "pick.clear", Keys: []string{"esc"}, Title: "Show all", Help: "Empties the filter.",
			Run: func() tea.Cmd { return k.key(tea.KeyMsg{Type: tea.KeyEsc}) }})
	}
	return actions
}

// enter ends the choice. Whoever types a name and enter does not mean what was found for another one: the answer is waited for.
func (k *Pick) enter() tea.Cmd {
	means := !k.options.Picker.Multi || k.picker.Filtered() && !k.picker.Touched()
	if k.hasty = means && k.find.Busy(); k.hasty {
		return nil
	}
	if k.picker.Key(tea.KeyMsg{Type: tea.KeyEnter}) != picker.Chosen {
		return nil
	}
	return k.choose(k.picker.Chosen())
}

// key hands a key to the list, and asks the server when the typed text has become another.
func (k *Pick) key(msg tea.KeyMsg) tea.Cmd {
	k.hasty, k.moved = false, true
	k.picker.Key(msg)
	if typed := k.picker.Typed(); k.options.Find != nil && typed != k.asked {
		return k.search(typed)
	}
	return nil
}

// Update takes keys and what the server has found.
func (k *Pick) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyMsg:
		return k.key(msg)
	case foundMsg:
		return k.take(msg)
	case Resumed:
		k.Choose()
	}
	return nil
}

// Typing is always true: what is typed filters.
func (k *Pick) Typing() bool { return true }

// Pending says that the marks are not staged.
func (k *Pick) Pending() string {
	if !k.options.Picker.Multi || slices.Equal(sorted(k.picker.Chosen()), sorted(k.options.Chosen)) {
		return ""
	}
	return "What is marked for " + text.CleanLine(k.options.Title) + " is not staged."
}

func sorted(ids []string) []string {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	return ids
}
