package auth

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/transport"
)

const configuration = `{"issuer":"https://jans.example","token_endpoint":"https://jans.example/t","revocation_endpoint":"https://jans.example/r",
"introspection_endpoint":"https://jans.example/i","device_authorization_endpoint":"https://jans.example/d","userinfo_endpoint":"https://jans.example/u",
"new_in_some_version":12345678901234567890}`

func TestDiscover(t *testing.T) {
	server, err := Discover(t.Context(), connect(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/.well-known/openid-configuration" || r.Method != http.MethodGet || r.Header.Get("Authorization") != "" {
			t.Errorf("%s %s", r.Method, r.URL)
		}
		_, _ = w.Write([]byte(configuration))
	}), host+"/")
	if err != nil {
		t.Fatal(err)
	}
	if string(server.Document.Get("new_in_some_version")) != "12345678901234567890" {
		t.Errorf("the document was not kept: %s", server.Document)
	}
	server.Document = nil
	got := []string{server.Issuer, server.TokenEndpoint, server.RevocationEndpoint, server.IntrospectionEndpoint, server.DeviceEndpoint, server.UserinfoEndpoint}
	if want := []string{host, host + "/t", host + "/r", host + "/i", host + "/d", host + "/u"}; !slices.Equal(got, want) {
		t.Errorf("got %q", got)
	}
}

func TestDiscoveryPlaces(t *testing.T) {
	const first, second = "/.well-known/openid-configuration", "/jans-auth/.well-known/openid-configuration"
	type answer struct {
		status int
		body   string
	}
	portal, good := answer{200, "<title>Portal</title>"}, answer{200, configuration}
	cases := []struct {
		name    string
		answers map[string]answer
		kind    transport.Kind // "" for success
		hint    string
	}{
		{"first", map[string]answer{first: good}, "", ""},
		{"second", map[string]answer{first: {404, ""}, second: good}, "", ""},
		{"behind a portal", map[string]answer{first: portal, second: good}, "", ""},
		{"behind a broken proxy", map[string]answer{first: {502, "<html>"}, second: good}, "", ""},
		{"nowhere", map[string]answer{first: {404, ""}, second: {404, ""}}, transport.KindNotFound, host + "/jans-auth"},
		{"starting", map[string]answer{first: {404, ""}, second: {503, ""}}, transport.KindServer, "starting"},
		{"starting behind a proxy", map[string]answer{first: {503, ""}, second: {404, ""}}, transport.KindServer, "starting"},
		{"a portal", map[string]answer{first: portal, second: {404, ""}}, transport.KindProtocol, "Janssen"},
		{"an array", map[string]answer{first: {200, "[]"}, second: {200, "[]"}}, transport.KindProtocol, "Janssen"},
		{"no issuer", map[string]answer{first: {200, `{"token_endpoint":"x"}`}}, transport.KindProtocol, "Janssen"},
		{"no token endpoint", map[string]answer{first: {200, `{"issuer":"x","token_endpoint":7}`}}, transport.KindProtocol, "Janssen"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			asked := map[string]int{}
			tr := connect(t, func(w http.ResponseWriter, r *http.Request) {
				asked[r.URL.Path]++
				answer, ok := c.answers[r.URL.Path]
				if !ok {
					t.Errorf("asked for %s", r.URL.Path)
				}
				w.WriteHeader(answer.status)
				_, _ = w.Write([]byte(answer.body))
			})
			server, err := Discover(t.Context(), tr, host)
			if len(asked) != len(c.answers) {
				t.Errorf("asked %v", asked)
			}
			if c.kind == "" {
				if err != nil || server.Issuer != host {
					t.Errorf("got %v, %v", server.Issuer, err)
				}
				return
			}
			var e *transport.Error
			if !errors.As(err, &e) || e.Kind != c.kind || !strings.Contains(e.Hint, c.hint) {
				t.Errorf("got %v with hint %q", err, e.Hint)
			}
		})
	}
}

func TestDiscoveryOfAHostThatDoesNotAnswer(t *testing.T) {
	calls := 0
	tr, err := transport.New(transport.Options{Transport: failing(func() error { calls++; return errors.New("unplugged") }), Retry: transport.Retry{Attempts: 1}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Discover(t.Context(), tr, host); transport.KindOf(err) != transport.KindUnreachable || calls != 1 {
		t.Errorf("got %v after %d calls", err, calls)
	}
}

type failing func() error

func (f failing) RoundTrip(*http.Request) (*http.Response, error) { return nil, f() }

// An administrator must be able to look at a server whose configuration is broken.
func TestReadConfigurationTakesAnyDocument(t *testing.T) {
	tr := connect(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/below/.well-known/openid-configuration" {
			w.WriteHeader(404)
		}
		_, _ = w.Write([]byte(`{"issuer":""}`))
	})
	doc, err := ReadConfiguration(t.Context(), tr, host, host+"/below")
	if err != nil || len(doc) != 1 {
		t.Errorf("got %v, %v", doc, err)
	}
}
