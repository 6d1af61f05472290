package preview

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/picker"
)

// Actions depend on whether somebody is being chosen.
func (s *Screen) Actions() []core.Action {
	if s.picker != nil {
		return []core.Action{
			{ID: "person.choose", Keys: []string{"enter"}, Title: "Choose", Help: "Shows the values of the person under the cursor.",
				Run: func() tea.Cmd { return s.pick(tea.KeyMsg{Type: tea.KeyEnter}) }},
			{ID: "person.cancel", Keys: []string{"esc"}, Title: "Cancel", Help: "Empties the filter, then returns to the claims.",
				Run: func() tea.Cmd { return s.pick(tea.KeyMsg{Type: tea.KeyEsc}) }},
		}
	}
	nobody, nothing, noValue := "", "", ""
	claim, ok := s.selected()
	switch {
	case s.shown == nil:
		nobody = "the scopes have not been read"
	case len(s.people) == 0:
		nobody = "there is nobody whose values could be shown: the connection is a client's, not a person's"
	}
	if s.shown == nil {
		nothing = "the scopes have not been read"
	}
	if !ok || claim.Value == nil {
		noValue = "there is no value under the cursor"
	}
	return []core.Action{
		{ID: "person", Keys: []string{"p"}, Title: "Person", Help: "Chooses whose values are shown.", Disabled: nobody, Run: s.choose},
		{ID: "reload", Keys: []string{"r"}, Title: "Reload", Help: "Reads scopes, claims and scripts again; staged edits stay.", Run: s.reload},
		{ID: "copy.value", Keys: []string{"y"}, Title: "Copy value", Help: "Puts the value of the claim on the clipboard.", Quiet: true, Disabled: noValue,
			Run: func() tea.Cmd { return s.session.Copy(valueText(claim.Value)) }},
		{ID: "copy.command", Keys: []string{"Y"}, Title: "Copy command", Help: "Puts the command line that shows the same on the clipboard; it knows nothing of staged edits.",
			Quiet: true, Disabled: nothing, Run: func() tea.Cmd { return s.session.Copy(s.shown.Command()) }},
	}
}

// choose opens the list of people.
func (s *Screen) choose() tea.Cmd {
	items := make([]picker.Item, len(s.people))
	for i, name := range s.people {
		items[i] = picker.Item{ID: name, Title: clean(name)}
	}
	s.picker = picker.New(s.session.Theme, picker.Options{Prompt: "Values of", None: "nobody has that in the name"})
	s.picker.SetItems(items)
	if s.person != "" {
		s.picker.SetChosen(s.person)
	}
	s.arrange()
	return nil
}

// pick acts on a key while somebody is being chosen.
func (s *Screen) pick(msg tea.KeyMsg) tea.Cmd {
	current := s.picker
	switch current.Key(msg) {
	case picker.Chosen:
		s.picker = nil
		s.arrange()
		return s.show(current.Chosen()[0])
	case picker.Cancelled:
		s.picker = nil
		s.arrange()
	}
	return nil
}
