package schema

import (
	"encoding/json"
	"strings"
	"testing"
)

func TestValidate(t *testing.T) {
	for _, c := range []struct {
		name string
		t    Type
		v    string
		want string // "" accepted, "warn: ..." or "refuse: ..." with part of the problem
	}{
		{"boolean", boolean, `true`, ""},
		{"text for a boolean", boolean, `"true"`, "refuse: true or false"},
		{"number for a boolean", boolean, `1`, "refuse: a number, not a boolean"},
		{"null for a boolean", boolean, `null`, "refuse: unset"},
		{"number", someNumber, `5`, ""},
		{"text for a number", someNumber, `"5"`, "refuse: without quotes"},
		{"fraction", someNumber, `3.9`, "refuse: cut the fraction"},
		{"exponent", someNumber, `1e3`, "refuse: whole number"},
		{"below the range", number(1), `0`, "refuse: from 1"},
		{"above 32 bits", someNumber, `2147483648`, "refuse: out of range"},
		{"null for a number", someNumber, `null`, "refuse: 0"},
		{"text", str, `"x"`, ""},
		{"lone surrogate in a text", str, `"\ud800"`, ""},
		{"null for a text", str, `null`, ""},
		{"list for a text", str, `[]`, "refuse: a list, not a text"},
		{"enum", responseType, `"code"`, ""},
		{"enum unknown", responseType, `"x"`, "refuse: one of"},
		{"enum empty", responseType, `""`, "refuse: a value is needed"},
		{"enum null", responseType, `null`, "refuse: an enum"},
		{"suggestion", subjectType, `"public"`, ""},
		{"no suggestion", subjectType, `"other"`, "warn: unusual"},
		{"suggestion in another case", subjectType, `"PUBLIC"`, "warn: write public"},
		{"flag in another case", flagName(), `"REVOKE_TOKEN"`, ""},
		{"unknown flag", flagName(), `"nope"`, "warn: unusual"},
		{"list", someWords, `["a","b","a"]`, ""},
		{"text for a list", someWords, `"a"`, "refuse: [ ... ]"},
		{"null in a list", someWords, `["a",null]`, "refuse: #2: an element is null"},
		{"number in a list of texts", someWords, `["a",1]`, "refuse: #2: this is a number"},
		{"null list", someWords, `null`, ""},
		{"twice in a set", setOf(str), `["a","a"]`, "warn: twice"},
		{"null where anything goes", listOf(free), `[null]`, ""},
		{"unknown in an inner set", combinations, `[["code"],["nope"]]`, "refuse: #2.#1:"},
		{"same set twice", combinations, `[["code","token"],["token","code"]]`, "warn: twice"},
		{"map", mapOf(str), `{"a":"b"}`, ""},
		{"number in a map", mapOf(str), `{"a":1}`, "refuse: a: this is a number"},
		{"empty name in a map", mapOf(str), `{"":"b"}`, "warn: empty name"},
		{"name twice", mapOf(str), `{"a":"b","a":"c"}`, "refuse: twice"},
		{"object", customParameter, `{"paramName":"p"}`, ""},
		{"unknown member", customParameter, `{"nope":1}`, "warn: nope: "},
		{"member of the wrong type", customParameter, `{"returnInResponse":"x"}`, "refuse: returnInResponse: "},
		{"null member", customParameter, `{"returnInResponse":null}`, "refuse: leave it out"},
		{"read-only member", rateLimits, `{"rateLimitRules":[{"wellFormed":true}]}`, "warn: leave it out"},
		{"anything", free, `{"a":[1,{"b":12345678901234567890}]}`, ""},
		{"malformed", free, `{"a":`, "refuse: not JSON"},
		{"two values", free, `1 2`, "refuse: not JSON"},
		{"nothing", free, ``, "refuse: a value is needed"},
		{"not UTF-8", str, "\"\xff\"", "refuse: UTF-8"},
		{"address", address, `"https://op.example.org/x"`, ""},
		{"address without encryption", address, `"http://op.example.org"`, ""},
		{"address with a port", address, `"https://op.example.org:8443"`, ""},
		{"no address", address, `""`, ""},
		{"relative address", address, `"/x"`, "refuse: write it whole"},
		{"other scheme", address, `"ftp://x"`, "refuse: web address"},
		{"blank in an address", address, `"https://a b"`, "refuse: blank"},
		{"fragment", address, `"https://a/#b"`, "warn: fragment"},
		{"expression", named(FormatRegexp), `"^[a-z]{4,8}$"`, ""},
		{"Java's own syntax", named(FormatRegexp), `"(?=a)b++\\1"`, ""},
		{"open parenthesis", named(FormatRegexp), `"(a"`, "refuse: is broken"},
		{"open class in a parenthesis", named(FormatRegexp), `"(["`, "refuse: is broken"},
		{"nothing to repeat", named(FormatRegexp), `"a|*"`, "refuse: is broken"},
		{"lone backslash", named(FormatRegexp), `"a\\"`, "refuse: is broken"},
		{"nested class of Java", named(FormatRegexp), `"[a[b](c]"`, "warn: looks broken"},
		{"distinguished name", named(FormatDN), `"ou=people,o=jans"`, ""},
		{"no distinguished name", named(FormatDN), `"people"`, "refuse: distinguished name"},
		{"keys", named(FormatJSON), `"{\"keys\":[]}"`, ""},
		{"no keys", named(FormatJSON), `"keys"`, "refuse: not JSON"},
		{"domain", named(FormatDomain), `"example.org"`, ""},
		{"address for a domain", named(FormatDomain), `"https://example.org"`, "refuse: domain name"},
		{"scope", named(FormatScope), `"https://jans.io/oauth/x.readonly"`, ""},
		{"two scopes", named(FormatScope), `"a b"`, "refuse: contains a blank"},
		{"tab", named(FormatScope), `"a\tb"`, "refuse: contains a tab"},
		{"escape", named(FormatClaim), `"a\u001bb"`, "refuse: contains the invisible character U+001B"},
		{"short enough", atMost(3), `"äöü"`, ""},
		{"too long", atMost(3), `"äöüß"`, "refuse: this has 4 characters, the server keeps 3"},
		{"pattern", moment, `"2027-01-31T10:00:00"`, ""},
		{"other than the pattern", moment, `"tomorrow"`, "refuse: write a date and time"},
		{"nothing for a pattern", moment, `""`, ""},
	} {
		got := summary(Validate(c.t, json.RawMessage(c.v)))
		severity, part, _ := strings.Cut(c.want, ": ")
		if c.want == "" && got != "" || !strings.HasPrefix(got, severity) || !strings.Contains(got, part) {
			t.Errorf("%s: Validate(%s, %s) = %q, want %q", c.name, c.t, c.v, got, c.want)
		}
	}
}

func summary(problems []Problem) string {
	var lines []string
	for _, p := range problems {
		lines = append(lines, string(p.Severity)+": "+p.String())
	}
	return strings.Join(lines, "\n")
}

func TestValidateReportsEverything(t *testing.T) {
	got := Validate(listOf(customParameter), json.RawMessage(`[{"paramName":1},{"nope":1},{"returnInResponse":"x"}]`))
	var paths []string
	for _, p := range got {
		paths = append(paths, strings.Join(p.Path, "."))
	}
	if want := "0.paramName 1.nope 2.returnInResponse"; strings.Join(paths, " ") != want {
		t.Errorf("problems at %v, want %s", paths, want)
	}
}

func TestCheck(t *testing.T) {
	for _, c := range []struct{ name, v, want string }{
		{"accessTokenLifetime", `600`, ""},
		{"accessTokenLifetime", `0`, "refuse: from 1"},
		{"sessionIdLifetime", `-1`, ""},
		{"sessionIdLifetime", `-2`, "refuse: from -1"},
		{"dynamicRegistrationExpirationTime", `-1`, ""},
		{"userInfoLifetime", `0`, "refuse: would store 3600"},
		{"userInfoLifetime", `1`, ""},
		{"idJagLifetime", `0`, "refuse: would store 300"},
		{"expirationNotificatorMapSizeLimit", `0`, "refuse: would store 100000"},
		{"statusListBitSize", `3`, "refuse: 2 or 4"},
		{"statusListBitSize", `4`, ""},
		{"responseTypesSupported", `[["code"],[]]`, "refuse: #2: a response type is empty"},
		{"agamaConfiguration", `{"maxItemsLoggedInCollections":0}`, "refuse: maxItemsLoggedInCollections"},
		{"featureFlags", `[]`, "warn: switches every feature on"},
		{"featureFlags", `null`, "warn: switches every feature on"},
		{"featureFlags", `["nope"]`, "warn: #1: "},
		{"featureFlags", `["nope"]`, "warn: would switch every feature on"},
		{"featureFlags", `["nope","Revoke_Token"]`, "warn: unusual"},
		{"featureFlags", `["revoke_token"]`, ""},
		{"fapi", `true`, "refuse: fapiCompatibility"},
		{"endSessionEndpoint", `"https://op.example.org/jans-auth/restv1/end_session"`, ""},
		{"endSessionEndpoint", `"https://op.example.org/logout"`, "warn: end it with /end_session"},
		{"mtlsEndSessionEndpoint", `""`, ""},
		{"cimdDomainAllowlist", `["example.org"]`, ""},
		{"cimdDomainBlocklist", `["example.org","Example.com"]`, "warn: write example.com"},
	} {
		p, ok := Lookup(c.name)
		if !ok {
			t.Fatalf("no property %s", c.name)
		}
		got := summary(p.Check(json.RawMessage(c.v)))
		severity, part, _ := strings.Cut(c.want, ": ")
		if c.want == "" && got != "" || !strings.HasPrefix(got, severity) || !strings.Contains(got, part) {
			t.Errorf("%s: Check(%s) = %q, want %q", c.name, c.v, got, c.want)
		}
	}
}

func TestCheckStopsAtAWrongType(t *testing.T) {
	p, _ := Lookup("statusListBitSize")
	if got := p.Check(json.RawMessage(`"x"`)); len(got) != 1 {
		t.Errorf("%d problems: %v", len(got), got)
	}
}
