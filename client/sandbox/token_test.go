package sandbox

import (
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"
)

// envelope is the error object of the auth server.
type envelope struct {
	Error       string `json:"error"`
	Description string `json:"error_description"`
	Reason      string `json:"reason"`
}

func (a answer) envelope(t testing.TB) envelope {
	t.Helper()
	var e envelope
	if err := json.Unmarshal([]byte(a.body), &e); err != nil {
		t.Fatalf("status %d, body %q: %v", a.status, a.body, err)
	}
	return e
}

// clientCredentials asks for client credentials.
func clientCredentials(scope string) url.Values {
	return url.Values{"grant_type": {"client_credentials"}, "scope": {scope}}
}

func TestTokenAnswer(t *testing.T) {
	f := newFixture(t)
	a := f.form(tokenPath, f.Sample(ClientConfigAPI), clientCredentials(scopePropertiesRead+" nosuch "+scopePropertiesRead))
	members := a.object(t)
	if a.status != http.StatusOK || string(members["token_type"]) != `"Bearer"` || string(members["expires_in"]) != "300" ||
		quoted(t, members["scope"]) != scopePropertiesRead {
		t.Errorf("%d %s", a.status, a.body)
	}
	if !regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`).MatchString(quoted(t, members["access_token"])) {
		t.Errorf("access_token is %s", members["access_token"])
	}
	if _, ok := members["refresh_token"]; ok {
		t.Error("there is a refresh token")
	}
	if a.header.Get("Cache-Control") != "no-store" || a.header.Get("Pragma") != "no-cache" || a.header.Get("Content-Type") != "application/json" {
		t.Errorf("headers: %v", a.header)
	}
	without := f.form(tokenPath, f.Sample(ClientConfigAPI), url.Values{"grant_type": {"client_credentials"}}).object(t)
	if string(without["scope"]) != `""` {
		t.Errorf("scope is %s when none was asked for", without["scope"])
	}
	plus := f.form(tokenPath, f.Sample(ClientTUI), clientCredentials("openid+profile")).object(t)
	if string(plus["scope"]) != `"openid profile"` {
		t.Errorf("literal plus signs: scope is %s", plus["scope"])
	}
}

func TestTokenIsStoredByItsHash(t *testing.T) {
	f := newFixture(t)
	token := f.token(scopePropertiesRead)
	err := f.store.all(bucketTokens, func(id string, raw []byte) error {
		if strings.Contains(id+string(raw), token) {
			t.Error("the token itself is stored")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	record, err := f.instance.Load().auth.tokens.find(token)
	if err != nil || record == nil {
		t.Fatalf("%v, %v", record, err)
	}
	if record.Hash != tokenHash(token) || record.DN != "tknCde="+record.Hash+",ou=tokens,o=jans" || record.GrantType != "client_credentials" ||
		record.ClientID != f.Info().ClientID || record.Expires-record.Created != 300_000 || record.Scope != scopePropertiesRead || record.GrantID == "" {
		t.Errorf("%+v", record)
	}
}

func TestTokenLifetimes(t *testing.T) {
	f := newFixture(t)
	expiresIn := func(sample string) string {
		return string(f.form(tokenPath, f.Sample(sample), clientCredentials("openid")).object(t)["expires_in"])
	}
	if got := expiresIn(ClientTUI); got != "2592000" {
		t.Errorf("the client's own lifetime: %s", got)
	}
	f.patch(`[{"op":"replace","path":"/accessTokenLifetime","value":600}]`)
	f.clock.Advance(29 * time.Second)
	if got := expiresIn(ClientOther); got != "300" {
		t.Errorf("before the auth server has picked the change up: %s", got)
	}
	f.clock.Advance(time.Second)
	if got := expiresIn(ClientOther); got != "600" {
		t.Errorf("after: %s", got)
	}
	for _, value := range []string{"0", "-1"} {
		token := f.token(scopePropertiesWrite)
		a := f.request(http.MethodPatch, configPath, `[{"op":"replace","path":"/accessTokenLifetime","value":`+value+`}]`,
			append(bearer(token), "Content-Type", "application/json-patch+json")...)
		if a.status != http.StatusOK {
			t.Fatalf("%d %s", a.status, a.body)
		}
		f.clock.Advance(30 * time.Second)
		if a := f.form(tokenPath, f.Sample(ClientOther), clientCredentials("openid")); a.status != http.StatusInternalServerError || a.body != "" {
			t.Errorf("lifetime %s: %d %q", value, a.status, a.body)
		}
		if got := expiresIn(ClientTUI); got != "2592000" {
			t.Errorf("lifetime %s reaches a client with its own: %s", value, got)
		}
		f.request(http.MethodPatch, configPath, `[{"op":"replace","path":"/accessTokenLifetime","value":300}]`,
			append(bearer(token), "Content-Type", "application/json-patch+json")...)
		f.clock.Advance(30 * time.Second)
	}
}

func TestTokenErrors(t *testing.T) {
	f := newFixture(t)
	api, other, public := f.Sample(ClientConfigAPI), f.Sample(ClientOther), f.Sample(ClientPublic)
	body := func(c Client, more ...string) url.Values {
		values := clientCredentials("openid")
		values.Set("client_id", c.ID)
		for i := 0; i < len(more); i += 2 {
			values.Set(more[i], more[i+1])
		}
		return values
	}
	for _, c := range []struct {
		name   string
		client Client
		form   url.Values
		status int
		code   string
	}{
		{"no credentials", Client{}, clientCredentials(""), 401, "invalid_client"},
		{"wrong secret", Client{api.ID, "wrong"}, clientCredentials(""), 401, "invalid_client"},
		{"unknown client", Client{"nobody", "x"}, clientCredentials(""), 401, "invalid_client"},
		{"post body without the method", Client{}, body(api, "client_secret", api.Secret), 401, "invalid_client"},
		{"post body with the method", Client{}, body(other, "client_secret", other.Secret), 200, ""},
		{"post body with a wrong secret", Client{}, body(other, "client_secret", "wrong"), 401, "invalid_client"},
		{"public client", Client{}, body(public), 200, ""},
		{"public client with a secret", Client{}, body(public, "client_secret", "x"), 401, "invalid_client"},
		{"confidential client without a secret", Client{}, body(other), 401, "invalid_client"},
		{"no grant type", api, url.Values{}, 400, "invalid_request"},
		{"unknown grant type", api, url.Values{"grant_type": {"magic"}}, 400, "invalid_grant"},
		{"grant type of another client", f.Sample(ClientReadOnly), url.Values{"grant_type": {"password"}}, 400, "invalid_grant"},
		{"client assertion", Client{}, url.Values{"client_assertion": {"x"}, "client_assertion_type": {"y"}}, 401, "invalid_client"},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := f.form(tokenPath, c.client, c.form)
			if a.status != c.status {
				t.Fatalf("%d %s", a.status, a.body)
			}
			if c.code == "" {
				return
			}
			if e := a.envelope(t); e.Error != c.code || e.Reason != "" {
				t.Errorf("%+v", e)
			}
			if challenge := a.header.Get("WWW-Authenticate"); (challenge == `Basic realm="jans-auth"`) != (c.status == 401) {
				t.Errorf("WWW-Authenticate: %q", challenge)
			}
			if contentType := a.header.Get("Content-Type"); (contentType == "application/json;charset=UTF-8") != (c.status == 401) {
				t.Errorf("Content-Type: %q", contentType)
			}
		})
	}
}

func TestTokenGrantTypeOffOnTheServer(t *testing.T) {
	f := newFixture(t)
	f.replace("grantTypesSupported", `["authorization_code"]`)
	a := f.form(tokenPath, f.Sample(ClientOther), clientCredentials("openid"))
	if a.status != http.StatusBadRequest || a.envelope(t).Error != "invalid_grant" {
		t.Errorf("%d %s", a.status, a.body)
	}
}

func TestErrorEnvelope(t *testing.T) {
	f := newFixture(t)
	a := f.form(tokenPath, Client{}, clientCredentials(""), "X-Correlation-Id", "test-7f3a")
	want := "{\n    \"error\": \"invalid_client\",\n    \"error_description\": \"" + descriptions["invalid_client"] + " CorrelationId: test-7f3a\"\n}"
	if a.body != want {
		t.Errorf("got\n%s\nwant\n%s", a.body, want)
	}
	if a.header.Get("Set-Cookie") != "" {
		t.Errorf("a cookie although an id was sent: %s", a.header.Get("Set-Cookie"))
	}
	without := f.form(tokenPath, Client{}, clientCredentials(""))
	cookie := without.header.Get("Set-Cookie")
	id, ok := strings.CutPrefix(cookie, "X-Correlation-Id=")
	id, flags, _ := strings.Cut(id, ";")
	if !ok || !strings.HasSuffix(without.envelope(t).Description, " CorrelationId: "+id) || !strings.Contains(flags, "Secure") || !strings.Contains(flags, "HttpOnly") {
		t.Errorf("cookie %q, body %s", cookie, without.body)
	}
	if again := f.form(tokenPath, Client{}, clientCredentials(""), "Cookie", "X-Correlation-Id=old"); again.header.Get("Set-Cookie") != "" {
		t.Error("the cookie is set again")
	}
	f.replace("errorReasonEnabled", "true")
	if e := f.form(tokenPath, Client{}, clientCredentials("")).envelope(t); e.Reason != "Unable to authenticate client." {
		t.Errorf("%+v", e)
	}
}

func TestAuthServerRouting(t *testing.T) {
	f := newFixture(t)
	for _, c := range []struct {
		method, path string
		status       int
		allow        string
	}{
		{"GET", tokenPath, 405, "OPTIONS, POST"},
		{"GET", revokePath, 405, "OPTIONS, POST"},
		{"DELETE", "/jans-auth/restv1/introspection", 405, "OPTIONS, HEAD, GET, POST"},
		{"GET", "/jans-auth/restv1/nosuch", 404, ""},
		{"GET", "/jans-auth/", 404, ""},
		{"GET", "/.well-known/nosuch", 404, ""},
		{"GET", "/jans-auth/sys/health-check", 200, ""},
		{"POST", "/jans-auth/sys/health-check", 200, ""},
	} {
		a := f.request(c.method, c.path, "")
		if a.status != c.status || a.header.Get("Allow") != c.allow || c.status != 200 && a.body != "" {
			t.Errorf("%s %s: %d %q, Allow %q", c.method, c.path, a.status, a.body, a.header.Get("Allow"))
		}
	}
}

func TestOldTokensAreCleanedUp(t *testing.T) {
	f := newFixture(t)
	old := f.token(scopePropertiesRead)
	f.clock.Advance(300*time.Second + keepExpired)
	f.token(scopePropertiesRead)
	if record, err := f.instance.Load().auth.tokens.find(old); err != nil || record == nil {
		t.Errorf("gone at the last moment it is kept: %v, %v", record, err)
	}
	f.clock.Advance(time.Second)
	f.token(scopePropertiesRead)
	if record, err := f.instance.Load().auth.tokens.find(old); err != nil || record != nil {
		t.Errorf("still there: %v, %v", record, err)
	}
	tokens, grants, rows := f.count(bucketTokens), f.count(bucketGrants), f.count(bucketTokenRows)
	if tokens < 2 || grants != tokens || rows != tokens {
		t.Errorf("%d tokens, %d entries of grants, %d rows", tokens, grants, rows)
	}
}

func (f *fixture) count(bucket []byte) (n int) {
	f.t.Helper()
	if err := f.store.all(bucket, func(string, []byte) error { n++; return nil }); err != nil {
		f.t.Fatal(err)
	}
	return n
}
