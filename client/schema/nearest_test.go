package schema

import (
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestNearest(t *testing.T) {
	for typed, want := range map[string]string{
		"accessTokenLifetme":    "accessTokenLifetime",
		"acessTokenLifetime":    "accessTokenLifetime",
		"AccessTokenLifetiem":   "accessTokenLifetime",
		"enabledFeatureFlag":    "featureFlags",
		"revocation":            "tokenRevocationEndpoint",
		"dpopTime":              "dpopTimeframe",
		"acesTokenLiveetime":    "accessTokenLifetime",
		"tokenRevocationEnpoit": "tokenRevocationEndpoint",
	} {
		if got := Nearest(typed, 3); !slices.Contains(got, want) {
			t.Errorf("Nearest(%q) = %v, want %s among them", typed, got, want)
		}
	}
	for _, typed := range []string{"", "zzzzzzzzzzzz", "x"} {
		if got := Nearest(typed, 3); len(got) != 0 {
			t.Errorf("Nearest(%q) = %v, want nothing", typed, got)
		}
	}
	if got := Nearest("token", 1); len(got) != 1 || !strings.HasPrefix(got[0], "token") {
		t.Errorf("Nearest(token) = %v, want a name that begins so first", got)
	}
	if got := Nearest("accessTokenLifetme", 0); len(got) != 0 {
		t.Errorf("none wanted, got %v", got)
	}
}

func TestNearestFlags(t *testing.T) {
	for typed, want := range map[string]string{
		"REVOKE_TOKN":           "revoke_token",
		"revoketoken":           "revoke_token",
		"revoke":                "revoke_token",
		"device-auth":           "device_authz",
		"userinf":               "userinfo",
		"the_revoke_token_flag": "revoke_token",
		"id":                    "id_generation",
	} {
		if got := NearestFlags(typed, 1); !slices.Equal(got, []string{want}) {
			t.Errorf("NearestFlags(%q) = %v, want %s", typed, got, want)
		}
	}
}

func TestNearestFindsOneLetterMistakes(t *testing.T) {
	all := Catalogue()
	rapid.Check(t, func(t *rapid.T) {
		p := all[rapid.IntRange(0, len(all)-1).Draw(t, "property")]
		name := []byte(p.Name)
		at := rapid.IntRange(0, len(name)-2).Draw(t, "at")
		switch rapid.SampledFrom([]string{"drop", "double", "swap", "change"}).Draw(t, "mistake") {
		case "drop":
			name = slices.Delete(name, at, at+1)
		case "double":
			name = slices.Insert(name, at, name[at])
		case "swap":
			name[at], name[at+1] = name[at+1], name[at]
		case "change":
			name[at] = 'q'
		}
		if len(p.Name) < 6 {
			return // too short for a letter not to matter
		}
		if got := Nearest(string(name), 3); !slices.Contains(got, p.Name) {
			t.Fatalf("Nearest(%q) = %v, want %s", name, got, p.Name)
		}
	})
}

func TestDistance(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want int
	}{
		{"", "", 0}, {"", "abc", 3}, {"abc", "", 3}, {"abc", "abc", 0}, {"abc", "abd", 1},
		{"abc", "acb", 1}, {"abc", "abcd", 1}, {"kitten", "sitting", 3}, {"ä", "a", 1},
	} {
		if got := distance(c.a, c.b); got != c.want {
			t.Errorf("distance(%q, %q) = %d, want %d", c.a, c.b, got, c.want)
		}
	}
}
