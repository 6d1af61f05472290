package sandbox

import (
	"errors"
	"fmt"
	"net/http"
	"testing"
)

func TestControlRoutes(t *testing.T) {
	f := newFixture(t)
	f.SetFaults([]Fault{{Method: "*", Path: "*", Kind: Fault500}})
	key := []string{controlKey, f.address.Key}
	for _, c := range []struct {
		method, path, body string
		header             []string
		status             int
	}{
		{"GET", controlPing, "", key, 200}, // whatever the faults
		{"GET", controlPing, "", nil, 403},
		{"GET", controlPing, "", []string{controlKey, "guess"}, 403},
		{"POST", controlPing, "", key, 404},
		{"GET", controlReset, "", key, 404},
		{"POST", controlReset, "nonsense", key, 400},
		{"POST", controlReset, "{}", nil, 403},
		{"POST", controlReset, `{"newer":true}`, key, 200},
		{"POST", controlUserinfo, `{"user":"maria"}`, key, 200},
		{"POST", controlUserinfo, `{"user":"nobody"}`, key, 200},
		{"POST", controlUserinfo, `{"user":"maria","scopes":["x"]}`, key, 500},
		{"POST", controlUserinfo, "nonsense", key, 400},
		{"POST", controlUserinfo, `{"user":"maria"}`, nil, 403},
		{"GET", controlUserinfo, "", key, 404},
		{"GET", controlPath + "nosuch", "", key, 404},
	} {
		if a := f.request(c.method, c.path, c.body, c.header...); a.status != c.status {
			t.Errorf("%s %s: %d %s", c.method, c.path, a.status, a.body)
		}
	}
}

func TestReset(t *testing.T) {
	dir := dataDir(t)
	f := openDir(t, dir, func(o *Options) { o.Seed.Scopes = 3 })
	info := f.Info()
	token := f.token(scopePropertiesWrite)
	f.patch(`[{"op":"replace","path":"/accessTokenLifetime","value":601}]`)

	if err := Reset(t.Context(), Options{Dir: dir, Seed: Seed{Newer: true}}); err != nil { // through the owner
		t.Fatal(err)
	}
	if a := f.request(http.MethodGet, configPath, "", bearer(token)...); a.body != tokenInvalid {
		t.Errorf("an old token: %d %s", a.status, a.body)
	}
	members := f.admin(http.MethodGet, configPath, "").object(t)
	if string(members["accessTokenLifetime"]) != "300" || members["sessionRiskThreshold"] == nil {
		t.Errorf("accessTokenLifetime %s, newer %s", members["accessTokenLifetime"], members["sessionRiskThreshold"])
	}
	if fmt.Sprint(f.Info()) != fmt.Sprint(info) {
		t.Errorf("%+v became %+v", info, f.Info())
	}
	if n := f.count(bucketScopes); n != 174 {
		t.Errorf("%d scopes", n)
	}
	f.patch(`[{"op":"replace","path":"/accessTokenLifetime","value":602}]`)
	f.close()

	if err := Reset(t.Context(), Options{Dir: dir}); err != nil { // alone
		t.Fatal(err)
	}
	g := openDir(t, dir)
	if members := g.admin(http.MethodGet, configPath, "").object(t); string(members["accessTokenLifetime"]) != "300" || len(members) != 269 {
		t.Errorf("%d properties, accessTokenLifetime %s", len(members), members["accessTokenLifetime"])
	}
}

// A write that was under way when the folder was reset must not bring the old document back.
func TestResetRetiresTheOldConfiguration(t *testing.T) {
	f := newFixture(t)
	old := f.instance.Load().config
	if _, err := old.patch([]byte(`[{"op":"replace","path":"/accessTokenLifetime","value":601}]`)); err != nil {
		t.Fatal(err)
	}
	if err := f.reset(Seed{}); err != nil {
		t.Fatal(err)
	}
	if _, err := old.patch([]byte(`[]`)); !errors.Is(err, ErrClosed) {
		t.Errorf("%v", err)
	}
	if members := f.admin(http.MethodGet, configPath, "").object(t); string(members["accessTokenLifetime"]) != "300" {
		t.Errorf("accessTokenLifetime %s", members["accessTokenLifetime"])
	}
}
