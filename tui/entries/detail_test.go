package entries_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/sandbox"
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
	want := []string{"email_verified, email", "jansadm scope get email", "view_email_address", "jansadm scope get email",
		"jansadm scope update email --unset displayName --yes"}
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

// A file that is wrong in one place stages nothing, also not what is right in it.
func TestAFileIsStagedWhole(t *testing.T) {
	s := newStand(t, 100, 30)
	s.answer = func(content string) string {
		return strings.NewReplacer(`"id": "email"`, `"id": "two words"`, `"displayName": "view_email_address"`, `"displayName": "Mail"`).Replace(content)
	}
	s.open(change.Scope, "email").Keys("E")
	s.staged().Expect("is kept, but not staged")
	s.answer = func(string) string { return `{"id": ` }
	s.Keys("E")
	s.staged().Expect("is no JSON object")
	s.answer = func(content string) string { return "" }
	s.Keys("E")
	s.staged().Expect("The file came back empty")
}

// What lies inside an object is compared by itself: the rest of the object is left alone.
func TestAFileChangesOneMemberOfAnObject(t *testing.T) {
	s := newStand(t, 100, 30)
	s.answer = func(content string) string {
		return strings.Replace(content, `"showInConfigurationEndpoint": true`, `"showInConfigurationEndpoint": false`, 1)
	}
	s.open(change.Scope, "email").Keys("E")
	s.staged("scope/" + s.find(change.Scope, "email").Target.ID + " /attributes/showInConfigurationEndpoint set false")
}

// Giving a scope to a client adds it behind those that the client has.
func TestGivingKeepsTheScopesOfTheClient(t *testing.T) {
	s := newStand(t, 100, 30)
	client := s.find(change.Client, s.clientName())
	before := string(client.Get("/scopes"))
	s.open(change.Scope, "email").Keys("g")
	s.Type(client.Target.ID)
	s.Keys("enter")
	s.staged("client/" + client.Target.ID + " /scopes set " + strings.TrimSuffix(before, "]") + "," + quote(s.find(change.Scope, "email").Head().DN())[1:])
	s.Keys("g")
	s.Type(client.Target.ID)
	s.Keys("enter")
	s.Expect("has the scope already, or it is staged")
}

// A server that cannot be reached, or refuses, is told with what to do; what was there before stays.
func TestFailuresOfTheServer(t *testing.T) {
	s := newStand(t, 100, 30)
	s.open(change.Scope, "email")
	inum := s.find(change.Scope, "profile").Target.ID
	s.world.Sandbox.SetFaults([]sandbox.Fault{{Kind: sandbox.Fault500HTML}})
	s.Keys("r")
	s.Expect("It could not be read again", "view_email_address")
	s.Send(core.Open{ID: "auth.scope", Arg: inum})
	s.Expect("The scope could not be read", "r tries again")
	s.Keys("esc", "w")
	s.Expect("could not be asked which clients use it")
	s.Keys("esc", "g")
	s.Expect("ctrl+r tries again")
	s.world.Sandbox.SetFaults(nil)
	s.Keys("ctrl+r")
	s.Expect("Sample application")
}

// A script that was begun from the form of a scope is taken back without leaving that form.
func TestTakingBackAScriptOfTheForm(t *testing.T) {
	s := newStand(t, 100, 30)
	s.Send(core.Open{ID: "auth.scope.add"})
	s.Type("dynamic")
	s.Keys("enter")
	s.Type("work_info")
	s.Keys("enter", "ctrl+n")
	s.Type("employment")
	s.Keys("enter", "d")
	s.Expect("work_info › Dynamic Scope Script", "was taken back")
	if len(s.world.Session.Draft.Created(change.Script)) > 0 {
		t.Error("the script is still staged")
	}
	s.Keys("enter")
	if scripts := s.created(change.Scope).Get("/dynamicScopeScripts"); string(scripts) != "[]" && scripts != nil {
		t.Errorf("scripts %s", scripts)
	}
}

// UMA scopes have policies in the place of claims.
func TestUMAScope(t *testing.T) {
	s := newStand(t, 100, 30)
	s.Send(core.Open{ID: "auth.scope.add"})
	s.Type("uma")
	s.Keys("enter")
	s.Type("https://example.org/read")
	s.Keys("enter")
	s.Expect("UMA: Is a permission", "UMA authorization policies", "Icon")
	s.Refuse("Group claims")
	s.Keys("S")
	s.Expect("uma_rpt_policy", "write a new script")
}

// The preview of a scope is a key away, of one that is only staged as well.
func TestPreview(t *testing.T) {
	s := newStand(t, 100, 30)
	s.open(change.Scope, "email").Keys("p")
	s.Expect("email › Preview", "email_verified")
}

// What a client refers to is read by its names where it cannot be changed.
func TestNamesOfLockedReferences(t *testing.T) {
	world := newStand(t, 100, 30).world
	s := standOn(t, world, true, 100, 30)
	s.open(change.Scope, "email").to("Claims").Keys("enter")
	s.Expect("email › Claims", "email_verified")
	s.Refuse("ou=attributes")
}
