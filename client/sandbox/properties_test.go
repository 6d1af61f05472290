package sandbox

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// revision reads the revision that no answer shows.
func (f *fixture) revision() uint64 {
	f.t.Helper()
	raw, err := f.store.get(bucketConfig, string(keyRevision))
	if err != nil {
		f.t.Fatal(err)
	}
	return decodeNumber(raw)
}

func TestPatchOutcomes(t *testing.T) {
	f := newFixture(t)
	f.patch(`[]`) // so that what setup left behind is gone and documents can be compared
	for _, c := range []struct {
		patch  string
		status int
		body   string // whole body of a failure; property=value of a success; "" for an empty body
	}{
		{`[{"op":"replace","path":"issuer","value":"x"}]`, 400, notDeserializable},
		{`[{"op":"replace","path":"/nope","value":1}]`, 500, "no such path in target JSON document"},
		{`[{"op":"replace","path":"/accesstokenlifetime","value":1}]`, 500, "no such path in target JSON document"},
		{`[{"op":"remove","path":"/nope"}]`, 500, "no such path in target JSON document"},
		{`[{"op":"add","path":"/nope","value":1}]`, 200, "accessTokenLifetime=300"},
		{`[{"op":"add","path":"/nope/deep","value":1}]`, 500, "parent of node to add does not exist"},
		{`[{"op":"add","path":"/jmsBrokerURISet/-","value":"x"}]`, 500, "parent of path to add to is not a container"},
		{`[{"op":"add","path":"/clientWhiteList/9","value":"x"}]`, 500, "no such index in target array"},
		{`[{"op":"add","path":"/clientWhiteList/x","value":"x"}]`, 500, "reference token is not an array index"},
		{`[{"op":"test","path":"/accessTokenLifetime","value":301},{"op":"replace","path":"/accessTokenLifetime","value":1}]`, 500, "value differs from expectations"},
		{`[{"op":"replace","path":"/accessTokenLifetime","value":1},{"op":"test","path":"/accessTokenLifetime","value":300}]`, 500, "value differs from expectations"},
		{`[{"op":"replace","path":"/accessTokenLifetime","value":"abc"}]`, 400, notDeserializable},
		{`[{"op":"replace","path":"/requirePkce","value":"yes"}]`, 400, notDeserializable},
		{`[{"op":"replace","path":"/xframeOptionsHeaderValue","value":"deny"}]`, 400, notDeserializable},
		{`[{"op":"replace","path":"/featureFlags","value":"revoke_token"}]`, 400, notDeserializable},
		{`[{"op":"remove","path":""}]`, 400, notDeserializable},
		{`[{"op":"replace","path":"","value":[]}]`, 400, notDeserializable},
		{`[{"op":"replace","path":"","value":null}]`, 500, ""},
		{`{"op":"replace"}`, 400, notDeserializable},
		{`"text"`, 400, notDeserializable},
		{`[{"op":`, 400, notDeserializable},
		{``, 400, notDeserializable},
		{`null`, 500, ""},
		{`[{"path":"/issuer"}]`, 400, notDeserializable},
		{`[{"op":"swap","path":"/issuer","value":1}]`, 400, notDeserializable},
		{`[{"op":"replace","path":"/issuer"}]`, 400, notDeserializable},
		{`[{"op":"remove"}]`, 500, `Cannot invoke "com.github.fge.jackson.jsonpointer.JsonPointer.isEmpty()" because "this.path" is null`},
		{`[{"op":"replace","path":"/agamaConfiguration/maxItemsLoggedInCollections","value":0}]`, 400,
			`{"code":"400","message":"maxItemsLoggedInCollections should be greater than zero -> 0"}`},
		{`[{"op":"replace","path":"/authorizationRequestCustomAllowedParameters","value":[{"returnInResponse":true}]}]`, 500, errUnwritable.Error()},
		{`[{"op":"replace","path":"/accessTokenLifetime","value":null}]`, 200, "accessTokenLifetime=0"},
		{`[{"op":"remove","path":"/accessTokenLifetime"}]`, 200, "accessTokenLifetime=0"},
		{`[{"op":"remove","path":"/userInfoLifetime"}]`, 200, "userInfoLifetime=3600"},
		{`[{"op":"replace","path":"/cookieDomain","value":"example.com","extra":1}]`, 200, `cookieDomain="example.com"`},
		{`[{"op":"replace","path":"/fapi","value":true}]`, 200, "fapi=false"},
		{`[{"op":"replace","path":"/featureFlags","value":[]}]`, 200, "featureFlags="},
		{`[{"op":"replace","path":"/agamaConfiguration","value":null}]`, 200, "agamaConfiguration="},
		{`[{"op":"replace","path":"/lockMessageConfig","value":{}}]`, 200, "lockMessageConfig={}"},
		{`[{"op":"add","path":"/rateLimitConfiguration","value":{}}]`, 200, `rateLimitConfiguration={"rateLoggingEnabled":false}`},
		{`[{"op":"add","path":"/trustedSsaIssuers/https:~1~1a.example~1x~0y","value":{"automaticallyGrantedScopes":["s"]}}]`, 200,
			`trustedSsaIssuers={"https://a.example/x~y":{"automaticallyGrantedScopes":["s"]}}`},
		{`[] trailing`, 200, "accessTokenLifetime=300"},
	} {
		t.Run(c.patch, func(t *testing.T) { f.checkPatch(t, c.patch, c.status, c.body) })
	}
}

// checkPatch applies a patch to the shipped values and checks the answer and what it left behind.
func (f *fixture) checkPatch(t *testing.T, patch string, status int, want string) {
	f.patch(`[{"op":"replace","path":"/accessTokenLifetime","value":300}]`)
	before, revision := f.admin(http.MethodGet, configPath, "").body, f.revision()
	a := f.admin(http.MethodPatch, configPath, patch)
	if a.status != status {
		t.Fatalf("got %d %q, want %d", a.status, a.body, status)
	}
	if status != http.StatusOK {
		if a.body != want {
			t.Errorf("got %q, want %q", a.body, want)
		}
		if contentType := a.header.Get("Content-Type"); (contentType == "application/json") != (a.body != "") {
			t.Errorf("Content-Type is %q for body %q", contentType, a.body)
		}
		if after := f.admin(http.MethodGet, configPath, "").body; after != before || f.revision() != revision {
			t.Error("a patch that failed changed the document")
		}
		return
	}
	name, value, _ := strings.Cut(want, "=")
	if got := string(a.object(t)[name]); got != value {
		t.Errorf("%s is %s, want %s", name, got, value)
	}
	if f.revision() != revision+1 {
		t.Errorf("revision went from %d to %d", revision, f.revision())
	}
	if after := f.admin(http.MethodGet, configPath, "").body; after != a.body {
		t.Error("the answer is not what was stored")
	}
}

func TestPatchDropsWhatSetupLeftBehind(t *testing.T) {
	f := newFixture(t)
	stored := func() string {
		raw, err := f.store.get(bucketConfig, string(keyDynamic))
		if err != nil {
			t.Fatal(err)
		}
		return string(raw)
	}
	leftovers := []string{"sectorIdentifierEndpoint", "tokenIndexAllocationBlockSize", "tokenIndexLimit",
		"umaKeepClientDuringResourceSetRegistration", "metricReporterEnabled", "legacyDynamicRegistrationScopeParam", "cibaEnabled"}
	for _, name := range leftovers {
		if !strings.Contains(stored(), `"`+name+`"`) {
			t.Errorf("%s is not there from setup", name)
		}
	}
	f.patch(`[]`)
	for _, name := range leftovers {
		if strings.Contains(stored(), `"`+name+`"`) {
			t.Errorf("%s is still there", name)
		}
	}
}

func TestWholeDocumentReplaced(t *testing.T) {
	f := newFixture(t)
	token := f.token(scopePropertiesWrite)
	a := f.request(http.MethodPatch, configPath, `[{"op":"replace","path":"","value":{}}]`,
		"Content-Type", "application/json-patch+json", "Authorization", "Bearer "+token)
	if a.status != http.StatusOK {
		t.Fatalf("%d %s", a.status, a.body)
	}
	if members := a.object(t); members["issuer"] != nil || string(members["accessTokenLifetime"]) != "0" || string(members["dpopTimeframe"]) != "5" {
		t.Errorf("not the defaults of the class: %s", a.body)
	}
	// Without an introspection endpoint no token can be checked any more.
	if locked := f.request(http.MethodGet, configPath, "", "Authorization", "Bearer "+token); locked.status != http.StatusUnauthorized {
		t.Errorf("still open: %d", locked.status)
	}
}

func TestUnknownEnumValueBecomesNull(t *testing.T) {
	f := newFixture(t)
	members := f.patch(`[{"op":"replace","path":"/grantTypesSupported","value":["authorization_code","bogus"]}]`)
	if got := string(members["grantTypesSupported"]); got != `[null,"authorization_code"]` && got != `["authorization_code",null]` {
		t.Errorf("grantTypesSupported is %s", got)
	}
}

func TestSetsKeepTheirElementsNotTheirOrder(t *testing.T) {
	orders := make(map[string]bool)
	for seed := range byte(5) {
		f := newFixture(t, func(o *Options) { o.Rand = deterministic(seed) })
		raw := f.admin(http.MethodGet, configPath, "").object(t)["grantTypesSupported"]
		if again := f.patch(`[]`)["grantTypesSupported"]; string(again) != string(raw) {
			t.Errorf("the order changed within one run: %s, %s", raw, again)
		}
		orders[string(raw)] = true
		var elements []string
		if err := json.Unmarshal(raw, &elements); err != nil {
			t.Fatal(err)
		}
		slices.Sort(elements)
		if len(elements) != 9 || elements[0] != "authorization_code" {
			t.Errorf("elements: %v", elements)
		}
	}
	if len(orders) == 1 {
		t.Error("five servers have the same order")
	}
}

func TestFeatureFlagsAndPersistence(t *testing.T) {
	f := newFixture(t)
	var flags []string
	a := f.admin(http.MethodGet, configPath+"/feature-flags", "")
	if err := json.Unmarshal([]byte(a.body), &flags); err != nil {
		t.Fatalf("%s: %v", a.body, err)
	}
	if len(flags) != 26 || flags[0] != "health_check" || flags[25] != "identity_assertion_authz_grant" || slices.Contains(flags, "revoke_session") {
		t.Errorf("flags: %v", flags)
	}
	if a := f.admin(http.MethodGet, configPath+"/persistence", ""); a.status != http.StatusOK || !strings.Contains(a.body, `"databaseName":"jansdb"`) {
		t.Errorf("persistence: %d %s", a.status, a.body)
	}
	shipped := f.admin(http.MethodGet, configPath, "").object(t)["featureFlags"]
	if !strings.Contains(string(shipped), `"revoke_session"`) || strings.Count(string(shipped), `"global_token_revocation"`) != 2 {
		t.Errorf("shipped flags: %s", shipped)
	}
}

func TestNewerServer(t *testing.T) {
	f := newFixture(t, func(o *Options) { o.Seed.Newer = true })
	members := f.admin(http.MethodGet, configPath, "").object(t)
	if len(members) != 272 || string(members["tokenBindingEnforced"]) != "true" || string(members["sessionRiskThreshold"]) != "75" {
		t.Errorf("%d properties, tokenBindingEnforced %s", len(members), members["tokenBindingEnforced"])
	}
	if a := f.admin(http.MethodGet, configPath+"/feature-flags", ""); !strings.Contains(a.body, `"session_risk"`) {
		t.Errorf("flags: %s", a.body)
	}
	changed := f.patch(`[{"op":"replace","path":"/sessionRiskThreshold","value":"80"},{"op":"replace","path":"/lockMessageConfig/tokenMessagesBatchSize","value":5}]`)
	if string(changed["sessionRiskThreshold"]) != "80" || !strings.Contains(string(changed["lockMessageConfig"]), `"tokenMessagesBatchSize":5`) {
		t.Errorf("not changed: %s, %s", changed["sessionRiskThreshold"], changed["lockMessageConfig"])
	}
}

func TestNumbersAreExact(t *testing.T) {
	f := newFixture(t)
	const value = `{"n":123456789012345678901234567890,"d":0.10}`
	members := f.patch(`[{"op":"replace","path":"/dynamicRegistrationDefaultCustomAttributes","value":` + value + `}]`)
	if got := string(members["dynamicRegistrationDefaultCustomAttributes"]); got != `{"d":0.10,"n":123456789012345678901234567890}` {
		t.Errorf("got %s", got)
	}
}

func TestFacts(t *testing.T) {
	facts := Facts()
	byName := make(map[string]Fact, len(facts))
	fresh := 0
	for _, fact := range facts {
		byName[fact.Name] = fact
		if fact.InFreshGet {
			fresh++
		}
	}
	if len(facts) != 329 || fresh != 269 {
		t.Errorf("%d facts, %d of them shown by a fresh installation", len(facts), fresh)
	}
	if f := byName["accessTokenLifetime"]; f.Type != "integer" || string(f.JavaDefault) != "0" || string(f.Shipped) != "300" || !f.Primitive {
		t.Errorf("accessTokenLifetime: %+v", f)
	}
	if f := byName["allResponseTypesSupported"]; !f.ReadOnly || !f.Set || !slices.Equal(f.Enum, []string{"code", "token", "id_token"}) {
		t.Errorf("allResponseTypesSupported: %+v", f)
	}
	if f := byName["cookieDomain"]; f.JavaDefault != nil || f.Shipped != nil || f.InFreshGet {
		t.Errorf("cookieDomain: %+v", f)
	}
	if f := byName["featureFlags"]; len(f.Enum) != 26 || f.Type != "array<string>" {
		t.Errorf("featureFlags: %+v", f)
	}
}

// A patch either succeeds, or leaves the document as it was, whatever is sent.
func FuzzPatch(f *testing.F) {
	for _, seed := range []string{
		`[]`, `[{"op":"replace","path":"/accessTokenLifetime","value":"600"}]`, `[{"op":"remove","path":"/featureFlags/0"}]`,
		`[{"op":"add","path":"/trustedSsaIssuers/https:~1~1x","value":{}}]`, `[{"op":"replace","path":"","value":{"issuer":1}}]`,
		`[{"op":"move","from":"/cookieDomain","path":"/issuer"}]`, `[{"op":"replace","path":"/corsConfigurationFilters","value":[null,{}]}]`,
		`[{"op":"replace","path":"/rateLimitConfiguration","value":{"rateLimitRules":[{"keyExtractors":[null]}]}}]`,
		`[{"op":"test","path":"/sessionIdLifetime","value":8.64e4}]`,
	} {
		f.Add(seed)
	}
	s := newFixture(f)
	config := s.instance.Load().config
	f.Fuzz(func(t *testing.T, patch string) {
		if strings.Count(patch, "copy") > 4 {
			return // copying a document into itself doubles it each time
		}
		before, err := config.patch([]byte(`[{"op":"replace","path":"","value":{}}]`)) // else documents grow from patch to patch
		if err != nil {
			t.Fatal(err)
		}
		after, err := config.patch([]byte(patch))
		if err != nil {
			if now, _ := config.response(); string(now) != string(before) {
				t.Errorf("failed with %v and changed the document", err)
			}
			return
		}
		if !json.Valid(after) {
			t.Errorf("answer is not JSON: %s", strconv.Quote(string(after)))
		}
	})
}
