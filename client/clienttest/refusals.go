package clienttest

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/transport"
)

const (
	jsonPatch   = "application/json-patch+json"
	tokenNeeded = "ONLY TOKEN BASED AUTHORIZATION IS SUPPORTED!"
)

// refusals are requests that the Config API turns away before it looks at any data. The order in which it checks, path, method,
// content type, accepted type, token, is that of its REST framework.
func (s *suite) refusals(t *testing.T) {
	config := s.configURL()
	cases := []struct {
		name    string
		request transport.Request
		status  int
		body    string
		kind    client.Kind
		header  string // that has to be there
		value   string // contained in the header
	}{
		{"no token", transport.Request{Method: "GET", URL: config}, 401, tokenNeeded, client.KindUnauthenticated, "WWW-Authenticate", "Bearer"},
		{"basic credentials", transport.Request{Method: "GET", URL: config, Auth: transport.Basic("a", "b")}, 401, tokenNeeded, client.KindUnauthenticated, "WWW-Authenticate", "Bearer"},
		{"unknown token", transport.Request{Method: "GET", URL: config, Auth: transport.Bearer("no-such-token")}, 401, "Token is Invalid.", client.KindUnauthenticated, "WWW-Authenticate", "Bearer"},
		{"write without a token", transport.Request{Method: "PATCH", URL: config, Body: []byte("[]"), ContentType: jsonPatch}, 401, tokenNeeded, client.KindUnauthenticated, "", ""},
		{"unknown path", transport.Request{Method: "GET", URL: config + "/nosuch"}, 404, "", client.KindNotFound, "", ""},
		{"unknown method", transport.Request{Method: "PUT", URL: config, Body: []byte("{}"), ContentType: "application/json"}, 405, "", client.KindProtocol, "Allow", "PATCH"},
		{"patch as plain JSON", transport.Request{Method: "PATCH", URL: config, Body: []byte("[]"), ContentType: "application/json"}, 415, "", client.KindProtocol, "", ""},
		{"patch without a type", transport.Request{Method: "PATCH", URL: config, Body: []byte("[]"), ContentType: "application/octet-stream"}, 415, "", client.KindProtocol, "", ""},
		{"wanting a page", transport.Request{Method: "GET", URL: config, Accept: "text/html"}, 406, "", client.KindProtocol, "", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			c.request.Op = "be refused"
			response, err := s.transport.Do(t.Context(), c.request)
			var e *client.Error
			if !errors.As(err, &e) || e.Kind != c.kind || e.Status != c.status {
				t.Fatalf("got %v, want %d", err, c.status)
			}
			if body := string(response.Body); body != c.body {
				t.Errorf("body is %q, want %q", body, c.body)
			}
			if c.header != "" && !strings.Contains(response.Header.Get(c.header), c.value) {
				t.Errorf("header %s is %q, want %q in it", c.header, response.Header.Get(c.header), c.value)
			}
			if e.Unknown {
				t.Error("a refusal counts as unknown")
			}
		})
	}
}

// missingScope asks for less than writing needs. Missing permission is 401, never 403.
func (s *suite) missingScope(t *testing.T) {
	limited, err := client.New(client.Config{BaseURL: s.address, Tokens: s.login(client.ScopePropertiesRead), Transport: s.transport})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := limited.Properties.Get(t.Context()); err != nil {
		t.Errorf("reading with the scope for it: %v", err)
	}
	_, _, err = limited.Properties.Patch(t.Context(), nil)
	var e *client.Error
	if !errors.As(err, &e) || e.Kind != client.KindNotPermitted || e.Status != http.StatusUnauthorized {
		t.Fatalf("writing without the scope for it: %v", err)
	}
	if len(e.Needed) != 1 || e.Needed[0] != client.ScopePropertiesWrite || len(e.Held) != 1 || e.Held[0] != client.ScopePropertiesRead {
		t.Errorf("needed %q, held %q in %q", e.Needed, e.Held, e.Message)
	}
}
