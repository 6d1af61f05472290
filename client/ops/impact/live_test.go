package impact

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/directory"
)

// world is what a case with live facts says of the server: what was read because a rule asked for it, besides what a plan always reads.
type world struct {
	Me         *whose                       `json:"me"`
	Client     document.Document            `json:"client"`
	Properties document.Document            `json:"properties"`
	Discovery  document.Document            `json:"discovery"`
	Scopes     map[string]document.Document `json:"scopes"`
	Scripts    bool                         `json:"scripts"` // all scripts are known
	Counted    bool                         `json:"counted"` // who uses the entries is known
	Entries    document.Document            `json:"entries"`
}

// whose is Me as a case writes it.
type whose struct {
	Client, Person, Login, Host string
	Roles, Scopes               []string
	JWT                         bool
}

func (w whose) me() *Me {
	login := map[string]Login{"person": LoginPerson, "client": LoginClient, "": LoginToken}[w.Login]
	return &Me{ClientID: w.Client, Person: w.Person, Login: login, Host: w.Host, Roles: w.Roles, Scopes: w.Scopes, JWT: w.JWT}
}

func readLiveCases(t *testing.T) []ruleCase {
	t.Helper()
	return readCasesFrom(t, "testdata/live.txt", func(before, after document.Document) (Facts, []change.Change) {
		return inWorld(t, before, after)
	})
}

func inWorld(t testing.TB, before, after document.Document) (Facts, []change.Change) {
	t.Helper()
	var now, then world
	for doc, into := range map[*document.Document]*world{&before: &now, &after: &then} {
		raw, _ := doc.MarshalJSON()
		if err := json.Unmarshal(raw, into); err != nil {
			t.Fatalf("%s: %v", raw, err)
		}
	}
	self := ""
	if now.Me != nil {
		self = now.Me.Client
	}
	facts, changes := planned(mustEntries(t, now.Entries), mustEntries(t, then.Entries), self)
	properties, changed := factsFor(now.Properties, newerFlags(), then.Properties)
	facts.Before, facts.After, facts.KnownFlags = properties.Before, properties.After, properties.KnownFlags
	if now.Properties == nil && then.Properties == nil {
		facts.Before, facts.After = nil, nil
	}
	if now.Scripts {
		facts.Directory = facts.Directory.Completed(change.Script, facts.Directory.All(change.Script))
	}
	for target, entry := range facts.Entries {
		entry.Asked = now.Counted
		facts.Entries[target] = entry
	}
	facts.OwnClient, facts.Discovery, facts.Scopes = now.Client, now.Discovery, now.Scopes
	if now.Me != nil {
		facts.Me = now.Me.me()
	}
	return facts, append(changed, changes...)
}

// judging returns the impacts of a plan that is written as in the file of live cases.
func judging(t testing.TB, before, after string) []Impact {
	t.Helper()
	return Of(inWorld(t, mustParse(t, before), mustParse(t, after)))
}

// adminByDevice is an administrator who is signed in as to the packaged console.
const adminByDevice = `"me":{"client":"2000.x","person":"admin","login":"person","roles":["admin"]},
	"client":{"clientName":"Jans TUI Client","attributes":{"updateTokenScriptDns":["inum=2D3E.5A04,ou=scripts,o=jans"]}}`

const profileOfAdmins = `"scope/43F1":{"id":"profile","scopeType":"openid","claims":["inum=4CF1,ou=attributes,o=jans"]},"claim/4CF1":{"name":"jansAdminUIRole","claimName":"jansAdminUIRole"}`

// Whether a plan shuts its author out is a matter of all its changes together, and of how he is signed in.
func TestPlansAreJudgedAsAWhole(t *testing.T) {
	console := `{` + adminByDevice + `,"properties":{"featureFlags":["device_authz","userinfo","par"],"grantTypesSupported":["client_credentials","authorization_code","urn:ietf:params:oauth:grant-type:device_code"]},"entries":{` + profileOfAdmins + `}}`
	for _, c := range []struct {
		name, before, after string
		out                 bool
		says                []string
	}{
		{"one step", console, `{"properties":{"featureFlags":["device_authz","par"]}}`, true, []string{`"admin" is signed in by device flow with the client "Jans TUI Client" and permitted by the role "admin"`, "the flag userinfo is off."}},
		{"two steps", console, `{"properties":{"featureFlags":["par"]}}`, true, []string{"the flag device_authz is off; the flag userinfo is off."}},
		{"a client does not sign in that way", `{"me":{"client":"a","login":"client"},"properties":{"featureFlags":["device_authz","par"]}}`, `{"properties":{"featureFlags":["par"]}}`, false, nil},
		{"a token is not renewed", `{"me":{"client":"a"},"properties":{"accessTokenLifetime":300}}`, `{"properties":{"accessTokenLifetime":0}}`, false, nil},
		{"no token", `{"me":{"client":"a","login":"client"},"properties":{"accessTokenLifetime":300}}`, `{"properties":{"accessTokenLifetime":0}}`, true, []string{`signs in as the client "a" with client credentials`}},
		{"a lifetime of its own", `{"me":{"client":"a","login":"client"},"client":{"accessTokenLifetime":600},"properties":{"accessTokenLifetime":300}}`, `{"properties":{"accessTokenLifetime":0}}`, false, nil},
		{"a grant goes", console, `{"properties":{"grantTypesSupported":["authorization_code","urn:ietf:params:oauth:grant-type:device_code"]}}`, true, []string{"the grant client_credentials"}},
		{"it was so before", `{` + adminByDevice + `,"properties":{"featureFlags":["device_authz","par"]}}`, `{"properties":{"featureFlags":["device_authz"]}}`, false, nil},
		{"the role goes", console, `{"entries":{"scope/43F1":{"claims":[]}}}`, true, []string{"the scope profile no longer carries jansAdminUIRole"}},
		{"the claim goes and the scope too", console, `{"entries":{"scope/43F1":{"claims":[]},"claim/4CF1":null}}`, true, []string{"the scope profile no longer carries", "the claim jansAdminUIRole"}},
		{"the scope no longer lists what is deleted", `{` + adminByDevice + `,"entries":{"scope/1":{"id":"email","scopeType":"openid","claims":["inum=A,ou=attributes,o=jans"]},"claim/A":{"name":"mail"}}}`,
			`{"entries":{"scope/1":{"claims":[]},"claim/A":null}}`, false, nil},
		{"the scope still lists what is deleted", `{` + adminByDevice + `,"entries":{"scope/1":{"id":"email","scopeType":"openid","claims":["inum=A,ou=attributes,o=jans"]},"claim/A":{"name":"mail"}}}`,
			`{"entries":{"claim/A":null}}`, true, []string{"userinfo fails"}},
		{"a role means nothing to a client without script", `{"me":{"client":"c","person":"admin","login":"person"},"client":{"clientName":"C"},"entries":{` + profileOfAdmins + `}}`, `{"entries":{"scope/43F1":{"claims":[]}}}`, false, nil},
		{"hidden in discovery", `{` + adminByDevice + `,"properties":{"userInfoEndpoint":"https://a/u"}}`, `{"properties":{"discoveryDenyKeys":["userinfo_endpoint"]}}`, true, []string{"discovery no longer shows userinfo_endpoint"}},
		{"another host", `{"me":{"client":"c","login":"client","host":"a"},"properties":{"tokenEndpoint":"https://a:443/t"}}`, `{"properties":{"tokenEndpoint":"https://b/t"}}`, true, []string{"sends its secrets to no other host"}},
		{"another host for what signs nobody in", `{"me":{"client":"c","login":"client","host":"a"},"properties":{"tokenRevocationEndpoint":"https://a/r"}}`, `{"properties":{"tokenRevocationEndpoint":"https://b/r"}}`, false, nil},
		{"another host, and hidden", `{"me":{"client":"c","login":"client","host":"a"},"properties":{"tokenEndpoint":"https://a/t"}}`, `{"properties":{"tokenEndpoint":"https://b/t","discoveryDenyKeys":["token_endpoint"]}}`, false, nil},
		{"the same host", `{"me":{"client":"c","login":"client","host":"a"},"properties":{"tokenEndpoint":"https://a/t"}}`, `{"properties":{"tokenEndpoint":"https://A:443/x"}}`, false, nil},
	} {
		found := judging(t, c.before, c.after)
		i := slices.IndexFunc(found, func(i Impact) bool { return i.ID == "own-login-stopped" })
		if (i >= 0) != c.out {
			t.Errorf("%s: shut out %v, want %v (%v)", c.name, i >= 0, c.out, ids(found))
			continue
		}
		for _, want := range c.says {
			if !strings.Contains(found[i].Message, want) {
				t.Errorf("%s: %q is missing in %q", c.name, want, found[i].Message)
			}
		}
		if c.out && slices.ContainsFunc(found[i+1:], func(i Impact) bool { return i.ID == "own-login-stopped" }) {
			t.Errorf("%s: said twice", c.name)
		}
	}
}

// What was read makes an impact milder or graver; without it the graver one is assumed.
func TestLiveFactsDecideTheSeverity(t *testing.T) {
	const role = `"scope/1":{"id":"careers","scopeType":"openid","claims":["inum=A,ou=attributes,o=jans"]},"claim/A":{"name":"mail","claimName":"email"}`
	for _, c := range []struct {
		before, after, id string
		want              Severity
	}{
		{`{"entries":{` + role + `}}`, `{"entries":{"scope/1":{"id":"jobs"}}}`, "scope-id-renamed", Danger},
		{`{"counted":true,"entries":{` + role + `}}`, `{"entries":{"scope/1":{"id":"jobs"}}}`, "scope-id-renamed", Caution},
		{`{"counted":true,"entries":{` + role + `,"client/c":{"clientName":"C","scopes":["inum=1,ou=scopes,o=jans"]}}}`, `{"entries":{"scope/1":{"id":"jobs"}}}`, "scope-id-renamed", Danger},
		{`{"counted":true,"entries":{"claim/A":{"name":"mail","claimName":"email"}}}`, `{"entries":{"claim/A":{"claimName":"mail"}}}`, "claim-renamed", Caution},
		{`{"counted":true,"entries":{` + role + `}}`, `{"entries":{"claim/A":{"claimName":"mail"}}}`, "claim-renamed", Danger},
		{`{"properties":{}}`, `{"properties":{"deviceAuthzAcr":"otp"}}`, "device-acr", Danger},
		{`{"properties":{},"scripts":true}`, `{"properties":{"deviceAuthzAcr":"otp"}}`, "device-acr", LockOut},
		{`{"properties":{},"scripts":true}`, `{"properties":{"deviceAuthzAcr":"agama_flow"}}`, "device-acr", Danger},
		{`{"properties":{},"scripts":true,"entries":{"script/1":{"name":"otp","scriptType":"person_authentication","enabled":true}}}`, `{"properties":{"deviceAuthzAcr":"otp"}}`, "device-acr", Caution},
		{`{"properties":{},"scripts":true,"entries":{"script/1":{"name":"otp","scriptType":"person_authentication","enabled":true}}}`, `{"properties":{"deviceAuthzAcr":"otp"},"entries":{"script/1":{"enabled":false}}}`, "device-acr", LockOut},
		{`{"properties":{},"scripts":true}`, `{"properties":{"deviceAuthzAcr":"otp"},"entries":{"script/new:otp":{"name":"otp","scriptType":"person_authentication","enabled":true}}}`, "device-acr", Caution},
		{`{"properties":{"acrMappings":{"mfa":"otp"}},"scripts":true,"entries":{"script/1":{"name":"otp","scriptType":"person_authentication","enabled":true}}}`, `{"properties":{"deviceAuthzAcr":"mfa"}}`, "device-acr", Caution},
		{`{"properties":{},"scripts":true}`, `{"properties":{"acrMappings":{"a":"gone"}}}`, "acr-mapping", Danger},
		{`{"properties":{},"scripts":true}`, `{"properties":{"acrMappings":{"a":"simple_password_auth"}}}`, "acr-mapping", Caution},
		{`{"properties":{"featureFlags":["registration"]},"scopes":{"global_token_revocation":{"inum":"7D92","id":"global_token_revocation"}}}`, `{"properties":{"featureFlags":["registration","global_token_revocation"]}}`, "flag-global-revocation-open", Caution},
		{`{"properties":{"featureFlags":["registration"]},"scopes":{"global_token_revocation":{"inum":"7D92","id":"global_token_revocation","defaultScope":true}}}`, `{"properties":{"featureFlags":["registration","global_token_revocation"]}}`, "flag-global-revocation-open", Danger},
		{`{"properties":{"featureFlags":["registration"]},"scopes":{"global_token_revocation":{"inum":"7D92","id":"global_token_revocation","defaultScope":true}},"entries":{"scope/7D92":{"id":"global_token_revocation","defaultScope":true}}}`,
			`{"properties":{"featureFlags":["registration","global_token_revocation"]},"entries":{"scope/7D92":{"defaultScope":false}}}`, "flag-global-revocation-open", Caution},
		{`{"entries":{}}`, `{"entries":{"scope/new:u":{"id":"u","scopeType":"uma"}}}`, "scope-uma-no-policy", Caution},
		{`{"properties":{"umaGrantAccessIfNoPolicies":true}}`, `{"entries":{"scope/new:u":{"id":"u","scopeType":"uma"}}}`, "scope-uma-no-policy", Danger},
		{`{"properties":{"introspectionScriptBackwardCompatibility":true},"entries":{"script/1":{"name":"i","scriptType":"introspection"}}}`, `{"entries":{"script/1":{"enabled":true}}}`, "script-introspection-runs", LockOut},
		{`{"properties":{},"entries":{"script/1":{"name":"i","scriptType":"introspection"}}}`, `{"entries":{"script/1":{"enabled":true}}}`, "script-introspection-runs", Caution},
		{`{"entries":{"script/1":{"name":"i","scriptType":"introspection"}}}`, `{"entries":{"script/1":{"enabled":true}}}`, "script-introspection-runs", LockOut},
	} {
		if got := find(t, judging(t, c.before, c.after), c.id); got.Severity != c.want {
			t.Errorf("%s => %s: %s is %v, want %v: %s", c.before, c.after, c.id, got.Severity, c.want, got.Message)
		}
	}
}

// Nothing is asked of a server for a plan about which no rule needs to know more.
func TestWhatIsAskedFor(t *testing.T) {
	for _, c := range []struct {
		before, after string
		want          Wanted
	}{
		{`{"properties":{"cookieDomain":"a"}}`, `{"properties":{"cookieDomain":"b"}}`, Wanted{}},
		{`{"entries":{"scope/1":{"id":"careers","scopeType":"openid"}}}`, `{"entries":{"scope/1":{"description":"x"}}}`, Wanted{}},
		{`{"entries":{"script/1":{"name":"otp","scriptType":"person_authentication"}}}`, `{"entries":{"script/1":{"description":"x"}}}`, Wanted{}},
		{`{"properties":{"accessTokenLifetime":300}}`, `{"properties":{"accessTokenLifetime":600}}`, Wanted{}},
		{`{"properties":{"accessTokenLifetime":300}}`, `{"properties":{"accessTokenLifetime":0}}`, Wanted{Me: true, OwnClient: true}},
		{`{"properties":{"tokenEndpoint":"https://a/t"}}`, `{"properties":{"tokenEndpoint":"https://b/t"}}`, Wanted{Me: true, OwnClient: true, Discovery: true}},
		{`{"entries":{"client/c":{"clientName":"C"}}}`, `{"entries":{"client/c":{"scopes":["inum=1,ou=scopes,o=jans"]}}}`, Wanted{Me: true, OwnClient: true}},
		{`{"me":{"client":"own"},"entries":{"client/c":{"clientName":"C"}}}`, `{"entries":{"client/c":{"scopes":["inum=1,ou=scopes,o=jans"]}}}`, Wanted{}},
		{`{"properties":{"introspectionEndpoint":"https://a/i","featureFlags":["par"]}}`, `{"properties":{"introspectionEndpoint":"https://b/i"}}`, Wanted{Me: true}},
		{`{"properties":{"parEndpoint":"https://a/i"}}`, `{"properties":{"parEndpoint":"https://b/i"}}`, Wanted{Discovery: true}},
		{`{"properties":{}}`, `{"properties":{"deviceAuthzAcr":"otp"}}`, Wanted{Scripts: true}},
		{`{"properties":{"featureFlags":["registration"]}}`, `{"properties":{"featureFlags":["registration","global_token_revocation"]}}`, Wanted{Scopes: []string{globalRevocation}}},
		{`{"entries":{"script/1":{"name":"otp","scriptType":"person_authentication","enabled":true}}}`, `{"entries":{"script/1":{"enabled":false}}}`, Wanted{Properties: true, Scripts: true}},
		{`{"entries":{"script/2D3E.5A04":{"name":"r","scriptType":"update_token","enabled":true}}}`, `{"entries":{"script/2D3E.5A04":{"enabled":false}}}`, Wanted{Me: true, OwnClient: true}},
	} {
		facts, changes := inWorld(t, mustParse(t, c.before), mustParse(t, c.after))
		if got := WantedFor(facts, changes); fmt.Sprint(got) != fmt.Sprint(c.want) {
			t.Errorf("%s => %s: %+v, want %+v", c.before, c.after, got, c.want)
		}
	}
}

// No document of the server, however odd, brings a rule down, or makes it say what no terminal should see.
func TestAnyLiveFactIsJudgedWithoutPanic(t *testing.T) {
	value := rapid.OneOf(jsonValue(), rapid.SampledFrom([]json.RawMessage{
		json.RawMessage(`["inum=1,ou=scopes,o=jans","inum=4CF1,ou=attributes,o=jans"]`), json.RawMessage(`{"updateTokenScriptDns":["inum=2D3E.5A04,ou=scripts,o=jans"]}`),
		json.RawMessage(`"profile"`), json.RawMessage("\"\\u001b[2J\""), json.RawMessage(`"https://[::1"`), json.RawMessage(`not json`),
	}))
	doc := func(t *rapid.T, label string, names ...string) document.Document {
		drawn := document.Document{}
		for range rapid.IntRange(0, 6).Draw(t, label) {
			drawn[rapid.SampledFrom(names).Draw(t, "name")] = value.Draw(t, "value")
		}
		return drawn
	}
	targets := []change.Target{{Resource: change.Scope, ID: "43F1"}, {Resource: change.Claim, ID: "4CF1"}, {Resource: change.Script, ID: "2D3E.5A04"}, {Resource: change.Client, ID: "1"}}
	rapid.Check(t, func(t *rapid.T) {
		server, edits := entries{}, entries{}
		for _, target := range targets {
			members := []string{"id", "scopeType", "claims", "name", "claimName", "enabled", "scriptType", "script", "scopes", "groupClaims", "defaultScope", "attributes", "deletable"}
			server[target] = doc(t, "server", members...)
			if edits[target] = doc(t, "edit", members...); rapid.Bool().Draw(t, "delete") {
				edits[target] = nil
			}
		}
		facts, changes := planned(server, edits, "1")
		before, values := doc(t, "before", ruleProperties()...), doc(t, "after", ruleProperties()...)
		properties, changed := factsFor(before, rapid.SampledFrom([][]string{nil, {"par"}, newerFlags()}).Draw(t, "known"), values)
		facts.Before, facts.After, facts.KnownFlags = properties.Before, properties.After, properties.KnownFlags
		facts.Me = &Me{
			ClientID: "1", Login: rapid.SampledFrom([]Login{LoginToken, LoginClient, LoginPerson}).Draw(t, "login"), Person: rapid.String().Draw(t, "person"),
			Scopes: rapid.SliceOfN(rapid.SampledFrom([]string{"openid", "https://jans.io/oauth/config/scopes.write", "\x1b]0;x\a"}), 0, 3).Draw(t, "scopes"),
			Host:   rapid.SampledFrom([]string{"", "a", "[::1"}).Draw(t, "host"),
		}
		facts.OwnClient = doc(t, "client", "attributes", "accessTokenLifetime", "scopes", "clientName", "displayName")
		facts.Discovery = doc(t, "discovery", "issuer", "revocation_endpoint", "scopes_supported", "mtls_endpoint_aliases")
		facts.Scopes = map[string]document.Document{globalRevocation: doc(t, "scope", "id", "inum", "defaultScope")}
		all := append(changed, changes...)
		WantedFor(facts, all)
		for _, impact := range Of(facts, all) {
			if impact.ID == "" || impact.Message == "" || impact.Target.ID == "" {
				t.Fatalf("incomplete: %+v", impact)
			}
			if strings.ContainsAny(impact.Message+impact.Advice+impact.When, "\x1b\a\n\r") || len(impact.Message) > 2500 {
				t.Fatalf("not fit to be shown: %q", impact.Message)
			}
		}
	})
}

// A plan of many changes is judged in a number of steps that does not grow with their square.
func TestManyChanges(t *testing.T) {
	cost := func(many int) float64 {
		facts := Facts{Entries: map[change.Target]Entry{}, Me: &Me{ClientID: "1", Login: LoginPerson}}
		var changes []change.Change
		for i := range many {
			target := change.Target{Resource: change.Scope, ID: fmt.Sprint(i)}
			doc := mustParse(t, fmt.Sprintf(`{"inum":"%d","id":"scope%d","scopeType":"openid"}`, i, i))
			facts.Entries[target] = Entry{Head: directory.HeadOf(change.Scope, doc), Before: doc, Asked: true}
			changes = append(changes, change.Change{Target: target, Kind: change.Delete})
		}
		return testing.AllocsPerRun(1, func() { WantedFor(facts, changes); Of(facts, changes) })
	}
	if small, large := cost(100), cost(1000); large > 15*small {
		t.Errorf("%.0f allocations for 1000 changes, %.0f for 100", large, small)
	}
}

// A server with many clients, all of which have the scope, is judged in a number of steps that does not grow with their square.
func TestManyUsers(t *testing.T) {
	const many = 10_000
	scope := change.Target{Resource: change.Scope, ID: "1"}
	doc := mustParse(t, `{"id":"careers","scopeType":"openid","claims":["inum=A,ou=attributes,o=jans"]}`)
	entry := Entry{Head: directory.Head{Resource: change.Scope, Inum: "1"}, Before: doc, Asked: true}
	heads := make([]directory.Head, many)
	for i := range heads {
		heads[i] = directory.Head{Resource: change.Client, Inum: fmt.Sprint(i), Name: fmt.Sprintf("App %d", i)}
	}
	entry.Users = heads
	facts := Facts{Entries: map[change.Target]Entry{scope: entry}, Directory: directory.Directory{}.Add(heads...), Me: &Me{ClientID: "1", Login: LoginClient}}
	deletion := []change.Change{{Target: scope, Kind: change.Delete}}
	cost := func() float64 { return testing.AllocsPerRun(3, func() { Of(facts, deletion) }) }
	large := cost()
	entry.Users = heads[:many/10]
	facts.Entries[scope] = entry
	if small := cost(); large > 15*small+100 {
		t.Errorf("%.0f allocations for %d clients, %.0f for a tenth", large, many, small)
	}
	entry.Users = heads
	facts.Entries[scope] = entry
	if found := find(t, Of(facts, deletion), "scope-deleted-in-use"); !strings.Contains(found.Message, "10000 clients") || len(found.Message) > 600 {
		t.Errorf("%q", found.Message)
	}
}
