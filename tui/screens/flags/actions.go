package flags

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// Actions depend on the flag under the cursor.
func (s *Screen) Actions() []core.Action {
	clearing := core.Action{ID: "filter.clear", Keys: []string{"esc"}, Title: "Clear filter", Help: "Shows all flags again.", Run: s.clearFilter}
	if s.typing {
		return []core.Action{
			{ID: "filter.keep", Keys: []string{"enter", "tab"}, Title: "Keep filter", Help: "Keeps the filter and returns to the list.", Run: s.keepFilter},
			clearing,
		}
	}
	actions := s.ofFlag()
	if !s.filter.Empty() {
		actions = append(actions, clearing)
	}
	return actions
}

// ofFlag are the actions on the flag under the cursor and on the list.
func (s *Screen) ofFlag() []core.Action {
	flag, ok := s.selected()
	blocked := s.session.CannotWrite(change.Property)
	if !ok {
		blocked = "no flag is selected"
	}
	noDiscard := ""
	if !ok || s.before(flag.Name).Enabled == flag.Enabled && s.before(flag.Name).Listed == flag.Listed {
		noDiscard = "nothing is staged for this flag"
	}
	verb := "jansadm flag enable|disable NAME"
	return []core.Action{
		{ID: "flag.toggle", Keys: []string{" ", "enter"}, Title: "Toggle", Help: "Stages switching the flag on or off.", Risk: core.Stage, Verb: verb,
			Disabled: blocked, Run: func() tea.Cmd { return s.toggle(flag) }},
		{ID: "flag.discard", Keys: []string{"backspace"}, Title: "Discard", Help: "Takes back what is staged for the flag under the cursor.", Disabled: noDiscard,
			Run: func() tea.Cmd { return s.discard(flag) }},
		{ID: "filter", Keys: []string{"/"}, Title: "Filter", Help: "Filters by name and by what a flag switches, while you type.", Run: s.startFilter},
		{ID: "flag.json", Keys: []string{"e"}, Title: "Edit list", Help: "Opens the stored list itself, for strings that are no known flags.", Quiet: true,
			Run: func() tea.Cmd { return s.session.Post(core.Open{ID: "auth.property", Arg: ops.FeatureFlags}) }},
		{ID: "reload", Keys: []string{"r"}, Title: "Reload", Help: "Reads the configuration again; staged edits stay.",
			Run: func() tea.Cmd { return s.read(nil) }},
		{ID: "copy.value", Keys: []string{"y"}, Title: "Copy name", Help: "Puts the flag's name on the clipboard.", Quiet: true, Disabled: none(ok),
			Run: func() tea.Cmd { return s.session.Copy(flag.Name) }},
		{ID: "copy.command", Keys: []string{"Y"}, Title: "Copy command", Help: "Puts the command line that gives the flag the state shown on the clipboard.",
			Quiet: true, Disabled: none(ok), Run: func() tea.Cmd { return s.session.Copy(command(flag)) }},
	}
}

func none(ok bool) string {
	if ok {
		return ""
	}
	return "no flag is selected"
}

func command(flag ops.FlagState) string {
	if flag.Enabled || !flag.Known {
		return "jansadm flag enable " + strings.ToUpper(flag.Name)
	}
	return "jansadm flag disable " + strings.ToUpper(flag.Name)
}

func (s *Screen) toggle(flag ops.FlagState) tea.Cmd {
	on := !flag.Enabled && flag.Known // an unknown string can only be taken out
	if err := s.session.Configuration.SetFlags(s.session.Draft, on, flag.Name); err != nil {
		return s.session.Say(core.Failure, core.Explain(err).Message)
	}
	s.refresh()
	edit, staged := s.session.Draft.Get(change.PropertyTarget(ops.FeatureFlags))
	if !staged {
		return s.session.Say(core.Plain, "The flags are as the server has them; nothing is staged.")
	}
	name := text.CleanLine(strings.ToUpper(flag.Name))
	if len(edit.Notes) > 0 {
		return s.session.Say(core.Warning, name+": staged "+onOff(on)+". ctrl+s reviews, and says what else that takes.")
	}
	return s.session.Say(core.Plain, name+": staged "+onOff(on)+". ctrl+s reviews.")
}

// discard puts one flag back to what the server has. When nothing else is staged, the list itself is as the server has it.
func (s *Screen) discard(flag ops.FlagState) tea.Cmd {
	target := change.PropertyTarget(ops.FeatureFlags)
	if s.changedFlags() <= 1 {
		s.session.Draft.Discard(target)
	} else if err := s.session.Configuration.SetFlags(s.session.Draft, s.before(flag.Name).Enabled || !flag.Known, flag.Name); err != nil {
		return s.session.Say(core.Failure, core.Explain(err).Message)
	}
	s.refresh()
	return s.session.Say(core.Plain, text.CleanLine(strings.ToUpper(flag.Name))+": what was staged is discarded.")
}

// changedFlags counts the flags that the draft would leave in another state.
func (s *Screen) changedFlags() int {
	changed := 0
	for _, was := range s.present.Flags {
		for _, now := range s.staged.Flags {
			if now.Name == was.Name && now.Enabled != was.Enabled {
				changed++
			}
		}
	}
	return changed + max(len(s.present.Flags)-len(s.staged.Flags), 0)
}

func (s *Screen) startFilter() tea.Cmd {
	s.typing = true
	s.filter.SetFocused(true)
	return nil
}

func (s *Screen) keepFilter() tea.Cmd {
	s.typing = false
	s.filter.SetFocused(false)
	return nil
}

func (s *Screen) clearFilter() tea.Cmd {
	s.filter.SetValue("")
	s.refresh()
	return s.keepFilter()
}
