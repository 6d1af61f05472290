package sandbox

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// signedIn is a person at the console client: the token of the device and the userinfo answer.
func (f *fixture) signedIn(user string) (access, ujwt string) {
	f.t.Helper()
	d := f.startDevice()
	f.decide(d.UserCode, user)
	access = quoted(f.t, f.poll(d.DeviceCode).object(f.t)["access_token"])
	a := f.request(http.MethodPost, userinfoPath, "", bearer(access)...)
	if a.status != http.StatusOK || a.header.Get("Content-Type") != "application/jwt" {
		f.t.Fatalf("userinfo: %d %s", a.status, a.body)
	}
	return access, a.body
}

// exchange asks for the final token: the token of the device is the credential.
func (f *fixture) exchange(access, ujwt string, more ...string) answer {
	f.t.Helper()
	values := url.Values{"grant_type": {"client_credentials"}, "scope": {"openid"}}
	if ujwt != "" {
		values.Set("ujwt", ujwt)
	}
	for i := 0; i < len(more); i += 2 {
		values.Set(more[i], more[i+1])
	}
	return f.form(tokenPath, Client{}, values, bearer(access)...)
}

// scopesOf introspects a token with itself, as a console learns its rights.
func (f *fixture) scopesOf(token string) []string {
	f.t.Helper()
	return strings.Fields(quoted(f.t, f.introspect(token, token).object(f.t)["scope"]))
}

func TestFinalTokens(t *testing.T) {
	f := newFixture(t)
	final := func(user string) string {
		t.Helper()
		a := f.exchange(f.signedIn(user))
		if a.status != http.StatusOK || string(a.object(t)["scope"]) != `"openid"` || a.object(t)["refresh_token"] != nil {
			t.Fatalf("%s: %d %s", user, a.status, a.body)
		}
		return quoted(t, a.object(t)["access_token"])
	}
	admin, auditor := final("admin"), final("auditor")
	all := f.scopesOf(admin)
	for _, scope := range []string{scopePropertiesWrite, scopeScopesDelete, scopeStat, scopeRevokeSession, "openid", scopeAcrsRead} {
		if !slices.Contains(all, scope) {
			t.Errorf("admin lacks %s", scope)
		}
	}
	for _, scope := range superScopes {
		if slices.Contains(all, scope) {
			t.Errorf("admin has %s", scope)
		}
	}
	for _, scope := range f.scopesOf(auditor) {
		if scope != "openid" && scope != scopeStat && !strings.HasSuffix(scope, ".readonly") {
			t.Errorf("auditor has %s", scope)
		}
	}
	// The role of an administrator is enough for every operation, that of a viewer for every GET.
	for _, route := range f.instance.Load().api.routes {
		if !route.access.public() && !route.access.allows(all) {
			t.Errorf("admin may not %s %s", route.method, route.path)
		}
		reads := route.method == http.MethodGet
		if may := route.access.allows(f.scopesOf(auditor)); !route.access.public() && may != reads {
			t.Errorf("auditor, %s %s: %v", route.method, route.path, may)
		}
	}
	patch := append(bearer(auditor), "Content-Type", mediaJSONPatch)
	a := f.request(http.MethodPatch, configPath, `[]`, patch...)
	if a.status != http.StatusUnauthorized || !strings.Contains(a.body, "Insufficient scopes!") {
		t.Errorf("auditor writes: %d %s", a.status, a.body)
	}
	if a := f.request(http.MethodGet, configPath, "", bearer(auditor)...); a.status != http.StatusOK {
		t.Errorf("auditor reads: %d %s", a.status, a.body)
	}
}

// Without a userinfo answer there are the permissions that every token has, which open nothing of the Config API.
func TestTokenWithoutRoles(t *testing.T) {
	f := newFixture(t)
	access, ujwt := f.signedIn("admin")
	token := quoted(t, f.exchange(access, "").object(t)["access_token"])
	if got := f.scopesOf(token); !slices.Equal(got, shippedPermissions().defaults) || len(got) != 9 {
		t.Errorf("scopes: %v", got)
	}
	if a := f.request(http.MethodGet, configPath, "", bearer(token)...); a.status != http.StatusUnauthorized {
		t.Errorf("it opens the properties: %d", a.status)
	}
	tagged := quoted(t, f.exchange(access, ujwt, "permission_tag", "x").object(t)["access_token"])
	if got := f.scopesOf(tagged); len(got) != 0 {
		t.Errorf("with a tag: %v", got)
	}
	other := quoted(t, f.form(tokenPath, f.Sample(ClientOther), url.Values{
		"grant_type": {"client_credentials"}, "scope": {"openid"}, "ujwt": {ujwt},
	}).object(t)["access_token"])
	if got := f.scopesOf(other); !slices.Equal(got, []string{"openid"}) {
		t.Errorf("a client without the script: %v", got)
	}
}

func TestUserinfoThatIsNotAccepted(t *testing.T) {
	f := newFixture(t)
	access, ujwt := f.signedIn("admin")
	_, maria := f.signedIn("maria")
	auth := f.instance.Load().auth
	sign := func(alg string, claims object) string {
		signed, err := auth.signJWT(alg, "JWT", claims, "secret")
		if err != nil {
			t.Fatal(err)
		}
		return string(signed)
	}
	later := jsonNumber(noon.Add(time.Hour).Unix())
	roles := []any{"admin"}
	parts := strings.Split(ujwt, ".")
	for name, token := range map[string]string{
		"no JWT":          "nope",
		"three parts":     "a.b.c",
		"unsigned":        encode64([]byte(`{"alg":"none"}`)) + "." + parts[1] + ".",
		"other signature": parts[0] + "." + parts[1] + "." + strings.Repeat("A", len(parts[2])),
		"other claims":    parts[0] + "." + encode64([]byte(`{"inum":"x","jansAdminUIRole":["admin"],"exp":4000000000}`)) + "." + parts[2],
		"shared secret":   sign("HS256", object{"inum": "x", "exp": later, "jansAdminUIRole": roles}),
		"no exp":          sign("RS256", object{"inum": "x", "jansAdminUIRole": roles}),
		"expired":         sign("RS256", object{"inum": "x", "exp": jsonNumber(noon.Unix()), "jansAdminUIRole": roles}),
		"no inum":         sign("RS256", object{"exp": later, "jansAdminUIRole": roles}),
		"no role":         maria,
	} {
		f.exchange(access, token).wants(t, name, 403, "access_denied")
	}
	for name, token := range map[string]string{
		"unknown role":  sign("ES256", object{"inum": "x", "exp": later, "jansAdminUIRole": []any{"boss"}}),
		"role as text":  sign("ES384", object{"inum": "x", "exp": later, "jansAdminUIRole": "admin"}),
		"one role more": sign("RS256", object{"inum": "x", "exp": later, "jansAdminUIRole": []any{"boss", roleViewer}}),
	} {
		a := f.exchange(access, token)
		if a.status != http.StatusOK {
			t.Errorf("%s: %d %s", name, a.status, a.body)
			continue
		}
		if got := f.scopesOf(quoted(t, a.object(t)["access_token"])); (len(got) > 0) != (name == "one role more") {
			t.Errorf("%s: %v", name, got)
		}
	}
	f.clock.Advance(time.Hour)
	f.exchange(access, ujwt).wants(t, "after its lifetime", 403, "access_denied")
}

// Switching the script off leaves what was asked for, breaking it leaves no token at all.
func TestUpdateTokenScript(t *testing.T) {
	f := newFixture(t)
	access, ujwt := f.signedIn("admin")
	script := "/config/scripts/2D3E.5A04"
	change := func(operations string) {
		t.Helper()
		f.must("PATCH", script, operations)
		f.clock.Advance(RealTiming().ConfigPickup)
	}
	for _, source := range []string{`# sandbox: return false`, `# sandbox: raise Boom`, `# sandbox: load error Boom`, `print 1`} {
		revision := jsonNumber(f.clock.Now().Unix()).String()
		change(`[{"op":"replace","path":"/script","value":"` + source + `"},{"op":"add","path":"/revision","value":` + revision + `}]`)
		f.exchange(access, ujwt).wants(t, source, 403, "access_denied")
	}
	change(`[{"op":"replace","path":"/enabled","value":false}]`)
	token := quoted(t, f.exchange(access, ujwt).object(t)["access_token"])
	if got := f.scopesOf(token); !slices.Equal(got, []string{"openid"}) {
		t.Errorf("switched off: %v", got)
	}
}
