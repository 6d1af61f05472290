package ops

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/document"
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
		patch := buildPatch([]Change{{Target: change.PropertyTarget("p"), Path: "/p", Kind: change.Set, Old: json.RawMessage(c.old), New: json.RawMessage(c.value)}}, certain)
		patch = slices.DeleteFunc(patch, func(op document.Op) bool { return op.Op == document.OpTest })
		got, err := json.Marshal(patch)
		if err != nil || string(got) != c.want {
			t.Errorf("%s: got %s, %v; want %s", c.name, got, err, c.want)
		}
	}
}

// The last attempt has only tests that cannot fail by mistake; those before guess.
func TestGuardsOfPatches(t *testing.T) {
	for name, tc := range map[string]struct{ old, value, guessing, otherwise, certain string }{
		"accessTokenLifetime":      {`300`, `1`, `/accessTokenLifetime=300`, `/accessTokenLifetime=300`, `/accessTokenLifetime=300`},
		"requirePkce":              {`false`, `true`, `/requirePkce=false`, `/requirePkce=false`, `/requirePkce=false`},
		"cookieDomain":             {``, `"x"`, `/cookieDomain=null`, `/cookieDomain=""`, ``},
		"featureFlags":             {`["a","b"]`, `["a"]`, `/featureFlags=["a","b"]`, `/featureFlags=["a","b"]`, `/featureFlags=["a","b"]`},
		"discoveryAllowedKeys":     {``, `["a"]`, `/discoveryAllowedKeys=[]`, `/discoveryAllowedKeys=null`, ``},
		"grantTypesSupported":      {`["implicit"]`, `[]`, `/grantTypesSupported=["implicit"]`, ``, ``},
		"corsConfigurationFilters": {`[{"filterName":"x"}]`, `[]`, ``, ``, ``},
		"rateLimitConfiguration":   {``, `{"rateLoggingEnabled":true}`, ``, ``, ``},
		"agamaConfiguration": {`{"enabled":true,"rootDir":"/a","startEndUrlMapping":{"k":"v"}}`, `{"enabled":true,"rootDir":"/b","startEndUrlMapping":{"k":"w"}}`,
			`/agamaConfiguration/rootDir="/a" /agamaConfiguration/startEndUrlMapping/k="v"`, `/agamaConfiguration/rootDir="/a" /agamaConfiguration/startEndUrlMapping/k="v"`,
			`/agamaConfiguration/rootDir="/a" /agamaConfiguration/startEndUrlMapping/k="v"`},
		"acrMappings": {`{"a":"x"}`, `{}`, `/acrMappings/a="x"`, `/acrMappings/a="x"`, `/acrMappings/a="x"`},
		"newer":       {`["a"]`, `["b"]`, ``, ``, ``},
	} {
		c := Change{Target: change.PropertyTarget(name), Path: "/" + name, Kind: change.Set, Old: json.RawMessage(tc.old), New: json.RawMessage(tc.value)}
		for at, want := range []string{tc.guessing, tc.otherwise, tc.certain} {
			var tests []string
			for _, op := range propertyGuards(c, attempt(at)) {
				tests = append(tests, op.Path+"="+string(op.Value))
			}
			if got := strings.Join(tests, " "); got != want {
				t.Errorf("%s, attempt %d: %s, want %s", name, at, got, want)
			}
		}
	}
}
