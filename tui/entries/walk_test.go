package entries_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/tui/core"
)

// Auth Server, Scopes, Add Scopes, Scope Type = OpenID, search address: the scope that is there opens for editing with its claims.
func TestSearchAStandardScope(t *testing.T) {
	s := newStand(t, 100, 30)
	s.Keys("enter", "down", "down", "enter", "a") // Auth Server, Scopes, Add Scopes
	s.Expect("Auth Server › Scopes › Add Scopes", "Scope Type", "OpenID", "Releases its claims", "Dynamic", "UMA")
	s.Type("openid")
	s.Keys("enter")
	s.Expect("standard", "profile", "offline_access")
	s.Type("address")
	s.Expect("address", "the server has it", "Postal address")
	s.Keys("enter")
	s.Expect("Auth Server › Scopes › address", "Claims", "street_address", "OpenID: Releases its claims")
	s.staged()
}

// A standard scope that is missing is proposed with its claims, grouped where the standard says so.
func TestProposeAMissingStandardScope(t *testing.T) {
	s := newStand(t, 100, 30)
	other := s.world.NewSession(false)
	if err := s.find(change.Scope, "address").Delete(other.Draft); err != nil {
		t.Fatal(err)
	}
	s.apply(other)
	s.Send(core.Open{ID: "auth.scope.add"})
	s.Keys("enter")
	s.Type("address")
	s.Expect("missing", "the server lacks it")
	s.Keys("enter")
	created := s.created(change.Scope)
	if got := s.names(created.Get("/claims")); !slices.Contains(got, "street_address") || !slices.Contains(got, "postal_code") {
		t.Errorf("claims %v", got)
	}
	if string(created.Get("/groupClaims")) != "true" || created.Type() != "openid" {
		t.Errorf("created %s %s", created.Get("/groupClaims"), created.Type())
	}
	s.Expect("New: it is staged", "address")
	s.Keys("d")
	s.staged()
}

// A new scope of another id is checked as one types, and a duplicate is refused.
func TestNewScopeOfATypedID(t *testing.T) {
	s := newStand(t, 100, 30)
	s.Send(core.Open{ID: "auth.scope.add"})
	s.Type("oauth")
	s.Keys("enter")
	s.Type("two words")
	s.Expect("a blank, which no client can ask for")
	s.Keys("enter", "ctrl+u")
	s.staged()
	s.Type("email")
	s.Keys("enter")
	s.Expect("the server has a scope email already")
	s.Keys("ctrl+u")
	s.Type("careers")
	s.Keys("enter")
	s.Expect("careers", "OAuth: Stands in the access token")
	if created := s.created(change.Scope); created.Name() != "careers" || created.Type() != "oauth" {
		t.Errorf("created %s", created.Document)
	}
}

// Dynamic: pick a script, write a new one without leaving the form, enable the one that ships disabled, and give the scope to a client.
func TestDynamicScopeWithANewScript(t *testing.T) {
	s := newStand(t, 100, 30)
	s.Send(core.Open{ID: "auth.scope.add"})
	s.Type("dynamic")
	s.Keys("enter")
	s.Type("work_info")
	s.Keys("enter")
	s.Expect("Dynamic Scope Script", "work_phone", "disabled")
	s.Type("work_phone")
	s.Keys("space")
	s.Keys("ctrl+n")
	s.Expect("Script name")
	s.Keys("ctrl+u")
	s.Type("employment")
	s.Keys("enter")
	s.Expect("employment", "Dynamic Scopes")
	s.to("Configuration properties").Keys("enter", "a")
	s.Type("employee_number")
	s.Keys("enter")
	s.Type("employeeNumber")
	s.Keys("enter")
	s.Expect("employee_number", "employeeNumber")
	s.Keys("esc", "esc")
	s.Expect("Dynamic Scope Script", "employment")
	s.Keys("enter")
	scope, script := s.created(change.Scope), s.created(change.Script)
	want := quote(s.find(change.Script, "work_phone").Head().DN(), script.Head().DN())
	if got := string(scope.Get("/dynamicScopeScripts")); got != want {
		t.Fatalf("scripts %s, want %s\n%s", got, want, s.Screen())
	}
	if got := string(script.Get("/configurationProperties")); !strings.Contains(got, `"value1":"employee_number"`) {
		t.Errorf("settings %s", got)
	}
	s.Expect("The script work_phone is disabled", "t stages enabling it")
	s.Keys("t")
	s.Refuse("is disabled and adds nothing")
	s.Keys("g")
	s.Expect("Give work_info to a client")
	s.Keys("enter")
	s.Expect("staged giving it to")
	s.Keys("ctrl+s")
	s.Expect("4 changes")
	s.Keys("enter")
	if s.world.Session.Draft.Len() > 0 {
		t.Fatalf("not applied:\n%s", s.Screen())
	}
	s.Expect("work_info", "work_phone, employment")
	stored := s.find(change.Scope, "work_info")
	if got := s.names(stored.Get("/dynamicScopeScripts")); !slices.Equal(got, []string{"work_phone", "employment"}) {
		t.Errorf("stored %v", got)
	}
	s.Keys("w")
	s.Expect("The scope work_info is used by 1 client")
}

// Claims without a script do nothing in a dynamic scope: the person is told, and offered the switch.
func TestDynamicScopeWithClaimsOnly(t *testing.T) {
	s := newStand(t, 100, 30)
	s.Send(core.Open{ID: "auth.scope.add"})
	s.Type("dynamic")
	s.Keys("enter")
	s.Type("mistaken")
	s.Keys("enter", "esc", "a")
	s.Type("given_name")
	s.Keys("space", "enter")
	s.Expect("It has claims, but no script")
	s.Keys("o")
	s.Refuse("It has claims, but no script")
	if created := s.created(change.Scope); created.Type() != "openid" || len(s.names(created.Get("/claims"))) != 1 {
		t.Errorf("created %s", created.Document)
	}
}

// A claim is picked by a part of its name; what was there stays as it was and where it was.
func TestPickClaims(t *testing.T) {
	s := newStand(t, 100, 30)
	before := s.find(change.Scope, "email").Get("/claims")
	claim := s.find(change.Claim, "employeeNumber")
	s.open(change.Scope, "email").Keys("a")
	s.Expect("Claims", "standard", "email_verified")
	s.Type("employeenum")
	s.Keys("space", "enter")
	want := strings.TrimSuffix(string(before), "]") + "," + quote(claim.Head().DN())[1:]
	s.staged("scope/" + s.find(change.Scope, "email").Target.ID + " /claims set " + want)
	s.to("Claims").Keys("backspace")
	s.staged()
}

// Space toggles, backspace takes back, N empties, and a second toggle is no edit at all.
func TestTogglesAndUnsets(t *testing.T) {
	s := newStand(t, 100, 30)
	id := "scope/" + s.find(change.Scope, "email").Target.ID
	s.open(change.Scope, "email").to("Default scope").Keys("space")
	value := s.world.Session.Draft.Edits()[0].Value
	s.staged(id + " /defaultScope set " + string(value)).Keys("space")
	s.staged().to("Description").Keys("N")
	s.staged(id + " /description unset").Keys("backspace")
	s.staged().to("ID").Keys("N")
	s.Expect("not possible: every scope needs it")
	s.to("Inum").Keys("N", "space")
	s.staged()
}

// The whole entry goes to the editor without what the server makes up; only what differs is staged.
func TestEditAsJSON(t *testing.T) {
	s := newStand(t, 100, 30)
	id := "scope/" + s.find(change.Scope, "email").Target.ID
	s.open(change.Scope, "email").Keys("E")
	s.staged().Expect("It came back as it was")
	for _, volatile := range []string{"creationDate", `"dn"`, "baseDn", "umaType"} {
		if strings.Contains(s.file, volatile) {
			t.Errorf("%s is in the file:\n%s", volatile, s.file)
		}
	}
	s.answer = func(content string) string {
		return strings.Replace(content, `"id": "email"`, `"id": "e-mail"`, 1)
	}
	s.Keys("E")
	s.staged(id + ` /id set "e-mail"`)
	s.answer = func(content string) string { return strings.Replace(content, `"id": "e-mail"`, `"id": "e mail"`, 1) }
	s.Keys("E")
	s.staged(id + ` /id set "e-mail"`).Expect("What came back from your editor is kept")
	s.answer = nil
	s.Keys("E")
	if !strings.Contains(s.file, `"e mail"`) {
		t.Errorf("the text is lost:\n%s", s.file)
	}
	s.answer, s.fails = nil, errors.New("the editor ended with an error")
	s.Keys("E")
	s.staged(id + ` /id set "e-mail"`).Expect("Nothing was changed")
}

// Somebody else deletes the scope while it is shown.
func TestDeletedMeanwhile(t *testing.T) {
	s := newStand(t, 100, 30)
	s.open(change.Scope, "phone").to("Description").Keys("enter", "ctrl+u")
	s.Type("mine")
	s.Keys("enter")
	scope := s.find(change.Scope, "phone")
	other := s.world.NewSession(false)
	if err := scope.Delete(other.Draft); err != nil {
		t.Fatal(err)
	}
	s.apply(other)
	s.Keys("r")
	s.Expect("The server does not have the scope phone", "What you have staged for it is kept")
	s.Keys("backspace")
	s.staged()
}

// A read-only session says why, and stages nothing.
func TestReadOnly(t *testing.T) {
	world := newStand(t, 100, 30).world
	s := standOn(t, world, true, 100, 30)
	s.open(change.Scope, "email").to("Default scope").Keys("space")
	s.Expect("not possible: read-only; start without --read-only")
	s.Keys("d", "N", "E", "a", "g")
	s.to("Claims").Keys("enter", "x", "d", "esc")
	s.to("Description").Keys("enter", "x", "esc")
	s.staged()
}

// A deletion is staged only after the users were shown.
func TestDeleteShowsUsers(t *testing.T) {
	s := newStand(t, 100, 30)
	s.open(change.Claim, "mail").Keys("d")
	s.Expect("would lose the claim mail", "email")
	s.staged().Keys("enter")
	if edits := s.world.Session.Draft.Edits(); len(edits) != 1 || edits[0].Kind != change.Delete {
		t.Fatalf("staged %v", edits)
	}
	s.Expect("Staged: delete this claim")
	s.to("Display name").Keys("space", "N")
	s.Keys("d")
	s.staged()
}

// A client gets and loses scopes; nothing else of it can be changed.
func TestClientScopes(t *testing.T) {
	s := newStand(t, 100, 30)
	client := s.find(change.Client, s.clientName())
	s.open(change.Client, s.clientName()).Keys("a")
	s.Type("jans_stat")
	s.Keys("space", "enter")
	edits := s.world.Session.Draft.Edits()
	if len(edits) != 1 || edits[0].Path != "/scopes" || edits[0].Target != client.Target {
		t.Fatalf("staged %v\n%s", edits, s.Screen())
	}
	s.to("Redirect URIs").Keys("enter")
	s.Expect("It cannot be changed", "only the scopes, tokens, authentication and grants")
}

// The token side of a client is edited field by field; what is typed as a time is staged in the server's unit, inside attributes too.
func TestClientTokens(t *testing.T) {
	s := newStand(t, 100, 30)
	client := s.find(change.Client, "Jans TUI Client")
	s.open(change.Client, "Jans TUI Client").Keys("l", "e", "ctrl+u")
	s.Type("2h")
	s.Keys("enter")
	s.to("ID token lifetime").Keys("e")
	s.Type("90s")
	s.Keys("enter")
	s.to("Access token as JWT").Keys("space")
	target := client.Target.String()
	s.staged(target+" /accessTokenLifetime set 7200", target+" /attributes/idTokenLifetime set 90", target+" /accessTokenAsJwt set true")
	s.Keys("ctrl+s")
	s.Expect("client-jwt-on", "2 h")
}

// A new claim begins with what most claims have.
func TestNewClaim(t *testing.T) {
	s := newStand(t, 100, 30)
	s.Send(core.Open{ID: "auth.claim.add"})
	s.Type("no blanks")
	s.Expect("letters, digits and underscores")
	s.Keys("ctrl+u")
	s.Type("badgeNumber")
	s.Keys("enter")
	s.Expect("Badge number", "string", "user, admin")
	if created := s.created(change.Claim); created.Name() != "badgeNumber" {
		t.Errorf("created %s", created.Document)
	}
}

// The source of a script is edited in the person's editor; one without a required method is staged only on demand.
func TestEditSource(t *testing.T) {
	s := newStand(t, 100, 30)
	s.open(change.Script, "work_phone").Keys("v")
	s.Expect("class DynamicScope")
	s.Keys("e")
	s.staged().Expect("came back as it was")
	s.answer = func(content string) string { return strings.Replace(content, "def update(", "def updated(", 1) }
	s.Keys("e")
	s.Expect("The server could not use this script", "update is missing")
	s.Keys("esc")
	s.staged()
	s.Keys("e")
	s.Keys("right", "enter")
	if edits := s.world.Session.Draft.Edits(); len(edits) != 1 || edits[0].Path != "/script" {
		t.Fatalf("staged %v\n%s", edits, s.Screen())
	}
}

// All types of scripts are offered, and the template of each passes its own check.
func TestNewScript(t *testing.T) {
	s := newStand(t, 100, 30)
	s.Send(core.Open{ID: "auth.script.add"})
	s.Type("post auth")
	s.Keys("enter")
	s.Type("again")
	s.Keys("enter")
	s.Expect("again", "Post Authentication")
	s.Refuse("Source: ")
	if created := s.created(change.Script); created.Type() != "post_authn" {
		t.Errorf("created %s", created.Type())
	}
}

// A clone has everything of the original but its id, its display name and what the server makes; the question names the original.
func TestClone(t *testing.T) {
	s := newStand(t, 100, 30)
	original := s.find(change.Scope, "email")
	s.open(change.Scope, "email").Keys("c")
	s.Expect("Clone email", "a copy of email")
	s.Type("email2")
	s.Keys("enter")
	created := s.created(change.Scope)
	if created.Name() != "email2" || string(created.Get("/claims")) != string(original.Get("/claims")) || created.Get("/inum") != nil ||
		string(created.Get("/displayName")) != `"email2"` || string(created.Get("/description")) != string(original.Get("/description")) {
		t.Errorf("created %s", created.Document)
	}
}
