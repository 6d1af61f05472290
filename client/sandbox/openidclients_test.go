package sandbox

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestClientQuirks(t *testing.T) {
	f := newFixture(t)
	app := f.Sample(ClientApp)
	path := "/openid/clients/" + app.ID
	before := f.call("GET", path, "")
	if a := f.call("PATCH", path, `[{"op":"replace","path":"/clientName","value":"z"}]`); a.status != http.StatusOK || a.body != before.body {
		t.Errorf("a patch of clientName changes something: %d %s", a.status, a.body)
	}
	renamed := f.must("PATCH", path, `[{"op":"replace","path":"/displayName","value":"z"}]`)
	if quoted(t, renamed["clientName"]) != "z" || quoted(t, renamed["displayName"]) != "z" {
		t.Errorf("renamed: %s", renamed)
	}
	if a := f.call("PATCH", path, `[{"op":"replace","path":"/logoUri","value":"x"}]`); a.status != 500 || a.body != "no such path in target JSON document" {
		t.Errorf("replace of a null member: %d %s", a.status, a.body)
	}
	odd := f.must("PATCH", path, `[{"op":"add","path":"/scopes/-","value":"nosuch"},{"op":"add","path":"/grantTypes/-","value":"bogus"},
		{"op":"replace","path":"/applicationType","value":"WEB"},{"op":"replace","path":"/subjectType","value":"PUBLIC"}]`)
	if !strings.Contains(string(odd["scopes"]), `"nosuch"`) || !strings.Contains(string(odd["grantTypes"]), "null") ||
		quoted(t, odd["applicationType"]) != "web" || odd["subjectType"] != nil {
		t.Errorf("unchecked values: %s", odd)
	}
	if a := f.call("PUT", "/openid/clients", strings.Replace(before.body, `"scopes":[`, `"scopes":["nosuch",`, 1)); a.status != http.StatusBadRequest ||
		a.body != `{"code":"400","message":"Invalid scope in request -> [nosuch]"}` {
		t.Errorf("unknown scope: %d %s", a.status, a.body)
	}
	f.must("DELETE", path, "")
	if a := f.call("DELETE", path, ""); a.status != http.StatusNotFound {
		t.Errorf("deleted twice: %d", a.status)
	}
}

// A client whose list of scopes is unset has no such member in its tree.
func TestClientWithoutScopes(t *testing.T) {
	f := newFixture(t)
	made := f.must("POST", "/openid/clients", `{"redirectUris":["https://x"],"grantTypes":["client_credentials","none"],"displayName":"n"}`)
	path := "/openid/clients/" + quoted(t, made["inum"])
	if quoted(t, made["clientName"]) != "n" || made["clientSecret"] == nil || string(made["grantTypes"]) != `["client_credentials"]` ||
		quoted(t, made["tokenEndpointAuthMethod"]) != methodBasic || string(made["clientNameLocalized"]) != `{}` || string(made["deletable"]) != "false" {
		t.Errorf("created: %s", made)
	}
	if a := f.call("PATCH", path, `[{"op":"add","path":"/scopes/-","value":"inum=F0C4,ou=scopes,o=jans"}]`); a.status != 500 || a.body != "parent of node to add does not exist" {
		t.Errorf("add to nothing: %d %s", a.status, a.body)
	}
	f.must("PATCH", path, `[{"op":"add","path":"/scopes","value":["inum=F0C4,ou=scopes,o=jans"]}]`)
	put := f.must("PUT", "/openid/clients", `{"inum":"`+quoted(t, made["inum"])+`","redirectUris":["x"],"scopes":["email","inum=43F1,ou=scopes,o=jans"],"claims":["email"]}`)
	if string(put["scopes"]) != `["inum=764C,ou=scopes,o=jans","inum=43F1,ou=scopes,o=jans"]` || string(put["claims"]) != `["email"]` ||
		string(put["clientSecret"]) != string(made["clientSecret"]) || put["clientName"] != nil {
		t.Errorf("PUT: %s", put)
	}
	if stored := f.must("GET", path, ""); string(stored["claims"]) != `["inum=CAE3,ou=attributes,o=jans"]` {
		t.Errorf("stored claims: %s", stored["claims"])
	}
}

// Secrets are shown encrypted; a new one is stored encrypted, an encrypted one as it is.
func TestClientSecrets(t *testing.T) {
	f := newFixture(t)
	other := f.Sample(ClientOther)
	path := "/openid/clients/" + other.ID
	shown := quoted(t, f.must("GET", path, "")["clientSecret"])
	if shown == other.Secret {
		t.Fatal("the secret is shown in clear")
	}
	works := func(secret string) bool {
		f.clock.Advance(time.Minute)
		return f.form(tokenPath, Client{other.ID, secret}, clientCredentials("openid")).status == http.StatusOK
	}
	f.must("PATCH", path, `[{"op":"replace","path":"/clientSecret","value":"hunter2"}]`)
	if changed := quoted(t, f.must("GET", path, "")["clientSecret"]); changed == "hunter2" || changed == shown || !works("hunter2") || works(other.Secret) {
		t.Errorf("changed to %s", changed)
	}
	f.must("PATCH", path, `[{"op":"replace","path":"/clientSecret","value":"`+shown+`"}]`)
	if !works(other.Secret) {
		t.Error("an encrypted secret is encrypted once more")
	}
}

func TestClientSearch(t *testing.T) {
	f := newFixture(t)
	if page := f.list("/openid/clients"); page.Total != 7 || !slices.IsSorted(page.column("inum")) {
		t.Errorf("%+v", page.column("inum"))
	}
	for path, want := range map[string][]string{
		"?pattern=sample&sortBy=displayName":             {"Other sample client", "Public sample client", "Sample application"},
		"?fieldValuePair=clientName=Jans%20TUI%20Client": {"Jans TUI Client"},
		"?fieldValuePair=disabled=true":                  {},
		"?fieldValuePair=grantTypes=password":            {"Sample application"},
		"?sortBy=&limit=1":                               {"Jans Config Api Client"},
	} {
		if got := f.list("/openid/clients" + path).column("clientName"); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", path, got, want)
		}
	}
}

func TestClientRoundTrip(t *testing.T) {
	f := newFixture(t)
	inums := f.list("/openid/clients").column("inum")
	rapid.Check(t, func(t *rapid.T) {
		inum := rapid.SampledFrom(inums).Draw(t, "inum")
		before := f.call("GET", "/openid/clients/"+inum, "")
		if a := f.call("PUT", "/openid/clients", before.body); a.status != http.StatusOK {
			t.Fatalf("%d %s", a.status, a.body)
		}
		f.call("PATCH", "/openid/clients/"+inum, `[]`)
		if after := f.call("GET", "/openid/clients/"+inum, ""); after.body != before.body {
			t.Fatalf("%s became %s", before.body, after.body)
		}
	})
}

func TestVault(t *testing.T) {
	v, err := newVault(strings.Repeat("x", saltLength))
	if err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		secret := rapid.String().Draw(t, "secret")
		sealed := v.encrypt(secret)
		if plain, err := v.decrypt(sealed); err != nil || plain != secret || v.sealed(sealed) != sealed {
			t.Fatalf("%q: %q, %v", secret, plain, err)
		}
	})
	if _, err := newVault("short"); err == nil {
		t.Error("a short salt is accepted")
	}
}

func TestPasswordGrant(t *testing.T) {
	f := newFixture(t)
	app := f.Sample(ClientApp)
	users := f.Info().Users
	ask := func(user, password, scope string) answer {
		return f.form(tokenPath, app, url.Values{"grant_type": {"password"}, "username": {user}, "password": {password}, "scope": {scope}})
	}
	for _, c := range [][2]string{{"maria", "wrong"}, {"nobody", users[1].Password}, {"", ""}, {"maria", users[0].Password}} {
		if a := ask(c[0], c[1], "openid"); a.status != http.StatusUnauthorized || a.envelope(t).Error != "invalid_client" {
			t.Errorf("%v: %d %s", c, a.status, a.body)
		}
	}
	if a := ask("maria", users[1].Password, "openid profile jans_stat"); string(a.object(t)["scope"]) != `"openid profile"` || a.object(t)["refresh_token"] != nil {
		t.Errorf("without offline_access: %s", a.body)
	}
	if a := f.form(tokenPath, f.Sample(ClientOther), url.Values{"grant_type": {"password"}}); a.envelope(t).Error != "invalid_grant" {
		t.Errorf("another client: %d %s", a.status, a.body)
	}
	if f.Info().AppID != app.ID || f.Info().AppSecret != app.Secret {
		t.Errorf("info: %+v", f.Info())
	}
}

func TestRefreshTokens(t *testing.T) {
	f := newFixture(t)
	app := f.Sample(ClientApp)
	refresh := func(client Client, token, scope string) answer {
		return f.form(tokenPath, client, url.Values{"grant_type": {"refresh_token"}, "refresh_token": {token}, "scope": {scope}})
	}
	first := quoted(t, f.passwordGrant("maria", "openid offline_access")["refresh_token"])
	a := refresh(app, first, "")
	second := quoted(t, a.object(t)["refresh_token"])
	if second == first || string(a.object(t)["scope"]) != `"openid offline_access"` {
		t.Errorf("%d %s", a.status, a.body)
	}
	wider := refresh(app, second, "openid email nosuch")
	if string(wider.object(t)["scope"]) != `"openid email"` {
		t.Errorf("another scope: %s", wider.body)
	}
	third := quoted(t, wider.object(t)["refresh_token"])
	for name, again := range map[string]answer{
		"used": refresh(app, first, ""), "unknown": refresh(app, "nope", ""), "foreign": refresh(f.Sample(ClientOther), third, ""),
		"access token": refresh(app, quoted(t, wider.object(t)["access_token"]), ""),
	} {
		if again.status != http.StatusBadRequest || again.envelope(t).Error != "invalid_grant" {
			t.Errorf("%s: %d %s", name, again.status, again.body)
		}
	}
	f.clock.Advance(4*time.Hour - time.Minute) // 14400 s after the first
	fourth := quoted(t, refresh(app, third, "").object(t)["refresh_token"])
	f.clock.Advance(time.Minute)
	if a := refresh(app, fourth, ""); a.status != http.StatusBadRequest {
		t.Errorf("the chain does not end: %d %s", a.status, a.body)
	}
}
