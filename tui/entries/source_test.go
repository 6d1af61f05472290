package entries_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/tui/core"
)

// A search in the source that finds nothing says so and ends.
func TestASearchWithoutAHit(t *testing.T) {
	s := newStand(t, 80, 24)
	s.open(change.Script, "work_phone").Keys("v", "/")
	s.Type("nowhere")
	s.Keys("enter")
	s.Expect("That is not in the source.")
	s.Refuse("end search", "no match")
	s.Keys("/")
	s.Type("destroy")
	s.Keys("enter")
	s.Expect("match 1/1")
}

// E edits the whole script from its source as well, and what comes back is taken for what it is.
func TestTheWholeScriptFromItsSource(t *testing.T) {
	s := newStand(t, 80, 24)
	s.open(change.Script, "work_phone").Keys("v")
	s.answer = func(content string) string { return strings.Replace(content, `"level": 100`, `"level": 7`, 1) }
	s.Keys("E")
	s.staged(s.find(change.Script, "work_phone").Target.String() + " /level set 7")
	s.Expect("Source")
}

// What is only staged is not told as if it were so.
func TestAScriptThatIsStagedToBeDisabled(t *testing.T) {
	s := newStand(t, 120, 40)
	holding(change.Script, "work_phone", "/enabled", "true")(s)
	if err := s.find(change.Script, "work_phone").Set(s.world.Session.Draft, "/enabled", json.RawMessage("false")); err != nil {
		t.Fatal(err)
	}
	s.open(change.Script, "work_phone")
	s.Expect("It is enabled until the staged edits are applied")
	s.Keys("esc")
	s.Send(core.Open{ID: "auth.scripts"})
	s.Keys("/")
	s.Type("work_phone")
	s.Keys("enter")
	s.Expect("Enabled: true", "staged: false")
	s.Refuse("It is disabled")
}

// Long names that begin alike are told apart in the field, in the breadcrumb and below the fields.
func TestLongNamesAreToldApart(t *testing.T) {
	s := newStand(t, 80, 24)
	s.open(change.Scope, "https://jans.io/oauth/jans-auth-server/config/adminui/user/permission.readonly")
	s.Expect("Home › https://jans.io/oauth/j…h-server/config/adminui/user/permission.readonly")
	s.to("ID")
	if line := cursorLine(s.Driver); !strings.Contains(line, "…") || !strings.Contains(line, "permission.readonly") {
		t.Errorf("the field shows %q", line)
	}
	s.Expect("https://jans.io/oauth/jans-auth-server/config/adminui/user/permission.readonly")
}

// Where nobody uses an entry, one sentence says so.
func TestNobodyUsesIt(t *testing.T) {
	s := newStand(t, 80, 24)
	s.open(change.Claim, "carLicense").Keys("w")
	if n := strings.Count(s.Screen(), "No scopes use"); n != 1 {
		t.Errorf("said %d times:\n%s", n, s.Screen())
	}
	s.Refuse("Inum")
}
