package tui_test

import (
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/tuitest"
)

// The names of the first row's scopes are read once the list is there and nobody moves; the form of a client has no other names.
func TestTheFirstRowHasNames(t *testing.T) {
	world, _ := start(t)
	var later waiting
	later.on(world.Session)
	d := open(t, world.Session, 120, 40)
	d.Send(core.Open{ID: "auth.clients"})
	world.Requests()
	later.pass(d)
	if got := expectRequests(t, world, 1); !strings.Contains(got[0], "GET /scopes?") {
		t.Errorf("asked for %s", got)
	}
	d.Expect("Scopes: jans_stat,")
	d.Refuse("1800.01.1,")
}

// What leaves a search leaves the cursor on the entry that was found.
func TestLeavingASearchKeepsTheEntry(t *testing.T) {
	_, d := start(t)
	d.Send(core.Open{ID: "auth.claims"})
	d.Keys("/")
	d.Type("nickname")
	d.Keys("enter")
	if line := cursorOf(d); !strings.Contains(line, "nickname ") {
		t.Errorf("the claim of exactly that name is not the first: %q", line)
	}
	d.Keys("esc")
	if line := cursorOf(d); !strings.Contains(line, "nickname ") {
		t.Errorf("esc leads to %q", line)
	}
	d.Refuse("1/71")
}

func cursorOf(d *tuitest.Driver) string {
	for _, line := range strings.Split(d.Screen(), "\n") {
		if strings.HasPrefix(line, "›") {
			return line
		}
	}
	return ""
}

// A scope whose ID is staged to change is listed under both.
func TestARenamedScopeKeepsItsName(t *testing.T) {
	world, d := start(t)
	scope, err := world.Session.Ops.Find(t.Context(), change.Scope, "email")
	if err != nil {
		t.Fatal(err)
	}
	if err := scope.SetText(world.Session.Draft, "/id", "mail"); err != nil {
		t.Fatal(err)
	}
	d.Resize(120, 60)
	d.Send(core.Open{ID: "auth.scopes"})
	d.Expect("email → mail")
	d.Send(core.Open{ID: "auth.scope", Arg: scope.Target.ID})
	d.Expect("Scopes › email → mail")
}

// At 120 columns the list has all there is to compare; display names give way before that.
func TestColumnsOfScopes(t *testing.T) {
	_, d := start(t)
	for width, display := range map[int]bool{120: true, 140: true, 80: false} {
		d.Resize(width, 30)
		d.Send(core.Open{ID: "auth.scopes"})
		d.Expect("Type", "Default", "Disc.", "Claims", "Scr.")
		if strings.Contains(d.Screen(), "Display name  ") != display {
			t.Errorf("at %d:\n%s", width, d.Screen())
		}
	}
}

// Rereading the list shows that a claim has gone which a scope refers to.
func TestReloadingNoticesWhatHasGone(t *testing.T) {
	world, d := start(t)
	d.Resize(120, 40)
	d.Send(core.Open{ID: "auth.scopes"})
	d.Keys("/")
	d.Type("view_address")
	d.Keys("enter", "down", "up")
	d.Expect("street_address")
	other := world.NewSession(false)
	claim, err := other.Ops.Find(t.Context(), change.Claim, "street")
	if err != nil {
		t.Fatal(err)
	}
	if err := claim.Delete(other.Draft); err != nil {
		t.Fatal(err)
	}
	applyAs(t, other)
	d.Keys("r")
	d.Refuse("street_address")
	d.Expect("(does not exist)")
}

// applyAs applies what a session has staged.
func applyAs(t *testing.T, session *core.Session) *ops.Result {
	t.Helper()
	plan, err := session.Ops.Plan(t.Context(), session.Draft.Edits())
	if err != nil {
		t.Fatal(err)
	}
	result, err := session.Ops.Apply(t.Context(), plan, ops.Consent{Yes: true, Word: plan.Word()})
	if err != nil {
		t.Fatal(err)
	}
	return result
}
