package connect

import (
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/auth/store"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/profile"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/client/transport"
)

func TestFromNothingToWork(t *testing.T) {
	p := newPlace(t, sandbox.Options{AutoApprove: "admin"})
	if list, err := p.Profiles(t.Context()); len(list) != 0 || err != nil {
		t.Errorf("%v, %v", list, err)
	}
	if _, err := p.Start(t.Context()); !errors.As(err, new(*NoServerError)) || ops.Explain(err).Kind != ops.ProblemUsage {
		t.Errorf("%v", err)
	}
	seen, err := p.Look(t.Context(), p.profile("prod"))
	if err != nil || seen.Server != p.info.URL || seen.Issuer != p.info.URL || seen.AuthURL != p.info.URL+"/jans-auth" ||
		seen.ConfigURL != p.info.URL+"/jans-config-api/api/v1" || !strings.Contains(seen.Health, "UP") {
		t.Errorf("%+v, %v", seen, err)
	}
	if where := p.save(p.profile("prod")); where != "in the keyring of this computer" {
		t.Errorf("the secret is kept %s", where)
	}
	opened := p.open("prod")
	looked := len(opened.Calls())
	if _, err := opened.Ops.Load(t.Context()); !errors.As(err, new(*auth.LoginRequiredError)) || looked != 2 || len(opened.Calls()) != looked {
		t.Errorf("%v after %v", err, opened.Calls())
	}
	var codes []access.Code
	if err := p.SignIn(t.Context(), "prod", func(c access.Code) { codes = append(codes, c) }); err != nil {
		t.Fatal(err)
	}
	if len(codes) < 2 || codes[0].UserCode == "" || !strings.HasPrefix(codes[0].CompleteURL, p.info.URL) || !codes[0].Expires.After(p.clock.Now()) {
		t.Errorf("%+v", codes)
	}
	requireSignInCalls(t, p, opened.Calls()[looked:])
	// The connection of before goes on with the login.
	if err := setLifetime(t, opened.Ops, "600", ops.Consent{Yes: true}); err != nil || opened.Ops.User() != "admin" {
		t.Errorf("%v as %q", err, opened.Ops.User())
	}
	again := p.open("prod")
	identity, err := again.Identity(t.Context())
	if err != nil || again.User != "admin" || identity.Person != "admin" || !identity.Renewable || len(identity.MissingFull) != 0 || len(identity.Roles) == 0 ||
		identity.ClientID != p.info.TUIID || identity.Kept != "in the keyring of this computer" || !strings.Contains(strings.Join(identity.ServerNotes, "\n"), "UP") ||
		!strings.Contains(strings.Join(identity.ServerNotes, "\n"), "version: Jans authentication server 0.0.0") {
		t.Errorf("%+v, %v", identity, err)
	}
	if calls := again.Calls(); len(calls) == 0 || calls[0].Method == "" || calls[0].Status != 200 {
		t.Errorf("%+v", calls)
	}
	if list, err := p.Profiles(t.Context()); err != nil || len(list) != 1 || !list[0].Default || !list[0].SignedIn || list[0].Person != "admin" || list[0].Kept != identity.Kept {
		t.Errorf("%+v, %v", list, err)
	}
	if err := p.SignOut(t.Context(), "prod"); err != nil {
		t.Fatal(err)
	}
	if _, err := opened.Ops.Load(t.Context()); !errors.As(err, new(*auth.LoginRequiredError)) {
		t.Errorf("after signing out: %v", err)
	}
	if err := p.SignOut(t.Context(), "prod"); !errors.As(err, new(*auth.LoginRequiredError)) {
		t.Errorf("signed out again: %v", err)
	}
}

// requireSignInCalls looks for the requests of a sign-in, without anything secret: the polls are one.
func requireSignInCalls(t *testing.T, p *place, calls []access.Call) {
	t.Helper()
	var ops []string
	for _, call := range calls {
		ops = append(ops, call.Op)
		if !strings.HasPrefix(call.URL, p.info.URL) || !strings.HasPrefix(call.Curl, "curl ") || call.Times < 1 {
			t.Errorf("%+v", call)
		}
	}
	want := []string{
		"read the OpenID configuration", "start the sign-in", "sign in", "sign in", "ask who has signed in", "get this person's permissions", "ask the auth server about a token",
	}
	if !slices.Equal(ops, want) {
		t.Fatalf("the requests are %q", ops)
	}
	if pending := calls[2]; pending.Failure != "the server refused the request: authorization_pending" || pending.Status != http.StatusBadRequest {
		t.Errorf("%+v", pending)
	}
	secrets := []string{p.info.TUISecret, p.info.Users[0].Password, "eyJ"}
	for _, kept := range p.system.Keyring.(keyrings) {
		for _, token := range regexp.MustCompile(`"([\w.-]{20,})"`).FindAllStringSubmatch(kept, -1) {
			secrets = append(secrets, token[1])
		}
	}
	if len(secrets) < 6 {
		t.Errorf("only %q are looked for", secrets)
	}
	shown := fmt.Sprintf("%+v", calls)
	for _, secret := range secrets {
		if secret != p.info.TUIID && strings.Contains(shown, secret) {
			t.Errorf("%s is in %s", secret, shown)
		}
	}
}

// Nobody acts in the name of somebody else who has signed in elsewhere; whoever signs in through this program is the one who acts.
func TestAnotherPersonSignsIn(t *testing.T) {
	p, q := newPlace(t, sandbox.Options{AutoApprove: "admin"}), newPlace(t, sandbox.Options{AutoApprove: "auditor"})
	for _, at := range []*place{p, q} {
		at.save(at.profile("prod"))
		at.signIn("prod")
	}
	opened := p.open("prod")
	if _, err := opened.Ops.Load(t.Context()); err != nil || opened.Ops.User() != "admin" {
		t.Fatalf("%v as %q", err, opened.Ops.User())
	}
	// Another process keeps the login of another person.
	theirs, mine := p.gate(Settings{}).stores.at(""), p.stores.at("")
	key := store.Key{Profile: "prod", Kind: store.Session}
	before, err := mine.Get(t.Context(), key)
	if err != nil {
		t.Fatal(err)
	}
	session := strings.NewReplacer(`"login":"admin"`, `"login":"auditor"`, `"inum":"`, `"inum":"other-`).Replace(before)
	if err := theirs.Set(t.Context(), key, session); err != nil {
		t.Fatal(err)
	}
	calls := len(opened.Calls())
	_, err = opened.Ops.Load(t.Context())
	if problem := ops.Explain(err); problem.Kind != ops.ProblemUnauthenticated || !strings.Contains(problem.Message, "auditor has signed in") ||
		!strings.Contains(problem.Message, "it was admin") || len(opened.Calls()) != calls || opened.Ops.User() != "admin" {
		t.Errorf("%+v as %q", problem, opened.Ops.User())
	}
	// Who signs in here is the one who acts, also when it is another one than before.
	p.signedIn("prod", auth.Person{Login: "auditor"})
	if _, err := opened.Ops.Load(t.Context()); err != nil || opened.Ops.User() != "auditor" {
		t.Errorf("%v as %q", err, opened.Ops.User())
	}
	p.signIn("prod")
	if _, err := opened.Ops.Load(t.Context()); err != nil || opened.Ops.User() != "admin" {
		t.Errorf("%v as %q", err, opened.Ops.User())
	}
}

// The server's audit log is told who it is.
func TestThePersonIsNamedToTheServer(t *testing.T) {
	p := newPlace(t, sandbox.Options{AutoApprove: "admin"})
	p.save(p.profile("prod"))
	p.signIn("prod")
	inum := ""
	seen, err := transport.New(transport.Options{Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
		inum = r.Header.Get("User-inum")
		return &http.Response{StatusCode: http.StatusOK, Header: http.Header{}, Body: http.NoBody}, nil
	})})
	if err != nil {
		t.Fatal(err)
	}
	c := &Connection{}
	c.login(t.Context(), p.Gate, target{transport: seen, signer: p.signer(way{transport: seen}, profile.Profile{Name: "prod"}, "")})
	if _, err := seen.Do(t.Context(), transport.Request{Method: http.MethodGet, URL: "https://id.example.org"}); err != nil {
		t.Fatal(err)
	}
	if inum == "" || c.actor.name() != "admin" {
		t.Errorf("%q acts with the inum %q", c.actor.name(), inum)
	}
}

// A secret of the environment that comes with another client is not the profile's.
func TestSecretOfAnotherClient(t *testing.T) {
	p := newPlace(t, sandbox.Options{AutoApprove: "admin"})
	p.save(p.profile("prod"))
	p.env[envClientID], p.env[envClientSecret] = p.info.ClientID, p.info.ClientSecret
	p.signIn("prod")
	p.env[envClientID] = ""
	if err := p.SignIn(t.Context(), "prod", func(access.Code) {}); !errors.As(err, new(*auth.LoginError)) {
		t.Errorf("with a wrong secret: %v", err)
	}
}

func TestReadOnlyProfileWritesByNoPath(t *testing.T) {
	p := newPlace(t, sandbox.Options{AutoApprove: "admin"})
	stored := p.profile("prod")
	stored.ReadOnly = true
	p.save(stored)
	p.signIn("prod")
	for name, g := range map[string]*Gate{"no flag": p.Gate, "by its name": p.gate(Settings{Profile: "prod"})} {
		c, err := g.Start(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var refused *ops.RefusedError
		if err := setLifetime(t, c.Ops, "600", ops.Consent{Yes: true}); !errors.As(err, &refused) || !c.Ops.ReadOnly() ||
			!strings.Contains(refused.Why, "prod") || !strings.Contains(refused.Hint, "profile edit prod") {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := c.api.Scopes.Delete(t.Context(), "x"); ops.Explain(err).Kind != ops.ProblemRefused {
			t.Errorf("%s: past the guards: %v", name, err)
		}
	}
	p.env[envAccessToken] = "whatever"
	if c, err := p.Start(t.Context()); err != nil || !c.Ops.ReadOnly() {
		t.Errorf("with a token of the environment: %v", err)
	}
}

func TestProfileGuards(t *testing.T) {
	p := newPlace(t, sandbox.Options{AutoApprove: "admin"})
	stored := p.profile("prod")
	stored.ConfirmWord, stored.RequireReason, stored.Color = "production", true, "red"
	p.save(stored)
	p.signIn("prod")
	o := p.open("prod").Ops
	for _, consent := range []ops.Consent{{Yes: true}, {Yes: true, Reason: "r"}, {Yes: true, Word: "production"}} {
		if err := setLifetime(t, o, "600", consent); ops.Explain(err).Kind != ops.ProblemRefused {
			t.Errorf("%+v: %v", consent, err)
		}
	}
	if err := setLifetime(t, o, "600", ops.Consent{Yes: true, Reason: "r", Word: "production"}); err != nil {
		t.Error(err)
	}
}

func TestPinnedServer(t *testing.T) {
	p := newPlace(t, sandbox.Options{AutoApprove: "admin", SelfSigned: true})
	stored := p.profile("prod")
	stored.CACert = ""
	_, err := p.Look(t.Context(), stored)
	var trouble *access.CertificateProblem
	if !errors.As(err, &trouble) || !trouble.MayPin || trouble.PinChanged || strings.Count(trouble.Fingerprint, ":") != 31 || trouble.Hint == "" {
		t.Fatalf("%+v, %v", trouble, err)
	}
	stored.Pin = trouble.Fingerprint
	if _, err := p.Look(t.Context(), stored); err != nil {
		t.Fatal(err)
	}
	p.save(stored)
	p.signIn("prod")
	if _, err := p.open("prod").Ops.Load(t.Context()); err != nil {
		t.Fatal(err)
	}
	// Another certificate than the pinned one: nothing is sent, and it is said loudly.
	stored.Pin = strings.Repeat("ab", 32)
	if _, err := p.Save(t.Context(), "prod", stored, access.Secret{}); err != nil {
		t.Fatal(err)
	}
	for name, err := range map[string]error{
		"look":    func() error { _, err := p.Look(t.Context(), stored); return err }(),
		"sign in": p.SignIn(t.Context(), "prod", func(access.Code) {}),
	} {
		if !errors.As(err, &trouble) || !trouble.PinChanged || !strings.Contains(err.Error(), "HAS CHANGED") || ops.Explain(err).Kind != ops.ProblemUnreachable {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := p.open("prod").Ops.Load(t.Context()); err == nil || !strings.Contains(err.Error(), "HAS CHANGED") {
		t.Errorf("%v", err)
	}
}

// Secrets go along when a profile gets another name or another place for them, and go with it.
func TestSignOutWithoutTheServer(t *testing.T) {
	p := newPlace(t, sandbox.Options{AutoApprove: "admin"})
	p.save(p.profile("prod"))
	p.signIn("prod")
	err := p.file.Edit(t.Context(), "prod", func(now *profile.Profile) error { now.Server = "https://127.0.0.1:1"; return nil })
	if err != nil {
		t.Fatal(err)
	}
	if err := p.SignOut(t.Context(), "prod"); !errors.As(err, new(*auth.RevocationError)) {
		t.Errorf("%v", err)
	}
	if list, err := p.Profiles(t.Context()); err != nil || list[0].SignedIn {
		t.Errorf("%+v, %v", list, err)
	}
}

func TestTwoProfilesAtOnce(t *testing.T) {
	p, q := newPlace(t, sandbox.Options{AutoApprove: "admin"}), newPlace(t, sandbox.Options{AutoApprove: "auditor"})
	p.save(p.profile("one"))
	p.signIn("one")
	second := q.profile("two")
	if _, err := p.Save(t.Context(), "", second, access.NewSecret(q.info.TUISecret)); err != nil {
		t.Fatal(err)
	}
	p.system.Sleep = q.system.Sleep // the waits of the second server are told to its clock
	p.Gate = p.gate(Settings{})
	p.signIn("two")
	one, two := p.open("one"), p.open("two")
	if err := setLifetime(t, one.Ops, "601", ops.Consent{Yes: true}); err != nil || one.Ops.Server() == two.Ops.Server() {
		t.Error(err)
	}
	if err := setLifetime(t, two.Ops, "602", ops.Consent{Yes: true}); ops.Explain(err).Kind != ops.ProblemNotPermitted {
		t.Errorf("the auditor: %v", err)
	}
	if page, err := two.Ops.List(t.Context(), change.Scope, ops.Query{}); err != nil || len(page.Entities) == 0 {
		t.Errorf("%v", err)
	}
	if identity, err := two.Identity(t.Context()); err != nil || identity.Person != "auditor" || len(identity.MissingRead) != 0 || len(identity.MissingFull) == 0 {
		t.Errorf("%+v, %v", identity, err)
	}
}

func TestSkewIsNoticed(t *testing.T) {
	p := newPlace(t, sandbox.Options{})
	p.env[envClientID], p.env[envClientSecret] = p.info.ClientID, p.info.ClientSecret
	for off, want := range map[time.Duration]string{
		0: "", 30 * time.Second: "", -90 * time.Minute: "is 1h30m0s ahead", 90 * time.Minute: "is 1h29m59s behind", // Date is cut to seconds
	} {
		p.system.Now = func() time.Time { return p.clock.Now().Add(off) }
		c, err := p.gate(Settings{Server: p.info.URL, CACert: p.info.CAFile}).Start(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if c.Skew() != nil {
			t.Error("before any answer")
		}
		identity, err := c.Identity(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		skew := c.Skew()
		if (skew != nil) != (want != "") || skew != nil && (!strings.Contains(skew.Error(), want) || !slices.Contains(identity.ServerNotes, skew.Error())) {
			t.Errorf("off by %s: %v, %q", off, skew, identity.ServerNotes)
		}
	}
}
