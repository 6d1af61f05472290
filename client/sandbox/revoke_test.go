package sandbox

import (
	"net/http"
	"net/url"
	"testing"
	"time"

	"go.etcd.io/bbolt"
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
	tokens := f.instance.Load().auth.tokens
	if err := f.store.update(func(tx *bbolt.Tx) error { return tokens.put(tx, record) }); err != nil {
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
