package sandbox

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
)

const templateSource = `# jansadm: claims from configuration properties
class DynamicScope(DynamicScopeType):
    def init(self, customScript, configurationAttributes):
        return True
    def destroy(self, configurationAttributes):
        return True
    def getApiVersion(self):
        return 11
    def update(self, dynamicScopeContext, configurationAttributes):
        return True
    def getSupportedClaims(self, configurationAttributes):
        return None
`

// makeScript creates a dynamic scope script, and a scope for it that the sample application has.
func (f *fixture) makeScript(name, source, properties string) (inum string) {
	f.t.Helper()
	made := f.must("POST", "/config/scripts", `{"name":"`+name+`","scriptType":"dynamic_scope","programmingLanguage":"python","enabled":true,`+
		`"script":`+string(jsonText(source))+`,"configurationProperties":`+properties+`}`)
	scope := f.must("POST", "/scopes", `{"id":"`+name+`","scopeType":"dynamic","claims":["inum=CAE3,ou=attributes,o=jans"],"dynamicScopeScripts":[`+
		string(made["dn"])+`]}`)
	f.must("PATCH", "/openid/clients/"+f.Sample(ClientApp).ID, `[{"op":"add","path":"/scopes/-","value":`+string(scope["dn"])+`}]`)
	f.clock.Advance(RealTiming().EntityCache)
	return quoted(f.t, made["inum"])
}

// Samples add nothing while they are off, and their claims when they are on.
func TestShippedDynamicScopes(t *testing.T) {
	f := newFixture(t)
	for _, c := range []struct{ scope, inum, claim, want string }{
		{"work_info", "031C-5622", "work_phone", `"+34 915 550 123"`},
		{"organization", "031C-5621", "org_name", `"Sandbox"`},
	} {
		scope := f.must("POST", "/scopes", `{"id":"`+c.scope+`","scopeType":"dynamic","dynamicScopeScripts":["inum=`+c.inum+`,ou=scripts,o=jans"]}`)
		f.must("PATCH", "/openid/clients/"+f.Sample(ClientApp).ID, `[{"op":"add","path":"/scopes/-","value":`+string(scope["dn"])+`}]`)
		f.clock.Advance(RealTiming().EntityCache)
		same(t, c.scope+" off", f.userinfo("maria", "openid "+c.scope), map[string]string{})
		f.must("PATCH", "/config/scripts/"+c.inum, `[{"op":"replace","path":"/enabled","value":true}]`)
		same(t, c.scope+" not picked up", f.userinfo("maria", "openid "+c.scope), map[string]string{})
		f.clock.Advance(RealTiming().ConfigPickup)
		same(t, c.scope+" on", f.userinfo("maria", "openid "+c.scope), map[string]string{c.claim: c.want})
	}
	claims := list(t, f.discover()["claims_supported"])
	if !slices.Contains(claims, "work_phone") || !slices.Contains(claims, "org_name") {
		t.Errorf("claims_supported: %v", claims)
	}
}

// The project's template sets the claims that its properties name; the scope's own claims are not looked at.
func TestTemplateScript(t *testing.T) {
	f := newFixture(t)
	inum := f.makeScript("careers", templateSource, `[{"value1":"job","value2":"title"},{"value1":"mobiles","value2":"Mobile"},{"value1":"none","value2":"nope"},
		{"value1":"secret","value2":"title","hide":true}]`)
	same(t, "wang.wei", f.userinfo("wang.wei", "openid careers"), map[string]string{"job": `"工程师"`, "mobiles": `"+86 138 5550 0177"`})
	same(t, "maria", f.userinfo("maria", "openid careers"), map[string]string{"job": `"Engineer"`, "mobiles": `["+34 655 550 124","+34 655 550 125"]`})
	f.must("PATCH", "/config/scripts/"+inum, `[{"op":"replace","path":"/configurationProperties","value":[{"value1":"post","value2":"title"}]}]`)
	f.clock.Advance(RealTiming().ConfigPickup)
	same(t, "other properties", f.userinfo("maria", "openid careers"), map[string]string{"post": `"Engineer"`})
	f.must("PATCH", "/config/scripts/"+inum, `[{"op":"replace","path":"/enabled","value":false}]`)
	f.clock.Advance(RealTiming().ConfigPickup)
	same(t, "off", f.userinfo("maria", "openid careers"), map[string]string{})
}

// A script without one of its methods is replaced by a stand-in, and says so until it is mended.
func TestScriptWithoutAMethod(t *testing.T) {
	f := newFixture(t)
	broken := strings.Replace(templateSource, "def update(", "def updated(", 1)
	inum := f.makeScript("careers", broken, `[{"value1":"job","value2":"title"}]`)
	script := f.must("GET", "/config/scripts/inum/"+inum, "")
	if got := string(script["scriptError"]); !strings.Contains(got, "'update'") || !strings.Contains(got, `"raisedAt":"2026-07-13T12:01:00"`) {
		t.Errorf("scriptError: %s", got)
	}
	if string(script["revision"]) != "1" {
		t.Errorf("revision: %s", script["revision"])
	}
	same(t, "broken", f.userinfo("maria", "openid careers"), map[string]string{})
	f.must("PATCH", "/config/scripts/"+inum, `[{"op":"replace","path":"/script","value":`+string(jsonText(templateSource))+`}]`)
	if script := f.must("GET", "/config/scripts/inum/"+inum, ""); script["scriptError"] == nil {
		t.Error("the error is gone before the timer has fired")
	}
	f.clock.Advance(RealTiming().ConfigPickup)
	if script := f.must("GET", "/config/scripts/inum/"+inum, ""); script["scriptError"] != nil {
		t.Errorf("mended: %s", script["scriptError"])
	}
	same(t, "mended", f.userinfo("maria", "openid careers"), map[string]string{"job": `"Engineer"`})
}

// The first script that returns false or throws ends the chain; what was set stays.
func TestDynamicScopeChain(t *testing.T) {
	f := newFixture(t)
	f.makeScript("first", "# sandbox: set a to 1\n# sandbox: raise NameError: x", `[]`)
	f.makeScript("second", "# sandbox: set b to 2\n# sandbox: return false", `[]`)
	same(t, "one", f.userinfo("maria", "openid first"), map[string]string{"a": `"1"`})
	both := f.userinfo("maria", "openid first second role")
	if len(both) != 1 {
		t.Errorf("both: %v", both)
	}
	page := f.list("/config/scripts?pattern=first")
	if len(page.Entries) != 1 || !strings.Contains(string(page.Entries[0]["scriptError"]), "NameError") {
		t.Errorf("scriptError: %s", page.Entries)
	}
}

func TestSeededScripts(t *testing.T) {
	f := newFixture(t)
	page := f.list("/config/scripts?limit=200")
	if page.Total != 52 {
		t.Errorf("%d scripts", page.Total)
	}
	for _, script := range page.Entries {
		if script["scriptError"] != nil || len(script["script"]) < 100 || quoted(t, script["locationType"]) != "db" {
			t.Errorf("%s", script)
		}
	}
	var types []string
	if a := f.call("GET", "/config/scripts/types", ""); json.Unmarshal([]byte(a.body), &types) != nil || len(types) != 40 || types[0] != "person_authentication" {
		t.Errorf("types: %s", a.body)
	}
	used := f.call("GET", "/config/scripts/script-types", "")
	if used.status != http.StatusOK || !strings.Contains(used.body, "dynamic_scope") || strings.Count(used.body, "person_authentication") != 1 {
		t.Errorf("used: %d %s", used.status, used.body)
	}
	f.must("POST", "/config/scripts", `{}`)
	if a := f.call("GET", "/config/scripts/script-types", ""); a.status != http.StatusInternalServerError {
		t.Errorf("with a script that has no type: %d %s", a.status, a.body)
	}
	for path, want := range map[string]int{"/bogus": 53, "/DYNAMIC_SCOPE": 3, "/dynamic_scope?pattern=phone": 1, "/update_token?fieldValuePair=enabled=true": 1} {
		if got := f.list("/config/scripts/type" + path).Total; got != want {
			t.Errorf("%s: %d, want %d", path, got, want)
		}
	}
}
