package connect

import (
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/client/profile"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/client/transport"
)

// client makes the environment log in with the client of the sandbox that may do everything.
func (p *place) client() {
	p.env[envClientID], p.env[envClientSecret] = p.info.ClientID, p.info.ClientSecret
}

func (p *place) start(s Settings) *Connection {
	p.t.Helper()
	s.CACert = p.info.CAFile
	c, err := p.gate(s).Start(p.t.Context())
	if err != nil {
		p.t.Fatal(err)
	}
	return c
}

// refusedFor wants a refusal that has all of these words in it.
func refusedFor(t *testing.T, err error, words ...string) {
	t.Helper()
	refused := (*ops.RefusedError)(nil)
	if !errors.As(err, &refused) {
		t.Fatalf("%v", err)
	}
	for _, word := range words {
		if !strings.Contains(refused.Why+"; "+refused.Hint, word) {
			t.Errorf("%q is not in %q, %q", word, refused.Why, refused.Hint)
		}
	}
}

// A guarded profile guards its server, however that is reached.
func TestGuardsHoldForTheServer(t *testing.T) {
	p := newPlace(t, sandbox.Options{})
	guarded := p.profile("prod")
	guarded.ReadOnly, guarded.ConfirmWord, guarded.RequireReason = true, "Prod", true
	p.save(guarded)
	p.save(p.profile("other"))
	p.client()
	for name, s := range map[string]Settings{"its address": {Server: p.info.URL}, "another profile": {Profile: "other"}} {
		c := p.start(s)
		refusedFor(t, setLifetime(t, c.Ops, "600", ops.Consent{Yes: true, Word: "Prod", Reason: "r"}), "the profile prod is read-only")
		if !c.Ops.ReadOnly() {
			t.Errorf("%s: the session says that it may write", name)
		}
	}
	guarded.ReadOnly = false
	if _, err := p.Save(t.Context(), "prod", guarded, access.Secret{}); err != nil {
		t.Fatal(err)
	}
	for value, s := range map[string]Settings{"600": {Server: p.info.URL}, "700": {Profile: "other"}} {
		c := p.start(s)
		refusedFor(t, setLifetime(t, c.Ops, value, ops.Consent{Yes: true, Word: "Prod"}), "the profile prod wants a reason")
		refusedFor(t, setLifetime(t, c.Ops, value, ops.Consent{Yes: true, Reason: "r"}), "the profile prod wants the word Prod", "--confirm")
		if err := setLifetime(t, c.Ops, value, ops.Consent{Yes: true, Reason: "r", Word: " Prod "}); err != nil {
			t.Error(err)
		}
		if err := setLifetime(t, c.Ops, "800", ops.Consent{Yes: true, Reason: "r", Word: "prod"}); err == nil {
			t.Error("the word is taken in another case")
		}
	}
}

func TestAddressesOfOneServer(t *testing.T) {
	for _, tc := range []struct {
		stored profile.Profile
		server string
		same   bool
	}{
		{profile.Profile{Server: "https://id.example.org"}, "ID.example.org", true},
		{profile.Profile{Server: "https://id.example.org"}, "https://id.example.org:443/", true},
		{profile.Profile{Server: "HTTPS://ID.Example.ORG./"}, "id.example.org", true},
		{profile.Profile{Server: "https://id.example.org:8443"}, "id.example.org", false},
		{profile.Profile{Server: "http://id.example.org", PlainHTTP: true}, "id.example.org", true},
		{profile.Profile{Server: "https://localhost:8443"}, "127.0.0.1:8443", true},
		{profile.Profile{Server: "https://[::1]:8443"}, "localhost:8443", true},
		{profile.Profile{Server: "https://[2001:DB8::0:1]"}, "2001:db8::1", true},
		{profile.Profile{Server: "https://id.example.org"}, "id.example.com", false},
		{profile.Profile{Server: "https://127.0.0.1:8443"}, "https://127.0.0.1:08443", true},
		{profile.Profile{Server: "https://127.0.0.1:8443"}, "https://ｌｏｃａｌｈｏｓｔ:8443", true},
		{profile.Profile{Server: "https://127.0.0.1:8443"}, "https://１２７.0.0.1:8443", true},
		{profile.Profile{Server: "https://127.0.0.1:8443"}, "https://127。0.0.1:8443", true},
		{profile.Profile{Server: "https://127.0.0.1:8443"}, "https://local%C2%ADhost:8443", true},
		{profile.Profile{Server: "https://127.0.0.1:8443"}, "https://0.0.0.0:8443", true},
		{profile.Profile{Server: "https://127.0.0.1:8443"}, "https://[::]:8443", true},
		{profile.Profile{Server: "https://127.0.0.1:8443"}, "https://id.localhost.:8443", true},
		{profile.Profile{Server: "https://127.0.0.1:8443"}, "https://[::1%25lo]:8443", true},
		{profile.Profile{Server: "https://[2001:db8::1]"}, "https://[2001:db8::1%25eth0]", true},
		{profile.Profile{Server: "https://[fe80::1%25eth0]"}, "https://[fe80::1%252]", true},
		{profile.Profile{Server: "https://local%C2%ADhost:08443"}, "127.0.0.1:8443", true},
		{profile.Profile{Server: "https://bücher.example"}, "XN--bcher-KVA.example:443", true},
		{profile.Profile{Server: "http://id.example.org:443", PlainHTTP: true}, "id.example.org", true},
		{profile.Profile{Server: "https://auth.example.org", ConfigURL: "https://id.example.org/jans-config-api//api/v1/"}, "id.example.org", true},
		{profile.Profile{Server: "https://api.example.org", AuthURL: "https://id.example.org:443/%6Aans-auth"}, "id.example.org", true},
		{profile.Profile{Server: "https://id.example.org", ConfigURL: "https://x/api", AuthURL: "https://x/auth"}, "id.example.org", true},
		{profile.Profile{Server: "https://x", ConfigURL: "https://id.example.org/api"}, "id.example.org", false},
	} {
		tc.stored.Name, tc.stored.ReadOnly = "prod", true
		p := newFile(t, tc.stored)
		c, err := open(t, Settings{Server: tc.server}, p)
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Ops.Writable(); (err != nil) != tc.same {
			t.Errorf("%+v and %s: %v", tc.stored, tc.server, err)
		}
	}
}

// newFile is the environment of a machine with these profiles.
func newFile(t *testing.T, profiles ...profile.Profile) map[string]string {
	t.Helper()
	env := map[string]string{"JANSADM_HOME": t.TempDir(), envClientID: "c", envClientSecret: "s"}
	file := profile.Open(profile.DefaultPaths(environment(env)).Profiles())
	for _, p := range profiles {
		if err := file.Add(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	return env
}

// The guards of several profiles add up.
func TestTheStrictestGuardsHold(t *testing.T) {
	server := profile.Profile{Server: "https://id.example.org"}
	one, two, three := server, server, server
	one.Name, one.ConfirmWord = "one", "uno"
	two.Name, two.ConfirmWord, two.RequireReason = "two", "due", true
	three.Name, three.ConfirmWord = "three", "uno"
	c, err := open(t, Settings{Profile: "two"}, newFile(t, one, two, three))
	if err != nil {
		t.Fatal(err)
	}
	want := ops.Guards{ConfirmWord: "due uno", WordOf: "two and one", RequireReason: true, ReasonOf: "two"}
	if got := c.Ops.Guards(); got != want {
		t.Errorf("%+v", got)
	}
	c, err = open(t, Settings{Profile: "two", ReadOnly: true}, newFile(t, one, two, three))
	if err != nil {
		t.Fatal(err)
	}
	refusedFor(t, c.Ops.Writable(), "this session is read-only", "start without --read-only")
}

// A connection heeds what another process makes of the profiles, at each change and each request.
func TestGuardsOfAnotherProcess(t *testing.T) {
	p := newPlace(t, sandbox.Options{})
	p.save(p.profile("prod"))
	p.client()
	c := p.start(Settings{Profile: "prod"})
	if err := setLifetime(t, c.Ops, "600", ops.Consent{Yes: true}); err != nil {
		t.Fatal(err)
	}
	change := func(edit func(*profile.Profile)) {
		t.Helper()
		another := profile.Open(p.file.Path())
		if err := another.Edit(t.Context(), "prod", func(now *profile.Profile) error { edit(now); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	change(func(now *profile.Profile) { now.ConfirmWord = "live" })
	refusedFor(t, setLifetime(t, c.Ops, "700", ops.Consent{Yes: true}), "the word live")
	change(func(now *profile.Profile) { now.ConfirmWord, now.RequireReason = "", true })
	refusedFor(t, setLifetime(t, c.Ops, "700", ops.Consent{Yes: true}), "wants a reason")
	if !c.Ops.NeedsReason() {
		t.Error("nobody would be asked for a reason")
	}
	change(func(now *profile.Profile) { now.RequireReason = false })
	if err := setLifetime(t, c.Ops, "700", ops.Consent{Yes: true}); err != nil {
		t.Error(err)
	}
	change(func(now *profile.Profile) { now.ReadOnly = true })
	refusedFor(t, setLifetime(t, c.Ops, "800", ops.Consent{Yes: true}), "the profile prod is read-only")
	if _, _, err := c.api.Properties.Patch(t.Context(), nil); transport.KindOf(err) != transport.KindReadOnly || !strings.Contains(err.Error(), "the profile prod is read-only") {
		t.Errorf("past the guard: %v", err)
	}
	if err := os.WriteFile(p.file.Path(), []byte("profiles: ["), 0o600); err != nil {
		t.Fatal(err)
	}
	refusedFor(t, c.Ops.Writable(), "cannot be read", p.file.Path())
	if _, _, err := c.api.Properties.Patch(t.Context(), nil); transport.KindOf(err) != transport.KindReadOnly {
		t.Errorf("past the guard: %v", err)
	}
}

// The embedded server has an address as well.
func TestGuardsHoldForTheSandbox(t *testing.T) {
	env := newFile(t)
	c, err := open(t, Settings{Sandbox: true}, env)
	if err != nil {
		t.Fatal(err)
	}
	file := profile.Open(profile.DefaultPaths(environment(env)).Profiles())
	if err := file.Add(t.Context(), profile.Profile{Name: "box", Server: c.Ops.Server(), ReadOnly: true}); err != nil {
		t.Fatal(err)
	}
	refusedFor(t, c.Ops.Writable(), "the profile box is read-only")
}
