package property

import (
	"fmt"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// The body of the console has four lines less than the terminal.
const frameLines = 4

// One property of each kind of value, as it is opened and in the states that one gets into, at three sizes of the terminal.
func TestFrames(t *testing.T) {
	frames := []struct {
		name, property string
		options        []option
		walk           func(*stand)
	}{
		{name: "boolean", property: "errorReasonEnabled"},
		{name: "boolean_unset", property: "saveTokensInCache", walk: func(s *stand) { s.keys("enter") }},
		{name: "integer", property: "accessTokenLifetime"},
		{name: "integer_refused", property: "accessTokenLifetime", walk: func(s *stand) { s.write("x").keys("enter") }},
		{name: "integer_staged", property: "accessTokenLifetime", walk: func(s *stand) { s.keys("ctrl+u").write("1h").keys("enter") }},
		{name: "url", property: "tokenRevocationEndpoint", walk: func(s *stand) { s.keys("ctrl+u").write("ftp://x").keys("enter") }},
		{name: "regexp", property: "backchannelBindingMessagePattern"},
		{name: "text_control", property: "staticKid", options: []option{holding("staticKid", `"a\u001b[31mb\u202ec"`)}},
		{name: "text_json", property: "dcrSignatureValidationJwks", options: []option{holding("dcrSignatureValidationJwks", `"{\n  \"keys\": []\n}"`)}},
		{name: "secret", property: "keyStoreSecret", options: []option{holding("keyStoreSecret", `"hunter2"`)}},
		{name: "enum", property: "keySelectionStrategy"},
		{name: "suggestions", property: "defaultSignatureAlgorithm", walk: func(s *stand) { s.write("es") }},
		{name: "list", property: "externalUriWhiteList", options: []option{holding("externalUriWhiteList", `["a.example.org","日本.example"]`)}},
		{name: "list_add", property: "idTokenSigningAlgValuesSupported", walk: func(s *stand) { s.keys("a") }},
		{name: "set", property: "grantTypesSupported", walk: func(s *stand) { s.keys(" ") }},
		{name: "set_unknown", property: "responseModesSupported", options: []option{holding("responseModesSupported", `["query",null,"odd"]`)},
			walk: func(s *stand) { s.keys(" ", "end") }},
		{name: "flags", property: ops.FeatureFlags, options: []option{holding(ops.FeatureFlags, `[]`)}},
		{name: "set_of_sets", property: "responseTypesSupported", walk: func(s *stand) { s.keys("down", "enter", "down", " ") }},
		{name: "map", property: "acrMappings", options: []option{holding("acrMappings", `{"basic":"simple","https://x/~y":"z"}`)}},
		{name: "map_name", property: "acrMappings", walk: func(s *stand) { s.keys("a").write("basic") }},
		{name: "object", property: "ssaConfiguration", walk: func(s *stand) { s.keys("end") }},
		{name: "objects", property: "corsConfigurationFilters", walk: func(s *stand) { s.keys("enter", "down", " ") }},
		{name: "any", property: "dynamicRegistrationDefaultCustomAttributes", walk: func(s *stand) { s.write(`{"a": [}`).keys("ctrl+s") }},
		{name: "misfit", property: "accessTokenLifetime", options: []option{holding("accessTokenLifetime", `"300"`)}},
		{name: "unknown", property: "newThing", options: []option{holding("newThing", `{"a":"b"}`)}},
		{name: "fixed", property: "fapi"},
		{name: "read_only", property: "corsConfigurationFilters", options: []option{readOnly}, walk: func(s *stand) { s.keys("enter", "enter") }},
		{name: "missing", property: "accessTokenLifetim"},
	}
	for _, f := range frames {
		for _, size := range [][2]int{{80, 24}, {120, 40}, {60, 15}} {
			t.Run(fmt.Sprintf("%s/%dx%d", f.name, size[0], size[1]), func(t *testing.T) {
				s := newStand(t, f.property, f.options...)
				s.size(size[0], size[1]-frameLines)
				if f.walk != nil {
					f.walk(s)
				}
				golden.RequireEqual(t, text.Strip(s.screen.View()))
			})
		}
	}
}
