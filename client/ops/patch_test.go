package ops

import (
	"encoding/json"
	"testing"

	"github.com/jansadm/jansadm/client/ops/change"
)

func TestOnlyTheMembersThatDifferAreSent(t *testing.T) {
	cases := []struct{ name, old, value, want string }{
		{"scalar", `1`, `2`, `[{"op":"replace","path":"/p","value":2}]`},
		{"from nothing", ``, `{"a":1}`, `[{"op":"replace","path":"/p","value":{"a":1}}]`},
		{"to nothing", `{"a":1}`, `{}`, `[{"op":"replace","path":"/p","value":{}}]`},
		{"one member", `{"a":1,"b":2}`, `{"a":1,"b":3}`, `[{"op":"add","path":"/p/b","value":3}]`},
		{"a nested member", `{"a":{"x":1,"y":1},"b":2}`, `{"a":{"x":1,"y":2},"b":2}`, `[{"op":"add","path":"/p/a/y","value":2}]`},
		{"a key that needs escapes", `{"https://x":"1"}`, `{"https://x":"2"}`, `[{"op":"add","path":"/p/https:~1~1x","value":"2"}]`},
		{"a removed key", `{"a":1,"b":2}`, `{"b":2}`, `[{"op":"remove","path":"/p/a"}]`},
		{"arrays go whole", `[1,2]`, `[1,3]`, `[{"op":"replace","path":"/p","value":[1,3]}]`},
	}
	for _, c := range cases {
		patch := buildPatch([]Change{{Target: change.PropertyTarget("p"), Path: "/p", Kind: change.Set, Old: json.RawMessage(c.old), New: json.RawMessage(c.value)}}, false)
		got, err := json.Marshal(patch)
		if err != nil || string(got) != c.want {
			t.Errorf("%s: got %s, %v; want %s", c.name, got, err, c.want)
		}
	}
}

func TestGuardsOnlyWhereTheyCannotFailByMistake(t *testing.T) {
	cases := map[string]struct {
		old  string
		want bool
	}{
		"accessTokenLifetime":                         {`300`, true},
		"requirePkce":                                 {`false`, true},
		"tokenRevocationEndpoint":                     {`"https://x"`, true},
		"cookieDomain":                                {``, false},
		"featureFlags":                                {`["a","b"]`, true},
		"grantTypesSupported":                         {`["implicit"]`, false},
		"responseTypesSupported":                      {`[["code"]]`, false},
		"corsConfigurationFilters":                    {`[{"filterName":"x"}]`, false},
		"agamaConfiguration":                          {`{"enabled":true}`, false},
		"authorizationRequestCustomAllowedParameters": {`[{"paramName":"x"}]`, false},
	}
	for name, c := range cases {
		if got := guardable(Change{Target: change.PropertyTarget(name), Old: json.RawMessage(c.old)}); got != c.want {
			t.Errorf("guardable(%s = %s) = %v", name, c.old, got)
		}
	}
}
