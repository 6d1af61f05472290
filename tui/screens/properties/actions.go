package properties

import (
	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
)

// Actions depend on what has the focus and on the property under the cursor.
func (s *Screen) Actions() []core.Action {
	if s.filtering {
		return []core.Action{
			{ID: "filter.keep", Keys: []string{"enter", "tab"}, Title: "Keep filter", Help: "Keeps the filter and returns to the list.", Run: s.keepFilter},
			{ID: "filter.clear", Keys: []string{"esc"}, Title: "Clear filter", Help: "Shows everything again.", Run: s.clearFilter},
		}
	}
	entry, ok := s.selected()
	actions := append(s.edits(entry, ok), s.looks(entry, ok)...)
	if !s.filter.Empty() {
		actions = append(actions, core.Action{ID: "filter.clear", Keys: []string{"esc"}, Title: "Clear filter", Help: "Shows everything again.", Run: s.clearFilter})
	}
	return actions
}

func (s *Screen) edits(entry ops.Entry, ok bool) []core.Action {
	blocked := ""
	switch {
	case !ok:
		blocked = "no property is selected"
	case entry.Fixed != "":
		blocked = entry.Fixed
	default:
		blocked = s.session.CannotWrite(change.Property)
	}
	noToggle := blocked
	if noToggle == "" && entry.Type.Kind != schema.KindBoolean {
		noToggle = "only true and false can be toggled; enter edits it"
	}
	_, staged := s.session.Draft.Get(change.PropertyTarget(entry.Name))
	noDiscard := ""
	if !staged {
		noDiscard = "nothing is staged here"
	}
	opens := "Edit"
	if blocked != "" {
		opens = "Look"
	}
	verb := "jansadm property set NAME=VALUE"
	return []core.Action{
		{ID: "property.open", Keys: []string{"enter", "right", "l"}, Title: opens, Help: "Opens the property to read about it and to edit it.", Disabled: none(ok), Run: s.open},
		{ID: "property.toggle", Keys: []string{" "}, Title: "Toggle", Help: "Stages the other of true and false.", Risk: core.Stage, Verb: verb,
			Disabled: noToggle, Quiet: entry.Type.Kind != schema.KindBoolean, Run: s.toggle},
		{ID: "property.discard", Keys: []string{"backspace"}, Title: "Discard", Help: "Takes back the staged edit under the cursor.", Disabled: noDiscard, Run: s.discard},
		{ID: "property.reset", Keys: []string{"D"}, Title: "Default", Help: "Stages the value that a new installation holds.", Risk: core.Stage,
			Verb: "jansadm property reset NAME", Disabled: blocked, Quiet: true, Run: s.stage("what a new installation has", (*ops.Configuration).Reset)},
		{ID: "property.json", Keys: []string{"E"}, Title: "JSON", Help: "Edits the value as JSON in your own editor, named by $EDITOR.", Risk: core.Stage,
			Verb: "jansadm property edit NAME", Disabled: blocked, Quiet: true,
			Run: func() tea.Cmd {
				return s.session.Post(core.Open{ID: "auth.property", Arg: s.table.Selected(), Then: "value.outside"})
			}},
		{ID: "property.unset", Keys: []string{"N"}, Title: "Unset", Help: "Stages the removal of the value; the server then uses its own default.", Risk: core.Stage,
			Verb: "jansadm property unset NAME", Disabled: blocked, Quiet: true, Run: s.stage("unset", (*ops.Configuration).Unset)},
	}
}

func (s *Screen) looks(entry ops.Entry, ok bool) []core.Action {
	noCopy := none(ok)
	if entry.Secret {
		noCopy = "secrets are not put on the clipboard"
	}
	return []core.Action{
		{ID: "filter", Keys: []string{"/"}, Title: "Filter", Help: "Filters by name, value and help while you type.", Run: s.startFilter},
		{ID: "properties.changed", Keys: []string{"c"}, Title: "Changed", Help: "Shows only what differs from a new installation, or everything again.", Run: s.toggleChanged},
		{ID: "reload", Keys: []string{"r"}, Title: "Reload", Help: "Reads the configuration again; staged edits stay.", Run: s.reload},
		{ID: "group.next", Keys: []string{"]"}, Title: "Next group", Help: "Moves to the next group.", Quiet: true, Run: s.jump(1)},
		{ID: "group.previous", Keys: []string{"["}, Title: "Previous group", Help: "Moves to the previous group.", Quiet: true, Run: s.jump(-1)},
		{ID: "copy.value", Keys: []string{"y"}, Title: "Copy value", Help: "Puts the value on the clipboard.", Quiet: true, Disabled: noCopy, Run: s.copyValue},
		{ID: "copy.command", Keys: []string{"Y"}, Title: "Copy command", Help: "Puts the command line that does the same on the clipboard.", Quiet: true, Disabled: noCopy, Run: s.copyCommand},
	}
}

func none(ok bool) string {
	if ok {
		return ""
	}
	return "no property is selected"
}

// open leads to the flags' own screen for the list of flags.
func (s *Screen) open() tea.Cmd {
	if s.table.Selected() == ops.FeatureFlags {
		return s.session.Post(core.Open{ID: "auth.flags"})
	}
	return s.session.Post(core.Open{ID: "auth.property", Arg: s.table.Selected()})
}

func (s *Screen) toggle() tea.Cmd {
	name := s.table.Selected()
	value := "true"
	if string(s.session.Configuration.Value(s.session.Draft, name)) == "true" {
		value = "false"
	}
	return s.stage(value, func(c *ops.Configuration, d *ops.Draft, name string) error { return c.SetText(d, name, value) })()
}

// stage runs a staging operation on the property under the cursor and says what came of it.
func (s *Screen) stage(what string, do func(*ops.Configuration, *ops.Draft, string) error) func() tea.Cmd {
	return func() tea.Cmd {
		name := s.table.Selected()
		if err := do(s.session.Configuration, s.session.Draft, name); err != nil {
			return s.session.Say(core.Failure, core.Explain(err).Message)
		}
		s.refresh()
		if !s.rows.staged(name) {
			return s.session.Say(core.Plain, name+" has that value already; nothing is staged for it.")
		}
		return s.session.Say(core.Plain, name+": staged "+what+". ctrl+s reviews.")
	}
}

func (s *Screen) discard() tea.Cmd {
	name := s.table.Selected()
	s.session.Draft.Discard(change.PropertyTarget(name))
	s.refresh()
	return s.session.Say(core.Plain, name+": the staged edit is discarded.")
}

func (s *Screen) startFilter() tea.Cmd {
	s.filtering = true
	s.filter.SetFocused(true)
	return nil
}

func (s *Screen) keepFilter() tea.Cmd {
	s.filtering = false
	s.filter.SetFocused(false)
	return nil
}

func (s *Screen) clearFilter() tea.Cmd {
	s.filter.SetValue("")
	s.refresh()
	return s.keepFilter()
}

func (s *Screen) toggleChanged() tea.Cmd {
	s.changed = !s.changed
	s.refresh()
	return nil
}

// jump moves to the first property of the next or previous group.
func (s *Screen) jump(step int) func() tea.Cmd {
	return func() tea.Cmd {
		at := s.rows.Index(s.table.Selected())
		if step < 0 {
			for at--; at > 0 && s.rows.shown[at].title == ""; at-- {
			}
		}
		for i := at + step; i > 0 && i < len(s.rows.shown); i += step {
			if s.rows.shown[i-1].title != "" && s.rows.shown[i].title == "" {
				s.table.Select(s.rows.ID(i))
				return nil
			}
		}
		return nil
	}
}

func (s *Screen) copyValue() tea.Cmd {
	entry, _ := s.selected()
	return s.session.Copy(schema.Text(entry.Type, s.session.Configuration.Value(s.session.Draft, entry.Name)))
}

func (s *Screen) copyCommand() tea.Cmd {
	entry, _ := s.selected()
	kind := change.Set
	if edit, ok := s.session.Draft.Get(change.PropertyTarget(entry.Name)); ok {
		kind = edit.Kind
	}
	return s.session.Copy(entry.Command(kind, s.session.Configuration.Value(s.session.Draft, entry.Name)))
}
