package sandbox

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

const newAttribute = `{"name":"jansTitle","displayName":"Job","description":"d","dataType":"generalizedTime","editType":["admin"],` +
	`"viewType":["ADMIN","user","whitePages"],"claimName":"job","urn":"urn:a","inum":"mine","selected":true,"adminCanView":false}`

func TestAttributeLifecycle(t *testing.T) {
	f := newFixture(t)
	made := f.must("POST", "/attributes", newAttribute)
	inum := quoted(t, made["inum"])
	for member, want := range map[string]string{
		"dataType": `"generalizedTime"`, "viewType": `["admin","user","whitePages"]`, "selected": "false", "oxMultiValuedAttribute": "false",
		"adminCanView": "true", "userCanEdit": "false", "userCanAccess": "true", "whitePagesCanView": "true", "custom": "false",
		"dn": `"inum=` + inum + `,ou=attributes,o=jans"`, "status": "",
	} {
		if string(made[member]) != want {
			t.Errorf("%s is %s, want %s", member, made[member], want)
		}
	}
	if inum == "mine" {
		t.Error("the inum was taken from the request")
	}
	echo := f.must("PATCH", "/attributes/"+inum, `[{"op":"replace","path":"/urn","value":"urn:b"},{"op":"replace","path":"/selected","value":true}]`)
	stored := f.must("GET", "/attributes/"+inum, "")
	if quoted(t, echo["urn"]) != "urn:b" || string(echo["selected"]) != "true" || quoted(t, stored["urn"]) != "urn:a" || string(stored["selected"]) != "false" {
		t.Errorf("echo %s, stored %s", echo, stored)
	}
	put := f.must("PUT", "/attributes", strings.Replace(newAttribute, `"mine"`, `"`+inum+`"`, 1))
	if quoted(t, put["inum"]) != inum {
		t.Errorf("PUT: %s", put)
	}
	if a := f.call("PUT", "/attributes", strings.NewReplacer(`"mine"`, `"nope"`, "jansTitle", "jansRole").Replace(newAttribute)); a.status != http.StatusNotFound {
		t.Errorf("PUT of no attribute: %d %s", a.status, a.body)
	}
	f.must("DELETE", "/attributes/"+inum, "")
	if a := f.call("DELETE", "/attributes/"+inum, ""); a.status != http.StatusNotFound {
		t.Errorf("deleted twice: %d", a.status)
	}
}

func TestAttributeSearch(t *testing.T) {
	f := newFixture(t)
	if all := f.list("/attributes?limit=200"); all.Total != 71 {
		t.Errorf("%d attributes", all.Total)
	}
	active, inactive := f.list("/attributes?status=ACTIVE"), f.list("/attributes?status=inactive")
	if active.Total+inactive.Total != 71 || active.Total == 0 || inactive.Total == 0 || f.list("/attributes?status=nope").Total != 71 {
		t.Errorf("active %d, inactive %d", active.Total, inactive.Total)
	}
	for path, want := range map[string][]string{
		"?pattern=EMAIL%20ver":                              {"emailVerified"},
		"?pattern=cae3":                                     {"mail"},
		"?pattern=birthd,ZONEI":                             {"birthdate", "zoneinfo"},
		"?fieldValuePair=claimName=Family_Name":             {"sn"},
		"?fieldValuePair=name=mail&status=inactive":         {},
		"?sortBy=&pattern=phone&limit=2":                    {"facsimileTelephoneNumber", "telephoneNumber"},
		"?sortBy=jansAttrName&sortOrder=descending&limit=1": {"zoneinfo"},
	} {
		if got := f.list("/attributes" + path).column("name"); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", path, got, want)
		}
	}
}

// Without bean validation an incomplete attribute is checked by the resource alone.
func TestLenientAttributes(t *testing.T) {
	f := newFixture(t, func(o *Options) { o.Lenient = true })
	for _, c := range []struct {
		body   string
		status int
		want   string
	}{
		{`{}`, 400, "The attribute name is required"},
		{`{"name":"jansTitle"}`, 400, "The attribute displayName is required"},
		{`{"name":"jansTitle","displayName":"x"}`, 404, "The requested dataType doesn't exist"},
		{`{"name":"jansTitle","displayName":"x","dataType":"string"}`, 201, `"name":"jansTitle"`},
	} {
		if a := f.call("POST", "/attributes", c.body); a.status != c.status || !strings.Contains(a.body, c.want) {
			t.Errorf("%s: %d %s", c.body, a.status, a.body)
		}
	}
}

func TestAttributeRoundTrip(t *testing.T) {
	f := newFixture(t)
	inums := f.list("/attributes?limit=200").column("inum")
	rapid.Check(t, func(t *rapid.T) {
		inum := rapid.SampledFrom(inums).Draw(t, "inum")
		before := f.call("GET", "/attributes/"+inum, "")
		f.call("PUT", "/attributes", before.body)
		f.call("PATCH", "/attributes/"+inum, `[]`)
		if after := f.call("GET", "/attributes/"+inum, ""); after.body != before.body {
			t.Fatalf("%s became %s", before.body, after.body)
		}
	})
}
