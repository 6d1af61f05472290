package profile

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/tui/core"
)

// ask stores the profile, after questions about what would be lost and what makes it less safe than it is.
func (s *Screen) ask(msg checked) tea.Cmd {
	s.saving = false
	if msg.err != nil {
		s.failure = msg.err
		return nil
	}
	s.parting = msg.parting
	profile, secret := values(s.form, s.stored)
	asks := append(unseen(msg.unseen), questions(s.stored, profile)...)
	if lost := s.lost(); lost != "" {
		asks = append([]core.Ask{{Title: "Save and forget?", Lines: []string{lost}, Yes: "Save"}}, asks...)
	}
	return s.confirm(asks, func() tea.Cmd {
		s.saving, s.failure = true, nil
		gate, name, stored := s.session.Gate, s.name, s.stored
		return s.work.Start(s.session, s, func(ctx context.Context) tea.Msg {
			if err := access.SameGuards(ctx, gate, stored); err != nil {
				return saved{err: err}
			}
			place, err := gate.Save(context.WithoutCancel(ctx), name, profile, secret) // half a profile helps nobody
			return saved{profile: profile, secret: !secret.IsZero(), place: place, err: err}
		})
	})
}
