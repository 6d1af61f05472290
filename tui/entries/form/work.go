package form

import (
	"context"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/tui/core"
)

// answer is the result of a panel's work.
type answer struct {
	to  Panel
	msg tea.Msg
}

// Failure tells the header whether the server answered.
func (a answer) Failure() error {
	if outcome, ok := a.msg.(core.Outcome); ok {
		return outcome.Failure()
	}
	return nil
}

// Work runs something that asks the server, and hands the message that it returns to the panel, if that is still there.
func (s *Screen) Work(to Panel, slot *core.Slot, work func(context.Context) tea.Msg) tea.Cmd {
	return slot.Start(s.Session, s, func(ctx context.Context) tea.Msg { return answer{to: to, msg: work(ctx)} })
}

// readMsg is an answer with what is to be done about it.
type readMsg struct {
	err  error
	then func() tea.Cmd
}

// Failure tells the header whether the server answered.
func (m readMsg) Failure() error { return m.err }

// read asks the server on behalf of a panel, and then goes on if that is still there.
func (s *Screen) read(from Panel, slot *core.Slot, read func(context.Context) (func() tea.Cmd, error)) tea.Cmd {
	return s.Work(from, slot, func(ctx context.Context) tea.Msg {
		then, err := read(ctx)
		return readMsg{err: err, then: then}
	})
}

// take hands an answer to its panel.
func (s *Screen) take(msg answer) tea.Cmd {
	read, ok := msg.msg.(readMsg)
	switch {
	case !slices.Contains(s.panels, msg.to):
		return nil
	case !ok:
		return msg.to.Update(msg.msg)
	case read.err != nil:
		return s.Session.Say(core.Failure, core.Explain(read.err).Message)
	}
	return read.then()
}
