package client

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/transport"
	"pgregory.net/rapid"
)

func TestBaseURL(t *testing.T) {
	for address, want := range map[string]string{
		"jans.example":           "https://jans.example",
		" jans.example ":         "https://jans.example",
		"jans.example:8443":      "https://jans.example:8443",
		"jans.example/":          "https://jans.example",
		"https://jans.example":   "https://jans.example",
		"HTTPS://jans.example//": "https://jans.example",
		"127.0.0.1:8443":         "https://127.0.0.1:8443",
		"[::1]:8443":             "https://[::1]:8443",
		"localhost":              "https://localhost",
		"::1":                    "https://[::1]",
		"2001:db8::7":            "https://[2001:db8::7]",
		"HTTP://localhost:8080/": "http://localhost:8080",
		"http://127.0.0.1:8080":  "http://127.0.0.1:8080",
	} {
		if got, err := BaseURL(address); err != nil || got != want {
			t.Errorf("%q: %q, %v", address, got, err)
		}
	}
	for address, want := range map[string]string{
		"": "no server address", "  ": "no server address", "http://jans.example": "in clear", "HTTP://localhost.example:8080": "in clear",
		"ldap://jans.example": "only https", "user:hush@jans.example": "user name or password", "https://hush@jans.example": "user name or password",
		"https://u:hush@jans.example:port": "not a URL", "https://jans.example?token=hush": "query", "https://jans.example/?": "query",
		"https://jans.example#hush": "fragment", "jans.example#": "fragment", "https://jans.example/jans-auth": "host only",
		"https://": "no host name", ":8443": "no host name", "https://:8443": "no host name", "jans example": "not a URL", "jans.example:port": "not a URL",
		"https://[::1": "not a URL", "%zz": "not a URL",
	} {
		got, err := BaseURL(address)
		if KindOf(err) != KindInvalid || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "hush") {
			t.Errorf("%q: %q, %v; want %q", address, got, err, want)
		}
	}
}

func TestPlainBaseURL(t *testing.T) {
	for address, want := range map[string]string{"http://jans.example/": "http://jans.example", "jans.example": "https://jans.example"} {
		if got, err := PlainBaseURL(address); err != nil || got != want {
			t.Errorf("%q: %q, %v", address, got, err)
		}
	}
	if _, err := PlainBaseURL("ftp://jans.example"); KindOf(err) != KindInvalid {
		t.Errorf("got %v", err)
	}
}

func TestBaseURLIsAlwaysAnHTTPSOrigin(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		address := rapid.OneOf(rapid.String(), rapid.StringMatching(`(https?://)?([a-z]+(:[a-z]+)?@)?[a-z0-9.\[\]:-]{0,12}(/[a-z]*)?([?#][a-z]*)?`)).Draw(t, "address")
		got, err := BaseURL(address)
		if err != nil {
			return
		}
		u, err := url.Parse(got)
		if err != nil || u.Scheme != "https" && !transport.Loopback(u.Hostname()) || u.Hostname() == "" || got != u.Scheme+"://"+u.Host {
			t.Fatalf("%q became %q", address, got)
		}
		if again, err := BaseURL(got); err != nil || again != got {
			t.Fatalf("%q became %q, %v", got, again, err)
		}
	})
}

func TestNewChecksItsAddresses(t *testing.T) {
	s := &server{answer: text(200, "{}")}
	tr, err := transport.New(transport.Options{Transport: s})
	if err != nil {
		t.Fatal(err)
	}
	for name, config := range map[string]Config{
		"no transport":   {BaseURL: base},
		"no address":     {Transport: tr},
		"bad config API": {BaseURL: base, ConfigURL: "http://x/api", Transport: tr},
		"bad auth":       {BaseURL: base, AuthURL: "https://a@x", Transport: tr},
	} {
		if _, err := New(config); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	c, err := New(Config{BaseURL: base, ConfigURL: "https://api.example:9443/v1/", AuthURL: "auth.example/idp", Tokens: auth.Static("tok"), Transport: tr})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Properties.Get(t.Context()); err != nil {
		t.Error(err)
	}
	s.expect(t, "GET /v1/jans-auth-server/config Bearer tok")
	s.answer = func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Host != "auth.example" {
			w.WriteHeader(404)
		}
		_, _ = w.Write([]byte("{}"))
	}
	if _, err := c.Discovery.Get(t.Context()); err != nil {
		t.Error(err)
	}
	s.expect(t, "GET /idp/.well-known/openid-configuration") // only there: at the usual place may be another one
}
