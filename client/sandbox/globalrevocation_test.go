package sandbox

import (
	"net/http"
	"testing"
)

const globalPath = "/jans-auth/restv1/global-token-revocation"

// revokeGlobally asks as a client with Basic credentials.
func (f *fixture) revokeGlobally(client Client, body string) answer {
	f.t.Helper()
	header := []string{"Content-Type", mediaJSON}
	if client.ID != "" {
		r := http.Request{Header: http.Header{}}
		r.SetBasicAuth(client.ID, client.Secret)
		header = append(header, "Authorization", r.Header.Get("Authorization"))
	}
	return f.request(http.MethodPost, globalPath, body, header...)
}

// mayRevokeGlobally assigns the scope to a client.
func (f *fixture) mayRevokeGlobally(client Client) {
	f.t.Helper()
	f.must("PATCH", "/openid/clients/"+client.ID, `[{"op":"add","path":"/scopes/-","value":"inum=7D92,ou=scopes,o=jans"}]`)
	f.clock.Advance(RealTiming().EntityCache)
}

func TestGlobalRevocation(t *testing.T) {
	f := newFixture(t)
	other := f.Sample(ClientOther)
	f.mayRevokeGlobally(other)
	_, tokens := f.signedInBrowser("maria")
	access, refresh := f.mint(ClientApp, "maria", "openid")
	bystander, _ := f.mint(ClientApp, "admin", "openid")
	a := f.revokeGlobally(other, `{"sub_id":{"format":"uid","id":"maria"}}`)
	if a.status != http.StatusNoContent || a.body != "" {
		t.Fatalf("%d %s", a.status, a.body)
	}
	for name, token := range map[string]string{"access": access, "refresh": refresh, "of the browser": tokens["access_token"]} {
		if f.alive(token) {
			t.Errorf("%s: alive", name)
		}
	}
	if !f.alive(bystander) {
		t.Error("tokens of another person are gone")
	}
	if f.list("/jans-auth-server/session/search?fieldValuePair=auth_user=maria").Total != 0 || f.list("/token/search?pattern=maria").Total != 0 {
		t.Error("sessions or tokens are left")
	}
}

func TestGlobalRevocationAnswers(t *testing.T) {
	f := newFixture(t)
	other, public := f.Sample(ClientOther), f.Sample(ClientPublic)
	const body = `{"sub_id":{"format":"mail","id":"nobody@example.org"}}`
	f.revokeGlobally(Client{}, body).wants(t, "no credentials", 401, "invalid_client")
	f.revokeGlobally(other, body).wants(t, "no scope", 401, "invalid_request")
	f.form(globalPath, Client{}, tokenForm("x", "client_id", public.ID)).wants(t, "public client", 401, "invalid_client")
	f.mayRevokeGlobally(other)
	if a := f.revokeGlobally(other, body); a.status != http.StatusNoContent {
		t.Errorf("nobody: %d %s", a.status, a.body)
	}
	f.revokeGlobally(other, `{`).wants(t, "no JSON", 400, "invalid_request")
	if a := f.revokeGlobally(other, `{}`); a.status != http.StatusInternalServerError || a.body != "" {
		t.Errorf("no subject: %d %s", a.status, a.body)
	}
	f.replace("featureFlags", `["userinfo"]`)
	f.revokeGlobally(other, body).wants(t, "flag off", 403, "access_denied")
}
