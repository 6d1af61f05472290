package connect

import (
	"slices"
	"testing"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/ops/impact"
	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/client/sandbox"
)

// Whose session it is comes from the server, with how it was signed in.
func TestMe(t *testing.T) {
	p := newPlace(t, sandbox.Options{AutoApprove: "admin"})
	p.save(p.profile("prod"))
	p.signIn("prod")
	c, err := p.Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close(t.Context()) })
	me, err := c.me(t.Context())
	if err != nil || me.Login != impact.LoginPerson || me.Person != "admin" || !slices.Contains(me.Roles, "admin") || me.ClientID != p.info.TUIID ||
		me.JWT || me.Host != hostOf(p.info.URL) || len(client.Missing(me.Scopes, false)) != 0 {
		t.Errorf("%+v, %v", me, err)
	}

	own, err := open(t, Settings{Sandbox: true}, map[string]string{"JANSADM_HOME": t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	me, err = own.me(t.Context())
	if err != nil || me.Login != impact.LoginClient || me.Person != "" || me.ClientID != own.target.id || len(client.Missing(me.Scopes, false)) != 0 {
		t.Errorf("%+v, %v", me, err)
	}
	if me.Host != "" {
		t.Errorf("the sandbox's addresses are known, and not asked of it: host %q", me.Host)
	}
}

// What this console is signed in with is known by codes that the server has entries of, so that a person is warned of revoking it.
func TestOwn(t *testing.T) {
	p := newPlace(t, sandbox.Options{AutoApprove: "admin"})
	p.save(p.profile("prod"))
	p.signIn("prod")
	c, err := p.Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close(t.Context()) })
	own, err := c.own(t.Context())
	if err != nil || own.Login != impact.LoginPerson {
		t.Fatalf("%+v, %v", own, err)
	}
	for code, kind := range map[string]string{own.Access: "access_token", own.Person: "access_token", own.Refresh: "refresh_token"} {
		if entry, err := c.Tokens.Get(t.Context(), code); err != nil || entry.Type != kind {
			t.Errorf("%s is %q, %v", code, entry.Type, err)
		}
	}
	plan, err := c.Tokens.PlanRevocation(t.Context(), tokens.Selection{Codes: []string{own.Access, own.Refresh}})
	if err != nil || plan.Word() == "" || plan.Items[1].ID != own.Access {
		t.Errorf("%+v, %v", plan, err)
	}

	alone, err := open(t, Settings{Sandbox: true}, map[string]string{"JANSADM_HOME": t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	if own, err = alone.own(t.Context()); err != nil || own.Login != impact.LoginClient || own.Refresh != "" {
		t.Errorf("%+v, %v", own, err)
	}
}

func TestJWT(t *testing.T) {
	for token, want := range map[string]bool{
		"eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2ln": true,
		"c31fc092-453b-4275-a36f-b2740c3eb1a6":      false,
		"a.b.c":                                     false,
		"eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0":      false,
		"":                                          false,
	} {
		if isJWT(token) != want {
			t.Errorf("%q: %v", token, !want)
		}
	}
}
