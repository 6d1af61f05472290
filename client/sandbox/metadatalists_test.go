package sandbox

import (
	"encoding/json"
	"net/http"
	"slices"
	"testing"
)

// One dangling attribute, or one spontaneous scope without a deletable value, empties the lists of scopes and claims.
func TestDiscoveryLosesScopes(t *testing.T) {
	for name, c := range map[string]struct {
		scope string
		lost  bool
	}{
		"dangling attribute":           {`{"inum":"X","id":"x","scopeType":"openid","claims":["inum=NOPE,ou=attributes,o=jans"]}`, true},
		"hidden, dangling attribute":   {`{"inum":"X","id":"x","scopeType":"openid","claims":["inum=NOPE,ou=attributes,o=jans"],"attributes":{"showInConfigurationEndpoint":false}}`, false},
		"dynamic, dangling attribute":  {`{"inum":"X","id":"x","scopeType":"dynamic","claims":["inum=NOPE,ou=attributes,o=jans"]}`, false},
		"spontaneous, not deletable":   {`{"inum":"X","id":"x","scopeType":"spontaneous","deletable":false}`, false},
		"spontaneous, unset deletable": {`{"inum":"X","id":"x","scopeType":"spontaneous"}`, true},
	} {
		f := newFixture(t)
		if err := f.store.put(bucketScopes, "X", []byte(c.scope)); err != nil {
			t.Fatal(err)
		}
		doc := f.discover()
		if lost := doc["scopes_supported"] == nil && doc["claims_supported"] == nil; lost != c.lost {
			t.Errorf("%s: lost %v", name, lost)
		}
	}
}

func TestVisibilityOfScopes(t *testing.T) {
	f := newFixture(t)
	for inum, doc := range map[string]string{
		"X1": `{"inum":"X1","id":"deletable","scopeType":"spontaneous","deletable":true}`,
		"X2": `{"inum":"X2","id":"kept","scopeType":"spontaneous","deletable":false}`,
		"X3": `{"inum":"X3","id":"shown","scopeType":"oauth","attributes":{}}`,
		"X4": `{"inum":"X4","id":"hidden","scopeType":"oauth","attributes":{"showInConfigurationEndpoint":false}}`,
		"X5": `{"inum":"X5","id":"scripted","scopeType":"dynamic","dynamicScopeScripts":["inum=031C-5621,ou=scripts,o=jans"]}`,
	} {
		if err := f.store.put(bucketScopes, inum, []byte(doc)); err != nil {
			t.Fatal(err)
		}
	}
	doc := f.discover()
	scopes := list(t, doc["scopes_supported"])
	for id, want := range map[string]bool{"deletable": false, "kept": true, "shown": true, "hidden": false, "scripted": true} {
		if slices.Contains(scopes, id) != want {
			t.Errorf("%s listed: %v", id, !want)
		}
	}
	if slices.Contains(list(t, doc["claims_supported"]), "org_name") {
		t.Error("a script that is off names a claim")
	}
}

func TestHiddenAttributes(t *testing.T) {
	f := newFixture(t)
	var email map[string]any
	if ok, err := f.store.decode(bucketAttributes, "CAE3", &email); !ok || err != nil {
		t.Fatalf("%v, %v", ok, err)
	}
	email["jansHideOnDiscovery"] = true
	raw, err := json.Marshal(email)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.store.put(bucketAttributes, "CAE3", raw); err != nil {
		t.Fatal(err)
	}
	claims := list(t, f.discover()["claims_supported"])
	if slices.Contains(claims, "email") || !slices.Contains(claims, "email_verified") {
		t.Errorf("claims: %v", claims)
	}
}

func TestJansConfiguration(t *testing.T) {
	f := newFixture(t)
	path := "/jans-auth/restv1/.well-known/jans-configuration"
	doc := f.request(http.MethodGet, path, "").object(t)
	if len(doc) != 4 || string(doc["introspection_endpoint"]) != `"`+f.Info().URL+introspectionPath+`"` {
		t.Errorf("%v", doc)
	}
	var mapping map[string][]string
	if err := json.Unmarshal(doc["scope_to_claims_mapping"], &mapping); err != nil {
		t.Fatal(err)
	}
	if _, hidden := mapping["jans_stat"]; !hidden || len(mapping["email"]) != 2 || len(mapping["role"]) != 0 {
		t.Errorf("email %v, role %v", mapping["email"], mapping["role"])
	}
	f.replace("featureFlags", `["userinfo"]`)
	if a := f.request(http.MethodGet, path, ""); a.status != http.StatusForbidden {
		t.Errorf("with the flag off: %d", a.status)
	}
}

func TestHealthCheck(t *testing.T) {
	f := newFixture(t)
	if a := f.request(http.MethodGet, "/jans-auth/sys/health-check", ""); a.body != `{"status": "running", "db_status":"online"}` {
		t.Errorf("%d %s", a.status, a.body)
	}
	f.replace("featureFlags", `["userinfo"]`)
	if a := f.request(http.MethodGet, "/jans-auth/sys/health-check", ""); a.status != http.StatusForbidden || a.envelope(t).Error != "access_denied" {
		t.Errorf("with the flag off: %d %s", a.status, a.body)
	}
}

func TestFAPIDiscovery(t *testing.T) {
	f := uncachedDiscovery(t)
	f.replace("featureFlags", `["userinfo"]`)
	path := "/jans-auth/fapi-rs" + discoveryPath
	token := f.token()
	if a := f.request(http.MethodGet, path, ""); a.status != http.StatusUnauthorized {
		t.Errorf("without token: %d", a.status)
	}
	if a := f.request(http.MethodGet, path, "", bearer(token)...); a.status != http.StatusOK || a.body != "" {
		t.Errorf("without certificate: %d %q", a.status, a.body)
	}
	a := f.request(http.MethodGet, path, "", append(bearer(token), "X-ClientCert", "pem")...)
	if a.object(t)["revocation_endpoint"] == nil || a.header.Get("x-fapi-interaction-id") == "" {
		t.Errorf("flags are not ignored: %d %s", a.status, a.body)
	}
}
