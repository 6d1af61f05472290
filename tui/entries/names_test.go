package entries_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/tui/core"
)

// The scopes of a client are listed by name, those that it has first, and the list shows its beginning once the server has answered.
func TestScopesOfAClientInOrder(t *testing.T) {
	s := newStand(t, 200, 30)
	s.open(change.Client, s.clientName()).Keys("a")
	s.Expect(" chosen")
	s.Refuse(" chosen of ")
	names := func() []string {
		var found []string
		for _, line := range strings.Split(s.Screen(), "\n") {
			if _, name, chosen := strings.Cut(line, "[✓]"); chosen {
				found = append(found, strings.Fields(name)[0])
			}
		}
		return found
	}
	opened := names()
	if !strings.Contains(cursorLine(s.Driver), opened[0]) || !slices.IsSorted(opened) {
		t.Errorf("opens on %q with %q", cursorLine(s.Driver), opened)
	}
	s.Keys("up")
	if !slices.Equal(names(), opened) {
		t.Error("it opened below its beginning")
	}
	s.Keys("end")
	if !strings.Contains(cursorLine(s.Driver), "[ ]") {
		t.Errorf("end leads to %q", cursorLine(s.Driver))
	}
}

// Whoever types the name of a claim and enter stages that one.
func TestAClaimIsChosenByTypingItsName(t *testing.T) {
	s := newStand(t, 100, 30)
	s.open(change.Scope, "email").Keys("a")
	s.Type("nickname")
	s.Keys("enter")
	edit, staged := s.world.Session.Draft.Member(s.find(change.Scope, "email").Target, "/claims")
	if !staged || !slices.Contains(s.names(edit.Value), "nickname") {
		t.Fatalf("nothing staged:\n%s", s.Screen())
	}
}

// A name that another scope has is warned of at its field as soon as the server has said so.
func TestATakenNameIsWarnedOf(t *testing.T) {
	s := newStand(t, 120, 30)
	s.open(change.Scope, "email").to("ID").Keys("enter", "ctrl+u")
	s.Type("address")
	s.Keys("enter")
	s.Expect("email → address", "The server has another scope named address.", "backspace takes it back", "Nobody could tell the two apart.")
	s.Keys("backspace")
	s.Refuse("→", "another scope")
}

// The form of a scope shows at once that a claim has gone, even though its name is known from before.
func TestAFormNoticesAClaimThatHasGone(t *testing.T) {
	s := newStand(t, 120, 30)
	s.open(change.Scope, "address").Keys("esc")
	other := s.world.NewSession(false)
	if err := s.find(change.Claim, "street").Delete(other.Draft); err != nil {
		t.Fatal(err)
	}
	s.apply(other)
	s.open(change.Scope, "address").to("Claims")
	s.Expect("It refers to what does not exist")
}

// The claim name that is proposed is spelled as those that ship.
func TestProposedClaimName(t *testing.T) {
	s := newStand(t, 120, 30)
	s.Send(core.Open{ID: "auth.claim.add"})
	s.Type("employeeType")
	s.Keys("enter")
	if got := string(s.created(change.Claim).Get("/claimName")); got != `"employee_type"` {
		t.Errorf("proposed %s", got)
	}
}
