package tui_test

import (
	"context"
	"errors"
	"net/http"
	"testing"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/client/transport"
	"github.com/jansadm/jansadm/tui/core"
)

var errRepinned = &transport.CertificateError{
	Host: "jans.example.org", Reason: transport.ReasonPinChanged, Pin: "ab", Presented: transport.Certificate{Fingerprint: "cd"}}

// Another certificate than the pinned one is no line at the bottom: everything stops until somebody has read it, and the header says so from
// then on.
func TestAChangedCertificateStopsEverything(t *testing.T) {
	s := at120(t)
	opened("auth.scopes", "")(s)
	s.server.answer = func(*http.Request) (*http.Response, error) { return nil, errRepinned }
	s.Keys("r")
	s.Expect("The server's certificate has changed", "HAS CHANGED", "Understood")
	s.Keys("esc", "r")
	s.Refuse("Understood")
	s.Expect("certificate changed")
}

// A server that is replaced is away for a moment: who sees that before sees the change all the same. So does who meets it on the way to a token.
func TestAChangedCertificateAfterNoConnection(t *testing.T) {
	for name, err := range map[string]error{"request": errRepinned, "sign-in": changedPin()} {
		t.Run(name, func(t *testing.T) {
			s := at120(t)
			opened("auth.properties", "")(s)
			failure := errors.New("connection refused")
			s.server.answer = func(*http.Request) (*http.Response, error) { return nil, failure }
			s.Keys("r")
			s.Expect("no connection")
			s.Refuse("Understood")
			failure = err
			s.Keys("r")
			s.Expect("The server's certificate has changed", "Understood")
		})
	}
}

// renewed is a gate whose server presents another certificate than a profile has pinned.
func renewed(t *testing.T, profiles ...access.Profile) *portal {
	g := newPortal(t, profiles...)
	g.look = func(p access.Profile) (access.Sighting, error) {
		switch p.Pin {
		case access.PinOf(fingerprint):
			return found(p), nil
		case "":
			return access.Sighting{}, selfMade()
		}
		problem := changedPin()
		problem.MayPin = true
		return access.Sighting{}, problem
	}
	g.signIn = func(context.Context, func(access.Code)) error {
		_, err := g.look(g.profiles[0])
		return err
	}
	return g
}

// A certificate that was renewed, or that the sign-in does not accept, can be compared and pinned where that is told.
func TestPinningTheCertificateOfAProfile(t *testing.T) {
	unpinned := staging
	unpinned.Pin = ""
	for name, p := range map[string]access.Profile{"renewed": staging, "not pinned": unpinned} {
		t.Run(name, func(t *testing.T) {
			g := renewed(t, p)
			s := settle(t, g, "staging", 80, 24)
			s.Keys("esc") // the stop, where there is one, and else nothing: the sign-in has failed
			if name == "not pinned" {
				s.Keys("L")
			}
			s.Expect("c shows the certificate")
			s.Keys("c")
			s.Expect("Certificate of staging", "AB:CD:EF:01:23:45:67:89")
			s.Keys("p")
			s.Expect("Have you compared")
			if g.has("save staging") {
				t.Fatal("it was not waited for the answer")
			}
			s.Type("same")
			s.Keys("enter")
			s.Expect("You are signed in to staging.")
			want := p
			if want.Pin = access.PinOf(fingerprint); g.saved != want || g.secret != "" || !g.has("open staging") {
				t.Errorf("saved %+v; %q", g.saved, g.asked)
			}
		})
	}
}

// The stop leads to the certificate, and from the profiles one comes there as well. An authority helps only where nothing is pinned.
func TestWaysToTheCertificate(t *testing.T) {
	g := renewed(t, prod, staging)
	s := settle(t, g, "prod", 100, 40)
	s.Send(core.Open{ID: "auth.properties"})
	g.server.answer = func(*http.Request) (*http.Response, error) { return nil, errRepinned }
	s.Keys("r")
	s.Expect("Compare")
	s.Keys("y")
	s.Expect("Certificate of prod", "names no host", "f names a CA file")
	s.Keys("f")
	s.Expect("› CA file")
	s.Keys("esc")
	s.Send(core.Jump{ID: "profiles"})
	s.Keys("down", "c")
	s.Expect("Certificate of staging", "STOP.", "p trusts exactly this certificate")
	s.Refuse("f names a CA file", "f ca file")
	s.Keys("f")
	s.Expect("no authority counts")
}

// What is accepted is said to be so, and why.
func TestTheCertificateIsAccepted(t *testing.T) {
	for _, tc := range []struct {
		profile access.Profile
		want    string
	}{
		{access.Profile{Name: "a", Server: "https://jans.example.org"}, "an authority that this machine trusts"},
		{access.Profile{Name: "a", Server: "https://jans.example.org", Pin: access.PinOf(fingerprint)}, "presents the certificate that is pinned"},
		{access.Profile{Name: "a", Server: "https://jans.example.org", Insecure: true}, "is not checked"},
		{access.Profile{Name: "a", Server: "http://127.0.0.1:8080"}, "without encryption"},
	} {
		s := arrive(t, newPortal(t, tc.profile), 80, 24)
		s.Send(core.Open{ID: core.ProfileCertificate, Arg: "a"})
		s.Expect(tc.want)
		s.Keys("r", "esc")
		s.Expect("Welcome")
	}
	s := arrive(t, newPortal(t), 80, 24)
	s.Send(core.Open{ID: core.ProfileCertificate, Arg: "nobody"})
	s.Expect("nobody")
	s.Refuse("is accepted")
}

// What speaks no TLS has no fingerprint, and no authority helps against it.
func TestTheNotTLSPage(t *testing.T) {
	g := newPortal(t)
	looks(access.Sighting{}, access.CertificateOf(&transport.CertificateError{Host: "jans.example.org", Reason: transport.ReasonNotTLS}))(g)
	s := arrive(t, g, 80, 24)
	toDetails(s)
	s.Expect("does not speak TLS")
	s.Refuse("fingerprint", "f names a CA file", "f ca file", "p pin")
}
