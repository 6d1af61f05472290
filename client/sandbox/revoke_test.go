package sandbox

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"
)

// mint makes a grant and fails the test when that does not succeed.
func (f *fixture) mint(sample, user string, scopes ...string) (access, refresh string) {
	f.t.Helper()
	access, refresh, err := f.Mint(f.Sample(sample).ID, user, scopes...)
	if err != nil {
		f.t.Fatal(err)
	}
	return access, refresh
}

// alive says whether a token is still stored.
func (f *fixture) alive(token string) bool {
	f.t.Helper()
	record, err := f.instance.Load().auth.tokens.find(token)
	if err != nil {
		f.t.Fatal(err)
	}
	return record != nil
}

func tokenForm(token string, more ...string) url.Values {
	values := url.Values{"token": {token}}
	for i := 0; i < len(more); i += 2 {
		values.Set(more[i], more[i+1])
	}
	return values
}

func TestRevokeAnswers(t *testing.T) {
	f := newFixture(t)
	other := f.Sample(ClientOther)
	foreign, _ := f.mint(ClientReadOnly, "")
	for _, c := range []struct {
		name   string
		client Client
		form   url.Values
		status int
		code   string
	}{
		{"unknown token", other, tokenForm("nope"), 200, ""},
		{"blank token", other, tokenForm("  "), 400, "invalid_request"},
		{"no token", other, url.Values{}, 400, "invalid_request"},
		{"foreign token", other, tokenForm(foreign), 400, "invalid_request"},
		{"no credentials", Client{}, tokenForm("nope"), 401, "invalid_client"},
		{"wrong secret", Client{other.ID, "x"}, tokenForm("nope"), 401, "invalid_client"},
		{"unknown client_id", Client{}, tokenForm("nope", "client_id", "nobody"), 401, "invalid_client"},
		{"confidential client_id", Client{}, tokenForm("nope", "client_id", other.ID), 401, "invalid_client"},
		{"post body", Client{}, tokenForm("nope", "client_id", other.ID, "client_secret", other.Secret), 200, ""},
		{"public client_id", Client{}, tokenForm("nope", "client_id", f.Sample(ClientPublic).ID), 200, ""},
		{"all, which is not allowed", other, tokenForm("all"), 200, ""},
		{"unknown hint", other, tokenForm("nope", "token_type_hint", "magic"), 200, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			a := f.form(revokePath, c.client, c.form)
			if a.status != c.status {
				t.Fatalf("%d %s", a.status, a.body)
			}
			uncached := a.header.Get("Cache-Control") == "no-store" && a.header.Get("Pragma") == "no-cache"
			if uncached != (c.status == 200) {
				t.Errorf("headers: %v", a.header)
			}
			if c.code == "" {
				if a.body != "" || a.header.Get("Content-Type") != "" {
					t.Errorf("body %q, Content-Type %q", a.body, a.header.Get("Content-Type"))
				}
				return
			}
			if e := a.envelope(t); e.Error != c.code {
				t.Errorf("%+v", e)
			}
		})
	}
	if !f.alive(foreign) {
		t.Error("the foreign token is gone")
	}
}

// A disabled endpoint lets clients authenticate first, and looks at the flag before the parameters.
func TestRevokeWithTheFlagOff(t *testing.T) {
	f := newFixture(t)
	other := f.Sample(ClientOther)
	token, _ := f.mint(ClientOther, "")
	f.replace("featureFlags", `["userinfo","introspection"]`)
	for _, c := range []struct {
		name   string
		client Client
		form   url.Values
		status int
		code   string
	}{
		{"own token", other, tokenForm(token), 403, "access_denied"},
		{"no token", other, url.Values{}, 403, "access_denied"},
		{"public client", Client{}, tokenForm("x", "client_id", f.Sample(ClientPublic).ID), 403, "access_denied"},
		{"no credentials", Client{}, tokenForm(token), 401, "invalid_client"},
	} {
		a := f.form(revokePath, c.client, c.form, "X-Correlation-Id", "id")
		e := a.envelope(t)
		if a.status != c.status || e.Error != c.code {
			t.Errorf("%s: %d %s", c.name, a.status, a.body)
		}
		if c.status != 403 {
			continue
		}
		if e.Description != "access_denied CorrelationId: id" || e.Reason != "" {
			t.Errorf("%s: %+v", c.name, e)
		}
		for _, name := range []string{"Cache-Control", "Pragma", "WWW-Authenticate"} {
			if a.header.Get(name) != "" {
				t.Errorf("%s: %s is set", c.name, name)
			}
		}
	}
	if !f.alive(token) {
		t.Error("the token is gone")
	}
	f.patch(`[{"op":"replace","path":"/errorReasonEnabled","value":true}]`)
	f.clock.Advance(30 * time.Second)
	if e := f.form(revokePath, other, tokenForm(token)).envelope(t); e.Reason != "Feature flag is disabled on server." {
		t.Errorf("%+v", e)
	}
}

// The flag counts when the auth server has picked it up, not when the Config API shows it.
func TestRevokeFlagIsPickedUpWithinHalfAMinute(t *testing.T) {
	f := newFixture(t)
	other := f.Sample(ClientOther)
	f.clock.Advance(10 * time.Second)
	f.patch(`[{"op":"replace","path":"/featureFlags","value":["userinfo"]}]`)
	f.clock.Advance(19 * time.Second)
	if a := f.form(revokePath, other, tokenForm("x")); a.status != http.StatusOK {
		t.Errorf("before the timer: %d", a.status)
	}
	f.clock.Advance(time.Second)
	if a := f.form(revokePath, other, tokenForm("x")); a.status != http.StatusForbidden {
		t.Errorf("when the timer has fired: %d", a.status)
	}
	f.patch(`[{"op":"replace","path":"/featureFlags","value":[]}]`)
	f.clock.Advance(29 * time.Second)
	if a := f.form(revokePath, other, tokenForm("x")); a.status != http.StatusForbidden {
		t.Errorf("before the next timer: %d", a.status)
	}
	f.clock.Advance(time.Second)
	if a := f.form(revokePath, other, tokenForm("x")); a.status != http.StatusOK {
		t.Errorf("after it: %d", a.status)
	}
}

// What counts is when the timer fired, not when somebody asks: a change after the last firing waits for the next one.
func TestTimerFiresAlsoWhenNobodyAsks(t *testing.T) {
	f := newFixture(t)
	other := f.Sample(ClientOther)
	f.form(revokePath, other, tokenForm("x"))
	f.clock.Advance(61 * time.Second)
	if _, err := f.instance.Load().config.patch([]byte(`[{"op":"replace","path":"/featureFlags","value":["userinfo"]}]`)); err != nil {
		t.Fatal(err)
	}
	f.clock.Advance(28 * time.Second)
	if a := f.form(revokePath, other, tokenForm("x")); a.status != http.StatusOK {
		t.Errorf("before the third firing: %d", a.status)
	}
	f.clock.Advance(time.Second)
	if a := f.form(revokePath, other, tokenForm("x")); a.status != http.StatusForbidden {
		t.Errorf("after it: %d", a.status)
	}
}

func TestRevokeTakesTheWholeGrant(t *testing.T) {
	for _, c := range []struct {
		hint          string
		presentAccess bool
		gone          bool
	}{
		{"", true, true},
		{"", false, true},
		{"access_token", true, true},
		{"access_token", false, false}, // a refresh token is not found under this hint
		{"tx_token", true, true},
		{"tx_token", false, false},
		{"refresh_token", false, true},
		{"refresh_token", true, true}, // this hint does not narrow the search
		{"logout_status_jwt", true, true},
		{"ACCESS_TOKEN", false, true}, // not a hint: they are compared exactly
		{"jti", true, false},
	} {
		f := newFixture(t)
		access, refresh := f.mint(ClientOther, "admin", "openid")
		bystander, _ := f.mint(ClientOther, "admin", "openid")
		presented := refresh
		if c.presentAccess {
			presented = access
		}
		a := f.form(revokePath, f.Sample(ClientOther), tokenForm(presented, "token_type_hint", c.hint))
		if a.status != http.StatusOK {
			t.Errorf("hint %q: %d", c.hint, a.status)
		}
		if f.alive(access) == c.gone || f.alive(refresh) == c.gone {
			t.Errorf("hint %q, access token presented %v: access alive %v, refresh alive %v", c.hint, c.presentAccess, f.alive(access), f.alive(refresh))
		}
		if !f.alive(bystander) {
			t.Errorf("hint %q: another grant of the client is gone", c.hint)
		}
	}
}

func TestRevokeByJTI(t *testing.T) {
	f := newFixture(t)
	access, _ := f.mint(ClientOther, "admin", "openid")
	record, err := f.instance.Load().auth.tokens.find(access)
	if err != nil {
		t.Fatal(err)
	}
	record.JTI = "jti-1"
	raw, err := json.Marshal(record)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.store.put(bucketTokens, record.Hash, raw); err != nil {
		t.Fatal(err)
	}
	f.form(revokePath, f.Sample(ClientOther), tokenForm("jti-1", "token_type_hint", "jti"))
	if f.alive(access) {
		t.Error("still there")
	}
}

func TestRevokeSeveral(t *testing.T) {
	f := newFixture(t)
	first, _ := f.mint(ClientOther, "")
	second, _ := f.mint(ClientOther, "")
	third, _ := f.mint(ClientOther, "")
	foreign, _ := f.mint(ClientReadOnly, "")
	if a := f.form(revokePath, f.Sample(ClientOther), tokenForm(first+" nope  "+second)); a.status != http.StatusOK {
		t.Errorf("%d %s", a.status, a.body)
	}
	if f.alive(first) || f.alive(second) {
		t.Error("not all are gone")
	}
	fourth, _ := f.mint(ClientOther, "")
	if a := f.form(revokePath, f.Sample(ClientOther), tokenForm(third+" "+foreign+" "+fourth)); a.status != http.StatusBadRequest {
		t.Errorf("%d %s", a.status, a.body)
	}
	if f.alive(third) || !f.alive(fourth) || !f.alive(foreign) {
		t.Errorf("refused half-way: before %v, after %v, foreign %v", f.alive(third), f.alive(fourth), f.alive(foreign))
	}
}

// A token can revoke itself: as Bearer it makes the caller the client it was issued to.
func TestRevokeWithBearer(t *testing.T) {
	f := newFixture(t)
	access, _ := f.mint(ClientOther, "")
	if a := f.form(revokePath, Client{}, tokenForm(access), "Authorization", "Bearer "+access); a.status != http.StatusOK || f.alive(access) {
		t.Errorf("%d, alive %v", a.status, f.alive(access))
	}
	if a := f.form(revokePath, Client{}, tokenForm("x"), "Authorization", "Bearer "+access); a.status != http.StatusUnauthorized {
		t.Errorf("a revoked token authenticates: %d", a.status)
	}
	expired, _ := f.mint(ClientOther, "")
	f.clock.Advance(time.Hour)
	if a := f.form(revokePath, Client{}, tokenForm("x"), "Authorization", "Bearer "+expired); a.status != http.StatusUnauthorized {
		t.Errorf("an expired token authenticates: %d", a.status)
	}
	// A public client passes by its client_id before the header is looked at.
	if a := f.form(revokePath, Client{}, tokenForm("x", "client_id", f.Sample(ClientPublic).ID), "Authorization", "Bearer nope"); a.status != http.StatusOK {
		t.Errorf("public client with a bad header: %d", a.status)
	}
}

func TestRevokeAll(t *testing.T) {
	for _, c := range []struct {
		token, hint     string
		asCoded         bool
		access, refresh bool // what is left of the caller's tokens
		foreign         bool // what is left of another client's access token
	}{
		{"all", "", false, false, false, true},
		{"ALL", "access_token", false, false, true, true},
		{"all", "refresh_token", false, true, false, true},
		{"all", "tx_token", false, true, true, true},
		{"all", "jti", false, true, true, true},
		{"all", "magic", false, false, false, true},
		{"all", "", true, false, false, false}, // the database ignores which client's tokens are meant
		{"all", "refresh_token", true, true, false, true},
	} {
		f := newFixture(t, func(o *Options) { o.AsCoded = c.asCoded })
		f.replace("allowAllValueForRevokeEndpoint", "true")
		access, refresh := f.mint(ClientOther, "admin")
		foreign, _ := f.mint(ClientReadOnly, "")
		if a := f.form(revokePath, f.Sample(ClientOther), tokenForm(c.token, "token_type_hint", c.hint)); a.status != http.StatusOK {
			t.Errorf("%d %s", a.status, a.body)
		}
		if f.alive(access) != c.access || f.alive(refresh) != c.refresh || f.alive(foreign) != c.foreign {
			t.Errorf("%+v: access %v, refresh %v, foreign %v", c, f.alive(access), f.alive(refresh), f.alive(foreign))
		}
	}
}

func TestRevokeForeignTokens(t *testing.T) {
	const noScope = "Client does not have 'revoke_any_token' scope"
	for _, c := range []struct {
		allowed bool
		caller  string // ClientOther holds the scope revoke_any_token, ClientReadOnly does not
		asCoded bool
		status  int
		reason  string
	}{
		{false, ClientOther, false, 400, "Failed to validate token."},
		{true, ClientReadOnly, false, 400, noScope},
		{true, ClientOther, false, 200, ""},
		{true, ClientOther, true, 400, noScope}, // the server looks for the scope's id among DNs
	} {
		f := newFixture(t, func(o *Options) { o.AsCoded = c.asCoded })
		f.replace("errorReasonEnabled", "true")
		if c.allowed {
			f.replace("allowRevokeForOtherClients", "true")
		}
		token, _ := f.mint(ClientTUI, "admin")
		a := f.form(revokePath, f.Sample(c.caller), tokenForm(token))
		if a.status != c.status || f.alive(token) == (c.status == 200) {
			t.Errorf("%+v: %d, alive %v", c, a.status, f.alive(token))
		}
		if c.reason != "" && a.envelope(t).Reason != c.reason {
			t.Errorf("%+v: %s", c, a.body)
		}
	}
}

func TestRevokeScripts(t *testing.T) {
	for _, c := range []struct {
		name, source string
		enabled      bool
		gone         bool
		scriptError  string
	}{
		{"agrees", "class RevokeToken:", true, true, ""},
		{"says no", "# sandbox: return false", true, false, ""},
		{"says no but is off", "# sandbox: return false", false, true, ""},
		{"throws", "// sandbox: raise NameError: global name 'x' is not defined", true, false, "NameError"},
		{"old version", "# sandbox: return false\n# sandbox: api 1", true, true, ""},
		{"does not load", "# sandbox: return false\n# sandbox: load error ImportError", true, true, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFixture(t)
			f.putScript("A1", scriptRevokeToken, c.source, c.enabled)
			token, _ := f.mint(ClientOther, "")
			f.form(revokePath, f.Sample(ClientOther), tokenForm("x"))
			f.clock.Advance(29 * time.Second)
			early, _ := f.mint(ClientOther, "")
			if f.form(revokePath, f.Sample(ClientOther), tokenForm(early)); f.alive(early) {
				t.Error("the script ran before it was picked up")
			}
			f.clock.Advance(time.Second)
			if a := f.form(revokePath, f.Sample(ClientOther), tokenForm(token)); a.status != http.StatusOK || a.body != "" {
				t.Errorf("%d %q", a.status, a.body)
			}
			if f.alive(token) == c.gone {
				t.Errorf("alive %v", f.alive(token))
			}
			var doc map[string]json.RawMessage
			if _, err := f.store.decode(bucketScripts, "A1", &doc); err != nil {
				t.Fatal(err)
			}
			if got := string(doc["scriptError"]); (got != "") != (c.scriptError != "") || !strings.Contains(got, c.scriptError) {
				t.Errorf("scriptError is %s", got)
			}
			if string(doc["revision"]) != "1" {
				t.Errorf("revision is %s", doc["revision"])
			}
		})
	}
}

// The oldest run-time error stays.
func TestRevokeScriptKeepsItsFirstError(t *testing.T) {
	f := newFixture(t)
	f.putScript("A1", scriptRevokeToken, "# sandbox: raise first", true)
	f.clock.Advance(30 * time.Second)
	f.form(revokePath, f.Sample(ClientOther), tokenForm("x"))
	var before, after map[string]json.RawMessage
	if _, err := f.store.decode(bucketScripts, "A1", &before); err != nil {
		t.Fatal(err)
	}
	f.clock.Advance(time.Hour)
	f.form(revokePath, f.Sample(ClientOther), tokenForm("x"))
	if _, err := f.store.decode(bucketScripts, "A1", &after); err != nil {
		t.Fatal(err)
	}
	if len(before["scriptError"]) == 0 || string(before["scriptError"]) != string(after["scriptError"]) {
		t.Errorf("%s became %s", before["scriptError"], after["scriptError"])
	}
}

func (f *fixture) putScript(inum, kind, source string, enabled bool) {
	f.t.Helper()
	raw, err := json.Marshal(document{"inum": inum, "name": "sample", "scriptType": kind, "script": source, "enabled": enabled, "revision": 1})
	if err != nil {
		f.t.Fatal(err)
	}
	if err := f.PutScript(raw); err != nil {
		f.t.Fatal(err)
	}
}

func TestPutScriptNeedsAnInum(t *testing.T) {
	f := newFixture(t)
	for _, raw := range []string{`{}`, `[`, `{"inum":5}`} {
		if err := f.PutScript(json.RawMessage(raw)); err == nil {
			t.Errorf("%s was accepted", raw)
		}
	}
}
