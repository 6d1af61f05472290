package core

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"
)

// Slot runs one piece of work at a time for a screen. Starting another cancels the one before, whose reply is then dropped, so that
// a slow answer never overwrites a newer one. It belongs to the program's loop.
type Slot struct {
	run    *run
	cancel context.CancelFunc
}

type run struct {
	slot *Slot
	idle bool // nobody has to be told that something is under way
}

// Reply carries the result of a slot's work to its screen.
type Reply struct {
	To  Screen
	Msg tea.Msg
	run *run
}

// Start cancels what is running and returns the command that does the work. The context ends when the slot is cancelled, when another
// server takes the place of this one, or when the console ends.
func (s *Slot) Start(session *Session, to Screen, work func(context.Context) tea.Msg) tea.Cmd {
	return s.start(session, to, &run{slot: s}, work)
}

// Await is Start for work that waits for a person: it does not count as something that the person waits for.
func (s *Slot) Await(session *Session, to Screen, work func(context.Context) tea.Msg) tea.Cmd {
	return s.start(session, to, &run{slot: s, idle: true}, work)
}

func (s *Slot) start(session *Session, to Screen, current *run, work func(context.Context) tea.Msg) tea.Cmd {
	s.Cancel()
	ctx, cancel := context.WithCancel(session.Life())
	s.run, s.cancel = current, cancel
	if !current.idle {
		session.begin()
	}
	return func() tea.Msg {
		defer cancel()
		return Reply{To: to, Msg: work(ctx), run: current}
	}
}

// Busy says whether work is under way.
func (s *Slot) Busy() bool { return s.run != nil }

// Cancel gives up what is running; its reply will be dropped.
func (s *Slot) Cancel() {
	if s.cancel != nil {
		s.cancel()
	}
	s.run, s.cancel = nil, nil
}

// unconditional marks replies that nothing replaces.
var unconditional = &run{}

// Accept frees the slot and says whether the reply is still wanted.
func (r Reply) Accept() bool {
	if r.run == unconditional {
		return true
	}
	if r.run == nil || r.run.slot.run != r.run {
		return false
	}
	r.run.slot.run, r.run.slot.cancel = nil, nil
	return true
}
