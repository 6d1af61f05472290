package tuitest

import (
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/tui/kit/text"
)

// Live drives a model whose commands run at the same time, as in the program: for what waits in the background while something is shown.
type Live struct {
	t     testing.TB
	model tea.Model
	msgs  chan tea.Msg
	done  <-chan struct{}
}

// Go starts a model in a window of that size.
func Go(t testing.TB, model tea.Model, width, height int) *Live {
	t.Helper()
	l := &Live{t: t, model: model, msgs: make(chan tea.Msg), done: t.Context().Done()}
	l.run(model.Init())
	l.Send(tea.WindowSizeMsg{Width: width, Height: height})
	return l
}

// Send delivers one message. What follows from it is only started.
func (l *Live) Send(msg tea.Msg) {
	l.t.Helper()
	switch msg := msg.(type) {
	case nil, tea.QuitMsg:
	case tea.BatchMsg:
		for _, cmd := range msg {
			l.run(cmd)
		}
	default:
		model, cmd := l.model.Update(msg)
		l.model = model
		l.model.View() // as the library does after every message
		l.run(cmd)
	}
}

// Keys presses keys by bubbletea's names.
func (l *Live) Keys(names ...string) {
	l.t.Helper()
	for _, name := range names {
		l.Send(Key(name))
	}
}

func (l *Live) run(cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	go func() {
		select {
		case l.msgs <- cmd():
		case <-l.done:
		}
	}()
}

// Screen is what is shown, without colours.
func (l *Live) Screen() string { return text.Strip(l.model.View()) }

// View is what is shown.
func (l *Live) View() string { return l.model.View() }

// WaitFor delivers what comes until all texts are shown. Line breaks and runs of blanks count as one blank.
func (l *Live) WaitFor(texts ...string) {
	l.t.Helper()
	l.WaitUntil(strings.Join(texts, ", "), func() bool {
		shown := squeeze(l.Screen())
		for _, want := range texts {
			if !strings.Contains(shown, squeeze(want)) {
				return false
			}
		}
		return true
	})
}

// WaitUntil delivers what comes until something holds.
func (l *Live) WaitUntil(what string, holds func() bool) {
	l.t.Helper()
	limit := time.After(commandLimit)
	for !holds() {
		select {
		case msg := <-l.msgs:
			l.Send(msg)
		case <-limit:
			l.t.Fatalf("%s does not come:\n%s", what, l.Screen())
		}
	}
}
