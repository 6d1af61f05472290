package client_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/auth/store"
	"github.com/jansadm/jansadm/client/profile"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/client/transport"
)

// console is somebody at a terminal who signs in to a sandbox of which he turns the clock.
type console struct {
	clock    *sandbox.ManualClock
	info     sandbox.Info
	tr       *transport.Transport
	server   auth.Server
	signIn   *auth.SignIn
	sessions auth.Sessions
}

func newConsole(t *testing.T, user string, options transport.Options) *console {
	t.Helper()
	c := &console{clock: sandbox.NewManualClock(time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC))}
	s, err := sandbox.Open(t.Context(), sandbox.Options{Clock: c.clock, AutoApprove: user, SelfSigned: options.Pin != ""})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(context.WithoutCancel(t.Context())); err != nil {
			t.Error(err)
		}
	})
	c.info = s.Info()
	options.Transport = s.Transport()
	if options.Pin != "" {
		options.Pin, options.Transport = c.info.Fingerprint, nil
	}
	options.Now = c.clock.Now
	if c.tr, err = transport.New(options); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(c.tr.Close)
	if c.server, err = auth.Discover(t.Context(), c.tr, c.info.URL); err != nil {
		t.Fatal(err)
	}
	c.signIn = auth.NewSignIn(auth.SignInOptions{
		Transport: c.tr, Server: c.server, ClientID: c.info.TUIID, ClientSecret: c.info.TUISecret, Scopes: client.Scopes(false), Now: c.clock.Now,
		Sleep: func(ctx context.Context, d time.Duration) error { c.clock.Advance(d); return ctx.Err() },
	})
	c.sessions = auth.Sessions{Store: store.Open(store.Options{Dir: t.TempDir(), Place: profile.PlaceFile}), Profile: "sample"}
	return c
}

func (c *console) login(t *testing.T) auth.Session {
	t.Helper()
	code, err := c.signIn.Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(code.CompleteURL, c.info.URL) || !strings.Contains(code.CompleteURL, code.UserCode) {
		t.Errorf("got %+v", code)
	}
	session, err := c.signIn.Wait(t.Context(), code, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.sessions.Save(t.Context(), session); err != nil {
		t.Fatal(err)
	}
	return session
}

func (c *console) client(t *testing.T) *client.Client {
	t.Helper()
	api, err := client.New(client.Config{BaseURL: c.info.URL, Tokens: c.signIn.Tokens(c.sessions), Transport: c.tr})
	if err != nil {
		t.Fatal(err)
	}
	return api
}

func (c *console) whoami(t *testing.T, session auth.Session) auth.Identity {
	t.Helper()
	identity, err := auth.Whoami(t.Context(), c.tr, c.server, session)
	if err != nil {
		t.Fatal(err)
	}
	return identity
}

func TestAdministratorSignsIn(t *testing.T) {
	c := newConsole(t, "admin", transport.Options{})
	session := c.login(t)
	identity := c.whoami(t, session)
	if missing := client.Missing(identity.Scopes, false); len(missing) > 0 || identity.Person.Login != "admin" || identity.Person.Inum == "" ||
		!slices.Contains(identity.Person.Roles, "api-admin") && !slices.Contains(identity.Person.Roles, "admin") {
		t.Errorf("missing %q of %+v", missing, identity.Person)
	}
	api := c.client(t)
	list := func() error { _, err := api.Scopes.List(t.Context(), client.Query{Limit: 1}); return err }
	if err := list(); err != nil {
		t.Fatal(err)
	}
	// Refresh tokens live for four hours, the person's token for 30 days.
	tokens := c.signIn.Tokens(c.sessions)
	for _, later := range []time.Duration{time.Hour, 5 * time.Hour} {
		c.clock.Advance(later)
		old, err := tokens.Token(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		tokens.Invalidate(old)
		if fresh, err := tokens.Token(t.Context()); err != nil || fresh == old {
			t.Errorf("after %s: %v", later, err)
		}
	}
	c.clock.Advance(31 * 24 * time.Hour)
	if err := list(); !errors.As(err, new(*auth.LoginRequiredError)) {
		t.Errorf("after a month: %v", err)
	}
	c.login(t)
	if err := list(); err != nil {
		t.Fatal(err)
	}
	if err := c.signIn.Logout(t.Context(), c.sessions); err != nil {
		t.Error(err)
	}
	// The token of before is revoked, and no login is left to renew it.
	if err := list(); !errors.As(err, new(*auth.LoginRequiredError)) {
		t.Errorf("after signing out: %v", err)
	}
}

func TestAuditorMayOnlyRead(t *testing.T) {
	c := newConsole(t, "auditor", transport.Options{})
	identity := c.whoami(t, c.login(t))
	if missing := client.Missing(identity.Scopes, true); len(missing) > 0 {
		t.Errorf("to read: missing %q", missing)
	}
	if missing := client.Missing(identity.Scopes, false); !slices.Contains(missing, client.ScopeScopesWrite) {
		t.Errorf("to write: missing %q", missing)
	}
	if _, err := c.client(t).Scopes.List(t.Context(), client.Query{Limit: 1}); err != nil {
		t.Error(err)
	}
}

func TestSignInWithPinnedCertificate(t *testing.T) {
	c := newConsole(t, "admin", transport.Options{Pin: "that of the sandbox"})
	c.login(t)
	if _, err := c.client(t).Scopes.List(t.Context(), client.Query{Limit: 1}); err != nil {
		t.Error(err)
	}
	seen, err := transport.Inspect(t.Context(), c.info.URL)
	if err != nil || seen.Fingerprint != c.info.Fingerprint || len(seen.Names) > 0 || !seen.SelfSigned {
		t.Errorf("%+v, %v", seen, err)
	}
}

func TestUserWithoutRoleIsTurnedAway(t *testing.T) {
	c := newConsole(t, "maria", transport.Options{})
	code, err := c.signIn.Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	_, err = c.signIn.Wait(t.Context(), code, nil)
	var refused *auth.LoginError
	if !errors.As(err, &refused) || refused.Reason != auth.LoginNoPermission {
		t.Errorf("got %v", err)
	}
}
