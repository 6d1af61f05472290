package sandbox

import (
	"crypto"
	"crypto/hmac"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"math/big"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

const userinfoPath = "/jans-auth/restv1/userinfo"

// passwordGrant signs a sample user in at the sample application.
func (f *fixture) passwordGrant(user, scope string) map[string]json.RawMessage {
	f.t.Helper()
	for _, known := range f.Info().Users {
		if known.Name != user {
			continue
		}
		a := f.form(tokenPath, f.Sample(ClientApp), url.Values{
			"grant_type": {"password"}, "username": {user}, "password": {known.Password}, "scope": {scope},
		})
		if a.status != http.StatusOK {
			f.t.Fatalf("password grant: %d %s", a.status, a.body)
		}
		return a.object(f.t)
	}
	f.t.Fatalf("no user %s", user)
	return nil
}

// userinfo gives what a token of a user releases, without the members that every answer has.
func (f *fixture) userinfo(user, scope string) map[string]string {
	f.t.Helper()
	token := quoted(f.t, f.passwordGrant(user, scope)["access_token"])
	a := f.request(http.MethodGet, userinfoPath, "", bearer(token)...)
	if a.status != http.StatusOK {
		f.t.Fatalf("userinfo: %d %s", a.status, a.body)
	}
	claims := make(map[string]string)
	for name, value := range a.object(f.t) {
		switch name {
		case "jti", "iat", "nbf", "exp", "client_id", "sub":
		default:
			claims[name] = string(value)
		}
	}
	return claims
}

func same(t *testing.T, what string, got, want map[string]string) {
	t.Helper()
	for name, value := range want {
		if got[name] != value {
			t.Errorf("%s: %s is %s, want %s", what, name, got[name], value)
		}
	}
	for name, value := range got {
		if _, ok := want[name]; !ok {
			t.Errorf("%s: unexpected %s %s", what, name, value)
		}
	}
}

func TestClaimsOfScopes(t *testing.T) {
	f := newFixture(t)
	for _, c := range []struct {
		user, scope string
		want        map[string]string
	}{
		{"maria", "openid", map[string]string{}},
		{"maria", "openid email", map[string]string{"email": `"maria@example.org"`, "email_verified": "true"}},
		{"maria", "openid phone", map[string]string{"phone_number": `"+34 915 550 123"`, "phone_number_verified": "true"}}, // one of them is inactive
		{"maria", "openid mobile_phone", map[string]string{"phone_mobile_number": `["+34 655 550 124","+34 655 550 125"]`}},
		{"wang.wei", "openid mobile_phone", map[string]string{"phone_mobile_number": `["+86 138 5550 0177"]`}},
		{"wang.wei", "openid user_name", map[string]string{"user_name": `"wang.wei"`}},
		{"wang.wei", "openid address", map[string]string{"address": `{"country":"CN","formatted":"南京东路100号\n上海市 200001",` +
			`"locality":"上海市","postal_code":"200001","street_address":"南京东路100号"}`}},
		{"admin", "openid address", map[string]string{"address": `{"country":"US"}`}},
		{"admin", "openid role", map[string]string{"role": `["CasaAdmin"]`}},
		{"maria", "openid role", map[string]string{}},
		{"maria", "openid nosuch jans_stat", map[string]string{}}, // unknown or not assigned: dropped silently
	} {
		same(t, c.user+" "+c.scope, f.userinfo(c.user, c.scope), c.want)
	}
	profile := f.userinfo("wang.wei", "openid profile")
	if profile["name"] != `"王伟"` || profile["updated_at"] != "1783944000" || profile["birthdate"] != `"1990-11-02"` || profile["jansAdminUIRole"] != "" {
		t.Errorf("profile: %v", profile)
	}
	if admin := f.userinfo("admin", "openid profile"); admin["jansAdminUIRole"] != `["admin"]` {
		t.Errorf("profile of admin: %v", admin)
	}
}

func TestUserinfoEnvelope(t *testing.T) {
	f := newFixture(t)
	token := quoted(t, f.passwordGrant("maria", "openid")["access_token"])
	a := f.form(userinfoPath, Client{}, url.Values{"access_token": {token}})
	claims := a.object(t)
	if a.header.Get("Content-Type") != "application/json;charset=UTF-8" || !strings.Contains(a.header.Get("Cache-Control"), "no-store") ||
		a.header.Get("Pragma") != "no-cache" || string(claims["iat"]) != "1783944000" || string(claims["exp"]) != "1783947600" ||
		quoted(t, claims["client_id"]) != f.Sample(ClientApp).ID || claims["sub"] == nil || claims["jti"] == nil || len(claims) != 6 {
		t.Errorf("%v %s", a.header, a.body)
	}
}

func TestUserinfoRefusals(t *testing.T) {
	f := newFixture(t)
	access, refresh, err := f.Mint(f.Sample(ClientApp).ID, "maria", "profile")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, token string
		status      int
		code        string
	}{
		{"none", "", 400, "invalid_request"},
		{"unknown", "nope", 401, "invalid_token"},
		{"refresh token", refresh, 401, "invalid_token"},
		{"of a client", f.token(scopePropertiesRead), 403, "insufficient_scope"},
		{"without openid", access, 403, "insufficient_scope"},
	} {
		a := f.request(http.MethodGet, userinfoPath+"?access_token="+c.token, "")
		if a.status != c.status || a.envelope(t).Error != c.code {
			t.Errorf("%s: %d %s", c.name, a.status, a.body)
		}
	}
	f.replace("openidScopeBackwardCompatibility", "true")
	if a := f.request(http.MethodGet, userinfoPath, "", bearer(access)...); a.status != http.StatusOK {
		t.Errorf("profile alone: %d %s", a.status, a.body)
	}
	f.replace("featureFlags", `["introspection"]`)
	if a := f.request(http.MethodGet, userinfoPath, "", bearer(access)...); a.status != http.StatusForbidden || a.envelope(t).Error != "access_denied" {
		t.Errorf("flag off: %d %s", a.status, a.body)
	}
}

// A claim that leads nowhere breaks everything, and a scope that was removed is passed over.
func TestUserinfoOfWhatIsGone(t *testing.T) {
	f := newFixture(t)
	f.must("DELETE", "/scopes/D491", "")
	access, _, err := f.Mint(f.Sample(ClientApp).ID, "maria", "openid", "phone")
	if err != nil {
		t.Fatal(err)
	}
	if a := f.request(http.MethodGet, userinfoPath, "", bearer(access)...); a.status != http.StatusOK {
		t.Errorf("scope gone: %d %s", a.status, a.body)
	}
	f.must("DELETE", "/attributes/CAE3", "")
	token := quoted(t, f.passwordGrant("maria", "openid email")["access_token"])
	if a := f.request(http.MethodGet, userinfoPath, "", bearer(token)...); a.status != http.StatusInternalServerError || a.body != "" {
		t.Errorf("attribute gone: %d %q", a.status, a.body)
	}
}

// A change of a scope shows when its cached copy has expired, and grouping turns booleans and dates into texts.
func TestUserinfoFollowsScopes(t *testing.T) {
	f := newFixture(t)
	f.userinfo("maria", "openid email")
	f.must("PATCH", "/scopes/764C", `[{"op":"replace","path":"/groupClaims","value":true},
		{"op":"add","path":"/claims/-","value":"inum=BE64,ou=attributes,o=jans"}]`)
	if early := f.userinfo("maria", "openid email"); early["email"] == "" {
		t.Errorf("at once: %v", early)
	}
	f.clock.Advance(2 * time.Minute)
	same(t, "grouped", f.userinfo("maria", "openid email"), map[string]string{
		"email": `{"email":"maria@example.org","email_verified":"true","updated_at":"Mon Jul 13 12:00:00 UTC 2026"}`,
	})
}

func TestDatePatterns(t *testing.T) {
	f := newFixture(t)
	for patterns, want := range map[string]string{
		`{}`:                                      "1783944000",
		`{"updated_at":"yyyy-MM-dd'T'HH:mm"}`:     `"2026-07-13T12:00"`,
		`{"common":"dd.MM.yy"}`:                   `"13.07.26"`,
		`{"updated_at":"","common":"''yyyy"}`:     `"'2026"`,
		`{"birthdate":"yyyy","other":"MM d EEE"}`: "1783944000",
	} {
		f.replace("dateFormatterPatterns", patterns)
		if got := f.userinfo("maria", "openid profile")["updated_at"]; got != want {
			t.Errorf("%s: %s, want %s", patterns, got, want)
		}
	}
	f.replace("dateFormatterPatterns", `{"common":"qq"}`)
	token := quoted(t, f.passwordGrant("maria", "openid profile")["access_token"])
	if a := f.request(http.MethodGet, userinfoPath, "", bearer(token)...); a.status != http.StatusInternalServerError {
		t.Errorf("an illegal pattern: %d %s", a.status, a.body)
	}
}

func TestSignedUserinfo(t *testing.T) {
	f := newFixture(t)
	sign := func(alg string) answer {
		f.must("PATCH", "/openid/clients/"+f.Sample(ClientApp).ID, `[{"op":"add","path":"/userInfoSignedResponseAlg","value":"`+alg+`"}]`)
		f.clock.Advance(time.Minute)
		token := quoted(t, f.passwordGrant("maria", "openid email")["access_token"])
		return f.request(http.MethodGet, userinfoPath, "", bearer(token)...)
	}
	a := sign("RS256")
	signed, claims, signature := splitJWT(t, a.body)
	if a.header.Get("Content-Type") != "application/jwt" || claims["iss"] != f.Info().URL || claims["aud"] != f.Sample(ClientApp).ID ||
		claims["email"] != "maria@example.org" || claims["status"] == nil {
		t.Errorf("%v %v", a.header, claims)
	}
	digest := sha256.Sum256(signed)
	if err := rsa.VerifyPKCS1v15(f.rsaKey(), crypto.SHA256, digest[:], signature); err != nil {
		t.Error(err)
	}
	signed, _, signature = splitJWT(t, sign("HS256").body)
	mac := hmac.New(sha256.New, []byte(f.Sample(ClientApp).Secret))
	mac.Write(signed)
	if !hmac.Equal(mac.Sum(nil), signature) {
		t.Error("HS256: the signature does not fit the secret of the client")
	}
	if a := sign("ES512"); a.status != http.StatusInternalServerError || a.body != "" {
		t.Errorf("no key: %d %q", a.status, a.body)
	}
}

func splitJWT(t *testing.T, token string) (signed []byte, claims map[string]any, signature []byte) {
	t.Helper()
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		t.Fatalf("no JWT: %q", token)
	}
	raw, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err == nil {
		err = json.Unmarshal(raw, &claims)
	}
	if err == nil {
		signature, err = base64.RawURLEncoding.DecodeString(parts[2])
	}
	if err != nil {
		t.Fatal(err)
	}
	return []byte(parts[0] + "." + parts[1]), claims, signature
}

// rsaKey reads the public RSA key from the key set.
func (f *fixture) rsaKey() *rsa.PublicKey {
	f.t.Helper()
	var set struct{ Keys []struct{ Alg, N string } }
	if err := json.Unmarshal([]byte(f.request(http.MethodGet, "/jans-auth/restv1/jwks", "").body), &set); err != nil {
		f.t.Fatal(err)
	}
	for _, key := range set.Keys {
		if key.Alg == "RS256" {
			n, err := base64.RawURLEncoding.DecodeString(key.N)
			if err != nil {
				f.t.Fatal(err)
			}
			return &rsa.PublicKey{N: new(big.Int).SetBytes(n), E: 65537}
		}
	}
	f.t.Fatal("no RSA key")
	return nil
}
