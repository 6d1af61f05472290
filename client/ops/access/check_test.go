package access

import (
	"path/filepath"
	"strings"
	"testing"
)

func TestAddress(t *testing.T) {
	for typed, want := range map[string]string{
		"jans.example.org":                       "https://jans.example.org",
		" jans.example.org:8443 ":                "https://jans.example.org:8443",
		"https://jans.example.org/":              "https://jans.example.org",
		"https://jans.example.org/jans-auth/x":   "https://jans.example.org",
		"jans.example.org/.well-known/openid":    "https://jans.example.org",
		"::1":                                    "https://[::1]",
		"[2001:db8::1]:8443":                     "https://[2001:db8::1]:8443",
		"2001:db8::1":                            "https://[2001:db8::1]",
		"http://127.0.0.1:8080":                  "http://127.0.0.1:8080",
		"HTTPS://jans.example.org":               "https://jans.example.org",
		"http://jans.example.org":                "",
		"":                                       "",
		"https://":                               "",
		"ftp://jans.example.org":                 "",
		"https://admin:secret@jans.example.org/": "",
		"https://jans.example.org/?token=secret": "",
		"jans example":                           "",
	} {
		got, err := Address(typed, false)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q is %q, %v; want %q", typed, got, err, want)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%q: the error repeats the secret: %v", typed, err)
		}
	}
	if got, err := Address("http://jans.example.org/x", true); got != "http://jans.example.org" || err != nil {
		t.Errorf("%q, %v", got, err)
	}
}

func TestNameFor(t *testing.T) {
	for address, want := range map[string]string{
		"https://jans.example.org": "jans", "https://10.0.0.7:8443": "10.0.0.7", "https://[2001:db8::1]": "2001-db8--1", "https://[::1]": "1",
		"https://sandbox.example": "", "https://-.example": "", "%": "",
	} {
		if got := NameFor(address); got != want {
			t.Errorf("%s is called %q, want %q", address, got, want)
		}
	}
}

func TestPath(t *testing.T) {
	t.Setenv("HOME", "/h")
	t.Chdir(t.TempDir())
	for typed, want := range map[string]string{"": "", " /a/b.pem ": "/a/b.pem", "~/ca.pem": "/h/ca.pem"} {
		if got := Path(typed); got != want {
			t.Errorf("%q is %q, want %q", typed, got, want)
		}
	}
	if got := Path("ca.pem"); !filepath.IsAbs(got) || filepath.Base(got) != "ca.pem" {
		t.Errorf("a name alone is %q", got)
	}
}

func TestPinOf(t *testing.T) {
	if got := PinOf("AB:0c:9F"); got != "ab0c9f" {
		t.Errorf("%q", got)
	}
}
