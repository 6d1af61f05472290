package schema

import "testing"

// An issuer without scopes is an entry all the same: {"https://iss":{}} trusts it, {} trusts everybody.
func TestMapsOfObjectsKeepEmptyEntries(t *testing.T) {
	issuers, ok := Lookup("trustedSsaIssuers")
	if !ok {
		t.Fatal("trustedSsaIssuers is not in the catalogue")
	}
	for _, c := range []struct {
		a, b  string
		equal bool
	}{
		{`{"https://iss":{}}`, `{}`, false},
		{`{"https://iss":{}}`, ``, false},
		{`{"https://iss":{}}`, `{"https://iss":{"automaticallyGrantedScopes":[]}}`, true},
		{`{"https://iss":{}}`, `{"https://other":{}}`, false},
		{`{"a":{"automaticallyGrantedScopes":["x"]}}`, `{"a":{"automaticallyGrantedScopes":["y"]}}`, false},
		{`{}`, `null`, true},
		{`"no map"`, `{}`, false},
	} {
		if issuers.Type.Equal([]byte(c.a), []byte(c.b)) != c.equal || issuers.Type.Equal([]byte(c.b), []byte(c.a)) != c.equal {
			t.Errorf("%s and %s: want equal %v", c.a, c.b, c.equal)
		}
	}
}
