package schema

import (
	"slices"
	"strings"
	"testing"
)

func TestStandardScopes(t *testing.T) {
	var ids []string
	for _, s := range StandardScopes() {
		ids = append(ids, s.ID)
		if s.Title == "" || !sentence.MatchString(s.Sentence) || s.Grouped != (s.ID == "address") {
			t.Errorf("%+v", s)
		}
		for _, name := range s.Claims {
			if c, ok := StandardClaim(name); !ok || c.Scope != s.ID || c.Grouped != s.Grouped {
				t.Errorf("%s: claim %s is %+v, %v", s.ID, name, c, ok)
			}
		}
		if found, ok := LookupStandardScope(s.ID); !ok || found.Title != s.Title {
			t.Errorf("LookupStandardScope(%q) = %v, %v", s.ID, found, ok)
		}
	}
	if got := strings.Join(ids, " "); got != "openid profile email address phone offline_access" {
		t.Errorf("scopes %s", got)
	}
	if _, ok := LookupStandardScope("careers"); ok {
		t.Error("careers is standard")
	}
}

// Each claim belongs to the scope it names; sub needs no claim, and address is the object of the group.
func TestStandardClaims(t *testing.T) {
	for _, c := range StandardClaims() {
		scope, ok := LookupStandardScope(c.Scope)
		if !ok || !sentence.MatchString(c.Sentence) {
			t.Errorf("%+v", c)
		}
		if c.Name != "sub" && c.Name != "address" && !slices.Contains(scope.Claims, c.Name) {
			t.Errorf("%s is not a claim of %s", c.Name, c.Scope)
		}
	}
	if n := len(StandardClaims()); n != 26 {
		t.Errorf("%d claims, want the 20 of section 5.1 and the 6 of 5.1.1", n)
	}
	if _, ok := StandardClaim("employee_number"); ok {
		t.Error("employee_number is standard")
	}
}
