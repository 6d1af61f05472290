package issued

import (
	"cmp"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/revoking"
)

// Actions depend on what has the focus and on the row under the cursor.
func (s *Screen[T]) Actions() []core.Action {
	switch {
	case s.form != nil:
		return []core.Action{
			{ID: "filter.take", Keys: []string{"enter"}, Title: "Filter", Help: "Shows what fits all of it.", Run: s.press(tea.KeyEnter)},
			{ID: "filter.next", Keys: []string{"tab"}, Title: "Next field", Help: "Goes to the next field; space and the arrows choose.", Run: s.press(tea.KeyTab)},
			{ID: "filter.cancel", Keys: []string{"esc"}, Title: "Cancel", Help: "Leaves the filter as it is.", Run: s.closeForm},
		}
	case s.typing:
		return []core.Action{
			{ID: "search.keep", Keys: []string{"enter", "tab"}, Title: "Keep search", Help: "Keeps the search and returns to the list.", Run: s.keepSearch},
			{ID: "search.clear", Keys: []string{"esc"}, Title: "Clear search", Help: "Shows everything again.", Run: s.clear},
		}
	}
	actions := append(s.revokes(), s.looks()...)
	if s.kind.More != nil {
		actions = append(actions, s.kind.More(s)...)
	}
	if len(s.filter) > 0 {
		actions = append(actions, core.Action{ID: "search.clear", Keys: []string{"esc"}, Title: "Show all", Help: "Shows everything again.", Run: s.clear})
	}
	return actions
}

// None is why there is nothing to act on; empty when there is.
func (s *Screen[T]) None() string {
	if _, ok := s.current(); !ok {
		return "no " + s.kind.One + " is selected"
	}
	return ""
}

func (s *Screen[T]) revokes() []core.Action {
	one, none, cannot := s.kind.Noun, s.None(), s.session.CannotDelete(s.kind.Resource)
	noMarks, noPick := "nothing is marked", none
	if len(s.picked) > 0 {
		noMarks, noPick = "", ""
	}
	unfiltered := ""
	if len(s.filter) == 0 {
		unfiltered = "nothing is searched for: / or f say which are meant"
	}
	actions := []core.Action{
		{ID: one + ".open", Keys: []string{"enter", "right", "l"}, Title: "Open", Help: "Opens the " + s.kind.One + " to read all about it.", Disabled: none, Run: s.open},
		{ID: one + ".mark", Keys: []string{"x"}, Title: "Mark", Help: "Marks the row for what is done to several at once, or takes its mark away.", Disabled: none, Run: s.mark},
		{ID: one + ".unmark", Keys: []string{"X"}, Title: "Unmark all", Help: "Takes all marks away.", Quiet: true, Disabled: noMarks, Run: s.unmark},
		{ID: one + ".revoke", Keys: []string{"d"}, Title: "Revoke", Help: "Counts and shows what would go of the marked rows, or of the one under the cursor, and asks.", Risk: core.Write,
			Verb: "jansadm " + one + " revoke ID...", Disabled: cmp.Or(cannot, noPick), Run: s.revoke},
	}
	if s.kind.Owner != nil {
		noOwner := none
		if current, ok := s.Current(); ok && len(s.kind.Owner(current)) == 0 {
			noOwner = "it belongs to no " + s.kind.OwnerName
		}
		actions = append(actions, core.Action{ID: one + ".revoke.owner", Keys: []string{"D"}, Title: "All of " + s.kind.OwnerName,
			Help: "Counts and shows all " + s.kind.Many + " of the " + s.kind.OwnerName + " under the cursor, and asks.", Risk: core.Write,
			Verb: "jansadm " + one + " revoke --" + s.kind.OwnerName + " ID", Disabled: cmp.Or(cannot, noOwner), Run: s.revokeOwner})
	}
	return append(actions, core.Action{ID: one + ".revoke.found", Keys: []string{"A"}, Title: "All found", Quiet: true,
		Help: "Counts and shows everything that the search finds, and asks.", Risk: core.Write, Verb: "jansadm " + one + " revoke", Disabled: cmp.Or(cannot, unfiltered), Run: s.revokeFound})
}

func (s *Screen[T]) looks() []core.Action {
	none := s.None()
	return []core.Action{
		{ID: "search", Keys: []string{"/"}, Title: "Search", Help: "Lets the server search, while you type, in " + s.kind.Search + ".", Run: s.startSearch},
		{ID: "list.filter", Keys: []string{"f"}, Title: "Filter", Help: "Asks for one thing more exactly, in a form.", Run: s.openForm},
		{ID: "reload", Keys: []string{"r"}, Title: "Reload", Help: "Reads the list again.", Run: s.reload},
		{ID: "copy.id", Keys: []string{"y"}, Title: "Copy ID", Help: "Puts what the command line calls it on the clipboard.", Quiet: true, Disabled: none,
			Run: func() tea.Cmd { return s.session.Copy(s.table.Selected()) }},
		{ID: "copy.command", Keys: []string{"Y"}, Title: "Copy command", Help: "Puts the command line that lists the same on the clipboard.", Quiet: true,
			Run: func() tea.Cmd { return s.session.Copy(s.kind.Command("list", s.filter)) }},
	}
}

func (s *Screen[T]) press(key tea.KeyType) func() tea.Cmd {
	return func() tea.Cmd { return s.key(tea.KeyMsg{Type: key}) }
}

func (s *Screen[T]) open() tea.Cmd {
	return s.Open(s.kind.Detail, s.table.Selected())
}

func (s *Screen[T]) mark() tea.Cmd {
	current, _ := s.current()
	on := !s.table.Marked(current.id)
	s.table.SetMarked(current.id, on)
	if on {
		s.picked[current.id] = current.of
	} else {
		delete(s.picked, current.id)
	}
	s.table.Move(1)
	return nil
}

func (s *Screen[T]) unmark() tea.Cmd {
	s.table.ClearMarks()
	clear(s.picked)
	return nil
}

// revoke leads to the page that shows what would go of the marked rows, in the order in which they were marked, or of the one under the
// cursor.
func (s *Screen[T]) revoke() tea.Cmd {
	ids := s.table.Marks()
	var picked []T
	for _, id := range ids {
		picked = append(picked, s.picked[id])
	}
	if len(ids) == 0 {
		current, _ := s.current()
		ids, picked = []string{current.id}, []T{current.of}
	}
	return s.lead(s.kind.Picked(picked), ops.CommandLine(append([]string{s.kind.Noun, "revoke"}, ids...)...))
}

func (s *Screen[T]) revokeOwner() tea.Cmd {
	current, _ := s.Current()
	owner := s.kind.Owner(current)
	return s.lead(s.kind.Found(owner, s.session.Now()), s.kind.Command("revoke", owner))
}

func (s *Screen[T]) revokeFound() tea.Cmd {
	return s.lead(s.kind.Found(s.filter, s.session.Now()), s.kind.Command("revoke", s.filter))
}

func (s *Screen[T]) lead(plan revoking.Plan, command string) tea.Cmd {
	return s.session.Post(core.Push{Screen: revoking.New(s.session, plan, command)})
}

// Open opens another screen about a thing.
func (s *Screen[T]) Open(screen, arg string) tea.Cmd {
	return s.session.Post(core.Open{ID: screen, Arg: arg})
}
