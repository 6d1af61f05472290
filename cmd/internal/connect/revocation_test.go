package connect

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/revocation"
	"github.com/jansadm/jansadm/client/sandbox"
)

// The check of a person who has signed in tests with a sign-in of its own, and leaves the kept one alone.
func TestCheckBesideALogin(t *testing.T) {
	p := newPlace(t, sandbox.Options{AutoApprove: "admin"})
	p.save(p.profile("prod"))
	p.signIn("prod")
	c, err := p.Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close(t.Context()) })
	before, err := c.own(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var shown []revocation.Code
	report, err := c.Revocation.Check(t.Context(), revocation.With{ShowCode: func(code revocation.Code) { shown = append(shown, code) }}, nil)
	if err != nil || len(shown) != 1 || shown[0].UserCode == "" || shown[0].URL == "" || len(report.Left) > 0 {
		t.Fatalf("%v, shown %+v, left %v", err, shown, report.Left)
	}
	verdicts := map[string]revocation.Conformity{}
	for _, row := range report.Rows {
		verdicts[row.ID] = row.Verdict
	}
	if verdicts["refresh-hint"] != revocation.KnownGap || verdicts["refresh-takes-access"] != revocation.Conforms || report.Count(revocation.Departs) > 0 {
		t.Errorf("rows: %+v", report.Rows)
	}
	for _, code := range []string{before.Access, before.Person, before.Refresh} {
		if _, err := c.Tokens.Get(t.Context(), code); err != nil {
			t.Errorf("a token of the login is gone: %v", err)
		}
	}
}

// A revocation endpoint on another host gets nothing from this console, and shuts nobody out: the console is what mends it.
func TestRevocationEndpointElsewhere(t *testing.T) {
	p := newPlace(t, sandbox.Options{AutoApprove: "admin"})
	profile := p.profile("prod")
	p.save(profile)
	p.signIn("prod")
	if err := setProperty(t, p.open("prod").Ops, "tokenRevocationEndpoint", `"https://elsewhere.example/revoke"`, ops.Consent{Yes: true}); err != nil {
		t.Fatal(err)
	}
	p.clock.Advance(time.Hour)
	if _, err := p.Look(t.Context(), profile); err != nil {
		t.Errorf("looking: %v", err)
	}
	fresh := p.gate(Settings{})
	opened, err := fresh.Open(t.Context(), "prod")
	if err != nil {
		t.Fatal(err)
	}
	status, err := opened.Revocation.Look(t.Context())
	if err != nil || len(status.Unread) > 0 || !slices.ContainsFunc(status.Findings, func(f revocation.Finding) bool {
		return f.ID == "address-other-host" && len(f.Fix) > 0
	}) {
		t.Errorf("%v; unread %v, findings %+v", err, status.Unread, status.Findings)
	}
	untold := (*auth.RevocationError)(nil)
	if err := fresh.SignOut(t.Context(), "prod"); !errors.As(err, &untold) || !strings.Contains(err.Error(), "elsewhere.example") {
		t.Errorf("signing out: %v", err)
	}
}

// Without a client of its own, whose secret it knows, the console can ask the endpoint and not check it.
func TestRevocationByAccessToken(t *testing.T) {
	p := newPlace(t, sandbox.Options{})
	access, _, err := p.server.Mint(p.info.ClientID, "", "openid")
	if err != nil {
		t.Fatal(err)
	}
	p.env["JANSADM_ACCESS_TOKEN"] = access
	c, err := p.gate(Settings{Server: p.info.URL, CACert: p.info.CAFile}).Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close(t.Context()) })
	if probe, _, err := c.Revocation.Probe(t.Context()); err != nil || probe.Verdict != revocation.Live {
		t.Errorf("%+v, %v", probe, err)
	}
	var notReady *revocation.NotReadyError
	if _, err := c.Revocation.Check(t.Context(), revocation.With{}, nil); !errors.As(err, &notReady) {
		t.Errorf("%v", err)
	}
}
