package sandbox

import (
	"net/http"
	"testing"
	"time"
)

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
