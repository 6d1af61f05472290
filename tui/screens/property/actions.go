package property

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
)

// Actions are those of the editor, and those on the property as a whole.
func (s *Screen) Actions() []core.Action {
	switch {
	case s.session.Configuration == nil:
		return []core.Action{s.reloadAction()}
	case s.missing != nil:
		return []core.Action{s.reloadAction(), s.discardAction()}
	}
	var actions []core.Action
	if s.editor != nil {
		actions = s.editor.Actions()
		if s.editor.Inside() {
			actions = append(actions, core.Action{ID: "value.up", Keys: []string{"esc"}, Title: "Up", Help: "Goes one level up; asks only when typed text is not staged.", Run: s.up})
		}
	}
	actions = append(actions, s.edits()...)
	return append(actions, s.looks()...)
}

func (s *Screen) edits() []core.Action {
	locked, noReset := s.locked(), s.locked()
	if noReset == "" && !s.entry.HasDefault() {
		noReset = shippedLine(s.entry)
	}
	name := s.label()
	return []core.Action{
		{ID: "property.unset", Keys: []string{"ctrl+n"}, Title: "Unset", Help: "Stages the removal of the value. " + unsetLine(s.entry), Risk: core.Stage,
			Verb: "jansadm property unset " + name, Disabled: locked, Run: s.unset},
		{ID: "property.reset", Keys: []string{"ctrl+d"}, Title: "Default", Help: "Stages what a new installation has: " + s.shown(s.entry.Shipped) + ".", Risk: core.Stage,
			Verb: "jansadm property reset " + name, Disabled: noReset, Run: s.reset},
		s.discardAction(),
	}
}

func (s *Screen) discardAction() core.Action {
	nothing := ""
	if _, staged := s.staged(); !staged {
		nothing = "nothing is staged here"
	}
	return core.Action{ID: "property.discard", Keys: []string{"ctrl+x"}, Title: "Discard", Help: "Takes back the staged edit.", Disabled: nothing, Run: s.discard}
}

func (s *Screen) looks() []core.Action {
	noCopy := ""
	if s.entry.Secret {
		noCopy = "secrets are not put on the clipboard"
	}
	return []core.Action{
		{ID: "copy.value", Keys: []string{"y"}, Title: "Copy value", Help: "Puts the value on the clipboard.", Quiet: true, Disabled: noCopy,
			Run: func() tea.Cmd { return s.session.Copy(schema.Text(s.entry.Type, s.value())) }},
		{ID: "copy.command", Keys: []string{"Y"}, Title: "Copy command", Help: "Puts the command line that does the same on the clipboard.", Quiet: true,
			Run: func() tea.Cmd { return s.session.Copy(s.command()) }},
		s.reloadAction(),
	}
}

func (s *Screen) reloadAction() core.Action {
	return core.Action{ID: "reload", Keys: []string{"r"}, Title: "Reload", Help: "Reads the configuration again; staged edits stay.", Quiet: s.Typing(), Run: s.reload}
}

// command is the command line that gives the property the value it has here.
func (s *Screen) command() string {
	kind := change.Set
	if s.unsetStaged() {
		kind = change.Unset
	}
	return s.entry.Command(kind, s.value())
}

// up leaves a place inside the value. Whatever was staged there stays staged.
func (s *Screen) up() tea.Cmd {
	typed := s.editor.Typed()
	if typed == "" {
		return s.climb()
	}
	return s.session.Post(core.Ask{
		Title: "Go up without staging?", Lines: []string{typed}, Yes: "Go up",
		Done: func(yes bool, _ string) tea.Cmd {
			if !yes || s.editor == nil {
				return nil
			}
			return s.climb()
		},
	})
}

// climb goes one level up, or back to the list from the top.
func (s *Screen) climb() tea.Cmd {
	if !s.editor.Up() {
		return s.session.Post(core.Pop{})
	}
	s.arrange()
	return nil
}
