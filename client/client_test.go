package client

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/transport"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const base = "https://jans.example"

// server answers without a socket and writes down what it was asked.
type server struct {
	calls  []string
	answer func(w http.ResponseWriter, r *http.Request)
}

func (s *server) RoundTrip(r *http.Request) (*http.Response, error) {
	line := r.Method + " " + r.URL.Path
	if token := r.Header.Get("Authorization"); token != "" {
		line += " " + token
	}
	if r.Body != nil {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		if len(body) > 0 {
			line += " " + r.Header.Get("Content-Type") + " " + string(body)
		}
	}
	s.calls = append(s.calls, line)
	w := httptest.NewRecorder()
	s.answer(w, r)
	return w.Result(), nil
}

func text(status int, body string) func(http.ResponseWriter, *http.Request) {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func connect(t *testing.T, s *server, tokens auth.TokenSource, readOnly bool) *Client {
	t.Helper()
	tr, err := transport.New(transport.Options{
		Transport: s, ReadOnly: readOnly, Retry: transport.Retry{Attempts: 1}, NewID: func() string { return "id-1" },
	})
	if err != nil {
		t.Fatal(err)
	}
	c, err := New(Config{BaseURL: base, Tokens: tokens, Transport: tr})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (s *server) expect(t *testing.T, calls ...string) {
	t.Helper()
	if got, want := strings.Join(s.calls, "\n"), strings.Join(calls, "\n"); got != want {
		t.Errorf("called\n%s\nwant\n%s", got, want)
	}
	s.calls = nil
}

func TestProperties(t *testing.T) {
	s := &server{answer: text(200, `{"accessTokenLifetime":300,"big":12345678901234567890}`)}
	c := connect(t, s, auth.Static("tok"), false)
	doc, err := c.Properties.Get(t.Context())
	if err != nil || string(doc.Get("big")) != "12345678901234567890" {
		t.Errorf("got %v, %v", doc, err)
	}
	s.expect(t, "GET /jans-config-api/api/v1/jans-auth-server/config Bearer tok")

	patch := document.Patch{
		{Op: document.OpTest, Path: "/accessTokenLifetime", Value: []byte("300")},
		{Op: document.OpReplace, Path: "/cookieDomain", Value: []byte(`"<a>&b"`)},
		{Op: document.OpReplace, Path: "/tosUri", Value: nil},
	}
	doc, id, err := c.Properties.Patch(t.Context(), patch)
	if err != nil || id != "id-1" || len(doc) != 2 {
		t.Errorf("got %v, %q, %v", doc, id, err)
	}
	s.expect(t, `PATCH /jans-config-api/api/v1/jans-auth-server/config Bearer tok application/json-patch+json `+
		`[{"op":"test","path":"/accessTokenLifetime","value":300},{"op":"replace","path":"/cookieDomain","value":"<a>&b"},{"op":"replace","path":"/tosUri","value":null}]`)

	if _, _, err := c.Properties.Patch(t.Context(), nil); err != nil {
		t.Error(err)
	}
	s.expect(t, `PATCH /jans-config-api/api/v1/jans-auth-server/config Bearer tok application/json-patch+json []`)

	_, _, err = c.Properties.Patch(t.Context(), document.Patch{{Op: document.OpReplace, Path: "/x", Value: []byte("{")}})
	if KindOf(err) != KindInvalid {
		t.Errorf("a value that is no JSON: %v", err)
	}
	s.expect(t)

	s.answer = text(200, `["health_check","userinfo"]`)
	if flags, err := c.Properties.KnownFlags(t.Context()); err != nil || fmt.Sprint(flags) != "[health_check userinfo]" {
		t.Errorf("got %v, %v", flags, err)
	}
	s.answer = text(200, `{"databaseName":"jansdb"}`)
	if doc, err := c.Properties.Persistence(t.Context()); err != nil || len(doc) != 1 {
		t.Errorf("got %v, %v", doc, err)
	}
	s.expect(t, "GET /jans-config-api/api/v1/jans-auth-server/config/feature-flags Bearer tok",
		"GET /jans-config-api/api/v1/jans-auth-server/config/persistence Bearer tok")
}

func TestAnswersThatAreNotUnderstood(t *testing.T) {
	calls := map[string]func(*Client) error{
		"get":         func(c *Client) error { _, err := c.Properties.Get(t.Context()); return err },
		"patch":       func(c *Client) error { _, _, err := c.Properties.Patch(t.Context(), nil); return err },
		"flags":       func(c *Client) error { _, err := c.Properties.KnownFlags(t.Context()); return err },
		"persistence": func(c *Client) error { _, err := c.Properties.Persistence(t.Context()); return err },
		"live":        func(c *Client) error { _, err := c.Health.Live(t.Context()); return err },
		"ready":       func(c *Client) error { _, err := c.Health.Ready(t.Context()); return err },
		"health":      func(c *Client) error { _, err := c.Health.Check(t.Context()); return err },
		"auth health": func(c *Client) error { _, err := c.Health.AuthServer(t.Context()); return err },
		"version":     func(c *Client) error { _, err := c.Health.Version(t.Context()); return err },
		"discovery":   func(c *Client) error { _, err := c.Discovery.Get(t.Context()); return err },
		"list":        func(c *Client) error { _, err := c.Scopes.List(t.Context(), Query{}); return err },
		"entry":       func(c *Client) error { _, err := c.Claims.Get(t.Context(), "x"); return err },
		"users":       func(c *Client) error { _, err := c.ScopeUsers(t.Context(), "x"); return err },
	}
	for name, call := range calls {
		for _, body := range []string{"<html><title>Sign in</title></html>", `"text"`, "tex", "null", "17"} {
			s := &server{answer: text(200, body)}
			err := call(connect(t, s, auth.Static("tok"), false))
			var e *Error
			if !errors.As(err, &e) || e.Kind != KindProtocol || e.Hint == "" || e.RequestID != "id-1" || e.Unknown != (name == "patch") {
				t.Errorf("%s answered %q: %v", name, body, err)
			}
			if strings.HasPrefix(body, "<") && e != nil && e.Detail != "Sign in" {
				t.Errorf("%s: the page's title is missing in %v", name, err)
			}
		}
	}
}

var errNoToken = errors.New("no token")

// counting hands out t1, t2 …, the next one after each refusal.
type counting struct{ n, failAt int }

func (c *counting) Token(context.Context) (string, error) {
	if c.n+1 == c.failAt {
		return "", errNoToken
	}
	return fmt.Sprintf("t%d", c.n+1), nil
}

func (c *counting) Invalidate(token string) {
	if token == fmt.Sprintf("t%d", c.n+1) {
		c.n++
	}
}

func TestRefusedTokenIsRenewedOnce(t *testing.T) {
	const path = "/jans-config-api/api/v1/jans-auth-server/config"
	patch := " application/json-patch+json []"
	s := &server{}
	s.answer = func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer t2" {
			text(401, "Token is Invalid.")(w, r)
			return
		}
		text(200, "{}")(w, r)
	}
	source := &counting{}
	c := connect(t, s, source, false)
	if _, _, err := c.Properties.Patch(t.Context(), nil); err != nil {
		t.Errorf("with the second token: %v", err)
	}
	s.expect(t, "PATCH "+path+" Bearer t1"+patch, "PATCH "+path+" Bearer t2"+patch)

	source.n = 5
	if _, err := c.Properties.Get(t.Context()); KindOf(err) != KindUnauthenticated {
		t.Errorf("two refused tokens: %v", err)
	}
	s.expect(t, "GET "+path+" Bearer t6", "GET "+path+" Bearer t7")

	c = connect(t, s, auth.Static("old"), false)
	if _, err := c.Properties.Get(t.Context()); KindOf(err) != KindUnauthenticated {
		t.Errorf("a token that cannot be renewed: %v", err)
	}
	s.expect(t, "GET "+path+" Bearer old")

	source.n, source.failAt = 7, 9
	c = connect(t, s, source, false)
	if _, err := c.Properties.Get(t.Context()); !errors.Is(err, errNoToken) {
		t.Errorf("no second token: %v", err)
	}
	s.expect(t, "GET "+path+" Bearer t8")
}

func TestOtherRefusalsKeepTheToken(t *testing.T) {
	for _, body := range []string{"Insufficient scopes! , Required scope: [a], however token scopes: [b]", "connect timed out", ""} {
		s := &server{answer: text(401, body)}
		source := &counting{}
		c := connect(t, s, source, false)
		if _, err := c.Properties.Get(t.Context()); err == nil || len(s.calls) != 1 || source.n != 0 {
			t.Errorf("%q: %v after %d calls", body, err, len(s.calls))
		}
	}
}

func TestReadOnlyGetsNoTokenForAWrite(t *testing.T) {
	s := &server{answer: text(200, "{}")}
	c := connect(t, s, &counting{failAt: 1}, true)
	if _, _, err := c.Properties.Patch(t.Context(), nil); KindOf(err) != KindReadOnly {
		t.Errorf("got %v", err)
	}
	s.expect(t)
	if _, err := connect(t, s, auth.Static("tok"), true).Properties.Get(t.Context()); err != nil {
		t.Error(err)
	}
}

func TestNobodyLoggedIn(t *testing.T) {
	s := &server{answer: text(200, `{"name":"jans-config-api liveness","status":"UP"}`)}
	c := connect(t, s, nil, false)
	if _, err := c.Properties.Get(t.Context()); KindOf(err) != KindUnauthenticated {
		t.Errorf("got %v", err)
	}
	s.expect(t)
	if status, err := c.Health.Live(t.Context()); err != nil || !status.Up() {
		t.Errorf("a public operation: %+v, %v", status, err)
	}
}

func TestVersion(t *testing.T) {
	s := &server{answer: text(200, `[{"title":"jans-config-api-server","version":"2.0.0","build":"1a","buildDate":"2026-07-13 12:00:00"}]`)}
	c := connect(t, s, auth.Static("tok"), false)
	parts, err := c.Health.Version(t.Context())
	if err != nil || !slices.Equal(parts, []Installed{{Title: "jans-config-api-server", Version: "2.0.0", Build: "1a"}}) {
		t.Errorf("got %v, %v", parts, err)
	}
	s.answer = text(200, "")
	if parts, err := c.Health.Version(t.Context()); err != nil || parts != nil {
		t.Errorf("without the helper script: %v, %v", parts, err)
	}
	const path = "GET /jans-config-api/api/v1/health/app-version Bearer tok"
	s.expect(t, path, path)
}

func TestHealth(t *testing.T) {
	s := &server{answer: text(200, `{"name":"jans-config-api readiness","status":"DOWN","error":"e.getMessage()"}`)}
	c := connect(t, s, nil, false)
	if status, err := c.Health.Ready(t.Context()); err != nil || status.Up() || status.Error != "e.getMessage()" {
		t.Errorf("got %+v, %v", status, err)
	}
	s.answer = text(200, `[{"name":"a","status":"UP"},{"name":"b","status":"DOWN"}]`)
	if all, err := c.Health.Check(t.Context()); err != nil || len(all) != 2 || !all[0].Up() || all[1].Up() {
		t.Errorf("got %+v, %v", all, err)
	}
	s.answer = text(200, `{"status":"running","db_status":"online"}`)
	if doc, err := c.Health.AuthServer(t.Context()); err != nil || string(doc.Get("db_status")) != `"online"` {
		t.Errorf("got %v, %v", doc, err)
	}
	s.answer = text(200, "")
	if doc, err := c.Health.AuthServer(t.Context()); err != nil || doc != nil {
		t.Errorf("an auth server that is down: %v, %v", doc, err)
	}
	s.answer = text(503, "")
	if _, err := c.Health.AuthServer(t.Context()); KindOf(err) != KindServer {
		t.Errorf("got %v", err)
	}
	const api = "/jans-config-api/api/v1"
	s.expect(t, "GET "+api+"/health/ready", "GET "+api+"/health", "GET "+api+"/jans-auth-server/health",
		"GET "+api+"/jans-auth-server/health", "GET "+api+"/jans-auth-server/health")
}

func TestDiscovery(t *testing.T) {
	s := &server{answer: func(w http.ResponseWriter, r *http.Request) {
		if !strings.HasPrefix(r.URL.Path, "/jans-auth/") {
			w.WriteHeader(404)
			return
		}
		_, _ = io.WriteString(w, `{"issuer":"x"}`)
	}}
	if doc, err := connect(t, s, nil, false).Discovery.Get(t.Context()); err != nil || !doc.Has("issuer") {
		t.Errorf("got %v, %v", doc, err)
	}
	s.expect(t, "GET /.well-known/openid-configuration", "GET /jans-auth/.well-known/openid-configuration")
}

func TestScopes(t *testing.T) {
	reading := Scopes(true)
	if len(reading) != 5 || reading[0] != ScopePropertiesRead {
		t.Errorf("a read-only connection asks for %v", reading)
	}
	for _, scope := range reading {
		if !strings.HasSuffix(scope, ".readonly") {
			t.Errorf("a read-only connection asks for %s", scope)
		}
	}
	all := Scopes(false)
	if !slices.Equal(all[:len(reading)], reading) || !slices.Contains(all, ScopePropertiesWrite) || !slices.Contains(all, ScopeClaimsDelete) {
		t.Errorf("got %v", all)
	}
	if distinct := slices.Compact(slices.Sorted(slices.Values(all))); len(distinct) != 14 || len(all) != 14 {
		t.Errorf("got %v", all)
	}
}
