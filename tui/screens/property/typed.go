package property

import (
	"encoding/json"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/drafts"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/editor"
)

// Typed is what the editor would lose.
func (s *Screen) Typed() *drafts.Typed {
	if s.retyping != nil {
		return s.retyping
	}
	if s.Unsaved() == "" {
		return nil
	}
	kept, typed, secret := s.editor.Keep()
	place, err := json.Marshal(kept)
	if err != nil {
		return nil // a value that is no JSON cannot be edited either
	}
	return &drafts.Typed{Title: s.Title(), Text: typed, Place: place, Secret: secret}
}

// Retype puts text back into the editor, once there is one.
func (s *Screen) Retype(typed drafts.Typed) tea.Cmd {
	s.retyping = &typed
	return s.retype()
}

func (s *Screen) retype() tea.Cmd {
	if s.retyping == nil || s.session.Configuration == nil || s.missing != nil {
		return nil
	}
	typed := *s.retyping
	s.retyping = nil
	var kept editor.Kept
	restored := s.editable() && json.Unmarshal(typed.Place, &kept) == nil && s.editor.Restore(kept, typed.Text)
	s.arrange()
	if !restored {
		return s.session.Post(core.Homeless{Typed: typed})
	}
	return nil
}
