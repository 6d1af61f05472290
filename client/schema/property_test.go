package schema

import (
	"encoding/json"
	"testing"
)

func TestDefaultFor(t *testing.T) {
	endpoint, _ := Lookup("tokenRevocationEndpoint")
	lifetime, _ := Lookup("accessTokenLifetime")
	secret, _ := Lookup("keyStoreSecret")
	nested, _ := Lookup("ssaConfiguration")
	for _, c := range []struct {
		name   string
		p      Property
		issuer string
		want   string
	}{
		{"host filled in", endpoint, "https://op.example.org", `"https://op.example.org/jans-auth/restv1/revoke"`},
		{"slash at the end", endpoint, "https://op.example.org/", `"https://op.example.org/jans-auth/restv1/revoke"`},
		{"quote in the issuer", endpoint, `https://op"`, `"https://op\"/jans-auth/restv1/revoke"`},
		{"no issuer", endpoint, "", ``},
		{"independent of the issuer", lifetime, "", `300`},
		{"generated", secret, "https://op.example.org", ``},
		{"inside an object", nested, "https://op", `{"ssaEndpoint":"https://op/jans-auth/restv1/ssa","ssaSigningAlg":"RS256","ssaExpirationInDays":30,"ssaCustomAttributes":[],"ssaMapSoftwareRolesToScopes":{}}`},
	} {
		if got := string(c.p.DefaultFor(c.issuer)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestDefaultForLeavesTheCatalogueAlone(t *testing.T) {
	p, _ := Lookup("issuer")
	before := string(p.Default)
	p.DefaultFor(testIssuer)
	again, _ := Lookup("issuer")
	if string(again.Default) != before {
		t.Errorf("the default became %s", again.Default)
	}
}

func TestMatches(t *testing.T) {
	p, _ := Lookup("featureFlags")
	for words, want := range map[string]bool{
		"":                     true,
		"enabledFeatureFlags":  true,
		"ENABLEDCOMPONENTS":    true,
		"switches every":       true,
		"every switches":       true,
		"features":             true,
		"features nonexistent": false,
	} {
		if got := p.Matches(words); got != want {
			t.Errorf("Matches(%q) = %v", words, got)
		}
	}
}

func TestLookup(t *testing.T) {
	for typed, want := range map[string]string{
		"accessTokenLifetime":       "accessTokenLifetime",
		"ACCESSTOKENLIFETIME":       "accessTokenLifetime",
		"enabledFeatureFlags":       "featureFlags",
		"enabledcomponents":         "featureFlags",
		"revocation_endpoint":       "tokenRevocationEndpoint",
		"opConfigMetadataAllowList": "discoveryAllowedKeys",
	} {
		if p, ok := Lookup(typed); !ok || p.Name != want {
			t.Errorf("Lookup(%q) = %s, %v; want %s", typed, p.Name, ok, want)
		}
	}
	if p, ok := Lookup("accessTokenLifetim"); ok {
		t.Errorf("a misspelling found %s", p.Name)
	}
}

func TestEveryAliasLeadsToItsProperty(t *testing.T) {
	for _, p := range Catalogue() {
		for _, a := range append([]string{p.Name}, p.Aliases...) {
			if got, ok := Lookup(a); !ok || got.Name != p.Name {
				t.Errorf("Lookup(%q) = %s, want %s", a, got.Name, p.Name)
			}
		}
	}
}

func TestPatchTreeExceptions(t *testing.T) {
	for _, p := range Catalogue() {
		want := p.Name == "rateLimitConfiguration" || p.Name == "ssaConfiguration"
		if p.AbsentInPatchTree != want {
			t.Errorf("%s: AbsentInPatchTree is %v", p.Name, p.AbsentInPatchTree)
		}
	}
}

func TestInfer(t *testing.T) {
	for _, c := range []struct{ value, want string }{
		{`true`, "boolean"},
		{`0`, "integer"},
		{`-12`, "integer"},
		{`9223372036854775807`, "integer"},
		{`9223372036854775808`, "any"},
		{`3.5`, "any"},
		{`1e3`, "any"},
		{`"x"`, "string"},
		{`["a","b"]`, "list of string"},
		{`[]`, "list of any"},
		{`["a",1]`, "list of any"},
		{`[{"a":1}]`, "list of any"},
		{`{"a":"b"}`, "map of string"},
		{`{"a":1}`, "any"},
		{`{}`, "any"},
		{`null`, "any"},
		{``, "any"},
	} {
		p := Infer("brandNew", json.RawMessage(c.value))
		if p.Type.String() != c.want || p.Known || p.Name != "brandNew" || p.Help == "" {
			t.Errorf("Infer(%s) = %+v, want type %s", c.value, p, c.want)
		}
		if c.value != "" && Refused(p.Check(json.RawMessage(c.value))) {
			t.Errorf("Infer(%s): its own value is refused", c.value)
		}
	}
}
