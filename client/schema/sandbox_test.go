package schema_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/client/schema"
)

// The sandbox has its own table of server facts, so that a mistake here cannot hide in what the sandbox does. Both were written from the
// server's source; where they disagree one of them is wrong.
func TestCatalogueAgreesWithTheSandbox(t *testing.T) {
	facts := map[string]sandbox.Fact{}
	for _, fact := range sandbox.Facts() {
		facts[fact.Name] = fact
	}
	if len(facts) != len(schema.Catalogue()) {
		t.Errorf("the sandbox knows %d properties, the catalogue %d", len(facts), len(schema.Catalogue()))
	}
	for _, property := range schema.Catalogue() {
		fact, ok := facts[property.Name]
		if !ok {
			t.Errorf("%s: the sandbox does not know it", property.Name)
			continue
		}
		compareTypes(t, property, fact)
		compareValues(t, property, fact)
		if fact.ReadOnly && property.Fixed == "" {
			t.Errorf("%s: the sandbox ignores writes, the catalogue allows them", property.Name)
		}
	}
}

func compareTypes(t *testing.T, property schema.Property, fact sandbox.Fact) {
	t.Helper()
	if got := wireType(property.Type); got != fact.Type {
		t.Errorf("%s: the catalogue says %s, the sandbox %s", property.Name, got, fact.Type)
	}
	if isSet := property.Type.Kind == schema.KindSet; isSet != fact.Set {
		t.Errorf("%s: a set for the catalogue %v, for the sandbox %v", property.Name, isSet, fact.Set)
	}
	innermost := property.Type
	for innermost.Elem != nil {
		innermost = *innermost.Elem
	}
	if innermost.Kind == schema.KindEnum && !slices.Equal(innermost.Values, fact.Enum) {
		t.Errorf("%s: members %v, in the sandbox %v", property.Name, innermost.Values, fact.Enum)
	}
}

// wireType names a type as the sandbox's table does.
func wireType(t schema.Type) string {
	switch t.Kind {
	case schema.KindList, schema.KindSet:
		return "array<" + wireType(*t.Elem) + ">"
	case schema.KindMap:
		if t.Elem.Kind == schema.KindString {
			return "object<string>"
		}
		return "object<object>"
	case schema.KindAny:
		return "object"
	}
	return string(t.Kind)
}

func compareValues(t *testing.T, property schema.Property, fact sandbox.Fact) {
	t.Helper()
	const issuer = "https://jans.example.org"
	same := property.Type.Equal
	if !same(property.Unset, fact.JavaDefault) {
		t.Errorf("%s: unset it is %s for the catalogue, %s for the sandbox", property.Name, property.Unset, fact.JavaDefault)
	}
	shipped := json.RawMessage(strings.ReplaceAll(string(fact.Shipped), "https://%(hostname)s", issuer))
	if document.IsEmpty(shipped) {
		shipped = fact.JavaDefault
	}
	if !property.Generated && !same(property.DefaultFor(issuer), shipped) {
		t.Errorf("%s: a new installation has %s for the catalogue, %s for the sandbox", property.Name, property.DefaultFor(issuer), shipped)
	}
}
