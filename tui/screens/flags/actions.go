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
	flag, ok := s.selected()
	blocked := ""
	switch {
	case !ok:
		blocked = "no flag is selected"
	case s.session.Ops.ReadOnly():
		blocked = "this session is read-only"
	}
	_, edited := s.session.Draft.Get(change.PropertyTarget(ops.FeatureFlags))
	noDiscard := ""
	if !edited {
		noDiscard = "nothing is staged here"
	}
	verb := "jansadm flag enable|disable NAME"
	return []core.Action{
		{ID: "flag.toggle", Keys: []string{" ", "enter"}, Title: "Toggle", Help: "Stages switching the flag on or off.", Risk: core.Stage, Verb: verb,
			Disabled: blocked, Run: func() tea.Cmd { return s.toggle(flag) }},
		{ID: "flag.discard", Keys: []string{"backspace"}, Title: "Discard", Help: "Takes back all staged flags.", Disabled: noDiscard, Run: s.discard},
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
		return s.session.Say(core.Failure, ops.Explain(err).Message)
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

func (s *Screen) discard() tea.Cmd {
	s.session.Draft.Discard(change.PropertyTarget(ops.FeatureFlags))
	s.refresh()
	return s.session.Say(core.Plain, "The staged flags are discarded.")
}
