package connect

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/auth/store"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/client/profile"
	"github.com/jansadm/jansadm/client/sandbox"
)

func TestBadProfilesAreRefusedBeforeTheyAreStored(t *testing.T) {
	p := newPlace(t, sandbox.Options{})
	nothing := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(nothing, []byte("no certificate"), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*access.Profile){
		"a query":           func(p *access.Profile) { p.Server += "/jans-auth?x=1" },
		"plain http":        func(p *access.Profile) { p.Server = "http://id.example.org" },
		"no server":         func(p *access.Profile) { p.Server = "" },
		"a strange name":    func(p *access.Profile) { p.Name = "../x" },
		"the sandbox":       func(p *access.Profile) { p.Name = SandboxName },
		"not a CA":          func(p *access.Profile) { p.CACert = nothing },
		"no such file":      func(p *access.Profile) { p.CACert = nothing + ".none" },
		"half a pair":       func(p *access.Profile) { p.ClientKey = nothing },
		"a short pin":       func(p *access.Profile) { p.Pin = "ab:cd" },
		"pin and insecure":  func(p *access.Profile) { p.Pin, p.Insecure = strings.Repeat("ab", 32), true },
		"a colour of none":  func(p *access.Profile) { p.Color = "mauve" },
		"a control in word": func(p *access.Profile) { p.ConfirmWord = "a\x1bb" },
		"a strange place":   func(p *access.Profile) { p.Place = "cellar" },
		"a service's URL":   func(p *access.Profile) { p.AuthURL = "http://id.example.org/auth" },
	} {
		given := p.profile("prod")
		change(&given)
		if _, err := p.Save(t.Context(), "", given, access.NewSecret("s")); ops.Explain(err).Kind != ops.ProblemUsage {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := os.Stat(p.file.Path()); err == nil {
		t.Error("a file was written")
	}
	for given, want := range map[string]string{
		"id.example.org": "https://id.example.org", "https://id.example.org/": "https://id.example.org", "::1": "https://[::1]", "[::1]:8443": "https://[::1]:8443",
	} {
		profile := p.profile("x")
		profile.Server = given
		if stored, err := p.complete(profile); err != nil || stored.Server != want {
			t.Errorf("%s: %q, %v", given, stored.Server, err)
		}
	}
	plain := p.profile("x")
	plain.Server, plain.PlainHTTP = "http://id.example.org", true
	if stored, err := p.complete(plain); err != nil || stored.Server != "http://id.example.org" {
		t.Errorf("%q, %v", stored.Server, err)
	}
}

func TestSecretsFollowTheProfile(t *testing.T) {
	p := newPlace(t, sandbox.Options{AutoApprove: "admin"})
	p.save(p.profile("prod"))
	p.signIn("prod")
	now := p.profile("prod")
	for _, change := range []func(){
		func() { now.Name = "live" }, func() { now.Name = "Live" }, func() { now.Place = string(profile.PlaceFile) }, func() { now.Name = "live" },
	} {
		before := now.Name
		change()
		if _, err := p.Save(t.Context(), before, now, access.Secret{}); err != nil {
			t.Fatal(err)
		}
		if _, err := p.open(now.Name).Ops.Load(t.Context()); err != nil {
			t.Errorf("as %+v: %v", now, err)
		}
		if err := p.SetDefault(t.Context(), now.Name); err != nil {
			t.Error(err)
		}
	}
	if left := p.system.Keyring.(keyrings); len(left) > 0 {
		t.Errorf("left in the keyring: %d", len(left))
	}
	if err := p.Remove(t.Context(), "live"); err != nil {
		t.Fatal(err)
	}
	left, err := filepath.Glob(filepath.Join(p.stores.dir, "live.*"))
	left = slices.DeleteFunc(left, func(name string) bool { return strings.HasSuffix(name, ".lock") })
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %q, %v", left, err)
	}
}

func TestNoKeyring(t *testing.T) {
	p := newPlace(t, sandbox.Options{AutoApprove: "admin"})
	p.system.Keyring = noKeyring{}
	p.Gate = p.gate(Settings{})
	if where := p.save(p.profile("prod")); !strings.Contains(where, "unencrypted in files") || !strings.Contains(where, "there is no bus") {
		t.Errorf("kept %s", where)
	}
	p.signIn("prod")
	if _, err := p.open("prod").Ops.Load(t.Context()); err != nil {
		t.Error(err)
	}
	p.Gate = p.gate(Settings{}) // which has not met the keyring yet
	renamed := p.profile("live")
	if where, err := p.Save(t.Context(), "prod", renamed, access.Secret{}); err != nil || !strings.Contains(where, "unencrypted in files") {
		t.Errorf("kept %s, %v", where, err)
	}
	if where, err := p.gate(Settings{}).Kept(t.Context(), "live"); err != nil || !strings.Contains(where, "unencrypted in files") {
		t.Errorf("kept %s, %v", where, err)
	}
	if list, err := p.Profiles(t.Context()); err != nil || !list[0].SignedIn || list[0].Place != "" || list[0].SecretsIn != access.PlaceFile ||
		!strings.Contains(list[0].Kept, p.stores.dir+", which only you can read, because") {
		t.Errorf("%+v, %v", list, err)
	}
	if err := p.SignOut(t.Context(), "live"); err != nil {
		t.Error(err)
	}
	p.Gate = p.gate(Settings{})
	if _, err := p.Save(t.Context(), "live", p.profile("prod"), access.Secret{}); err != nil { // there is a secret, and no login
		t.Error(err)
	}
	if err := p.Remove(t.Context(), "prod"); err != nil {
		t.Error(err)
	}
}

// A file that a profile names may go. The profile is named then, and how it gets another; a file that a flag names is the flag's.
func TestFilesOfAProfileThatAreGone(t *testing.T) {
	p := newPlace(t, sandbox.Options{})
	p.save(p.profile("prod"))
	gone := filepath.Join(t.TempDir(), "gone.pem")
	for name, c := range map[string]struct {
		change func(*profile.Profile) error
		flags  Settings
		says   string
		hint   string
	}{
		"CA": {func(now *profile.Profile) error { now.CACert = gone; return nil }, Settings{}, "the profile prod cannot be used: cannot read the CA certificate: open " + gone,
			`"jansadm profile edit prod --ca-cert FILE"`},
		"client certificate": {func(now *profile.Profile) error { now.ClientCert, now.ClientKey = gone, gone; return nil }, Settings{}, "the profile prod cannot be used: ",
			`"jansadm profile edit prod --client-cert FILE --client-key FILE"`},
		"of a flag": {func(*profile.Profile) error { return nil }, Settings{CACert: gone}, "the connection cannot be set up: cannot read the CA certificate", ""},
	} {
		before, err := p.file.Load()
		if err == nil {
			err = p.file.Edit(t.Context(), "prod", c.change)
		}
		if err != nil {
			t.Fatal(err)
		}
		g := p.gate(c.flags)
		_, opening := g.Open(t.Context(), "prod")
		for act, err := range map[string]error{
			"open": opening, "sign in": g.SignIn(t.Context(), "prod", func(access.Code) {}),
		} {
			told := ops.Explain(err)
			if told.Kind != ops.ProblemUsage || !strings.Contains(told.Message, c.says) || !strings.Contains(told.Hint, c.hint) || c.hint == "" && told.Hint != "" {
				t.Errorf("%s, %s: %+v", name, act, told)
			}
		}
		if err := p.file.Edit(t.Context(), "prod", func(now *profile.Profile) error { *now = before.List[0]; return nil }); err != nil {
			t.Fatal(err)
		}
	}
}

// A secret that is kept nowhere is not one that the keyring holds back: where there is no keyring, nothing is in it.
func TestNoSecretIsKept(t *testing.T) {
	for name, ring := range map[string]store.Keyring{"a keyring": keyrings{}, "no keyring": noKeyring{}} {
		p := newPlace(t, sandbox.Options{AutoApprove: "admin"})
		p.system.Keyring = ring
		p.Gate = p.gate(Settings{})
		p.save(p.profile("prod"))
		p.signIn("prod")
		if err := p.stores.at("").Delete(t.Context(), store.Key{Profile: "prod", Kind: store.ClientSecret}); err != nil {
			t.Fatal(err)
		}
		p.Gate = p.gate(Settings{}) // as the next command
		for act, err := range map[string]error{
			"sign in":  p.SignIn(t.Context(), "prod", func(access.Code) {}),
			"sign out": p.SignOut(t.Context(), "prod"),
		} {
			told := ops.Explain(err)
			if !strings.Contains(told.Message, "no client secret is kept for the profile prod") || strings.Contains(told.Message, "keyring") ||
				!strings.Contains(told.Hint, `"jansadm profile edit prod --secret-from-stdin"`) || told.Kind != ops.ProblemUnauthenticated {
				t.Errorf("%s, %s: %+v", name, act, told)
			}
		}
	}
}

// A keyring that is there and locked goes on holding the secrets of a profile that is removed.
func TestLockedKeyring(t *testing.T) {
	p := newPlace(t, sandbox.Options{AutoApprove: "admin"})
	p.save(p.profile("prod"))
	ring := p.system.Keyring
	p.system.Keyring = lockedKeyring{}
	p.Gate = p.gate(Settings{})
	var left *LeftInKeyringError
	if err := p.Remove(t.Context(), "prod"); !errors.As(err, &left) || !strings.Contains(ops.Explain(err).Hint, "prod/") {
		t.Errorf("got %v", err)
	}
	if list, err := p.Profiles(t.Context()); err != nil || len(list) != 0 {
		t.Errorf("%+v, %v", list, err)
	}
	if len(ring.(keyrings)) == 0 {
		t.Error("nothing was left")
	}
}

func TestNothingIsKeptWithTheEnvironment(t *testing.T) {
	p := newPlace(t, sandbox.Options{AutoApprove: "admin"})
	stored := p.profile("prod")
	stored.Place = string(profile.PlaceEnv)
	if _, err := p.Save(t.Context(), "", stored, access.Secret{}); err != nil {
		t.Fatal(err)
	}
	p.env[envClientSecret] = p.info.TUISecret
	p.signIn("prod")
	if _, err := p.open("prod").Ops.Load(t.Context()); err != nil {
		t.Error(err)
	}
	if _, err := os.Stat(p.stores.dir); err == nil {
		if left, _ := filepath.Glob(filepath.Join(p.stores.dir, "*n")); len(left) > 0 {
			t.Errorf("kept %q", left)
		}
	}
	if _, err := p.gate(Settings{}).stores.at(profile.PlaceEnv).Get(t.Context(), store.Key{Profile: "prod", Kind: store.Session}); err == nil {
		t.Error("another process has the login")
	}
}

func TestBrokenProfiles(t *testing.T) {
	p := newPlace(t, sandbox.Options{})
	if err := profile.WritePrivate(p.file.Path(), []byte("profiles: [")); err != nil {
		t.Fatal(err)
	}
	if _, err := p.Profiles(t.Context()); !strings.Contains(ops.Explain(err).Message, p.file.Path()) {
		t.Errorf("%v", err)
	}
	if _, err := p.Save(t.Context(), "", p.profile("prod"), access.Secret{}); err == nil {
		t.Error("written over a broken file")
	}
	aside, err := p.SetAside(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	p.save(p.profile("prod"))
	if kept, err := os.ReadFile(aside); string(kept) != "profiles: [" || err != nil {
		t.Errorf("%q, %v", kept, err)
	}
}

func TestLegacy(t *testing.T) {
	p := newPlace(t, sandbox.Options{})
	if _, ok, err := p.Legacy(t.Context()); ok || err != nil {
		t.Errorf("%v, %v", ok, err)
	}
	ini := filepath.Join(p.env["HOME"], ".config", "jans-cli.ini")
	if err := profile.WritePrivate(ini, []byte("[DEFAULT]\njans_host = jans.example\njca_client_id = 2000.x\n")); err != nil {
		t.Fatal(err)
	}
	if found, ok, err := p.Legacy(t.Context()); !ok || err != nil || found != (access.Legacy{Path: ini, Server: "jans.example", ClientID: "2000.x"}) {
		t.Errorf("%+v, %v, %v", found, ok, err)
	}
}
