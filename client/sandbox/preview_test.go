package sandbox

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

// stored gives a document of the Config API.
func (f *fixture) stored(path string) json.RawMessage {
	f.t.Helper()
	a := f.call("GET", path, "")
	if a.status != 200 {
		f.t.Fatalf("%s: %d %s", path, a.status, a.body)
	}
	return json.RawMessage(a.body)
}

// previewed is a preview without what every answer has.
func (f *fixture) previewed(p Preview) map[string]string {
	f.t.Helper()
	raw, err := f.Userinfo(p)
	if err != nil {
		f.t.Fatalf("%s: %v", p.User, err)
	}
	claims := make(map[string]string)
	for name, value := range (answer{body: string(raw)}).object(f.t) {
		claims[name] = string(value)
	}
	if claims["sub"] == "" {
		f.t.Errorf("no subject: %s", raw)
	}
	delete(claims, "sub")
	return claims
}

// What is stored is previewed as userinfo tells it: every user, every scope, and all scopes at once.
func TestPreviewIsWhatUserinfoTells(t *testing.T) {
	f := newFixture(t)
	f.must("PATCH", "/config/scripts/031C-5622", `[{"op":"replace","path":"/enabled","value":true}]`)
	f.makeScript("work_info", templateSource, `[{"value1":"job","value2":"title"},{"value1":"mobiles","value2":"mobile"}]`)
	f.clock.Advance(RealTiming().EntityCache)
	for _, user := range f.Info().Users {
		names, all := []string{"openid"}, []json.RawMessage{}
		for _, scope := range f.list("/scopes?limit=200").Entries {
			name := quoted(t, scope["id"])
			if granted := quoted(t, f.passwordGrant(user.Name, "openid "+name)["scope"]); granted == "openid" {
				continue // the application does not have it
			}
			raw, err := json.Marshal(scope)
			if err != nil {
				t.Fatal(err)
			}
			names, all = append(names, name), append(all, raw)
			same(t, user.Name+" "+name, f.previewed(Preview{User: user.Name, Scopes: []json.RawMessage{raw}}), f.userinfo(user.Name, "openid "+name))
		}
		if len(names) < 10 {
			t.Errorf("only these scopes were tried: %q", names)
		}
		same(t, user.Name+", all", f.previewed(Preview{User: user.Name, Scopes: all}), f.userinfo(user.Name, strings.Join(names, " ")))
	}
}

// Entries that are not stored yet count, and nothing is written down on the way.
func TestPreviewOfStagedEntries(t *testing.T) {
	f := newFixture(t)
	email := []json.RawMessage{json.RawMessage(`{"scopeType":"openid","id":"x","groupClaims":true,"claims":["inum=CAE3,ou=attributes,o=jans"]}`)}
	same(t, "scope", f.previewed(Preview{User: "maria", Scopes: email}), map[string]string{"x": `{"email":"maria@example.org"}`})
	same(t, "claim", f.previewed(Preview{
		User: "maria", Scopes: []json.RawMessage{json.RawMessage(`{"scopeType":"oauth","id":"x","claims":["inum=new:job,ou=attributes,o=jans"]}`)},
		Claims: []json.RawMessage{json.RawMessage(`{"inum":"new:job","name":"title","claimName":"job","dataType":"string"}`)},
	}), map[string]string{"job": `"Engineer"`})
	dynamic := []json.RawMessage{json.RawMessage(`{"scopeType":"dynamic","id":"x","dynamicScopeScripts":["inum=031C-5622,ou=scripts,o=jans"]}`)}
	same(t, "disabled", f.previewed(Preview{User: "maria", Scopes: dynamic}), map[string]string{})
	enabled := Preview{User: "maria", Scopes: dynamic, Scripts: []json.RawMessage{
		json.RawMessage(strings.Replace(string(f.stored("/config/scripts/inum/031C-5622")), `"enabled":false`, `"enabled":true`, 1))}}
	same(t, "enabled", f.previewed(enabled), map[string]string{"work_phone": `"+34 915 550 123"`})
	throws := Preview{User: "maria", Scopes: dynamic, Scripts: []json.RawMessage{
		json.RawMessage(`{"inum":"031C-5622","scriptType":"dynamic_scope","enabled":true,"script":"# sandbox: set a to 1\n# sandbox: raise X"}`)}}
	same(t, "throws", f.previewed(throws), map[string]string{"a": `"1"`})
	if script := f.must("GET", "/config/scripts/inum/031C-5622", ""); script["scriptError"] != nil || string(script["enabled"]) != "false" {
		t.Errorf("a preview changed %s", script)
	}
}

func TestPreviewFailures(t *testing.T) {
	dir := dataDir(t)
	owner := openDir(t, dir)
	attached := connectTo(t, dir)
	if attached.Owner() {
		t.Fatal("two owners")
	}
	dangling := Preview{User: "maria", Scopes: []json.RawMessage{json.RawMessage(`{"id":"x","scopeType":"openid","claims":["inum=GONE,ou=attributes,o=jans"]}`)}}
	for name, ask := range map[string]func(Preview) (json.RawMessage, error){
		"owner":    owner.Userinfo,
		"attached": func(p Preview) (json.RawMessage, error) { return attached.Userinfo(t.Context(), p) },
	} {
		var broken *UserinfoError
		if _, err := ask(dangling); !errors.As(err, &broken) || !strings.Contains(err.Error(), "GONE") {
			t.Errorf("%s, dangling: %v", name, err)
		}
		if _, err := ask(Preview{User: "nobody"}); !errors.Is(err, ErrNoUser) {
			t.Errorf("%s, nobody: %v", name, err)
		}
		if _, err := ask(Preview{User: "maria", Scopes: []json.RawMessage{json.RawMessage(`[]`)}}); err == nil {
			t.Errorf("%s: a list was taken for a scope", name)
		}
		raw, err := ask(Preview{User: "maria"})
		if err != nil || !strings.HasPrefix(string(raw), `{"sub":`) {
			t.Errorf("%s: %s, %v", name, raw, err)
		}
	}
}

// A preview outlives the owner of the folder.
func TestPreviewWhenTheOwnerLeaves(t *testing.T) {
	dir := dataDir(t)
	owner := openDir(t, dir)
	attached := connectTo(t, dir)
	owner.close()
	if raw, err := attached.Userinfo(t.Context(), Preview{User: "maria"}); err != nil || !attached.Owner() {
		t.Errorf("%s, %v, owner %v", raw, err, attached.Owner())
	}
}

// What is stored counts at once, although userinfo goes on with what it has cached.
func TestPreviewTakesNothingFromCaches(t *testing.T) {
	f := newFixture(t)
	phone := []json.RawMessage{json.RawMessage(`{"id":"mobile_phone","scopeType":"openid","claims":["inum=6DA6,ou=attributes,o=jans"]}`)}
	before := f.userinfo("maria", "openid mobile_phone")
	same(t, "before", f.previewed(Preview{User: "maria", Scopes: phone}), before)
	f.must("PATCH", "/attributes/6DA6", `[{"op":"replace","path":"/claimName","value":"cell"}]`)
	same(t, "cached", f.userinfo("maria", "openid mobile_phone"), before)
	same(t, "at once", f.previewed(Preview{User: "maria", Scopes: phone}), map[string]string{"cell": before["phone_mobile_number"]})
}
