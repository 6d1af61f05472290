package list

import (
	"cmp"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/tui/core"
)

// Actions depend on what has the focus and on the entry under the cursor.
func (s *Screen) Actions() []core.Action {
	switch {
	case s.chooser != nil:
		return []core.Action{
			{ID: "choose", Keys: []string{"enter"}, Title: "Choose", Help: "Takes what is under the cursor.", Run: s.press(tea.KeyMsg{Type: tea.KeyEnter})},
			{ID: "choose.cancel", Keys: []string{"esc"}, Title: "Cancel", Help: "Leaves everything as it is.", Run: s.press(tea.KeyMsg{Type: tea.KeyEsc})},
		}
	case s.typing:
		return []core.Action{
			{ID: "search.keep", Keys: []string{"enter", "tab"}, Title: "Keep search", Help: "Keeps the search and returns to the list.", Run: s.keepSearch},
			{ID: "search.clear", Keys: []string{"esc"}, Title: "Clear search", Help: "Shows everything again.", Run: s.clear},
		}
	}
	actions := s.edits()
	if s.kind.More != nil {
		actions = append(actions, s.kind.More(s)...)
	}
	actions = append(actions, s.looks()...)
	if s.query.filtered() {
		actions = append(actions, core.Action{ID: "search.clear", Keys: []string{"esc"}, Title: "Show all", Help: "Shows everything again.", Run: s.clear})
	}
	return actions
}

// None is why there is nothing to act on; empty when there is.
func (s *Screen) None() string {
	if s.Current() == nil {
		return "no " + s.entity.Resource + " is selected"
	}
	return ""
}

// Locked is why nothing can be staged for the entry under the cursor; empty when something can.
func (s *Screen) Locked() string { return cmp.Or(s.None(), s.cannotWrite(), s.doomed()) }

func (s *Screen) cannotWrite() string { return s.session.CannotWrite(s.kind.Resource) }

func (s *Screen) cannotDelete() string { return s.session.CannotDelete(s.kind.Resource) }

// doomed says that the entry under the cursor is staged to be deleted.
func (s *Screen) doomed() string {
	if s.Current() == nil {
		return ""
	}
	if deleted, _ := s.staged(s.Current().Target); deleted {
		return "its deletion is staged; backspace takes that back"
	}
	return ""
}

func (s *Screen) edits() []core.Action {
	one := s.entity.Resource
	actions := []core.Action{{
		ID: one + ".open", Keys: []string{"enter", "right", "l", "e"}, Title: "Open", Help: "Opens the " + one + " to read about it and to edit it.",
		Disabled: s.None(), Run: func() tea.Cmd { return s.Open(s.kind.Form, s.Current().Target.ID) },
	}}
	if add := s.kind.Add; add.Screen != "" {
		actions = append(actions, core.Action{ID: one + ".add", Keys: []string{"a"}, Title: add.Title, Help: add.Help, Risk: core.Stage, Verb: add.Verb,
			Disabled: s.cannotWrite(), Run: func() tea.Cmd { return s.Open(add.Screen, "") }})
	}
	if s.kind.Delete {
		actions = append(actions, s.deletes()...)
	}
	return append(actions, core.Action{ID: one + ".discard", Keys: []string{"backspace"}, Title: "Discard",
		Help: "Takes back what is staged for the " + one + " under the cursor.", Disabled: s.noDiscard(), Run: s.discard})
}

func (s *Screen) deletes() []core.Action {
	one := s.entity.Resource
	noDelete := s.cannotDelete()
	if len(s.table.Marks()) == 0 {
		noDelete = cmp.Or(noDelete, s.None(), s.doomed())
	}
	noMarks := ""
	if len(s.table.Marks()) == 0 {
		noMarks = "nothing is marked"
	}
	return []core.Action{
		{ID: one + ".mark", Keys: []string{"x"}, Title: "Mark", Help: "Marks the row for what is done to several at once, or takes its mark away.",
			Disabled: s.None(), Run: s.mark},
		{ID: one + ".unmark", Keys: []string{"X"}, Title: "Unmark all", Help: "Takes all marks away.", Quiet: true, Disabled: noMarks, Run: s.unmark},
		{ID: one + ".delete", Keys: []string{"d"}, Title: "Delete", Help: "Stages the deletion of the marked rows, or of the one under the cursor.",
			Risk: core.Stage, Verb: "jansadm " + one + " delete ID...", Disabled: noDelete, Run: s.delete},
	}
}

func (s *Screen) noDiscard() string {
	if why := s.None(); why != "" {
		return why
	}
	if _, any := s.staged(s.Current().Target); !any {
		return "nothing is staged here"
	}
	return ""
}

func (s *Screen) looks() []core.Action {
	one, none := s.entity.Resource, s.None()
	actions := []core.Action{
		{ID: "search", Keys: []string{"/"}, Title: "Search", Help: "Lets the server search, while you type, in " + s.kind.Search + ".", Run: s.startSearch},
	}
	if s.kind.Narrow.Title != "" {
		actions = append(actions, core.Action{ID: "list.narrow", Keys: []string{"t"}, Title: "By " + s.kind.Narrow.Title,
			Help: "Shows only those of one " + s.kind.Narrow.Title + ".", Run: s.chooseType})
	}
	return append(actions,
		core.Action{ID: "list.sort", Keys: []string{"s"}, Title: "Sort", Help: "Chooses what the server sorts by.", Run: s.chooseSort},
		core.Action{ID: "list.reverse", Keys: []string{"S"}, Title: "Reverse", Help: "Turns the order round.", Quiet: true, Run: s.reverse},
		core.Action{ID: "reload", Keys: []string{"r"}, Title: "Reload", Help: "Reads the list again; staged edits stay.", Run: s.renew},
		core.Action{ID: "copy.id", Keys: []string{"y"}, Title: "Copy ID", Help: "Puts what the command line calls the " + one + " on the clipboard.", Quiet: true, Disabled: none,
			Run: func() tea.Cmd { return s.session.Copy(s.identifier()) }},
		core.Action{ID: "copy.command", Keys: []string{"Y"}, Title: "Copy command", Help: "Puts the command line that does the same on the clipboard.",
			Quiet: true, Disabled: none, Run: func() tea.Cmd { return s.session.Copy(s.command()) }})
}

func (s *Screen) mark() tea.Cmd {
	id := s.table.Selected()
	s.table.SetMarked(id, !s.table.Marked(id))
	s.table.Move(1)
	return s.moved()
}

func (s *Screen) unmark() tea.Cmd {
	s.table.ClearMarks()
	return nil
}

// command is the command line that deletes the entry, where that is staged, and otherwise shows it.
func (s *Screen) command() string {
	current := s.Current()
	verb := "get"
	if deleted, _ := s.staged(current.Target); deleted {
		verb = "delete"
	}
	return ops.CommandLine(s.entity.Resource, verb, s.identifier())
}
