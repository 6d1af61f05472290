package profile

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/access"
)

type (
	// weighed is what saving would do away with while one types.
	weighed struct{ parting access.Parting }
	// checked is the same when one wants to save.
	checked struct {
		parting access.Parting
		err     error
		unseen  error // why the server cannot be found by what is typed
	}
)

// consider finds out, while one types, what saving would do away with. What is half typed loses nothing yet.
func (s *Screen) consider(typed access.Profile) tea.Cmd {
	gate, name := s.session.Gate, s.name
	return s.weigh.Await(s.session, s, func(context.Context) tea.Msg {
		parting, err := gate.Parting(name, typed)
		if err != nil {
			return weighed{}
		}
		return weighed{parting: parting}
	})
}

// check finds out before saving whether the profile can be stored, what is lost by that, and whether there is a server where it says so now.
func (s *Screen) check() tea.Cmd {
	s.saving, s.failure = true, nil
	s.weigh.Cancel()
	profile, _ := values(s.form, s.stored)
	gate, stored := s.session.Gate, s.stored
	return s.work.Start(s.session, s, func(ctx context.Context) tea.Msg {
		parting, err := gate.Parting(stored.Name, profile)
		if err != nil || access.SameWay(stored, profile) {
			return checked{parting: parting, err: err}
		}
		_, unseen := gate.Look(ctx, profile)
		return checked{parting: parting, err: ctx.Err(), unseen: unseen}
	})
}

// lost says what saving does away with; empty when nothing.
func (s *Screen) lost() string {
	switch {
	case s.parting.Secret && s.form.Value(secretField) != "":
		return "It is another server or client: saving forgets the kept login, and takes the new secret in the place of the kept one."
	case s.parting.Secret:
		return "It is another server or client: saving forgets the kept login and the kept client secret. Type the secret that belongs to it."
	case s.parting.Login:
		return "It is another Config API: saving forgets the kept login."
	}
	return ""
}
