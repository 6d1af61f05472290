package tui_test

import (
	"testing"

	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/tuitest"
)

// While a change is written one stays with its server, also when the other one was asked for before: what came of the change is seen.
func TestSwitchingWaitsForTheWrite(t *testing.T) {
	const stays = "A change is being written just now, so that you stay with prod. Switch to staging when it has ended."
	g := newPortal(t, prod, staging)
	g.profiles[0].ReadOnly = false
	s := settle(t, g, "prod", 100, 40)
	s.find("errorReasonEnabled")
	s.Keys(" ", "esc", "esc")
	s.Send(core.Jump{ID: "profiles"})
	s.Keys("down", "enter")
	opening := s.leave(tuitest.Key("y"))
	s.Keys("ctrl+s")
	write := s.leave(tuitest.Key("enter"))
	s.Expect("Applying")
	s.Send(core.Switch{Profile: "staging"})
	s.Expect("Applying", stays)
	for _, msg := range runAll(s.leave(replyOf(t, opening))) {
		s.Send(msg)
	}
	s.Expect("Applying", stays)
	if g.closed["staging"] != 1 || g.closed["prod"] != 0 {
		t.Errorf("closed %v", g.closed)
	}
	s.Send(replyOf(t, write))
	s.Expect("Applied and verified: errorReasonEnabled", "prod")
	s.Send(core.Jump{ID: "profiles"})
	s.Keys("down", "enter")
	s.Expect("staging", "You are signed in to staging.")
}
