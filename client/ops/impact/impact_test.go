package impact

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
)

// shipped is the configuration of a new installation.
func shipped() document.Document {
	doc := document.Document{}
	for _, p := range schema.Catalogue() {
		if value := p.DefaultFor("https://op.example.org"); !document.IsEmpty(value) {
			doc[p.Name] = value
		}
	}
	return doc
}

// changing returns the impacts of setting properties of a new installation.
func changing(t testing.TB, values string) []Impact {
	t.Helper()
	doc, err := document.Parse([]byte(values))
	if err != nil {
		t.Fatal(err)
	}
	return Of(factsFor(shipped(), allFlags(), doc))
}

func find(t *testing.T, impacts []Impact, id string) Impact {
	t.Helper()
	i := slices.IndexFunc(impacts, func(impact Impact) bool { return impact.ID == id })
	if i < 0 {
		t.Fatalf("no %s among %v", id, ids(impacts))
	}
	return impacts[i]
}

func TestGravestFirst(t *testing.T) {
	impacts := changing(t, `{"httpLoggingEnabled":true,"accessTokenLifetime":0,"issuer":"https://new","requirePkce":true,"tokenRevocationEndpoint":"https://x"}`)
	if !slices.IsSortedFunc(impacts, func(a, b Impact) int { return int(b.Severity) - int(a.Severity) }) {
		t.Errorf("not sorted: %v", ids(impacts))
	}
	if impacts[0].ID != "issuer" || impacts[0].Severity != LockOutDatabase {
		t.Errorf("first is %+v", impacts[0])
	}
}

func TestChecks(t *testing.T) {
	for values, want := range map[string]Check{
		`{"introspectionEndpoint":"https://i"}`:                       {CheckIntrospection, "https://i", Danger},
		`{"issuer":"https://i"}`:                                      {CheckIssuer, "https://i", Danger},
		`{"jwksUri":"https://j"}`:                                     {CheckJWKS, "https://j", Danger},
		`{"tokenEndpoint":"https://t"}`:                               {CheckTokenEndpoint, "https://t", Caution},
		`{"introspectionAccessTokenMustHaveUmaProtectionScope":true}`: {CheckOwnScope, "uma_protection", Danger},
		`{"introspectionAccessTokenMustHaveIntrospectionScope":true}`: {CheckOwnScope, "introspection", Danger},
	} {
		first := changing(t, values)[0]
		if first.Check == nil || *first.Check != want || first.Severity < LockOut || first.Severity <= want.Passed {
			t.Errorf("%s: %+v, check %+v", values, first, first.Check)
		}
	}
	for _, values := range []string{`{"introspectionEndpoint":""}`, `{"issuer":null}`, `{"jwksUri":null}`} {
		if first := changing(t, values)[0]; first.Check != nil || first.Severity != LockOutDatabase {
			t.Errorf("%s: nothing can prove an empty value: %+v", values, first)
		}
	}
}

func TestDiscoveryLagReadsTheCacheLifetime(t *testing.T) {
	off := document.QuoteAll(without(allFlags(), []string{"revoke_token"}))
	for name, c := range map[string]struct{ before, after, want string }{
		"shipped":        {`null`, `null`, "up to 60 min later"},
		"set":            {`7`, `7`, "up to 7 min later"},
		"no cache":       {`0`, `0`, pickUp},
		"flushed":        {`60`, `61`, "within about a minute"},
		"cannot rebuild": {`60`, `-1`, "up to 60 min later"},
	} {
		before := listing(allFlags()...)
		before["tokenRevocationEndpoint"] = json.RawMessage(`"https://a/revoke"`)
		before[cacheProperty] = json.RawMessage(c.before)
		values := document.Document{flagsProperty: off}
		if c.after != c.before {
			values[cacheProperty] = json.RawMessage(c.after)
		}
		lag := find(t, Of(factsFor(before, allFlags(), values)), "discovery-lag")
		if !strings.HasPrefix(lag.When, c.want) || !strings.Contains(lag.Message, "drops revocation_endpoint.") {
			t.Errorf("%s: %q, when %q", name, lag.Message, lag.When)
		}
		if advised := lag.Advice != ""; advised != strings.HasPrefix(c.want, "up to") {
			t.Errorf("%s: advice %q", name, lag.Advice)
		}
	}
}

func TestDiscoveryLagIsSaidOncePerPlan(t *testing.T) {
	impacts := changing(t, `{"tokenRevocationEndpoint":"https://a/r","parEndpoint":"https://a/p","mtlsTokenRevocationEndpoint":"https://m/r"}`)
	var lags []Impact
	for _, impact := range impacts {
		if impact.ID == "discovery-lag" {
			lags = append(lags, impact)
		}
	}
	want := "The discovery document adds mtls_endpoint_aliases.revocation_endpoint; changes revocation_endpoint and pushed_authorization_request_endpoint."
	if len(lags) != 1 || lags[0].Message != want {
		t.Errorf("%+v", lags)
	}
}

func TestDerivedAddressesFollowEndSession(t *testing.T) {
	facts, _ := factsFor(shipped(), allFlags(), document.Document{"endSessionEndpoint": json.RawMessage(`"https://op.example.org/x/end_session"`)})
	shown := facts.advertised(facts.After)
	for key, want := range map[string]string{
		"global_token_revocation_endpoint": `"https://op.example.org/x/global-token-revocation"`,
		"status_list_endpoint":             `"https://op.example.org/x/status_list"`,
		"access_evaluation_v1_endpoint":    `"https://op.example.org/x/access/v1/evaluation"`,
		"search_subject_endpoint":          `"https://op.example.org/x/access/v1/search/subject"`,
		"token_endpoint":                   `"https://op.example.org/jans-auth/restv1/token"`,
		"backchannel_logout_supported":     `true`,
	} {
		if shown[key] != want {
			t.Errorf("%s is %s, want %s", key, shown[key], want)
		}
	}
}

func TestUnsettingSaysWhatIsHeld(t *testing.T) {
	before := shipped()
	c := change.Change{Target: change.PropertyTarget("accessTokenLifetime"), Kind: change.Unset, Old: before["accessTokenLifetime"], New: json.RawMessage(`0`)}
	impacts := Of(With(before, nil, []change.Change{c}), []change.Change{c})
	if got := find(t, impacts, "lifetime-zero"); got.Severity != LockOut || !strings.HasPrefix(got.Message, "Unset, accessTokenLifetime is 0") {
		t.Errorf("%+v", got)
	}
	c.New = nil // null, which a primitive integer takes as 0
	if got := find(t, Of(With(before, nil, []change.Change{c}), []change.Change{c}), "lifetime-zero"); got.Severity != LockOut {
		t.Errorf("%+v", got)
	}
}

func TestOrdinaryChangesAreQuiet(t *testing.T) {
	for values, most := range map[string]int{
		`{"accessTokenLifetime":600}`:                     0,
		`{"serviceDocumentation":"https://docs"}`:         1,
		`{"metricReporterInterval":600}`:                  0,
		`{"cssLocation":"/css"}`:                          0,
		`{"umaRptLifetime":7200}`:                         0,
		`{"dateFormatterPatterns":{"birthdate":"yyyy"}}`:  1,
		`{"sessionIdLifetime":172800}`:                    0,
		`{"backchannelBindingMessagePattern":"^[a-z]+$"}`: 0,
		`{"tokenRevocationEndpoint":"https://elsewhere"}`: 3,
		`{"uiLocalesSupported":["en"]}`:                   1,
	} {
		if got := changing(t, values); len(got) > most {
			t.Errorf("%s: %v", values, ids(got))
		}
	}
}

func TestSeverityNames(t *testing.T) {
	for s, want := range map[Severity]string{Info: "info", LockOutDatabase: "lockout-database", 9: "severity(9)", -1: "severity(-1)"} {
		if text, err := s.MarshalText(); err != nil || string(text) != want {
			t.Errorf("%d: %s, %v", int(s), text, err)
		}
	}
	if Caution.NeedsConsent() || !Danger.NeedsConsent() || !LockOut.NeedsConsent() {
		t.Error("consent begins at danger")
	}
}

// jsonValue draws any JSON value, with the shapes and words that rules look for among them.
func jsonValue() *rapid.Generator[json.RawMessage] {
	leaf := rapid.OneOf(
		rapid.SampledFrom([]string{
			`null`, `true`, `false`, `""`, `[]`, `{}`, `0`, `-1`, `300`, `99999999999999999999`, `3.5`, `1e400`, `"none"`, `"*"`,
			`"https://op.example.org/x"`, `"http:"`, `"\ud800"`, `["none","*","par"]`, `[["code"],["x"],null]`, `{"enabled":true}`,
		}),
		rapid.Map(rapid.String(), func(s string) string { return string(document.Quote(s)) }),
	)
	return rapid.Custom(func(t *rapid.T) json.RawMessage {
		value := leaf.Draw(t, "leaf")
		switch rapid.IntRange(0, 3).Draw(t, "shape") {
		case 1:
			value = "[" + value + "," + leaf.Draw(t, "second") + "]"
		case 2:
			value = `{"a":` + value + `}`
		case 3:
			return nil
		}
		return json.RawMessage(value)
	})
}

func ruleProperties() []string {
	var names []string
	for _, p := range schema.Catalogue() {
		names = append(names, p.Name)
	}
	return append(names, "somethingNew")
}

func TestAnyValueIsJudgedWithoutPanic(t *testing.T) {
	properties := ruleProperties()
	rapid.Check(t, func(t *rapid.T) {
		before := document.Document{}
		values := document.Document{}
		for range rapid.IntRange(1, 6).Draw(t, "changes") {
			name := rapid.SampledFrom(properties).Draw(t, "property")
			before[name] = jsonValue().Draw(t, "before")
			values[name] = jsonValue().Draw(t, "after")
		}
		known := rapid.SampledFrom([][]string{nil, {"par"}, newerFlags()}).Draw(t, "known")
		for _, impact := range Of(factsFor(before, known, values)) {
			if impact.ID == "" || impact.Message == "" || impact.Target.ID == "" {
				t.Fatalf("incomplete: %+v", impact)
			}
		}
	})
}

func TestNoPropertyPanicsOnAnyShape(t *testing.T) {
	shapes := []string{`null`, `true`, `-1`, `0`, `"x"`, `[]`, `["x"]`, `[1]`, `{}`, `{"a":1}`, `[[["x"]]]`, `not json`}
	for _, name := range ruleProperties() {
		for _, a := range shapes {
			for _, b := range shapes {
				Of(factsFor(document.Document{name: json.RawMessage(a)}, nil, document.Document{name: json.RawMessage(b)}))
			}
		}
	}
}

func TestSecretsAreNeverRepeated(t *testing.T) {
	const old, now = "the-0ld-s3cret", "the-n3w-s3cret"
	secrets := 0
	for _, p := range schema.Catalogue() {
		if !p.Secret {
			continue
		}
		secrets++
		before := document.Document{p.Name: document.Quote(old)}
		facts, changes := factsFor(before, nil, document.Document{p.Name: document.Quote(now)})
		changes[0].Secret = true
		for _, impact := range Of(facts, changes) {
			said := impact.Message + impact.When + impact.Advice
			if strings.Contains(said, old) || strings.Contains(said, now) {
				t.Errorf("%s repeats a secret: %s", impact.ID, said)
			}
		}
	}
	if secrets < 5 {
		t.Errorf("only %d secret properties in the catalogue", secrets)
	}
}

func TestLongValuesAreShortened(t *testing.T) {
	long := strings.Repeat("ä", 5000)
	for _, impact := range changing(t, `{"issuer":"`+long+`","deviceAuthzAcr":"`+long+`","featureFlags":["`+long+`","par"]}`) {
		if len(impact.Message) > 1500 {
			t.Errorf("%s: a message of %d bytes", impact.ID, len(impact.Message))
		}
	}
}

func TestEnumerate(t *testing.T) {
	for want, names := range map[string][]string{
		"":                                  nil,
		"a":                                 {"a"},
		"a and b":                           {"a", "b"},
		"a, b and c":                        {"a", "b", "c"},
		"1, 2, 3, 4, 5, 6, 7, 8 and 2 more": {"1", "2", "3", "4", "5", "6", "7", "8", "9", "10"},
	} {
		if got := enumerate(names); got != want {
			t.Errorf("%v: %q, want %q", names, got, want)
		}
	}
}
