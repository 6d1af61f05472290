package core

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
)

// Loaded is the answer to reading the configuration.
type Loaded struct {
	Configuration *ops.Configuration
	Err           error
}

// Failure tells the header whether the server answered.
func (l Loaded) Failure() error { return l.Err }

// LoadConfiguration reads the configuration for a screen, which gets a Loaded: one request. Staged edits stay.
func LoadConfiguration(session *Session, slot *Slot, to Screen) tea.Cmd {
	return Load(session, slot, to, session.Ops.Load)
}

// Load reads the configuration in a way of the screen's own; the screen gets a Loaded.
func Load(session *Session, slot *Slot, to Screen, read func(context.Context) (*ops.Configuration, error)) tea.Cmd {
	return slot.Start(session, to, func(ctx context.Context) tea.Msg {
		configuration, err := read(ctx)
		return Loaded{Configuration: configuration, Err: err}
	})
}

// Take keeps what was read, and takes back staged edits that it makes superfluous. It returns nil when that worked; otherwise what was there before stays, and the failure is for the page to
// show, or for the status line where the page has something better to show.
func (s *Session) Take(answer Loaded) error {
	if answer.Err == nil {
		s.Configuration = answer.Configuration
		s.Draft.Settle(answer.Configuration)
		return nil
	}
	if s.Configuration != nil {
		s.Say(Failure, "It could not be read again: "+Explain(answer.Err).Message)
	}
	return answer.Err
}

// FailurePage is what stands in place of a page that could not be read: what failed, why, and what to do. The
// widget that shows it cleans it.
func FailurePage(what string, err error) string {
	problem := Explain(err)
	page := what + "\n\n" + problem.Message
	if problem.Hint != "" {
		page += "\n" + problem.Hint
	}
	if problem.RequestID != "" {
		page += "\nRequest " + problem.RequestID
	}
	return page + "\n\nr tries again."
}
