package revocation

import (
	"cmp"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/layout"
	"github.com/jansadm/jansadm/tui/kit/picker"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// Actions mend, switch, edit, check, and lead to the tokens.
func (s *Screen) Actions() []core.Action {
	if s.chooser != nil {
		return []core.Action{
			{ID: "choose", Keys: []string{"enter"}, Title: "Open", Help: "Opens what is under the cursor.", Run: func() tea.Cmd { return s.choose(tea.KeyMsg{Type: tea.KeyEnter}) }},
			{ID: "choose.cancel", Keys: []string{"esc"}, Title: "Cancel", Help: "Returns to the page.", Run: func() tea.Cmd { return s.choose(tea.KeyMsg{Type: tea.KeyEsc}) }},
		}
	}
	cannot := s.session.CannotWrite(change.Property)
	return []core.Action{
		{ID: "revocation.fix", Keys: []string{"enter"}, Title: "Fix", Help: "Stages the change that mends the finding under the cursor, and opens the review.", Risk: core.Stage,
			Verb: "jansadm property set NAME=VALUE...", Disabled: cmp.Or(s.noFix(), cannot), Run: s.fix},
		{ID: "revocation.flag", Keys: []string{" ", "t"}, Title: "Switch flag", Help: "Stages the flag revoke_token the other way round.", Risk: core.Stage,
			Verb: "jansadm flag enable REVOKE_TOKEN", Disabled: cmp.Or(s.noSettings(), cannot), Run: s.toggle},
		{ID: "revocation.edit", Keys: []string{"e"}, Title: "Properties", Help: "Opens one of the properties or scripts that have to do with revocation.", Disabled: s.noSettings(), Run: s.openChooser},
		{ID: "revocation.check", Keys: []string{"c"}, Title: "RFC check", Help: "Tests the endpoint against RFC 7009, with tokens of the test's own.",
			Run: func() tea.Cmd { return s.session.Post(core.Open{ID: "auth.revocation.check"}) }},
		{ID: "revocation.revoke", Keys: []string{"d"}, Title: "Revoke token", Help: "Revokes a token that you type or paste.", Risk: core.Write, Verb: "jansadm revocation revoke",
			Disabled: readOnly(s.session), Run: func() tea.Cmd { return s.session.Post(core.Open{ID: "auth.revocation.revoke"}) }},
		{ID: "revocation.tokens", Keys: []string{"l"}, Title: "Tokens", Help: "Lists the tokens that were issued.", Disabled: s.session.CannotRead(change.Token),
			Run: func() tea.Cmd { return s.session.Post(core.Open{ID: "auth.tokens"}) }},
		{ID: "reload", Keys: []string{"r"}, Title: "Probe", Help: "Asks all three again.", Run: s.reload},
		{ID: "copy.value", Keys: []string{"y"}, Title: "Copy address", Help: "Puts the address of the endpoint on the clipboard.", Quiet: true, Disabled: s.noStatus(),
			Run: func() tea.Cmd { return s.session.Copy(text.CleanLine(s.status.Probe.URL)) }},
		{ID: "copy.command", Keys: []string{"Y"}, Title: "Copy command", Help: "Puts the command line that tells the same on the clipboard.", Quiet: true,
			Run: func() tea.Cmd { return s.session.Copy(ops.CommandLine("revocation", "status")) }},
	}
}

func readOnly(session *core.Session) string {
	if session.ReadOnly() {
		return session.CannotDelete(change.Token)
	}
	return ""
}

func (s *Screen) noStatus() string {
	if s.status == nil {
		return "nothing is known yet"
	}
	return ""
}

func (s *Screen) noSettings() string {
	if s.status == nil || !s.status.Settings.Known {
		return "the settings are not known"
	}
	return ""
}

func (s *Screen) noFix() string {
	finding, ok := s.finding()
	switch {
	case !ok:
		return cmp.Or(s.noStatus(), "there is nothing to mend")
	case len(finding.Fix) == 0:
		return "no setting mends this"
	}
	return ""
}

// fix stages what mends the finding under the cursor. What is staged besides stays.
func (s *Screen) fix() tea.Cmd {
	finding, _ := s.finding()
	s.session.Draft.Add(finding.Fix...)
	s.draw()
	return s.session.Post(core.Open{ID: "plan"})
}

// toggle stages the flag the other way round.
func (s *Screen) toggle() tea.Cmd {
	read := s.status.Settings.Configuration()
	on := !s.status.Settings.Flag
	if now, staged := s.stagedFlag(); staged {
		on = !now
	}
	if err := read.SetFlags(s.session.Draft, on, flagRevoke); err != nil {
		return s.session.Say(core.Failure, core.Explain(err).Message)
	}
	s.draw()
	if _, staged := s.session.Draft.Get(change.PropertyTarget(ops.FeatureFlags)); !staged {
		return s.session.Say(core.Plain, "The flags are as the server has them; nothing is staged.")
	}
	return s.session.Say(core.Plain, "REVOKE_TOKEN: staged "+onOff(on)+". ctrl+s reviews.")
}

// What opens an entry of the chooser.
const (
	ofProperty = "auth.property"
	ofScript   = "auth.script"
)

func (s *Screen) openChooser() tea.Cmd {
	var items []picker.Item
	for _, setting := range s.status.Settings.Properties {
		items = append(items, picker.Item{ID: ofProperty + " " + setting.Name, Title: setting.Name, Detail: text.CleanLine(s.value(setting)) + ". " + text.CleanLine(setting.Help)})
	}
	items = append(items, picker.Item{ID: ofProperty + " " + ops.FeatureFlags, Title: ops.FeatureFlags, Detail: "The list of feature flags, revoke_token among them."})
	for _, script := range s.status.Scripts {
		items = append(items, picker.Item{ID: ofScript + " " + script.Inum, Title: "Script " + text.CleanLine(script.Name), Detail: text.CleanLine(script.Error)})
	}
	s.chooser = picker.New(s.session.Theme, picker.Options{})
	s.chooser.SetItems(items)
	return nil
}

// choose gives a key to the chooser.
func (s *Screen) choose(msg tea.KeyMsg) tea.Cmd {
	open := s.chooser
	switch open.Key(msg) {
	case picker.Chosen:
		s.chooser = nil
		screen, arg, _ := strings.Cut(open.Chosen()[0], " ")
		return s.session.Post(core.Open{ID: screen, Arg: arg})
	case picker.Cancelled:
		s.chooser = nil
	}
	return nil
}

// The most room that the chooser takes.
const (
	chooserWidth  = 100
	chooserHeight = 18
)

func (s *Screen) drawChooser(body []string) []string {
	w, h := min(max(s.width-4, 0), chooserWidth), min(len(body), chooserHeight)
	s.chooser.SetSize(max(w-layout.MarginWidth, 0), max(h-layout.MarginHeight, 0))
	box := layout.Frame{Theme: s.session.Theme, Title: "Open which one?", Note: s.chooser.Position(), Focused: true}.Draw(s.chooser.Lines(), w, h)
	return layout.OverlayCenter(body, box, s.width)
}
