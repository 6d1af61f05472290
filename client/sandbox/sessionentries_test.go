package sandbox

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"go.etcd.io/bbolt"
)

func TestSessionEntries(t *testing.T) {
	f := newFixture(t)
	f.signedInBrowser("admin")
	page := f.list("/jans-auth-server/session")
	if page.Total != 8 || page.Count != 8 {
		t.Fatalf("%d of %d sessions", page.Count, page.Total)
	}
	for _, member := range []string{"id", "dn"} {
		for _, entry := range page.Entries {
			if entry[member] != nil || strings.Contains(string(entry["sessionAttributes"]), "session_id") {
				t.Errorf("%s shows what names it in cookies: %s", member, entry)
			}
		}
	}
	states := map[string]int{}
	for i, state := range page.column("state") {
		states[state]++
		signedIn := page.Entries[i]["userDn"] != nil && page.Entries[i]["authenticationTime"] != nil
		if signedIn != (state == stateAuthenticated) || string(page.Entries[i]["predefinedAttributes"]) != "{}" || string(page.Entries[i]["ttl"]) != "0" {
			t.Errorf("%s", page.Entries[i])
		}
	}
	if states[stateAuthenticated] != 6 || states[stateUnauthenticated] != 2 {
		t.Errorf("states: %v", states)
	}
}

func TestSessionSearch(t *testing.T) {
	f := newFixture(t)
	app, maria := f.Sample(ClientApp).ID, f.inum("maria")
	for query, want := range map[string]int{
		"": 7, "?pattern=" + maria: 2, "?pattern=wang.wei": 1, "?pattern=" + app: 4, "?fieldValuePair=client_id=" + app: 4,
		"?fieldValuePair=auth_user=maria": 2, "?fieldValuePair=auth_user=": 2, "?fieldValuePair=scope=openid": 1,
		"?fieldValuePair=userDn=" + maria: 2, "?fieldValuePair=jansUsrDN=" + maria: 2, "?fieldValuePair=jansState=unauthenticated": 2,
		"?fieldValuePair=" + url.QueryEscape("creationDate<2026-07-13"):                                         1,
		"?fieldValuePair=" + url.QueryEscape("creationDate>2026-07-13,creationDate<2026-07-14,auth_user=maria"): 1,
		"?fieldValuePair=" + url.QueryEscape("lastUsedAt>2026-07-13T11:50:00,jansState=authenticated"):          2,
		"?sortBy=jansLastAccessTime&sortOrder=descending&limit=1":                                               7,
	} {
		if page := f.list("/jans-auth-server/session/search" + query); page.Total != want {
			t.Errorf("%s: %d, want %d", query, page.Total, want)
		}
	}
}

// A session ends with its access and id tokens; its refresh tokens stay. As coded, all tokens stay.
func TestDeletingASession(t *testing.T) {
	for _, asCoded := range []bool{false, true} {
		f := newFixture(t, func(o *Options) { o.AsCoded = asCoded })
		_, tokens := f.signedInBrowser("admin")
		_, others := f.signedInBrowser("auditor")
		claims, err := f.instance.Load().auth.verifiedClaims(tokens["id_token"])
		if err != nil {
			t.Fatal(err)
		}
		sid := textMember(claims, "sid")
		path := "/jans-auth-server/session/sid/" + sid
		shown := f.must(http.MethodGet, path, "")
		if quoted(t, shown["outsideSid"]) != sid || !strings.Contains(string(shown["permissionGrantedMap"]), f.Sample(ClientTUI).ID+`":true`) {
			t.Errorf("%s", shown)
		}
		if a := f.call(http.MethodDelete, path, ""); a.status != http.StatusOK || a.body != "" {
			t.Errorf("%d %q", a.status, a.body)
		}
		if a := f.call(http.MethodDelete, path, ""); a.status != http.StatusNotFound || a.body != "" {
			t.Errorf("again: %d %q", a.status, a.body)
		}
		if a := f.call(http.MethodGet, path, ""); a.status != http.StatusOK || a.body != "" {
			t.Errorf("it is shown: %d %q", a.status, a.body)
		}
		if f.alive(tokens["access_token"]) != asCoded || f.alive(tokens["id_token"]) != asCoded || !f.alive(tokens["refresh_token"]) {
			t.Errorf("as coded %v: access %v, id %v, refresh %v", asCoded,
				f.alive(tokens["access_token"]), f.alive(tokens["id_token"]), f.alive(tokens["refresh_token"]))
		}
		if !f.alive(others["access_token"]) {
			t.Error("tokens of another session are gone")
		}
	}
}

func TestDeletingTheSessionsOfAUser(t *testing.T) {
	f := newFixture(t)
	b, tokens := f.signedInBrowser("maria")
	dn := distinguishedName(f.inum("maria"), "people")
	path := "/jans-auth-server/session/user/" + url.PathEscape(dn)
	if a := f.call(http.MethodDelete, path, ""); a.status != http.StatusOK || a.body != "" {
		t.Errorf("%d %q", a.status, a.body)
	}
	if f.alive(tokens["access_token"]) || f.list("/jans-auth-server/session/search?fieldValuePair=auth_user=maria").Total != 0 {
		t.Error("something is left")
	}
	for _, again := range []string{path, "/jans-auth-server/session/user/" + f.inum("admin")} {
		if a := f.call(http.MethodDelete, again, ""); a.status != http.StatusNotFound || a.body != "" {
			t.Errorf("%s: %d %q", again, a.status, a.body)
		}
	}
	b.open(f.Info().URL + endSessionPath)
	if b.status != http.StatusBadRequest {
		t.Errorf("the browser is signed in still: %d", b.status)
	}
}

// The id of a session names it in its tokens, and the sid for everybody else: the one does not tell the other.
func TestSessionsAreNamedTwice(t *testing.T) {
	f := newFixture(t)
	_, tokens := f.signedInBrowser("admin")
	dn := quoted(t, f.entry(tokens["access_token"]).object(t)["sessionDn"])
	sids := f.list("/jans-auth-server/session").column("outsideSid")
	if slices.Contains(sids, idOfSession(dn)) || !strings.HasSuffix(dn, ",ou=sessions,o=jans") {
		t.Errorf("the DN %s names a sid", dn)
	}
	refreshed := f.form(tokenPath, f.Sample(ClientTUI), url.Values{"grant_type": {"refresh_token"}, "refresh_token": {tokens["refresh_token"]}})
	if again := quoted(t, f.entry(quoted(t, refreshed.object(t)["access_token"])).object(t)["sessionDn"]); again != dn {
		t.Errorf("a refreshed token belongs to %s", again)
	}
}

// A folder of the version before tokens and sessions could be searched goes on with all that is stored there.
func TestFolderWithoutRowsOfTokens(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(t.Context(), Options{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	f := &fixture{Server: s, t: t, clock: NewManualClock(noon)}
	f.must("POST", "/scopes", `{"id":"careers"}`)
	access, _ := f.mint(ClientApp, "maria", "openid")
	err = s.store.update(func(tx *bbolt.Tx) error { return downgrade(tx, f.Sample(ClientJWT).ID) })
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	if s, err = Open(t.Context(), Options{Dir: dir}); err != nil {
		t.Fatal(err)
	}
	defer s.Close(t.Context())
	f = &fixture{Server: s, t: t}
	if f.list("/scopes?pattern=careers").Total != 1 {
		t.Error("what was stored is lost")
	}
	if f.list("/token/search?fieldValuePair=tokenCode="+tokenHash(access)).Total != 1 || f.list("/token/search").Total < 20 {
		t.Error("the tokens cannot be searched")
	}
	if f.list("/jans-auth-server/session/search?fieldValuePair=sid=old-sid").Total != 1 {
		t.Error("the session of a browser is lost")
	}
	if a := f.form(tokenPath, f.Sample(ClientJWT), clientCredentials(scopeScopesRead)); a.status != http.StatusOK {
		t.Errorf("the new sample client: %d %s", a.status, a.body)
	}
	if f.list("/config/scripts?fieldValuePair=scriptType=revoke_token").Total != 3 {
		t.Error("the new sample scripts are missing")
	}
}

// downgrade makes a folder what the version before has left.
func downgrade(tx *bbolt.Tx, jwt string) error {
	in, err := readInstallation(tx)
	if err != nil {
		return err
	}
	in.Version = 3
	delete(in.Clients, ClientJWT)
	for _, bucket := range [][]byte{bucketTokenRows, bucketSessionRows, bucketSessions} {
		if err := tx.DeleteBucket(bucket); err != nil {
			return err
		}
	}
	sessions, err := tx.CreateBucket(bucketSessions)
	if err != nil {
		return err
	}
	old := `{"sid":"old-sid","form":"f","userDn":"inum=x,ou=people,o=jans","authenticationTime":1,"lastUsedAt":2,"clients":["a"]}`
	if err := sessions.Put([]byte(tokenHash("cookie")), []byte(old)); err != nil {
		return err
	}
	for _, entry := range []struct {
		bucket []byte
		key    string
	}{
		{bucketClients, jwt}, {bucketClientRows, jwt}, {bucketScripts, "0300-CC01"}, {bucketScriptRows, "0300-CC01"},
	} {
		if err := tx.Bucket(entry.bucket).Delete([]byte(entry.key)); err != nil {
			return err
		}
	}
	return in.write(tx)
}
