package sandbox

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// introspect asks about a token with Bearer.
func (f *fixture) introspect(bearerToken, token string, header ...string) answer {
	f.t.Helper()
	return f.form(introspectionPath, Client{}, tokenForm(token), append(header, bearer(bearerToken)...)...)
}

func TestIntrospection(t *testing.T) {
	f := newFixture(t)
	access, refresh := f.mint(ClientTUI, "admin", "openid", "profile")
	own := f.token()
	for _, c := range []struct {
		name, caller, token string
		want                string
	}{
		{"of a user", own, access, `{"acr":"simple_password_auth","active":true,"aud":"CLIENT","auth_time":1783944000,"client_id":"CLIENT",` +
			`"exp":1783944300,"iat":1783944000,"iss":"BASE","scope":"openid profile","sub":"INUM","token_type":"Bearer","username":"admin"}`},
		{"itself", access, access, `{"acr":"simple_password_auth","active":true,"aud":"CLIENT","auth_time":1783944000,"client_id":"CLIENT",` +
			`"exp":1783944300,"iat":1783944000,"iss":"BASE","scope":"openid profile","sub":"INUM","token_type":"Bearer","username":"admin"}`},
		{"of a client", own, own, `{"active":true,"aud":"OWN","client_id":"OWN","exp":1783944300,"iat":1783944000,"iss":"BASE","scope":"",` +
			`"sub":"OWN","token_type":"Bearer"}`},
		{"refresh token", own, refresh, `{"active":false}`},
		{"unknown token", own, "nope", `{"active":false}`},
	} {
		user, err := f.instance.Load().auth.person("admin")
		if err != nil || user == nil {
			t.Fatalf("%v, %v", user, err)
		}
		want := strings.NewReplacer("CLIENT", f.Sample(ClientTUI).ID, "OWN", f.Info().ClientID, "BASE", f.Info().URL, "INUM", user.inum).Replace(c.want)
		if a := f.introspect(c.caller, c.token); a.status != http.StatusOK || a.body != want {
			t.Errorf("%s: %d\n got %s\nwant %s", c.name, a.status, a.body, want)
		}
	}
}

func TestIntrospectionByGetAndBasic(t *testing.T) {
	f := newFixture(t)
	access, _ := f.mint(ClientTUI, "admin", "openid")
	a := f.request(http.MethodGet, introspectionPath+"?token="+access, "", bearer(access)...)
	if string(a.object(t)["active"]) != "true" {
		t.Errorf("GET: %d %s", a.status, a.body)
	}
	basic := func(token string) answer { return f.form(introspectionPath, f.Sample(ClientOther), tokenForm(token)) }
	if a := basic(access); string(a.object(t)["active"]) != "true" {
		t.Errorf("Basic: %d %s", a.status, a.body)
	}
	if a := basic("nope"); a.status != http.StatusOK || a.body != `{"active":false}` {
		t.Errorf("Basic, unknown token: %d %s", a.status, a.body)
	}
	if a := f.form(introspectionPath, Client{f.Sample(ClientOther).ID, "wrong"}, tokenForm(access)); a.status != http.StatusUnauthorized {
		t.Errorf("Basic, wrong secret: %d", a.status)
	}
	f.replace("introspectionRestrictBasicAuthnToOwnTokens", "true")
	if a := basic(access); a.status != http.StatusUnauthorized {
		t.Errorf("Basic, token of another client: %d %s", a.status, a.body)
	}
}

func TestIntrospectionRefusals(t *testing.T) {
	f := newFixture(t)
	access, refresh := f.mint(ClientTUI, "admin", "openid")
	for _, c := range []struct {
		name   string
		form   url.Values
		header []string
		status int
		code   string
	}{
		{"no header", tokenForm(access), nil, 400, "invalid_request"},
		{"no token", url.Values{}, bearer(access), 400, "invalid_request"},
		{"unknown bearer", tokenForm(access), bearer("nope"), 401, "access_denied"},
		{"refresh token as bearer", tokenForm(access), bearer(refresh), 401, "access_denied"},
		{"other scheme", tokenForm(access), []string{"Authorization", "Digest x"}, 401, "access_denied"},
		{"Basic without a colon", tokenForm(access), []string{"Authorization", "Basic eA=="}, 401, "access_denied"},
		{"Basic, not base64", tokenForm(access), []string{"Authorization", "Basic %"}, 401, "access_denied"},
	} {
		a := f.form(introspectionPath, Client{}, c.form, c.header...)
		if a.status != c.status || a.envelope(t).Error != c.code {
			t.Errorf("%s: %d %s", c.name, a.status, a.body)
		}
	}
	f.clock.Advance(5 * time.Minute)
	if a := f.introspect(access, access); a.status != http.StatusUnauthorized {
		t.Errorf("expired bearer: %d", a.status)
	}
	fresh := f.token()
	if a := f.introspect(fresh, access); string(a.object(t)["active"]) != "false" || string(a.object(t)["username"]) != `"admin"` {
		t.Errorf("expired token: %s", a.body)
	}
}

// The flag takes the endpoint out of discovery and does nothing else.
func TestIntrospectionIsNotGatedByItsFlag(t *testing.T) {
	f := newFixture(t)
	f.replace("featureFlags", `["userinfo"]`)
	token := f.token()
	if a := f.introspect(token, token); a.status != http.StatusOK {
		t.Errorf("%d %s", a.status, a.body)
	}
}

func TestIntrospectionSwitches(t *testing.T) {
	f := newFixture(t)
	access, _ := f.mint(ClientTUI, "admin", "openid", "profile")
	// What is written to the property of that name is overwritten; this one governs it.
	f.patch(`[{"op":"replace","path":"/introspectionScriptBackwardCompatibility","value":true},{"op":"replace","path":"/issuer","value":""}]`)
	f.clock.Advance(30 * time.Second)
	members := f.introspect(access, access).object(t)
	if string(members["scope"]) != `["openid","profile"]` {
		t.Errorf("scope is %s", members["scope"])
	}
	if _, ok := members["iss"]; ok {
		t.Error("an empty issuer is shown")
	}
	f.replace("introspectionSkipAuthorization", "true")
	if a := f.form(introspectionPath, Client{}, tokenForm(access)); a.status != http.StatusOK {
		t.Errorf("without authorization: %d %s", a.status, a.body)
	}
}

func TestIntrospectionAsJWT(t *testing.T) {
	f := newFixture(t)
	token := f.token()
	for _, a := range []answer{
		f.introspect(token, token, "Accept", introspectionJWT),
		f.form(introspectionPath, Client{}, tokenForm(token, "response_as_jwt", "true"), bearer(token)...),
	} {
		parts := strings.Split(a.body, ".")
		if len(parts) != 3 || a.header.Get("Content-Type") != introspectionJWT {
			t.Fatalf("%d %s", a.status, a.body)
		}
		raw, err := base64.RawURLEncoding.DecodeString(parts[1])
		if err != nil {
			t.Fatal(err)
		}
		var claims struct {
			Issuer string `json:"iss"`
			Token  struct {
				Active bool `json:"active"`
			} `json:"token_introspection"`
		}
		if err := json.Unmarshal(raw, &claims); err != nil || claims.Issuer != f.Info().URL || !claims.Token.Active {
			t.Errorf("%s: %v", raw, err)
		}
	}
}

func TestKeys(t *testing.T) {
	f := newFixture(t)
	first := f.request(http.MethodGet, "/jans-auth/restv1/jwks", "")
	var set struct {
		Keys []struct{ Kid, Kty, Use, Alg, Crv, X, Y, N, E string }
	}
	if err := json.Unmarshal([]byte(first.body), &set); err != nil || len(set.Keys) != 3 {
		t.Fatalf("%v: %s", err, first.body)
	}
	for i, alg := range []string{"ES256", "ES384"} {
		if k := set.Keys[i]; k.Alg != alg || k.Kty != "EC" || k.Use != "sig" || k.Kid == "" || k.X == "" || k.Y == "" {
			t.Errorf("%+v", k)
		}
	}
	if k := set.Keys[2]; k.Alg != "RS256" || k.Kty != "RSA" || k.Use != "sig" || k.Kid == "" || k.N == "" || k.E != "AQAB" {
		t.Errorf("%+v", k)
	}
	if again := f.request(http.MethodGet, "/jans-auth/restv1/jwks", ""); again.body != first.body {
		t.Error("the keys change")
	}
	if strings.Contains(first.body, "private") {
		t.Error("private keys are shown")
	}
}

func TestMintForAnUnknownUser(t *testing.T) {
	f := newFixture(t)
	if _, _, err := f.Mint(f.Info().ClientID, "nobody"); err == nil {
		t.Error("no error")
	}
}
