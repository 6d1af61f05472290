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

		"https://jans.example/jans-auth":                        "https://jans.example",
		"https://jans.example/jans-config-api/":                 "https://jans.example",
		"https://jans.example/.well-known/openid-configuration": "https://jans.example",
		"jans.example:8443/jans-auth/restv1":                    "https://jans.example:8443",
		"::1/jans-auth":                                         "https://[::1]",
		"https://2001:db8::7/":                                  "https://[2001:db8::7]",
		"https://[2001:db8::7]:8443/jans-auth":                  "https://[2001:db8::7]:8443",
		"fe80::1%eth0":                                          "https://[fe80::1%25eth0]",
		"[fe80::1%eth0]:8443":                                   "https://[fe80::1%25eth0]:8443",
		"https://[fe80::1%25eth0]":                              "https://[fe80::1%25eth0]",

		"Jans.Example.":                 "https://jans.example",
		"jans.example:0443":             "https://jans.example",
		"https://jans.example:08443/x":  "https://jans.example:8443",
		"http://localhost:80":           "http://localhost",
		"https://ｊａｎｓ。example":          "https://jans.example",
		"https://ja%C2%ADns.example":    "https://jans.example",
		"https://１２７.0.0.1":             "https://127.0.0.1",
		"http://ｌｏｃａｌｈｏｓｔ:8080":         "http://localhost:8080",
		"bücher.example":                "https://xn--bcher-kva.example",
		"https://[2001:DB8::0:7]:00443": "https://[2001:db8::7]",
		"[::ffff:10.0.0.7]:8443":        "https://10.0.0.7:8443",
		"jans_test.example":             "https://jans_test.example",
	} {
		if got, err := BaseURL(address); err != nil || got != want {
			t.Errorf("%q: %q, %v", address, got, err)
		}
	}
	for address, want := range map[string]string{
		"": "no server address", "  ": "no server address", "http://jans.example": "in clear", "HTTP://localhost.example:8080": "in clear",
		"ldap://jans.example": "only https", "user:hush@jans.example": "user name or password", "https://hush@jans.example": "user name or password",
		"https://u:hush@jans.example:port": "not a URL", "https://jans.example?token=hush": "query", "https://jans.example/?": "query",
		"https://jans.example#hush": "fragment", "jans.example#": "fragment", "https:/jans.example": "not a URL",
		"https//jans.example": "not a URL", "http:jans.example": "not a URL", "jans.example:": "not a URL", `https:\\jans.example`: "not a URL",
		"https://jans.example/jans-auth?token=hush": "query", "https://u:hush@jans.example/jans-auth": "user name or password",
		"https://": "no host name", ":8443": "no host name", "https://:8443": "no host name", "jans example": "not a URL", "jans.example:port": "not a URL",
		"https://[::1": "not a URL", "%zz": "not a URL",
		"jans.example:0": "1 to 65535", "jans.example:99999": "1 to 65535", "127.1": "four numbers", "0x7f000001": "four numbers", "2130706433": "four numbers",
		"127.0.0.01": "four numbers", "https://%C2%AD": "no host name", "a..example": "cannot be looked up", "https://a%FFb.example": "cannot be looked up",
		"https://a／b.example": "cannot be looked up", "https://a(b).example": "cannot be looked up", "fe80::1%é": "zone",
	} {
		got, err := BaseURL(address)
		if KindOf(err) != KindInvalid || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "hush") {
			t.Errorf("%q: %q, %v; want %q", address, got, err, want)
		}
	}
}

// Beyond the host there is something to say; a slash at the end is nothing.
func TestBaseURLTellsWhatItLeavesOut(t *testing.T) {
	for address, want := range map[string]bool{
		"jans.example": false, "https://jans.example/": false, " jans.example// ": false, "::1": false,
		"https://jans.example/jans-auth": true, "jans.example/jans-config-api/": true, "::1/x": true, "": false, "https://u:hush@x/y": false,
	} {
		if got := Shortened(address); got != want {
			t.Errorf("%q: %v", address, got)
		}
	}
}

// People give the address that they know: of the API as a whole, or of its configuration.
func TestServiceURLs(t *testing.T) {
	for address, want := range map[string]string{
		"": "", "api.example": "https://api.example/jans-config-api/api/v1", "https://api.example:8443/": "https://api.example:8443/jans-config-api/api/v1",
		"https://api.example/jans-config-api/": "https://api.example/jans-config-api/api/v1", "https://api.example/v1/": "https://api.example/v1",
		"https://api.example/jans-config-api/api/v1": "https://api.example/jans-config-api/api/v1",
	} {
		if got, err := ConfigAPIURL(address, false); err != nil || got != want {
			t.Errorf("%q: %q, %v; want %q", address, got, err, want)
		}
	}
	for address, want := range map[string]string{
		"": "", "auth.example/idp/": "https://auth.example/idp", "https://auth.example": "https://auth.example",
		"https://auth.example/.well-known/openid-configuration": "https://auth.example", "auth.example/jans-auth/.well-known/openid-configuration/": "https://auth.example/jans-auth",
	} {
		if got, err := AuthURL(address, false); err != nil || got != want {
			t.Errorf("%q: %q, %v; want %q", address, got, err, want)
		}
	}
	for _, address := range []string{"http://api.example/x", "api.example/?x", "https://u:p@api.example"} {
		if _, err := ConfigAPIURL(address, false); KindOf(err) != KindInvalid {
			t.Errorf("%q: %v", address, err)
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
