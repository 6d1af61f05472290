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
		patch, _ := buildPatch([]Change{{Target: change.PropertyTarget("p"), Path: "/p", Kind: change.Set, Old: json.RawMessage(c.old), New: json.RawMessage(c.value)}}, certain)
		patch = slices.DeleteFunc(patch, func(op document.Op) bool { return op.Op == document.OpTest })
		got, err := json.Marshal(patch)
		if err != nil || string(got) != c.want {
			t.Errorf("%s: got %s, %v; want %s", c.name, got, err, c.want)
		}
	}
}

// Tests of what cannot fail by mistake are always there; of other values there are guesses.
func TestGuardsOfPatches(t *testing.T) {
	for name, tc := range map[string]struct{ old, value, sure, guessed string }{
		"accessTokenLifetime":      {`300`, `1`, `/accessTokenLifetime=300`, ``},
		"requirePkce":              {`false`, `true`, `/requirePkce=false`, ``},
		"cookieDomain":             {``, `"x"`, ``, `null ""`},
		"featureFlags":             {`["a","b"]`, `["a"]`, `/featureFlags=["a","b"]`, ``},
		"discoveryAllowedKeys":     {``, `["a"]`, ``, `[] null`},
		"grantTypesSupported":      {`["implicit"]`, `[]`, ``, `["implicit"]`},
		"corsConfigurationFilters": {`[{"filterName":"x"}]`, `[]`, ``, ``},
		"rateLimitConfiguration":   {``, `{"rateLoggingEnabled":true}`, ``, ``},
		"agamaConfiguration": {`{"enabled":true,"rootDir":"/a","startEndUrlMapping":{"k":"v"}}`, `{"enabled":true,"rootDir":"/b","startEndUrlMapping":{"k":"w"}}`,
			`/agamaConfiguration/rootDir="/a" /agamaConfiguration/startEndUrlMapping/k="v"`, ``},
		"acrMappings": {`{"a":"x"}`, `{}`, `/acrMappings/a="x"`, ``},
		"newer":       {`["a"]`, `["b"]`, ``, ``},
	} {
		sure, guessed := propertyGuards(Change{
			Target: change.PropertyTarget(name), Path: "/" + name, Kind: change.Set, Old: json.RawMessage(tc.old), New: json.RawMessage(tc.value)})
		var tests, values []string
		for _, op := range sure {
			tests = append(tests, op.Path+"="+string(op.Value))
		}
		for _, value := range guessed {
			values = append(values, string(value))
		}
		if got, list := strings.Join(tests, " "), strings.Join(values, " "); got != tc.sure || list != tc.guessed {
			t.Errorf("%s: %q and %q, want %q and %q", name, got, list, tc.sure, tc.guessed)
		}
	}
}

// The attempts try every combination of guesses about three values, and then none.
func TestAttempts(t *testing.T) {
	both := []json.RawMessage{json.RawMessage("null"), json.RawMessage(`""`)}
	for guessed, want := range []int{1, 3, 5, 9, 9} {
		seen := map[string]bool{}
		for at, more := attempt(0), true; more; at, more = at.next(guessed) {
			tried := ""
			for nth := range guessed {
				for _, op := range at.pick(nth, "/x", both) {
					tried += string(op.Value) + " "
				}
			}
			seen[tried] = true
		}
		if len(seen) != want || !seen[""] {
			t.Errorf("%d values: %d attempts, want %d: %v", guessed, len(seen), want, seen)
		}
	}
}

// A map that is emptied keeps what somebody else is just adding.
func TestAnEmptiedMapLosesWhatWasSeen(t *testing.T) {
	patch, _ := buildPatch([]Change{{Target: change.PropertyTarget("acrMappings"), Path: "/acrMappings", Kind: change.Set,
		Old: json.RawMessage(`{"a":"x"}`), New: json.RawMessage(`{}`)}}, certain)
	if got, err := json.Marshal(patch); err != nil || string(got) != `[{"op":"test","path":"/acrMappings/a","value":"x"},{"op":"remove","path":"/acrMappings/a"}]` {
		t.Errorf("%s, %v", got, err)
	}
}
