package ops

import (
	"encoding/json"
	"testing"

	"github.com/jansadm/jansadm/client/schema"
)

// The settings and the error of a script read as people write them, and hide what is to be hidden.
func TestScriptsReadWell(t *testing.T) {
	for _, c := range []struct{ path, value, want string }{
		{"/configurationProperties", `[{"value1":"badge_number","value2":"employeNumber","hide":false},{"value1":"api_key","value2":"s","hide":true}]`,
			"badge_number=employeNumber, api_key=" + schema.SecretMask + " (hidden)"},
		{"/configurationProperties", `[{"value1":"flag"}]`, "flag="},
		{"/configurationProperties", `[{"value1":"a","value2":"b"},7]`, `[{"value1":"a","value2":"b"},7]`},
		{"/configurationProperties", `[{"value1":"a","value2":{}}]`, "a="},
		{"/configurationProperties", `[{"value1":"a","value2":5}]`, `[{"value1":"a","value2":5}]`},
		{"/configurationProperties", `[]`, Nothing},
		{"/moduleProperties", `[{"value1":"location_type","value2":"db"}]`, "location_type=db"},
		{"/scriptError", `{"raisedAt":"2026-07-13T12:00:30","stackTrace":"Traceback (most recent call last):\n  File x\nNameError: y"}`, "NameError: y"},
	} {
		field, _ := schema.Script().Field(c.path)
		if got := DisplayField(Directory{}, field, json.RawMessage(c.value)); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.path, c.value, got, c.want)
		}
	}
	field, _ := schema.Script().Field("/configurationProperties")
	elements, ok := Subject{Field: field}.Elements(json.RawMessage(`[{"value1":"a","value2":"b"},{"value1":"k","value2":"s","hide":true}]`))
	if !ok || len(elements) != 2 || elements[0] != "a=b" || elements[1] != "k="+schema.SecretMask+" (hidden)" {
		t.Errorf("elements %q", elements)
	}
}
