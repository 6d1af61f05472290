package appconfig

import (
	"encoding/json"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/client/sandbox/internal/jackson"
	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

var fill = map[string]string{"hostname": "op.example.org", "keyStoreSecret": "k", "pairwiseCalculationKey": "p", "pairwiseCalculationSalt": "s"}

// fresh is the stored document of a new installation as the class reads it.
func fresh(t *testing.T, c *Config) map[string]any {
	t.Helper()
	template, err := c.Template(fill)
	if err != nil {
		t.Fatal(err)
	}
	tree, err := jackson.Mapper{}.Read(c.Class, template)
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func TestFreshInstallationShows269Properties(t *testing.T) {
	raw, err := os.ReadFile("testdata/absent_when_fresh.txt")
	if err != nil {
		t.Fatal(err)
	}
	absent := strings.Fields(string(raw))
	c := Current()
	var shown map[string]json.RawMessage
	if err := json.Unmarshal(jackson.Response(c.Class, fresh(t, c)), &shown); err != nil {
		t.Fatal(err)
	}
	if len(shown) != 269 || len(c.Properties) != 329 {
		t.Errorf("%d of %d properties are shown, want 269 of 329", len(shown), len(c.Properties))
	}
	for _, property := range c.Properties {
		name := property.Member.Name
		if _, ok := shown[name]; ok == slices.Contains(absent, name) {
			t.Errorf("%s shown: %v", name, ok)
		}
	}
	if string(shown["cibaEndUserNotificationConfig"]) != "{}" {
		t.Errorf("cibaEndUserNotificationConfig is %s", shown["cibaEndUserNotificationConfig"])
	}
}

func TestTypesAreCountedAsInTheClass(t *testing.T) {
	counts := make(map[string]int)
	primitives := 0
	for _, property := range Current().Properties {
		counts[TypeName(property.Member.Type)]++
		if property.Member.Type.Primitive && property.Member.Type.Kind == jackson.Integer {
			primitives++
		}
	}
	for name, want := range map[string]int{
		"boolean": 119, "string": 79, "integer": 51, "array<string>": 52, "enum": 4, "array<enum>": 4, "array<array<enum>>": 1,
		"object": 8, "array<object>": 5, "object<string>": 4, "object<object>": 2,
	} {
		if counts[name] != want {
			t.Errorf("%d properties are of type %s, want %d", counts[name], name, want)
		}
	}
	if primitives != 41 {
		t.Errorf("%d integers are primitive, want 41", primitives)
	}
}

func TestShippedValuesAreFilledIn(t *testing.T) {
	template, err := Current().Template(fill)
	if err != nil {
		t.Fatal(err)
	}
	whole := string(jsontree.Append(nil, template))
	if strings.Contains(whole, "%(") {
		t.Error("a placeholder is left")
	}
	if template["tokenRevocationEndpoint"] != "https://op.example.org/jans-auth/restv1/revoke" {
		t.Errorf("tokenRevocationEndpoint is %v", template["tokenRevocationEndpoint"])
	}
	flags, _ := template["featureFlags"].([]any)
	if !slices.Contains(flags, any("revoke_session")) || len(flags) != 25 {
		t.Errorf("shipped flags: %v", flags)
	}
	if template["cibaEnabled"] != false {
		t.Error("the setup's leftovers are missing")
	}
	if _, kept := fresh(t, Current())["cibaEnabled"]; kept {
		t.Error("the class keeps a member it does not have")
	}
}

// patched reads the fresh document with one member replaced.
func patched(t *testing.T, name, value string) (map[string]any, error) {
	t.Helper()
	c := Current()
	tree := jsontree.Clone(fresh(t, c)).(map[string]any)
	tree[name] = jsontree.MustParse(value)
	return jackson.Mapper{}.Read(c.Class, tree)
}

func TestSpecialMembers(t *testing.T) {
	for _, c := range []struct{ name, value, shows, want string }{
		{"fapi", "true", "fapi", "false"},
		{"fapi", `"anything"`, "fapi", "false"},
		{"fapiCompatibility", "true", "fapi", "true"},
		{"allResponseTypesSupported", `["code"]`, "allResponseTypesSupported", `["code","id_token","token"]`},
		{"responseTypesSupported", `[["code"]]`, "allResponseTypesSupported", `["code"]`},
		{"responseTypesSupported", `[["code","bogus"]]`, "responseTypesSupported", `[[null,"code"]]`},
		{"introspectionResponseScopesBackwardCompatibility", "true", "introspectionResponseScopesBackwardCompatibility", "false"},
		{"introspectionScriptBackwardCompatibility", "true", "introspectionResponseScopesBackwardCompatibility", "true"},
		{"userInfoLifetime", "0", "userInfoLifetime", "3600"},
		{"userInfoLifetime", "-1", "userInfoLifetime", "3600"},
		{"idJagLifetime", "0", "idJagLifetime", "300"},
		{"expirationNotificatorMapSizeLimit", "0", "expirationNotificatorMapSizeLimit", "100000"},
		{"expirationNotificatorMapSizeLimit", "-1", "expirationNotificatorMapSizeLimit", "-1"},
		{"cimdSchemeAllowlist", "[]", "cimdSchemeAllowlist", `["https"]`},
		{"persistRefreshToken", "null", "persistRefreshToken", "null"},
		{"keyRegenerationEnabled", "null", "keyRegenerationEnabled", "null"},
		{"forceOfflineAccessScopeToEnableRefreshToken", "null", "forceOfflineAccessScopeToEnableRefreshToken", "true"},
		{"requirePkce", "null", "requirePkce", "false"},
		{"accessTokenLifetime", "null", "accessTokenLifetime", "0"},
		{"logoutStatusJwtLifetime", "null", "logoutStatusJwtLifetime", "null"},
		{"accessEvaluationAllowBasicClientAuthorization", "null", "accessEvaluationAllowBasicClientAuthorization", "false"},
		{"webKeysStorage", `"bogus"`, "webKeysStorage", `"keystore"`},
		{"errorHandlingMethod", `"bogus"`, "errorHandlingMethod", "null"},
		{"grantTypesSupported", `["authorization_code","bogus"]`, "grantTypesSupported", `[null,"authorization_code"]`},
		{"featureFlags", `["no_such_flag"]`, "featureFlags", `["no_such_flag"]`},
		{"ssaConfiguration", "{}", "ssaConfiguration", `{"ssaCustomAttributes":[],"ssaExpirationInDays":30,"ssaSigningAlg":"RS256"}`},
		{"lockMessageConfig", "{}", "lockMessageConfig", `{"enableTokenMessages":null,"tokenMessagesChannel":null}`},
		{"lockMessageConfig", `{"nope":1}`, "lockMessageConfig", `{"enableTokenMessages":null,"tokenMessagesChannel":null}`},
		{"trustedSsaIssuers", `{"https://a/b":{}}`, "trustedSsaIssuers", `{"https://a/b":{"automaticallyGrantedScopes":[]}}`},
		{"authorizationRequestCustomAllowedParameters", `[{"paramName":"a"},{"paramName":"a"}]`, "authorizationRequestCustomAllowedParameters",
			`[{"paramName":"a","returnInResponse":false},{"paramName":"a","returnInResponse":false}]`},
		{"corsConfigurationFilters", `[{"filterName":"F","corsAllowedOrigins":""}]`, "corsConfigurationFilters",
			`[{"corsAllowedHeaders":"Origin,Accept,X-Requested-With,Content-Type,Access-Control-Request-Method,Access-Control-Request-Headers",` +
				`"corsAllowedMethods":"GET,POST,HEAD,OPTIONS","corsAllowedOrigins":"*","corsEnabled":true,"corsExposedHeaders":"",` +
				`"corsLoggingEnabled":false,"corsPreflightMaxAge":1800,"corsRequestDecorate":true,"corsSupportCredentials":true,"filterName":"F"}]`},
		{"dcrSsaValidationConfigs", `[{"type":"DCR"}]`, "dcrSsaValidationConfigs",
			`[{"allowedClaims":[],"configurationEndpoint":null,"configurationEndpointClaim":null,"description":null,"displayName":null,"id":null,` +
				`"issuers":[],"jwks":null,"jwksUri":null,"scopes":[],"sharedSecret":null,"type":"DCR"}]`},
		{"rateLimitConfiguration", `{"rateLimitRules":[{"path":" /a ","methods":["get"," ",null],"requestCount":0,"periodInSeconds":5,` +
			`"keyExtractors":[null,{"source":"cookie","parameterNames":[" x ",""]}]}]}`, "rateLimitConfiguration",
			`{"rateLimitRules":[{"keyExtractors":[{"parameterNames":["x"],"source":"unknown","wellFormed":true}],"methods":["GET"],"path":"/a",` +
				`"periodInSeconds":5,"wellFormed":false}],"rateLoggingEnabled":false}`},
		{"rateLimitConfiguration", `{"rateLimitRules":[{"path":"/a","methods":["GET"],"requestCount":1,"periodInSeconds":1,` +
			`"keyExtractors":[{"source":"BODY","parameterNames":["x"]}]}],"rateLoggingEnabled":true}`, "rateLimitConfiguration",
			`{"rateLimitRules":[{"keyExtractors":[{"parameterNames":["x"],"source":"body","wellFormed":true}],"methods":["GET"],"path":"/a",` +
				`"periodInSeconds":1,"requestCount":1,"wellFormed":true}],"rateLoggingEnabled":true}`},
		{"dynamicRegistrationDefaultCustomAttributes", `{"a":[12345678901234567890]}`, "dynamicRegistrationDefaultCustomAttributes",
			`{"a":[12345678901234567890]}`},
	} {
		tree, err := patched(t, c.name, c.value)
		if err != nil {
			t.Errorf("%s = %s: %v", c.name, c.value, err)
			continue
		}
		got := tree[c.shows]
		if member := Current().Class.Find(c.shows); member.Type.Kind == jackson.Set || member.Setterless {
			got = sorted(got)
		}
		if text := string(jsontree.Append(nil, got)); text != c.want {
			t.Errorf("%s = %s\n got %s\nwant %s", c.name, c.value, text, c.want)
		}
	}
}

// sorted gives a set an order to compare it in, null first.
func sorted(set any) any {
	elements := slices.Clone(set.([]any))
	for i := range elements {
		if inner, ok := elements[i].([]any); ok {
			elements[i] = sorted(inner)
		}
	}
	slices.SortFunc(elements, func(a, b any) int {
		switch {
		case a == nil:
			return -1
		case b == nil:
			return 1
		}
		return strings.Compare(string(jsontree.Append(nil, a)), string(jsontree.Append(nil, b)))
	})
	return elements
}

func TestRefusedValues(t *testing.T) {
	for name, value := range map[string]string{
		"xframeOptionsHeaderValue": `"deny"`, "keySelectionStrategy": `"older"`, "accessTokenLifetime": `"abc"`, "requirePkce": `"yes"`,
		"featureFlags": `"revoke_token"`, "lockMessageConfig": `[]`, "grantTypesSupported": `{}`, "issuer": `{}`,
		"dcrSsaValidationConfigs": `[{"type":"dcr"}]`, "allResponseTypesSupported": `"code"`, "acrMappings": `{"a":[]}`,
	} {
		if _, err := patched(t, name, value); !errors.Is(err, jackson.ErrMismatch) {
			t.Errorf("%s = %s: %v", name, value, err)
		}
	}
}

func TestNewer(t *testing.T) {
	current, newer := Current(), Newer()
	if len(newer.Properties) != len(current.Properties)+3 || len(newer.Flags) != len(current.Flags)+1 {
		t.Errorf("%d properties and %d flags", len(newer.Properties), len(newer.Flags))
	}
	tree := fresh(t, newer)
	if got := string(jsontree.Append(nil, tree["tokenRetentionConfiguration"])); got != `{"enabled":true,"excludedClients":["reporting"],"keepDays":90}` {
		t.Errorf("tokenRetentionConfiguration is %s", got)
	}
	if got := string(jsontree.Append(nil, tree["lockMessageConfig"])); !strings.Contains(got, `"tokenMessagesBatchSize":20`) {
		t.Errorf("lockMessageConfig is %s", got)
	}
	if flags := tree["featureFlags"].([]any); !slices.Contains(flags, any("session_risk")) {
		t.Errorf("shipped flags: %v", flags)
	}
	if current.Class.Find("lockMessageConfig").Type.Class.Find("tokenMessagesBatchSize") != nil {
		t.Error("the newer member is in the present class too")
	}
}

// What was read once reads as itself: storing a document and reading it again changes nothing.
func TestReadIsIdempotent(t *testing.T) {
	class := Current().Class
	values := []string{
		`null`, `true`, `""`, `"x"`, `1`, `0`, `3.9`, `-5`, `"7"`, `[]`, `["b","a","b",null]`, `{}`, `{"a":"y"}`, `"NEWER"`, `"code"`, `"pkcs11"`,
		`[["code","token"],["code"]]`, `[{"paramName":"p"}]`, `[{"bind":"true","unknown":1}]`, `{"enabled":1}`, `{"https://a":{"automaticallyGrantedScopes":["s"]}}`,
		`{"rateLimitRules":[{"path":" /a ","methods":["get"],"requestCount":-1}]}`,
	}
	rapid.Check(t, func(t *rapid.T) {
		given := make(map[string]any)
		for range rapid.IntRange(0, 5).Draw(t, "members") {
			member := rapid.SampledFrom(class.Members).Draw(t, "member")
			given[member.Name] = jsontree.MustParse(rapid.SampledFrom(values).Draw(t, "value"))
		}
		mapper := jackson.Mapper{Order: rapid.Uint64().Draw(t, "order")}
		once, err := mapper.Read(class, given)
		if err != nil {
			return
		}
		twice, err := mapper.Read(class, once)
		if err != nil {
			t.Fatalf("what was read cannot be read again: %v", err)
		}
		a, b := string(jsontree.Append(nil, once)), string(jsontree.Append(nil, twice))
		if a == b {
			return
		}
		// The one setter that turns null into a value acts the second time, when null is written out.
		once["accessEvaluationAllowBasicClientAuthorization"] = twice["accessEvaluationAllowBasicClientAuthorization"]
		if a = string(jsontree.Append(nil, once)); a != b {
			t.Fatalf("%s\nbecame\n%s", a, b)
		}
	})
}

func TestEveryRowOfTheTableIsSound(t *testing.T) {
	c := Current()
	if _, err := c.Defaults(); err != nil {
		t.Fatal(err)
	}
	seen := make(map[string]bool)
	for _, property := range c.Properties {
		m := property.Member
		if seen[m.Name] {
			t.Errorf("%s twice", m.Name)
		}
		seen[m.Name] = true
		for _, text := range []string{m.Initial, m.Null, m.Set} {
			if text == "" {
				continue
			}
			class := &jackson.Class{Name: "One", Members: []jackson.Member{{Name: "m", Type: m.Type}}}
			value := jsontree.MustParse(text)
			if _, err := (jackson.Mapper{}).Read(class, map[string]any{"m": value}); err != nil {
				t.Errorf("%s: %v", m.Name, err)
			}
		}
	}
}

func TestBadRowsAreRefused(t *testing.T) {
	types := newTypes()
	for _, row := range []string{"a\tnope", "a\tbag<text>", "a\tlist<nope>", "a\ttext\t\t\t\tshiny", "a\tint\t\t\t\tfloor=x"} {
		if _, err := types.parseRow(row); err == nil {
			t.Errorf("row %q was accepted", row)
		}
	}
}
