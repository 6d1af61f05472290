package sandbox

import (
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"
)

// entry reads the entry of a token.
func (f *fixture) entry(token string) answer {
	f.t.Helper()
	return f.call(http.MethodGet, "/token/tknCde/"+tokenHash(token), "")
}

func TestTokenEntry(t *testing.T) {
	f := newFixture(t)
	access, refresh := f.mint(ClientApp, "maria", "openid", "email")
	code, inum := tokenHash(access), f.inum("maria")
	record, err := f.instance.Load().auth.tokens.find(access)
	if err != nil {
		t.Fatal(err)
	}
	want := `{"dn":"tknCde=` + code + `,ou=tokens,o=jans","grantId":"` + record.GrantID + `","userId":"maria","userDn":"inum=` + inum + `,ou=people,o=jans",` +
		`"clientId":"` + f.Sample(ClientApp).ID + `","creationDate":"2026-07-13T12:00:00","expirationDate":"2026-07-13T12:05:00","deletable":true,` +
		`"authenticationTime":"2026-07-13T12:00:00","scope":"openid email","tokenCode":"` + code + `","tokenType":"access_token",` +
		`"grantType":"authorization_code","referenceId":"` + record.Reference + `","authMode":"simple_password_auth",` +
		`"attributes":{"online_access":false,"authorization_challenge":false},"tokenTypeEnum":"ACCESS_TOKEN","accessToken":true,"logoutStatusJwt":false}`
	if a := f.entry(access); a.status != http.StatusOK || a.body != want {
		t.Errorf("%d %s\nwant %s", a.status, a.body, want)
	}
	if got := f.entry(refresh).object(t); string(got["tokenTypeEnum"]) != `"REFRESH_TOKEN"` || string(got["accessToken"]) != "false" {
		t.Errorf("refresh token: %s", got)
	}
}

// Every token has an entry, id_tokens too, whatever the grant.
func TestEveryTokenHasAnEntry(t *testing.T) {
	f := newFixture(t)
	f.replace("openidScopeBackwardCompatibility", "true")
	_, device := f.signedInBrowser("admin")
	password := f.passwordGrant("maria", "openid offline_access")
	tokens := map[string]string{"client_credentials": f.token(scopeTokenRead)}
	for _, kind := range []string{typeAccess, typeRefresh, typeID} {
		tokens[grantDeviceCode+" "+kind] = device[kind]
		tokens["resource_owner_password_credentials "+kind] = quoted(t, password[kind])
	}
	for name, token := range tokens {
		grantType, kind, ok := strings.Cut(name, " ")
		if !ok {
			kind = typeAccess
		}
		got := f.entry(token)
		if got.status != http.StatusOK || quoted(t, got.object(t)["grantType"]) != grantType || quoted(t, got.object(t)["tokenType"]) != kind {
			t.Errorf("%s: %d %s", name, got.status, got.body)
		}
	}
	refreshed := f.form(tokenPath, f.Sample(ClientApp), url.Values{"grant_type": {"refresh_token"}, "refresh_token": {quoted(t, password["refresh_token"])}})
	if f.entry(quoted(t, password["refresh_token"])).status != http.StatusNotFound {
		t.Error("a used refresh token has an entry still")
	}
	if a := f.entry(quoted(t, refreshed.object(t)["refresh_token"])); a.status != http.StatusOK {
		t.Errorf("the next one has none: %d", a.status)
	}
}

// Deleting an entry leaves the others of its grant alone: the refresh token goes on giving tokens.
func TestDeletingATokenEntry(t *testing.T) {
	f := newFixture(t)
	grant := f.passwordGrant("maria", "openid offline_access")
	access, refresh := quoted(t, grant["access_token"]), quoted(t, grant["refresh_token"])
	path := "/token/revoke/" + tokenHash(access)
	if a := f.call(http.MethodDelete, path, ""); a.status != http.StatusNoContent || a.body != "" {
		t.Errorf("%d %s", a.status, a.body)
	}
	if a := f.call(http.MethodDelete, path, ""); a.status != http.StatusNotFound || a.body != "" {
		t.Errorf("again: %d %q", a.status, a.body)
	}
	if string(f.introspect(f.token(scopeTokenRead), access).object(t)["active"]) != "false" {
		t.Error("the token is active still")
	}
	a := f.form(tokenPath, f.Sample(ClientApp), url.Values{"grant_type": {"refresh_token"}, "refresh_token": {refresh}})
	if a.status != http.StatusOK {
		t.Errorf("the refresh token: %d %s", a.status, a.body)
	}
}

func TestTokenSearch(t *testing.T) {
	f := newFixture(t)
	header := f.everything() // one token for all searches, so that their numbers stay the same
	search := func(query string) (page pageOf) {
		t.Helper()
		a := f.request(http.MethodGet, api+"/token/search"+query, "", header...)
		if err := json.Unmarshal([]byte(a.body), &page); err != nil {
			t.Fatalf("%s: %d %s", query, a.status, a.body)
		}
		return page
	}
	all := search("?limit=0")
	if len(all.Entries) != all.Total || all.Total < 20 || !slices.IsSorted(all.column("tokenCode")) {
		t.Errorf("%d of %d entries", len(all.Entries), all.Total)
	}
	jwt := f.Sample(ClientJWT).ID
	expired := 0
	for _, expires := range all.column("expirationDate") {
		if expires <= "2026-07-13T12:00:00" {
			expired++
		}
	}
	if expired < 3 {
		t.Errorf("%d expired tokens wait to be cleaned up", expired)
	}
	for query, want := range map[string]int{
		"?pattern=" + jwt: 2, "?pattern=" + jwt + ",wang.wei": 7, "?pattern=tx_token": 1, "?pattern=zzzz": 0, "?pattern=TX_TOKEN": 0,
		"?fieldValuePair=clnId=" + jwt: 2, "?fieldValuePair=clientId=" + jwt + ",tokenType=access_token": 2,
		"?fieldValuePair=clientId=" + jwt + ",tokenType=refresh_token":             0,
		"?fieldValuePair=tknTyp=logout_status_jwt":                                 1,
		"?fieldValuePair=grantType=implicit":                                       1,
		"?fieldValuePair=userDn=" + f.inum("maria"):                                8,
		"?fieldValuePair=jansUsrDN=" + f.inum("maria"):                             8,
		"?fieldValuePair=userId=maria,tokenType=id_token":                          2,
		"?fieldValuePair=jti=":                                                     all.Total - 1,
		"?fieldValuePair=deletable=true":                                           all.Total,
		"?fieldValuePair=deletable=1":                                              0,
		"?fieldValuePair=" + url.QueryEscape("expirationDate<2026-07-13T12:00:00"): expired,
		"?fieldValuePair=" + url.QueryEscape("expirationDate>2026-07-13T12:00:00"): all.Total - expired,
		"?fieldValuePair=" + url.QueryEscape("expirationDate>=2026-07-13T11:40:00,expirationDate<=2026-07-13T11:40:00"): 2,
		"?fieldValuePair=expirationDate=" + url.QueryEscape("2026-07-13 11:25:00"):                                      1,
		"?fieldValuePair=expirationDate=2026-07-13":                                                                     0,
		"?fieldValuePair=" + url.QueryEscape("expirationDate<2026-07-13T12:00:00Z"):                                     0, // a date that the server cannot read
		"?fieldValuePair=" + url.QueryEscape("tokenType<tx_token"):                                                      1, // equality all the same
	} {
		if query == "?fieldValuePair=expirationDate=2026-07-13" {
			for _, expires := range all.column("expirationDate") {
				if strings.HasPrefix(expires, "2026-07-13") {
					want++
				}
			}
		}
		if page := search(query); page.Total != want {
			t.Errorf("%s: %d, want %d", query, page.Total, want)
		}
	}
	if got := search("?sortBy=exp&limit=1").column("expirationDate"); got[0] != slices.Min(all.column("expirationDate")) {
		t.Errorf("the first to expire: %s", got)
	}
}

func TestTokensOfAClient(t *testing.T) {
	f := newFixture(t, func(o *Options) { o.Seed.Tokens = 600 })
	id := f.Sample(ClientApp).ID
	page := f.list("/token/client/" + id)
	if page.Count != 50 || page.Total <= 200 || page.Start != 0 {
		t.Errorf("%d of %d", page.Count, page.Total)
	}
	if total := f.list("/token/search?limit=200&fieldValuePair=clnId=" + id).Total; total != page.Total {
		t.Errorf("a search finds %d, not %d", total, page.Total)
	}
}

// A JWT that is revoked is gone from the store, but those who look at the signature only take it until it expires.
func TestRevokedJWT(t *testing.T) {
	f := newFixture(t)
	client := f.Sample(ClientJWT)
	token := quoted(t, f.form(tokenPath, client, clientCredentials(scopeScopesRead)).object(t)["access_token"])
	read := func() answer { return f.request(http.MethodGet, api+"/scopes?limit=1", "", bearer(token)...) }
	active := func() string { return string(f.introspect(f.token(scopeTokenRead), token).object(t)["active"]) }
	if read().status != http.StatusOK || active() != "true" || f.entry(token).status != http.StatusOK {
		t.Fatalf("fresh: %d, active %s", read().status, active())
	}
	if a := f.request(http.MethodGet, api+"/attributes", "", bearer(token)...); !strings.Contains(a.body, "however token scopes: ["+scopeScopesRead+"]") {
		t.Errorf("another scope: %d %s", a.status, a.body)
	}
	f.form(revokePath, client, tokenForm(token))
	if read().status != http.StatusOK || active() != "false" || f.entry(token).status != http.StatusNotFound {
		t.Errorf("revoked: %d, active %s", read().status, active())
	}
	f.clock.Advance(time.Hour + time.Second)
	if a := read(); a.status != http.StatusUnauthorized || a.body != "ID Token is expired" {
		t.Errorf("expired: %d %s", a.status, a.body)
	}
	forged := token[:len(token)-4] + "AAAA"
	f.clock.Advance(-time.Hour)
	if a := f.request(http.MethodGet, api+"/scopes", "", bearer(forged)...); a.body != "Jwt Signature is Invalid." {
		t.Errorf("forged: %d %s", a.status, a.body)
	}
}

// A fault on the route of a token leaves the entry alone; the next request does its work.
func TestFaultOnDeletingTokens(t *testing.T) {
	f := newFixture(t)
	access, refresh := f.mint(ClientApp, "maria", "openid")
	fault, err := ParseFault("DELETE /token/revoke/*=500:1")
	if err != nil {
		t.Fatal(err)
	}
	f.SetFaults([]Fault{fault})
	path := "/token/revoke/" + tokenHash(access)
	if a := f.call(http.MethodDelete, path, ""); a.status != http.StatusInternalServerError || !f.alive(access) {
		t.Errorf("%d, alive %v", a.status, f.alive(access))
	}
	if a := f.call(http.MethodDelete, path, ""); a.status != http.StatusNoContent || f.alive(access) || !f.alive(refresh) {
		t.Errorf("%d, access alive %v, refresh alive %v", a.status, f.alive(access), f.alive(refresh))
	}
}
