package tui_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/kittest"
	"github.com/jansadm/jansadm/tui/tuitest"
)

// Whatever a server, a certificate, another program's file or a profile says, every page on the way is a block without control sequences.
func TestHostileEntrances(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		word := func(name string) string { return kittest.Hostile().Draw(r, name) }
		g := newPortal(t)
		hostile := access.Profile{Name: "x" + word("name"), Server: word("server"), ClientID: word("client"), Person: word("person"), SignedIn: true, Color: word("color"), Pin: word("pin"), Kept: word("kept")}
		g.profiles = []access.Profile{hostile}
		g.legacy = &access.Legacy{Path: word("path"), Server: word("legacy"), ClientID: word("legacy client")}
		g.warnings = []string{word("warning")}
		g.identity = func() (access.Identity, error) {
			return access.Identity{
				Person: word("identity"), Roles: []string{word("role")}, Scopes: []string{word("scope")}, MissingFull: []string{word("missing")}, MissingRead: []string{word("missing")},
				ClientID: word("id"), Issuer: word("issuer"), Kept: word("kept"), ServerNotes: []string{word("note")},
			}, nil
		}
		g.calls = []access.Call{{Op: word("op"), Method: word("method"), Path: word("path"), URL: word("url"), Curl: word("curl"), Failure: word("failure"), RequestID: word("request")}}
		problem := &access.CertificateProblem{
			Message: word("message"), Hint: word("hint"), Subject: word("subject"), Issuer: word("issuer"), Names: []string{word("name")}, Fingerprint: word("fingerprint"), MayPin: true,
		}
		answers := []func(access.Profile) (access.Sighting, error){
			func(access.Profile) (access.Sighting, error) { return access.Sighting{}, problem },
			func(access.Profile) (access.Sighting, error) { return access.Sighting{}, errors.New(word("error")) },
			func(access.Profile) (access.Sighting, error) {
				return access.Sighting{Server: "https://x", Issuer: word("issuer"), AuthURL: word("auth"), ConfigURL: word("config"), Health: word("health")}, nil
			},
		}
		g.look = answers[rapid.IntRange(0, len(answers)-1).Draw(r, "answer")]
		g.signIn = func(context.Context, func(access.Code)) error { return errors.New(word("sign-in")) }
		size := sizes[rapid.IntRange(0, len(sizes)-1).Draw(r, "size")]
		look := func(s *stage) { kittest.RequireBlock(r, strings.Split(s.app.View(), "\n"), size[0], size[1]) }

		page := rapid.SampledFrom([]string{"connect", "profiles", "profile", core.ProfileCertificate, "identity", "requests", "login"}).Draw(r, "page")
		if page == "connect" {
			s := arrive(t, g, size[0], size[1])
			look(s)
			for _, keys := range [][]string{{"end"}, {"c", "h", "enter"}, {"p"}, {"esc"}} {
				s.Keys(keys...)
				look(s)
			}
			return
		}
		s := settle(t, g, hostile.Name, size[0], size[1])
		look(s)
		s.Send(core.Open{ID: page, Arg: hostile.Name})
		look(s)
		s.Keys("?")
		look(s)
		if page == "requests" {
			s.Keys("esc", "enter")
			look(s)
		}
	})
}

// The code to be typed comes from the server as well.
func TestHostileCodes(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		word := func(name string) string { return kittest.Hostile().Draw(r, name) }
		code := access.Code{UserCode: word("code"), URL: word("url"), CompleteURL: word("complete"), Trouble: errors.New(word("trouble"))}
		g := newPortal(t, staging)
		seen := make(chan struct{})
		g.signIn = func(ctx context.Context, show func(access.Code)) error {
			show(code)
			<-seen
			return errors.New("over")
		}
		size := sizes[rapid.IntRange(0, len(sizes)-1).Draw(r, "size")]
		session := g.session(kittest.Mono())
		session.Connect(g.opened("staging"))
		l := tuitest.Go(t, newApp(session), size[0], size[1])
		shows := func(what string) func() bool {
			return func() bool {
				kittest.RequireBlock(r, strings.Split(l.View(), "\n"), size[0], size[1])
				return strings.Contains(l.Screen(), what)
			}
		}
		l.WaitUntil("the code", shows("Open this page"))
		close(seen)
		l.WaitUntil("the end", shows("✗ over"))
	})
}
