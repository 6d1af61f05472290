package sandbox

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strconv"
	"testing"
	"time"
)

// What the existing console asks for, in its order, from its start to logging out (config_cli.py, jans_cli_tui.py).
func TestExistingConsole(t *testing.T) {
	f := newFixture(t)
	tui := f.Sample(ClientTUI)
	var health []struct{ Status string }
	if err := json.Unmarshal([]byte(f.request(http.MethodGet, api+"/health", "").body), &health); err != nil || len(health) != 2 ||
		health[0].Status != "UP" || health[1].Status != "UP" {
		t.Fatalf("health: %v, %v", health, err)
	}
	if a := f.form(tokenPath, tui, url.Values{"grant_type": {"client_credentials"}}); a.status != http.StatusOK {
		t.Fatalf("connection test: %d %s", a.status, a.body)
	}
	d := f.startDevice()
	b := f.browser()
	b.open(d.Complete)
	b.press(stepCode, "user_code", d.UserCode)
	b.signIn("admin")
	b.press(stepApprove)
	first := f.poll(d.DeviceCode, "client_id", tui.ID, "grant_type", "refresh_token", "scope", consoleScopes).object(t)
	access := quoted(t, first["access_token"])
	userinfo := f.form(userinfoPath, Client{}, url.Values{"access_token": {access}}, bearer(access)...)
	_, claims, _ := splitJWT(t, userinfo.body)
	if roles, _ := claims["jansAdminUIRole"].([]any); len(roles) != 1 || roles[0] != "admin" || claims["inum"] != f.inum("admin") {
		t.Fatalf("userinfo: %v", claims)
	}
	final := f.exchange(access, userinfo.body)
	token := append(bearer(quoted(t, final.object(t)["access_token"])), "User-inum", f.inum("admin"), "Jans-Client", "jans-tui")

	for _, path := range []string{
		"/acrs", "/plugin", "/jans-auth-server/config/persistence", "/jans-auth-server/config", "/scopes?limit=200&startIndex=0",
		"/scopes?limit=20&startIndex=0&pattern=email&withAssociatedClients=true", "/config/scripts?fieldValuePair=enabled=true",
		"/config/scripts/types", "/config/scripts?limit=20&startIndex=0&pattern=scope", "/openid/clients?limit=20&startIndex=0",
		"/health/app-version", "/jans-assets/services", "/jans-assets/asset-type", "/jans-assets", "/api-config",
	} {
		if a := f.request(http.MethodGet, api+path, "", token...); a.status != http.StatusOK || !json.Valid([]byte(a.body)) {
			t.Errorf("GET %s: %d %s", path, a.status, a.body)
		}
	}
	seen := 0
	for start := 1; ; start += 100 { // from one on, though the server counts from zero
		a := f.request(http.MethodGet, api+"/attributes?limit=100&startIndex="+strconv.Itoa(start), "", token...)
		var page pageOf
		if err := json.Unmarshal([]byte(a.body), &page); err != nil || a.status != http.StatusOK {
			t.Fatalf("attributes: %d %s", a.status, a.body)
		}
		if page.Count == 0 {
			break
		}
		seen += page.Count
	}
	if seen != 70 {
		t.Errorf("%d attributes, want all but the first of 71", seen)
	}

	// The rights are renewed without the person: a new token of the device, a new userinfo answer, a new final token.
	f.clock.Advance(3 * time.Hour) // refresh tokens last four
	renewed := f.form(tokenPath, tui, url.Values{"grant_type": {"refresh_token"}, "refresh_token": {quoted(t, first["refresh_token"])}})
	access = quoted(t, renewed.object(t)["access_token"])
	again := f.exchange(access, f.request(http.MethodPost, userinfoPath, "", bearer(access)...).body)
	last := quoted(t, again.object(t)["access_token"])
	if a := f.request(http.MethodGet, api+"/acrs", "", bearer(last)...); a.status != http.StatusOK {
		t.Errorf("renewed: %d %s", a.status, a.body)
	}
	if a := f.form(revokePath, tui, tokenForm(last, "token_type_hint", "access_token")); a.status != http.StatusOK || f.alive(last) {
		t.Errorf("log out: %d %s", a.status, a.body)
	}
}
