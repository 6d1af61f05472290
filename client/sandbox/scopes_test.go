package sandbox

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestScopePages(t *testing.T) {
	f := newFixture(t)
	all := f.list("/scopes?limit=0")
	if all.Total != 20+154 || all.Count != all.Total || len(all.Entries) != all.Total {
		t.Errorf("total %d, count %d, entries %d", all.Total, all.Count, len(all.Entries))
	}
	inums := all.column("inum")
	if !slices.IsSorted(inums) {
		t.Errorf("not sorted: %v", inums)
	}
	if page := f.list("/scopes"); page.Count != 50 || page.Total != all.Total || page.Start != 0 {
		t.Errorf("default page: %d of %d from %d", page.Count, page.Total, page.Start)
	}
	if page := f.list("/scopes?startIndex=1&limit=1"); !slices.Equal(page.column("inum"), inums[1:2]) || page.Start != 1 {
		t.Errorf("second scope: %v", page.column("inum"))
	}
	if page := f.list("/scopes?startIndex=9999"); page.Entries != nil || page.Total != all.Total || page.Count != 0 {
		t.Errorf("past the end: %+v", page)
	}
	if page := f.list("/scopes?limit=-5"); page.Count != all.Total {
		t.Errorf("negative limit: %d", page.Count)
	}
	ids := f.list("/scopes?sortBy=jansId&sortOrder=DESCENDING&limit=200").column("id")
	if !slices.IsSorted(ids) {
		t.Error("DESCENDING is not ascending")
	}
	down := f.list("/scopes?sortBy=jansId&sortOrder=descending&limit=200").column("id")
	if slices.Reverse(down); !slices.Equal(ids, down) {
		t.Error("descending is not the reverse")
	}
}

func TestScopeSearch(t *testing.T) {
	f := newFixture(t)
	for path, want := range map[string][]string{
		"?pattern=view_email":                     {"email"},
		"?pattern=View_Email":                     {},
		"?pattern=view%25ddress&sortBy=jansId":    {"address", "email"}, // a wildcard
		"?pattern=mobile_phone,D491":              {"mobile_phone", "phone"},
		"?pattern=dynamic":                        {"role"},
		"?type=dynamic":                           {"role"},
		"?type=Dynamic":                           {},
		"?pattern=email&type=dynamic":             {},
		"?fieldValuePair=id=email":                {"email"},
		"?fieldValuePair=jansId=email":            {"email"},
		"?fieldValuePair=scopeType=dynamic":       {"role"},
		"?fieldValuePair=groupClaims=1":           {"address"},
		"?fieldValuePair=groupClaims=yes&limit=1": {},
		"?fieldValuePair=scopeType=oauth,defaultScope=true&sortBy=jansId": {"authorization_challenge", "jans_stat"},
		"?type=openid&fieldValuePair=scopeType=dynamic":                   {"role"}, // the type does not count then
		"?fieldValuePair=claims=inum=CAE3":                                {},       // what follows the second sign is lost
		"?pattern=%20":                                                    nil,      // everything
	} {
		got := f.list("/scopes" + path).column("id")
		slices.Sort(got)
		if want == nil {
			if len(got) != 50 {
				t.Errorf("%s: %d", path, len(got))
			}
			continue
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", path, got, want)
		}
	}
	page := f.list("/scopes?type=openid&fieldValuePair=defaultScope=true&limit=200")
	if types := page.column("scopeType"); !slices.Contains(types, "oauth") || !slices.Contains(types, "dynamic") {
		t.Errorf("types: %v", types)
	}
	if unset := f.list("/scopes?fieldValuePair=groupClaims=&limit=0"); unset.Total != 20+154-1 {
		t.Errorf("without a value: %d", unset.Total)
	}
}

func TestScopeLifecycle(t *testing.T) {
	f := newFixture(t)
	made := f.must("POST", "/scopes", `{"id":"careers","inum":"mine","dn":"x","foo":1,"claims":["inum=B4B0,ou=attributes,o=jans"]}`)
	inum := quoted(t, made["inum"])
	if inum == "mine" || made["foo"] != nil || quoted(t, made["displayName"]) != "careers" || quoted(t, made["scopeType"]) != "oauth" ||
		quoted(t, made["dn"]) != "inum="+inum+",ou=scopes,o=jans" || string(made["attributes"]) != `{"showInConfigurationEndpoint":true}` ||
		quoted(t, made["creationDate"]) != "2026-07-13T12:00:00" || made["defaultScope"] != nil || string(made["umaType"]) != "false" {
		t.Errorf("created: %s", made)
	}
	if byType := f.call("GET", "/scopes/type/dynamic", ""); byType.body[0] != '[' || !strings.Contains(byType.body, `"id":"role"`) {
		t.Errorf("by type: %s", byType.body)
	}
	patched := f.must("PATCH", "/scopes/"+inum, `[{"op":"replace","path":"/description","value":"x"},{"op":"replace","path":"/dn","value":"y"}]`)
	if quoted(t, patched["description"]) != "x" || string(patched["groupClaims"]) != "false" || quoted(t, patched["dn"]) != quoted(t, made["dn"]) {
		t.Errorf("patched: %s", patched)
	}
	put := f.must("PUT", "/scopes", `{"inum":"`+inum+`","attributes":{"showInConfigurationEndpoint":false}}`)
	if put["id"] != nil || put["description"] != nil || put["claims"] != nil || put["groupClaims"] != nil ||
		string(put["attributes"]) != `{"showInConfigurationEndpoint":false}` {
		t.Errorf("PUT does not clear: %s", put)
	}
	f.must("DELETE", "/scopes/"+inum, "")
	if a := f.call("GET", "/scopes/"+inum, ""); a.status != http.StatusNotFound {
		t.Errorf("after deletion: %d", a.status)
	}
}

// A patch of baseDn writes to another row.
func TestScopePatchOfBaseDN(t *testing.T) {
	f := newFixture(t)
	answer := f.must("PATCH", "/scopes/764C", `[{"op":"replace","path":"/baseDn","value":"inum=D491,ou=scopes,o=jans"}]`)
	if quoted(t, answer["id"]) != "email" {
		t.Errorf("answer: %s", answer)
	}
	if other := f.must("GET", "/scopes/D491", ""); quoted(t, other["id"]) != "email" || quoted(t, other["inum"]) != "D491" {
		t.Errorf("other row: %s", other)
	}
	if a := f.call("PATCH", "/scopes/764C", `[{"op":"replace","path":"/baseDn","value":"inum=zz,ou=scopes,o=jans"}]`); a.status != 500 || !strings.Contains(a.body, "Failed to find entry") {
		t.Errorf("no such row: %d %s", a.status, a.body)
	}
}

// Setup's scopes have no stored date: a read shows the present time, and a write stores it.
func TestScopeCreationDate(t *testing.T) {
	f := newFixture(t)
	date := func() string { return quoted(t, f.must("GET", "/scopes/43F1", "")["creationDate"]) }
	first := date()
	f.clock.Advance(60e9)
	if later := date(); later == first {
		t.Errorf("the date stays at %s", first)
	}
	f.must("PATCH", "/scopes/43F1", `[]`)
	stored := date()
	f.clock.Advance(60e9)
	if later := date(); later != stored {
		t.Errorf("%s became %s", stored, later)
	}
}

func TestScopesWithClients(t *testing.T) {
	f := newFixture(t)
	if without := f.must("GET", "/scopes/764C", ""); without["clients"] != nil {
		t.Errorf("unasked: %s", without["clients"])
	}
	with := f.must("GET", "/scopes/764C?withAssociatedClients=TRUE", "")
	if clients := string(with["clients"]); !strings.Contains(clients, f.Sample(ClientTUI).ID) || strings.Contains(clients, f.Sample(ClientPublic).ID) ||
		strings.Contains(clients, f.Sample(ClientTUI).Secret) || !strings.Contains(clients, "clientSecret") {
		t.Errorf("clients: %s", clients)
	}
	page := f.list("/scopes?withAssociatedClients=true&pattern=revoke_any_token")
	if len(page.Entries) != 1 || !strings.Contains(string(page.Entries[0]["clients"]), f.Sample(ClientOther).ID) {
		t.Errorf("page: %+v", page)
	}
}

// Whatever is sent back as it was read stays as it is, and a change of one member changes nothing else.
func TestScopeRoundTrip(t *testing.T) {
	f := newFixture(t)
	inums := f.list("/scopes?limit=0").column("inum")
	rapid.Check(t, func(t *rapid.T) {
		inum := rapid.SampledFrom(inums).Draw(t, "inum")
		before := f.call("GET", "/scopes/"+inum, "")
		f.call("PUT", "/scopes", before.body)
		if after := f.call("GET", "/scopes/"+inum, ""); after.body != before.body {
			t.Fatalf("%s became %s", before.body, after.body)
		}
		text := rapid.String().Draw(t, "description")
		if strings.ContainsRune(text, 0xFFFD) {
			return
		}
		patched := f.call("PATCH", "/scopes/"+inum, `[{"op":"replace","path":"/description","value":`+string(jsonText(text))+`}]`)
		if patched.status != http.StatusOK {
			t.Fatalf("%d %s", patched.status, patched.body)
		}
		changed, original := patched.object(f.t), before.object(f.t)
		delete(changed, "description")
		delete(original, "description")
		delete(changed, "groupClaims") // an absent value comes back false
		delete(original, "groupClaims")
		if len(changed) != len(original) {
			t.Fatalf("%s became %s", original, changed)
		}
		for member, value := range original {
			if string(changed[member]) != string(value) {
				t.Fatalf("%s: %s became %s", member, value, changed[member])
			}
		}
	})
}

func jsonText(text string) []byte {
	raw, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return raw
}
