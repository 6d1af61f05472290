package sandbox

import (
	"net/http"
	"net/url"
	"testing"
)

const endSessionPath = "/jans-auth/restv1/end_session"

// signedInBrowser is a browser in which a person has approved a device, and the tokens of the device.
func (f *fixture) signedInBrowser(user string) (b *browser, tokens map[string]string) {
	f.t.Helper()
	d := f.startDevice()
	b = f.browser()
	b.open(d.Complete)
	b.press(stepCode, "user_code", d.UserCode)
	b.signIn(user)
	b.press(stepApprove)
	tokens = make(map[string]string)
	for name, value := range f.poll(d.DeviceCode).object(f.t) {
		if name != "expires_in" {
			tokens[name] = quoted(f.t, value)
		}
	}
	return b, tokens
}

func TestEndSession(t *testing.T) {
	f := newFixture(t)
	b, tokens := f.signedInBrowser("admin")
	stranger, others := f.signedInBrowser("auditor")
	b.open(f.Info().URL + endSessionPath)
	b.shows("You are signed out.")
	if f.alive(tokens["access_token"]) || !f.alive(others["access_token"]) {
		t.Error("tokens of the wrong session have ended")
	}
	f.form(tokenPath, f.Sample(ClientTUI), url.Values{"grant_type": {"refresh_token"}, "refresh_token": {tokens["refresh_token"]}}).
		wants(t, "refresh token", 400, "invalid_grant")
	b.open(f.Info().URL + endSessionPath)
	if b.status != http.StatusBadRequest {
		t.Errorf("twice: %d %s", b.status, b.page)
	}
	f.replace("removeRefreshTokensForClientOnLogout", "false")
	stranger.open(f.Info().URL + endSessionPath)
	if f.alive(others["access_token"]) {
		t.Error("the access token lives on")
	}
	a := f.form(tokenPath, f.Sample(ClientTUI), url.Values{"grant_type": {"refresh_token"}, "refresh_token": {others["refresh_token"]}})
	if a.status != http.StatusOK {
		t.Errorf("refresh token: %d %s", a.status, a.body)
	}
}

func TestEndSessionErrors(t *testing.T) {
	f := newFixture(t)
	_, tokens := f.signedInBrowser("admin")
	claims, err := f.instance.Load().auth.verifiedClaims(tokens["id_token"])
	if err != nil {
		t.Fatal(err)
	}
	sid := textMember(claims, "sid")
	end := func(pairs ...string) answer {
		values := url.Values{}
		for i := 0; i < len(pairs); i += 2 {
			values.Set(pairs[i], pairs[i+1])
		}
		return f.request(http.MethodGet, endSessionPath+"?"+values.Encode(), "")
	}
	end().wants(t, "nothing", 400, errNoSession)
	end("sid", "nope").wants(t, "unknown sid", 400, errNoSession)
	end("id_token_hint", "nope").wants(t, "no id_token", 400, errNoSession)
	end("id_token_hint", tokens["id_token"]).wants(t, "id_token alone", 400, errNoSession)
	end("sid", sid, "post_logout_redirect_uri", "https://evil.example/").
		wants(t, "foreign address", 400, "post_logout_uri_not_associated_with_client")
	f.replace("forceIdTokenHintPresence", "true")
	end("sid", sid).wants(t, "id_token wanted", 400, "invalid_request")
	f.replace("rejectEndSessionIfIdTokenExpired", "true")
	if existed, err := f.instance.Load().auth.tokens.discard(tokenHash(tokens["id_token"])); !existed || err != nil {
		t.Fatalf("the id_token is not stored: %v, %v", existed, err)
	}
	end("sid", sid, "id_token_hint", tokens["id_token"]).wants(t, "no longer stored", 400, errNoSession)
	f.replace("rejectEndSessionIfIdTokenExpired", "false")
	f.must("PATCH", "/openid/clients/"+f.Sample(ClientTUI).ID, `[{"op":"add","path":"/postLogoutRedirectUris","value":["https://app.example/bye?x=1"]}]`)
	f.clock.Advance(RealTiming().EntityCache)
	a := end("sid", sid, "id_token_hint", tokens["id_token"], "post_logout_redirect_uri", "https://app.example/bye?x=1", "state", "s&t")
	if a.status != http.StatusFound || a.header.Get("Location") != "https://app.example/bye?state=s%26t&x=1" {
		t.Errorf("%d %v %s", a.status, a.header, a.body)
	}
	if f.alive(tokens["access_token"]) {
		t.Error("the access token lives on")
	}
	f.replace("featureFlags", `["userinfo"]`)
	end("sid", sid).wants(t, "flag off", 403, "access_denied")
}
