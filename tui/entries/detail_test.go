package entries_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/tui/core"
)

// Marks that are not staged are asked about before they are lost.
func TestMarksAreNotLost(t *testing.T) {
	s := newStand(t, 100, 30)
	s.open(change.Scope, "email").Keys("a", "space", "esc")
	s.Expect("Go up without staging?", "What is marked for Claims is not staged.")
	s.Keys("esc")
	s.Expect("Filter:")
	s.Keys("space", "esc")
	s.Refuse("Filter:", "Go up without staging?")
}

// Settings keep what the form does not show, and hidden values are neither shown nor copied.
func TestSettingsKeepTheirMembers(t *testing.T) {
	s := newStand(t, 100, 30)
	holding(change.Script, "work_phone", "/configurationProperties",
		`[{"value1":"api_key","value2":"hush","hide":true,"description":"from the vendor"},{"value1":"region","value2":"eu","hide":false}]`)(s)
	s = standOn(t, s.world, false, 100, 30)
	s.open(change.Script, "work_phone").to("Configuration properties")
	s.Refuse("hush")
	s.Keys("y", "Y", "enter")
	s.Refuse("hush")
	s.Expect("api_key", "from the vendor", "region", "eu")
	for _, copied := range s.world.Copied {
		if strings.Contains(copied, "hush") {
			t.Errorf("copied %s", copied)
		}
	}
	s.Keys("down", "enter", "ctrl+u")
	s.Type("us")
	s.Keys("enter")
	edits := s.world.Session.Draft.Edits()
	want := `[{"value1":"api_key","value2":"hush","hide":true,"description":"from the vendor"},{"hide":false,"value1":"region","value2":"us"}]`
	if len(edits) != 1 || !sameJSON(edits[0].Value, want) {
		t.Errorf("staged %d: %s", len(edits), edits[0].Value)
	}
	s.Keys("ctrl+r")
	s.Expect("hush")
	s.Keys("ctrl+r", "up", "h", "d")
	if got := string(s.world.Session.Draft.Edits()[0].Value); strings.Contains(got, "hush") || !strings.Contains(got, "us") {
		t.Errorf("staged %s", got)
	}
}

func sameJSON(got json.RawMessage, want string) bool {
	var a, b any
	if json.Unmarshal(got, &a) != nil || json.Unmarshal([]byte(want), &b) != nil {
		return false
	}
	x, _ := json.Marshal(a)
	y, _ := json.Marshal(b)
	return string(x) == string(y)
}

// A source that was refused is kept, and leaving asks.
func TestRefusedSourceIsKept(t *testing.T) {
	s := newStand(t, 100, 30)
	s.answer = func(string) string { return "nothing of use\n" }
	s.open(change.Script, "work_phone").to("Source").Keys("e", "esc")
	s.staged().Expect("is kept, but not staged")
	s.Keys("esc")
	s.Expect("Leave without staging?")
	s.Keys("esc")
	s.answer = nil
	s.Keys("e")
	if s.file != "nothing of use\n" {
		t.Errorf("the editor was opened with %q", s.file)
	}
}

// What one copies names things as people do.
func TestCopies(t *testing.T) {
	s := newStand(t, 100, 30)
	s.open(change.Scope, "email").to("Claims").Keys("y", "Y")
	s.to("Display name").Keys("y", "Y", "N", "Y")
	want := []string{"email_verified, email", "jansadm scope update email --claims email_verified,email --yes", "view_email_address",
		"jansadm scope update email --display-name view_email_address --yes", "jansadm scope update email --unset displayName --yes"}
	if got := strings.Join(s.world.Copied, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("copied\n%s", got)
	}
}

// A deletion that was applied is told as such; what is new is shown by its own inum afterwards.
func TestAppliedDeletion(t *testing.T) {
	s := newStand(t, 100, 30)
	s.Send(core.Open{ID: "auth.scope.add"})
	s.Type("oauth")
	s.Keys("enter")
	s.Type("passing")
	s.Keys("enter", "ctrl+s", "enter")
	s.staged().Expect("passing", "Inum")
	s.Refuse("New: it is staged")
	s.Keys("d")
	s.Expect("Nothing uses the scope passing")
	s.Keys("enter", "ctrl+s", "enter")
	s.Expect("The scope passing is deleted")
}

// A new scope that is staged can be begun from as well.
func TestCloneOfANewScope(t *testing.T) {
	s := newStand(t, 100, 30)
	s.Send(core.Open{ID: "auth.scope.add"})
	s.Type("oauth")
	s.Keys("enter")
	s.Type("first")
	s.Keys("enter", "c")
	s.Type("first")
	s.Keys("enter")
	s.Expect("a new scope of that name is staged already")
	s.Type("2")
	s.Keys("enter")
	if created := s.world.Session.Draft.Created(change.Scope); len(created) != 2 || created[1].Name() != "first2" {
		t.Errorf("created %v", created)
	}
}

// The type of a scope is changed to one that it can have only.
func TestScopeTypes(t *testing.T) {
	s := newStand(t, 100, 30)
	s.open(change.Scope, "email").to("Scope Type").Keys("enter")
	s.Expect("openid", "oauth", "dynamic")
	s.Refuse("( ) uma", "spontaneous")
	s.Type("dynamic")
	s.Keys("enter")
	s.Expect("It has claims, but no script", "Dynamic Scope Script")
	s.Keys("o")
	s.staged()
}
