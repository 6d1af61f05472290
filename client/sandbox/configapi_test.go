package sandbox

import (
	"encoding/base64"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

func bearer(token string) []string { return []string{"Authorization", "Bearer " + token} }

// Requests are refused in the order path, method, Content-Type, Accept, token.
func TestProcessingOrder(t *testing.T) {
	f := newFixture(t)
	token := f.token(scopePropertiesRead, scopePropertiesWrite)
	api := "/jans-config-api/api/v1"
	for _, c := range []struct {
		name, method, path string
		header             []string
		status             int
		body               string
	}{
		{"no such path", "GET", api + "/nosuch", nil, 404, ""},
		{"no such path, whatever the method", "DELETE", api + "/nosuch", nil, 404, ""},
		{"base alone", "GET", api, nil, 404, ""},
		{"other context", "GET", "/elsewhere", nil, 404, ""},
		{"method", "PUT", configPath, nil, 405, ""},
		{"method before Content-Type", "PUT", configPath, []string{"Content-Type", "text/plain"}, 405, ""},
		{"Content-Type of PATCH", "PATCH", configPath, []string{"Content-Type", "application/json"}, 415, ""},
		{"no Content-Type on PATCH", "PATCH", configPath, nil, 415, ""},
		{"Content-Type on GET", "GET", configPath, []string{"Content-Type", "text/plain"}, 415, ""},
		{"Content-Type before Accept", "GET", configPath, []string{"Content-Type", "text/plain", "Accept", "text/html"}, 415, ""},
		{"Accept before token", "GET", configPath, []string{"Accept", "text/html"}, 406, ""},
		{"Accept that refuses JSON", "GET", configPath, []string{"Accept", "application/json;q=0"}, 406, ""},
		{"no token", "GET", configPath, nil, 401, tokenOnly},
		{"no token, body not looked at", "PATCH", configPath, []string{"Content-Type", "application/json-patch+json"}, 401, tokenOnly},
		{"Basic", "GET", configPath, []string{"Authorization", "Basic eDp5"}, 401, tokenOnly},
		{"DPoP", "GET", configPath, []string{"Authorization", "DPoP " + token}, 401, tokenOnly},
		{"unknown token", "GET", configPath, bearer("nope"), 401, tokenInvalid},
		{"foreign issuer header", "GET", configPath, append(bearer(token), "issuer", "https://other.example"), 401, issuerInvalid},
		{"own issuer header", "GET", configPath, append(bearer(token), "issuer", f.Info().URL), 200, "*"},
		{"lower case scheme", "GET", configPath, []string{"Authorization", "bearer " + token}, 200, "*"},
		{"trailing slash", "GET", configPath + "/", bearer(token), 200, "*"},
		{"charset in Content-Type", "GET", configPath, append(bearer(token), "Content-Type", "application/json; charset=utf-8"), 200, "*"},
		{"wide Accept", "GET", configPath, append(bearer(token), "Accept", "text/html, */*;q=0.1"), 200, "*"},
		{"empty Accept", "GET", configPath, append(bearer(token), "Accept", ""), 200, "*"},
		{"HEAD", "HEAD", configPath, bearer(token), 200, ""},
		{"HEAD without token", "HEAD", configPath, nil, 401, ""},
		{"OPTIONS without Origin", "OPTIONS", configPath, nil, 200, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := f.request(c.method, c.path, "", c.header...)
			if a.status != c.status || a.body != c.body && c.body != "*" {
				t.Errorf("got %d %q, want %d %q", a.status, a.body, c.status, c.body)
			}
			if contentType := a.header.Get("Content-Type"); c.method != "HEAD" && (contentType == "application/json") != (a.body != "") {
				t.Errorf("Content-Type %q for body %q", contentType, a.body)
			}
			if challenge := a.header.Get("WWW-Authenticate"); (challenge == "Bearer") != (c.status == 401) {
				t.Errorf("WWW-Authenticate: %q", challenge)
			}
			if allow := a.header.Get("Allow"); c.status == 405 && allow != "GET, HEAD, OPTIONS, PATCH" {
				t.Errorf("Allow: %q", allow)
			}
		})
	}
}

func TestScopesOfTokens(t *testing.T) {
	f := newFixture(t)
	for _, c := range []struct {
		scope      string
		get, patch int
	}{
		{scopePropertiesRead, 200, 401},
		{scopePropertiesWrite, 200, 200},
		{"https://jans.io/oauth/config/read-all", 200, 401},
		{"https://jans.io/oauth/config/write-all", 200, 200},
		{"https://jans.io/oauth/config/delete-all", 401, 401},
		{"https://jans.io/oauth/jans-auth-server/config.admin", 401, 401}, // provisioned, but nothing checks it
		{"https://jans.io/oauth/config/properties.write", 401, 401},       // of the Config API's own properties
		{"", 401, 401},
	} {
		token := f.token(c.scope)
		get := f.request(http.MethodGet, configPath, "", bearer(token)...)
		patch := f.request(http.MethodPatch, configPath, `[]`, append(bearer(token), "Content-Type", "application/json-patch+json")...)
		if get.status != c.get || patch.status != c.patch {
			t.Errorf("%q: GET %d, PATCH %d, want %d, %d", c.scope, get.status, patch.status, c.get, c.patch)
		}
	}
	access, _, err := f.Mint(f.Sample(ClientOther).ID, "", scopePropertiesAdmin)
	if err != nil {
		t.Fatal(err)
	}
	if a := f.request(http.MethodGet, configPath, "", bearer(access)...); a.status != http.StatusOK {
		t.Errorf("the admin scope is not enough: %d %s", a.status, a.body)
	}
}

func TestInsufficientScopesText(t *testing.T) {
	f := newFixture(t)
	token := f.token("https://jans.io/oauth/config/attributes.readonly", "https://jans.io/oauth/config/scopes.readonly")
	a := f.request(http.MethodGet, configPath, "", bearer(token)...)
	want := "oAuth authorization error Insufficient scopes! , Required scope: [https://jans.io/oauth/jans-auth-server/config/properties.readonly], " +
		"however token scopes: [https://jans.io/oauth/config/attributes.readonly, https://jans.io/oauth/config/scopes.readonly]"
	if a.status != http.StatusUnauthorized || a.body != want {
		t.Errorf("got %d\n%s\nwant\n%s", a.status, a.body, want)
	}
}

func TestSampleClients(t *testing.T) {
	f := newFixture(t)
	scopes := scopePropertiesRead + " " + scopeReadAll + " " + scopePropertiesWrite + " jans_stat openid nosuch"
	for sample, want := range map[string]string{
		ClientConfigAPI: scopePropertiesRead + " " + scopeReadAll + " " + scopePropertiesWrite + " jans_stat",
		ClientReadOnly:  scopeReadAll,
		ClientTUI:       "jans_stat openid",
	} {
		a := f.form(tokenPath, f.Sample(sample), url.Values{"grant_type": {"client_credentials"}, "scope": {scopes}})
		if got := quoted(t, a.object(t)["scope"]); got != want {
			t.Errorf("%s is granted %q, want %q", sample, got, want)
		}
	}
	info := f.Info()
	if info.ClientID != f.Sample(ClientConfigAPI).ID || !strings.HasPrefix(info.ClientID, "1800.") || info.ClientSecret == "" ||
		len(info.Users) != 4 || info.TUIID != f.Sample(ClientTUI).ID || info.TUISecret != f.Sample(ClientTUI).Secret {
		t.Errorf("info: %+v", info)
	}
	if admin := info.Users[0]; admin.Name != "admin" || !slices.Equal(admin.Roles, []string{"admin"}) || admin.Password == "" {
		t.Errorf("first user: %+v", admin)
	}
}

func TestTokensEnd(t *testing.T) {
	f := newFixture(t)
	token := f.token(scopePropertiesRead)
	f.clock.Advance(299 * time.Second)
	if a := f.request(http.MethodGet, configPath, "", bearer(token)...); a.status != http.StatusOK {
		t.Fatalf("before its end: %d %s", a.status, a.body)
	}
	f.clock.Advance(time.Second)
	if a := f.request(http.MethodGet, configPath, "", bearer(token)...); a.status != http.StatusUnauthorized || a.body != tokenInvalid {
		t.Errorf("after its end: %d %s", a.status, a.body)
	}
	_, refresh, err := f.Mint(f.Info().ClientID, "admin", scopePropertiesRead)
	if err != nil {
		t.Fatal(err)
	}
	if a := f.request(http.MethodGet, configPath, "", bearer(refresh)...); a.body != tokenInvalid {
		t.Errorf("a refresh token passes: %d %s", a.status, a.body)
	}
}

func TestJWTs(t *testing.T) {
	f := newFixture(t)
	encode := base64.RawURLEncoding.EncodeToString
	token := func(claims string) string {
		return encode([]byte(`{"alg":"ES256"}`)) + "." + encode([]byte(claims)) + ".c2ln"
	}
	for claims, want := range map[string]string{
		`{"exp":1,"iss":"` + f.Info().URL + `"}`:          "ID Token is expired",
		`{"exp":4000000000,"iss":"https://other"}`:        "Jwt Issuer is Invalid.",
		`{"exp":4000000000,"iss":"` + f.Info().URL + `"}`: "Jwt Signature is Invalid.",
	} {
		if a := f.request(http.MethodGet, configPath, "", bearer(token(claims))...); a.status != http.StatusUnauthorized || a.body != want {
			t.Errorf("%s: %d %q, want %q", claims, a.status, a.body, want)
		}
	}
	if a := f.request(http.MethodGet, configPath, "", bearer("a.b.c")...); a.body != tokenInvalid {
		t.Errorf("not a JWT: %q", a.body)
	}
}

// A wrong introspection endpoint locks out at once, the repair included; the other settings lock out when the auth server has picked
// them up.
func TestLockOut(t *testing.T) {
	for _, c := range []struct {
		value string
		text  string
	}{
		{`"https://other.example/jans-auth/restv1/introspection"`, "RESTEASY004655: Unable to invoke request: java.net.ConnectException: Connection refused"},
		{`"BASE/jans-auth/restv1/nosuch"`, "HTTP 404 Not Found"},
		{`"not a url"`, "RESTEASY004655: Unable to invoke request: java.net.URISyntaxException: not a url"},
		{`""`, "RESTEASY004710: uriTemplate was null"},
		{`null`, "RESTEASY004710: uriTemplate was null"},
	} {
		f := newFixture(t)
		token := f.token(scopePropertiesWrite)
		value := strings.ReplaceAll(c.value, "BASE", f.Info().URL)
		f.patch(`[{"op":"replace","path":"/introspectionEndpoint","value":` + value + `}]`)
		if a := f.request(http.MethodGet, configPath, "", bearer(token)...); a.status != http.StatusUnauthorized || a.body != c.text {
			t.Errorf("%s: %d %q", value, a.status, a.body)
		}
	}
	f := newFixture(t)
	token := f.token(scopePropertiesWrite)
	for _, suffix := range []string{"?x=1", "/"} { // both reach the endpoint
		f.patch(`[{"op":"replace","path":"/introspectionEndpoint","value":"` + f.Info().URL + `/jans-auth/restv1/introspection` + suffix + `"}]`)
		if a := f.request(http.MethodGet, configPath, "", bearer(token)...); a.status != http.StatusOK {
			t.Errorf("own endpoint with %q: %d %q", suffix, a.status, a.body)
		}
	}
}

func TestLockOutByIntrospectionScopes(t *testing.T) {
	for _, property := range []string{"introspectionAccessTokenMustHaveUmaProtectionScope", "introspectionAccessTokenMustHaveIntrospectionScope"} {
		f := newFixture(t)
		token := f.token(scopePropertiesWrite)
		f.patch(`[{"op":"replace","path":"/` + property + `","value":true}]`)
		if a := f.request(http.MethodGet, configPath, "", bearer(token)...); a.status != http.StatusOK {
			t.Errorf("%s: locked out before the auth server can know: %d", property, a.status)
		}
		f.clock.Advance(30 * time.Second)
		if a := f.request(http.MethodGet, configPath, "", bearer(token)...); a.status != http.StatusUnauthorized || a.body != introRefused {
			t.Errorf("%s: %d %q", property, a.status, a.body)
		}
	}
}

func TestRemovedIntrospectionFlagLocksOnlyIssuerHeaders(t *testing.T) {
	f := newFixture(t)
	f.replace("featureFlags", `["revoke_token"]`)
	token := f.token(scopePropertiesRead)
	if a := f.request(http.MethodGet, configPath, "", bearer(token)...); a.status != http.StatusOK {
		t.Errorf("without issuer header: %d %q", a.status, a.body)
	}
	if a := f.request(http.MethodGet, configPath, "", append(bearer(token), "issuer", f.Info().URL)...); a.status != http.StatusUnauthorized {
		t.Errorf("with issuer header: %d", a.status)
	}
}

func TestCORS(t *testing.T) {
	f := newFixture(t)
	for _, path := range []string{configPath, revokePath} {
		a := f.request(http.MethodOptions, path, "", "Origin", "https://app.example", "Access-Control-Request-Method", "PATCH")
		if a.status != http.StatusOK || a.header.Get("Access-Control-Allow-Origin") != "https://app.example" || a.header.Get("Access-Control-Max-Age") != "1800" {
			t.Errorf("preflight of %s: %d %v", path, a.status, a.header)
		}
	}
	if a := f.request(http.MethodGet, configPath, "", "Origin", "https://app.example"); a.status != http.StatusUnauthorized ||
		a.header.Get("Access-Control-Allow-Origin") != "https://app.example" {
		t.Errorf("GET with Origin: %d %v", a.status, a.header)
	}
}

func TestWebServerHeaders(t *testing.T) {
	f := newFixture(t)
	a := f.request(http.MethodGet, apiPath+"/health/live", "")
	for _, name := range []string{"X-Content-Type-Options", "X-Xss-Protection", "Strict-Transport-Security"} {
		if a.header.Get(name) == "" {
			t.Errorf("%s is missing", name)
		}
	}
	if a.header.Get("ETag") != "" {
		t.Error("there is an ETag")
	}
}
