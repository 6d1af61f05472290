package sandbox

import (
	"encoding/json"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
)

const (
	deviceAuthorizationPath = "/jans-auth/restv1/device_authorization"
	consoleScopes           = "openid+profile+email+offline_access" // literal plus signs, as the existing console sends them
)

// startedDevice is what a device is told.
type startedDevice struct {
	DeviceCode string `json:"device_code"`
	UserCode   string `json:"user_code"`
	Page       string `json:"verification_uri"`
	Complete   string `json:"verification_uri_complete"`
	ExpiresIn  int    `json:"expires_in"`
	Interval   int    `json:"interval"`
}

func (f *fixture) startDevice() startedDevice {
	f.t.Helper()
	tui := f.Sample(ClientTUI)
	a := f.form(deviceAuthorizationPath, tui, url.Values{"client_id": {tui.ID}, "scope": {consoleScopes}})
	var d startedDevice
	if err := json.Unmarshal([]byte(a.body), &d); err != nil || a.status != http.StatusOK {
		f.t.Fatalf("device authorization: %d %s", a.status, a.body)
	}
	return d
}

func (f *fixture) poll(deviceCode string, more ...string) answer {
	f.t.Helper()
	values := url.Values{"grant_type": {grantDeviceCode}, "device_code": {deviceCode}}
	for i := 0; i < len(more); i += 2 {
		values.Add(more[i], more[i+1])
	}
	return f.form(tokenPath, f.Sample(ClientTUI), values)
}

// wants checks an error of the auth server.
func (a answer) wants(t *testing.T, what string, status int, code string) {
	t.Helper()
	if a.status != status || a.envelope(t).Error != code {
		t.Errorf("%s: %d %s, want %d %s", what, a.status, a.body, status, code)
	}
}

// approved lets a user approve or deny without the page.
func (f *fixture) decide(userCode, user string) {
	f.t.Helper()
	auth := f.instance.Load().auth
	decided, err := auth.devices.decide(userCode, func(request *deviceRequest) {
		request.Status = deviceDenied
		if user == "" {
			return
		}
		found, err := auth.store.get(bucketUsers, f.inum(user))
		if err != nil || found == nil {
			f.t.Errorf("user %s: %v", user, err)
		}
		request.approve(distinguishedName(f.inum(user), "people"), nil, f.clock.Now())
	})
	if err != nil || !decided {
		f.t.Fatalf("decide %s: %v, %v", userCode, decided, err)
	}
}

// inums of users do not change.
func (f *fixture) inum(name string) string {
	f.t.Helper()
	if f.inums == nil {
		f.inums = make(map[string]string)
		for _, user := range f.Info().Users {
			found, err := f.instance.Load().auth.person(user.Name)
			if err != nil || found == nil {
				f.t.Fatalf("user %s: %v", user.Name, err)
			}
			f.inums[user.Name] = found.inum
		}
	}
	return f.inums[name]
}

func TestDeviceAuthorizationAnswer(t *testing.T) {
	f := newFixture(t)
	d := f.startDevice()
	if !regexp.MustCompile(`^[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}$`).MatchString(d.UserCode) ||
		!regexp.MustCompile(`^[0-9a-f]{48}$`).MatchString(d.DeviceCode) || d.ExpiresIn != 1800 || d.Interval != 5 ||
		d.Page != f.Info().URL+"/device-code" || d.Complete != d.Page+"?user_code="+d.UserCode {
		t.Errorf("%+v", d)
	}
	tui := f.Sample(ClientTUI)
	a := f.form(deviceAuthorizationPath, tui, url.Values{})
	if !strings.HasPrefix(a.body, "{\n    \"device_code\": ") || a.header.Get("Cache-Control") != "" {
		t.Errorf("%v %s", a.header, a.body)
	}
	if err := f.store.all(bucketDevices, func(id string, raw []byte) error {
		if strings.Contains(id+string(raw), d.DeviceCode) {
			t.Error("the device code itself is stored")
		}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
}

func TestDeviceAuthorizationErrors(t *testing.T) {
	f := newFixture(t)
	tui, app, public := f.Sample(ClientTUI), f.Sample(ClientApp), f.Sample(ClientPublic)
	for _, c := range []struct {
		name   string
		client Client
		form   url.Values
		status int
		code   string
	}{
		{"no credentials", Client{}, url.Values{"client_id": {tui.ID}}, 401, "invalid_client"},
		{"wrong secret", Client{tui.ID, "wrong"}, url.Values{}, 401, "invalid_client"},
		{"unknown client", Client{}, url.Values{"client_id": {"nobody"}}, 401, "invalid_client"},
		{"client without the grant", app, url.Values{}, 400, "invalid_grant"},
		{"public client without the grant", Client{}, url.Values{"client_id": {public.ID}}, 400, "invalid_grant"},
	} {
		f.form(deviceAuthorizationPath, c.client, c.form).wants(t, c.name, c.status, c.code)
	}
	f.must("PATCH", "/openid/clients/"+public.ID, `[{"op":"add","path":"/grantTypes/-","value":"`+grantDeviceCode+`"}]`)
	f.clock.Advance(time.Minute)
	if a := f.form(deviceAuthorizationPath, Client{}, url.Values{"client_id": {public.ID}}); a.status != http.StatusOK {
		t.Errorf("public client: %d %s", a.status, a.body)
	}
	f.replace("featureFlags", `["userinfo"]`)
	f.form(deviceAuthorizationPath, tui, url.Values{}).wants(t, "flag off", 403, "access_denied")
}

// What is too fast goes by another property than the advertised interval, and is measured from the request, later from the last poll.
func TestPollingTooFast(t *testing.T) {
	f := newFixture(t)
	d := f.startDevice()
	for i, c := range []struct {
		wait time.Duration
		code string
	}{
		{2 * time.Second, "slow_down"}, {2001 * time.Millisecond, "authorization_pending"}, {0, "slow_down"},
		{2 * time.Second, "slow_down"}, {5 * time.Second, "authorization_pending"},
	} {
		f.clock.Advance(c.wait)
		a := f.poll(d.DeviceCode)
		a.wants(t, c.wait.String(), 400, c.code)
		if e := a.envelope(t); !strings.HasPrefix(e.Description, c.code+" CorrelationId: ") || a.header.Get("Cache-Control") != "no-store" {
			t.Errorf("poll %d: %+v %v", i, e, a.header)
		}
	}
	f.replace("backchannelAuthenticationResponseInterval", "60")
	f.poll(d.DeviceCode).wants(t, "after a change", 400, "slow_down")
}

func TestPollingErrors(t *testing.T) {
	f := newFixture(t)
	f.poll("nope").wants(t, "unknown code", 400, "expired_token")
	f.poll("").wants(t, "no code", 400, "expired_token")
	denied := f.startDevice()
	f.decide(denied.UserCode, "")
	for range 2 {
		f.poll(denied.DeviceCode).wants(t, "denied", 400, "access_denied")
	}
	other := f.Sample(ClientOther)
	f.must("PATCH", "/openid/clients/"+other.ID, `[{"op":"add","path":"/grantTypes/-","value":"`+grantDeviceCode+`"}]`)
	f.clock.Advance(time.Minute)
	d := f.startDevice()
	foreign := func() answer {
		return f.form(tokenPath, other, url.Values{"grant_type": {grantDeviceCode}, "device_code": {d.DeviceCode}})
	}
	foreign().wants(t, "code of another client", 400, "invalid_grant")
	f.decide(d.UserCode, "admin")
	foreign().wants(t, "approved code of another client", 400, "invalid_grant")
	if a := f.poll(d.DeviceCode); a.status != http.StatusOK {
		t.Errorf("approved: %d %s", a.status, a.body)
	}
	f.poll(d.DeviceCode).wants(t, "used twice", 400, "expired_token")
	f.form(tokenPath, f.Sample(ClientApp), url.Values{"grant_type": {grantDeviceCode}, "device_code": {"x"}}).
		wants(t, "client without the grant", 400, "invalid_grant")
}

// A code that is polled does not expire, one that is not does.
func TestDeviceCodesExpire(t *testing.T) {
	f := newFixture(t)
	polled, left, approved := f.startDevice(), f.startDevice(), f.startDevice()
	f.decide(approved.UserCode, "admin")
	f.clock.Advance(1799 * time.Second)
	f.poll(polled.DeviceCode).wants(t, "in time", 400, "authorization_pending")
	f.clock.Advance(time.Second)
	f.poll(left.DeviceCode).wants(t, "not polled", 400, "expired_token")
	f.poll(approved.DeviceCode).wants(t, "approved and not fetched", 400, "expired_token")
	f.clock.Advance(1798 * time.Second)
	f.poll(polled.DeviceCode).wants(t, "polled", 400, "authorization_pending")
	f.startDevice()
	if n := f.count(bucketDevices); n != 2 {
		t.Errorf("%d requests are stored", n)
	}
}

func TestAutoApprove(t *testing.T) {
	f := newFixture(t, func(o *Options) { o.AutoApprove = "auditor" })
	d := f.startDevice()
	f.clock.Advance(5 * time.Second)
	f.poll(d.DeviceCode).wants(t, "first poll", 400, "authorization_pending")
	a := f.poll(d.DeviceCode)
	if a.status != http.StatusOK {
		t.Fatalf("second poll: %d %s", a.status, a.body)
	}
	token := quoted(t, a.object(t)["access_token"])
	if user := f.introspect(token, token).object(t)["username"]; string(user) != `"auditor"` {
		t.Errorf("it is %s", user)
	}
	_, err := Open(t.Context(), Options{AutoApprove: "nobody"})
	if err == nil || !strings.Contains(err.Error(), "admin, maria, wang.wei, auditor") {
		t.Errorf("unknown user: %v", err)
	}
}

// The tokens of a device: no scope unless the poll sends one, no headers against caching, always an id_token.
func TestDeviceTokens(t *testing.T) {
	f := newFixture(t)
	d := f.startDevice()
	f.decide(d.UserCode, "admin")
	a := f.poll(d.DeviceCode)
	members := a.object(t)
	names := make([]string, 0, len(members))
	for name := range members {
		names = append(names, name)
	}
	slices.Sort(names)
	if got := strings.Join(names, " "); got != "access_token expires_in id_token refresh_token token_type" {
		t.Errorf("members: %s", got)
	}
	if string(members["expires_in"]) != "2592000" || a.header.Get("Cache-Control") != "" || a.header.Get("Pragma") != "" {
		t.Errorf("%v %s", a.header, a.body)
	}
	access := quoted(t, members["access_token"])
	facts := f.introspect(access, access).object(t)
	if string(facts["scope"]) != `"openid profile email offline_access"` || string(facts["username"]) != `"admin"` {
		t.Errorf("introspection: %s", facts)
	}
	claims, err := f.instance.Load().auth.verifiedClaims(quoted(t, members["id_token"]))
	if err != nil || claims["iss"] != f.Info().URL || claims["aud"] != f.Sample(ClientTUI).ID || claims["sub"] != f.inum("admin") ||
		claims["grant"] != grantDeviceCode || claims["exp"] != jsonNumber(noon.Unix()+3600) || claims["at_hash"] == nil {
		t.Errorf("id_token: %v, %v", claims, err)
	}

	d = f.startDevice()
	f.decide(d.UserCode, "admin")
	echoed := f.poll(d.DeviceCode, "grant_type", "refresh_token", "scope", consoleScopes).object(t) // as the existing console polls
	if string(echoed["scope"]) != `"openid profile email offline_access"` {
		t.Errorf("scope: %s", echoed["scope"])
	}
}

// A refresh takes the place of the token before, and revoking one token of a sign-in revokes them all.
func TestDeviceTokensAreRefreshedAndRevoked(t *testing.T) {
	f := newFixture(t)
	d := f.startDevice()
	f.decide(d.UserCode, "admin")
	first := f.poll(d.DeviceCode).object(t)
	refresh := func(token string) answer {
		return f.form(tokenPath, f.Sample(ClientTUI), url.Values{"grant_type": {"refresh_token"}, "refresh_token": {token}})
	}
	f.clock.Advance(time.Hour)
	second := refresh(quoted(t, first["refresh_token"]))
	if second.status != http.StatusOK || second.object(t)["id_token"] != nil {
		t.Fatalf("refresh: %d %s", second.status, second.body)
	}
	refresh(quoted(t, first["refresh_token"])).wants(t, "used before", 400, "invalid_grant")
	latest := quoted(t, second.object(t)["access_token"])
	if a := f.form(revokePath, f.Sample(ClientTUI), tokenForm(latest)); a.status != http.StatusOK {
		t.Fatalf("revoke: %d %s", a.status, a.body)
	}
	refresh(quoted(t, second.object(t)["refresh_token"])).wants(t, "revoked", 400, "invalid_grant")
	for _, token := range []string{latest, quoted(t, first["access_token"])} {
		if a := f.introspect(f.token(), token); a.body != `{"active":false}` {
			t.Errorf("after revoking: %s", a.body)
		}
	}
	f.replace("openidScopeBackwardCompatibility", "true")
	d = f.startDevice()
	f.decide(d.UserCode, "admin")
	if a := refresh(quoted(t, f.poll(d.DeviceCode).object(t)["refresh_token"])); a.object(t)["id_token"] == nil {
		t.Errorf("openidScopeBackwardCompatibility: %s", a.body)
	}
}
