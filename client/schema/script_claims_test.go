package schema

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/jansadm/jansadm/client/sandbox"
)

func TestSourceClaims(t *testing.T) {
	template, _ := ScriptTemplate("dynamic_scope")
	for _, c := range []struct {
		name, source string
		want         []string
	}{
		{"set", `claims.setClaim("work_phone", values)`, []string{"work_phone"}},
		{"set as an object", `claims.setClaimObject ( 'a b', v, True)`, []string{"a b"}},
		{"twice", "setClaim(\"a\", 1)\nsetClaim(\"b\", 2)\nsetClaim(\"a\", 3)", []string{"a", "b"}},
		{"a name that is computed", `claims.setClaim(name, 1)`, nil},
		{"in a comment", "# claims.setClaim(\"a\", 1)\n  // setClaim(\"b\", 2)", nil},
		{"supported", "    def getSupportedClaims(self, c):\n        return Arrays.asList(\"a\", \"b\")\n    def other(self):\n        return \"c\"", []string{"a", "b"}},
		{"supported, Java", "public List<String> getSupportedClaims(Map c) {\n  return Arrays.asList(\"a\");\n}\npublic int x() { return \"c\"; }", []string{"a"}},
		{"both", "claims.setClaim(\"a\", 1)\ndef getSupportedClaims(self, c):\n  return [\"a\", 'z']", []string{"a", "z"}},
		{"template", template, nil},
		{"empty", "", nil},
	} {
		if got := SourceClaims(c.source); !slices.Equal(got, c.want) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestClaimMappings(t *testing.T) {
	got := ClaimMappings(json.RawMessage(`[{"value1":" job ","value2":" title "},{"value1":"","value2":"x"},{"value1":"y","value2":""},{"value1":"api_key","value2":"s","hide":true},
		{"value1":"mail","value2":"mail","hide":false}, 7]`))
	if want := []ClaimMapping{{"job", "title"}, {"mail", "mail"}}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if !IsUserAttribute("updatedAt") || !IsUserAttribute("UID") || IsUserAttribute("mail") {
		t.Error("other attributes are read from the user")
	}
}

func TestClaimsMarker(t *testing.T) {
	template, _ := ScriptTemplate("dynamic_scope")
	if !ClaimsFromProperties(template) || ClaimsFromProperties("x = '"+ClaimsMarker+"'") || !ClaimsFromProperties("  // "+ClaimsMarker) {
		t.Error("the marker is not a comment of its own")
	}
	if ClaimsMarker != sandbox.TemplateMarker {
		t.Error("the sandbox knows the template by another comment")
	}
}
