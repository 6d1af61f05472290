package client

import (
	"slices"
	"strings"
	"testing"
)

func TestScopes(t *testing.T) {
	reading := Scopes(true)
	if len(reading) != 5 || reading[0] != ScopePropertiesRead {
		t.Errorf("a read-only connection asks for %v", reading)
	}
	for _, scope := range reading {
		if !strings.HasSuffix(scope, ".readonly") {
			t.Errorf("a read-only connection asks for %s", scope)
		}
	}
	all := Scopes(false)
	if !slices.Equal(all[:len(reading)], reading) || !slices.Contains(all, ScopePropertiesWrite) || !slices.Contains(all, ScopeClaimsDelete) {
		t.Errorf("got %v", all)
	}
	if distinct := slices.Compact(slices.Sorted(slices.Values(all))); len(distinct) != 14 || len(all) != 14 {
		t.Errorf("got %v", all)
	}
}
