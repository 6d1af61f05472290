package core

import (
	"time"

	tea "github.com/charmbracelet/bubbletea"
)

// Later delivers a message to a screen, if it is still open, when some time has passed: what a person types, or where a cursor comes to
// rest, is acted on once it has settled.
func (s *Session) Later(to Screen, wait time.Duration, msg tea.Msg) tea.Cmd {
	return s.Wait(wait, Deliver{To: to, Msg: msg})
}

// Wait is Later for a message to the root.
func (s *Session) Wait(wait time.Duration, msg tea.Msg) tea.Cmd {
	if s.After != nil {
		return s.After(wait, msg)
	}
	return tea.Tick(wait, func(time.Time) tea.Msg { return msg })
}
