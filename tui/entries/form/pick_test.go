package form

import (
	"context"
	"errors"
	"strings"
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/kittest"
	"github.com/jansadm/jansadm/tui/kit/picker"
)

// searching is a screen with a list that a server searches, whose answers the test hands over when it likes.
type searching struct {
	screen *Screen
	pick   *Pick
	chosen []string
	last   tea.Cmd // the search under way
	err    error
}

func newSearching(t *testing.T, multi bool) *searching {
	s := &searching{}
	session := &core.Session{Context: t.Context(), Draft: ops.NewDraft(), Theme: kittest.Mono()}
	s.screen = New(session, func(screen *Screen) Panel {
		s.pick = NewPick(screen, PickOptions{
			Title: "Scopes", Picker: picker.Options{Multi: multi},
			Find: func(_ context.Context, typed string) ([]picker.Item, error) {
				return []picker.Item{{ID: "1 " + typed, Title: "first for " + typed}, {ID: "2 " + typed, Title: "of another name"}}, s.err
			},
			Done: func(_ *Pick, chosen []string) tea.Cmd { s.chosen = chosen; return nil },
		})
		return s.pick
	})
	s.screen.SetSize(60, 12)
	s.last = s.screen.Init()
	return s
}

func (s *searching) answer(cmd tea.Cmd) {
	if reply, ok := cmd().(core.Reply); ok && reply.Accept() {
		s.screen.Update(reply.Msg)
	}
}

func (s *searching) keys(names ...string) {
	for _, name := range names {
		msg := kittest.Key(name)
		if action, ok := core.Find(s.screen.Actions(), name); ok {
			action.Run()
		} else if cmd := s.screen.Update(msg); cmd != nil {
			s.last = cmd
		}
	}
}

// A name and enter typed faster than the server answers choose what the server finds for the name, and nothing that is on the screen before.
func TestEnterWaitsForTheAnswer(t *testing.T) {
	s := newSearching(t, false)
	s.answer(s.last)
	s.keys("a", "b")
	slow := s.last
	s.keys("c", "enter")
	if s.chosen != nil {
		t.Fatalf("chosen %q before the answer", s.chosen)
	}
	s.answer(slow) // given up: a newer one is under way
	if s.chosen != nil {
		t.Fatalf("chosen %q from an old answer", s.chosen)
	}
	s.answer(s.last)
	if len(s.chosen) != 1 || s.chosen[0] != "1 abc" {
		t.Errorf("chosen %q", s.chosen)
	}
}

// A key after that enter takes it back.
func TestAnotherKeyTakesTheEnterBack(t *testing.T) {
	s := newSearching(t, false)
	s.keys("a", "enter", "down")
	s.answer(s.last)
	if s.chosen != nil {
		t.Errorf("chosen %q", s.chosen)
	}
}

// What the server finds is listed though its name does not hold the text; a failure is told and leaves what was found before.
func TestTheServerKnowsBetter(t *testing.T) {
	s := newSearching(t, true)
	s.keys("x")
	s.answer(s.last)
	if shown := s.screen.View(); !strings.Contains(shown, "of another name") {
		t.Errorf("not listed:\n%s", shown)
	}
	s.err = errors.New("no connection")
	s.keys("y")
	s.answer(s.last)
	if shown := s.screen.View(); !strings.Contains(shown, "no connection") {
		t.Errorf("not told:\n%s", shown)
	}
	kittest.RequireBlock(t, strings.Split(s.screen.View(), "\n"), 60, 12)
}
