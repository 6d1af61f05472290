package property

import (
	"bytes"
	"encoding/json"
	"errors"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/editor"
)

// env is what the editor gets from this screen.
func (s *Screen) env() editor.Env {
	env := editor.Env{
		Theme:    s.session.Theme,
		Locked:   s.locked(),
		Verb:     "jansadm property set " + s.label() + "=VALUE",
		Commit:   s.commit,
		Done:     s.done,
		EditFile: func(name, content string) tea.Cmd { return s.session.EditFile(s, name, content) },
	}
	if s.unsetStaged() {
		env.Unset = "unset: the server uses " + s.shown(s.entry.Unset)
	}
	if s.entry.Name == ops.FeatureFlags {
		env.Switches = s.switches()
	}
	return env
}

// locked is why nothing can be staged; empty when it can.
func (s *Screen) locked() string {
	switch {
	case s.session.Configuration == nil:
		return "the configuration has not been read"
	case s.missing != nil:
		return "the server does not have this property"
	case s.entry.Fixed != "":
		return s.entry.Fixed
	}
	return s.session.CannotWrite(change.Property)
}

// commit stages a value. The server's own value, odd as it may be, takes an earlier edit back.
func (s *Screen) commit(value json.RawMessage) []schema.Problem {
	if bytes.Equal(value, s.entry.Value) {
		s.session.Draft.Discard(change.PropertyTarget(s.entry.Name))
		return nil
	}
	err := s.session.Configuration.Set(s.session.Draft, s.entry.Name, value)
	if invalid := (*ops.InvalidValueError)(nil); errors.As(err, &invalid) {
		return invalid.Problems
	}
	if err != nil {
		return []schema.Problem{{Message: core.Explain(err).Message, Hint: core.Explain(err).Hint, Severity: schema.Refuse}}
	}
	return nil
}

// done goes back to the list after a value of one piece was finished with, and says what is staged.
func (s *Screen) done() tea.Cmd {
	edit, staged := s.staged()
	if !staged {
		return s.session.Post(core.Pop{})
	}
	what := s.shown(edit.Value)
	if edit.Kind == change.Unset {
		what = "unset; the server will hold " + what
	}
	return s.session.Post(core.Pop{}, core.Status{Tone: core.Plain, Text: s.entry.Name + ": staged " + what + ". ctrl+s reviews."})
}

// unset stages the removal of the value.
func (s *Screen) unset() tea.Cmd {
	return s.replace((*ops.Configuration).Unset, "unset; the server will hold: "+s.shown(s.entry.Unset))
}

// reset stages what a new installation holds.
func (s *Screen) reset() tea.Cmd {
	return s.replace((*ops.Configuration).Reset, "what a new installation has: "+s.shown(s.entry.Shipped))
}

func (s *Screen) replace(stage func(*ops.Configuration, *ops.Draft, string) error, what string) tea.Cmd {
	if err := stage(s.session.Configuration, s.session.Draft, s.entry.Name); err != nil {
		return s.session.Say(core.Failure, core.Explain(err).Message)
	}
	s.open()
	if _, staged := s.staged(); !staged {
		return s.session.Say(core.Plain, s.entry.Name+" has that value already; nothing is staged for it.")
	}
	if warning := s.entry.UnsetWarning; warning != "" && s.unsetStaged() {
		return s.session.Say(core.Warning, s.entry.Name+": staged "+what+". "+warning)
	}
	return s.session.Say(core.Plain, s.entry.Name+": staged "+what+". ctrl+s reviews.")
}

func (s *Screen) unsetStaged() bool {
	edit, staged := s.staged()
	return staged && edit.Kind == change.Unset
}

func (s *Screen) discard() tea.Cmd {
	s.session.Draft.Discard(change.PropertyTarget(s.property()))
	if s.missing == nil {
		s.open()
	}
	return s.session.Say(core.Plain, s.property()+": the staged edit is discarded.")
}
