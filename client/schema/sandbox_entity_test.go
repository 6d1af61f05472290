package schema_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/client/schema"
)

var entities = []schema.Entity{schema.Scope(), schema.Claim(), schema.Script(), schema.Client()}

// Fields and the sandbox's tables must name the same members.
func TestEntitiesAgreeWithTheSandbox(t *testing.T) {
	for _, entity := range entities {
		facts := map[string]sandbox.EntityFact{}
		for _, fact := range sandbox.EntityFacts(entity.Resource) {
			facts[fact.Path] = fact
			if !described(entity, fact) {
				t.Errorf("%s: the catalogue does not know %s", entity.Resource, fact.Path)
			}
		}
		for _, field := range entity.Fields {
			fact, ok := facts[field.Path]
			if !ok {
				t.Errorf("%s: the sandbox does not know %s", entity.Resource, field.Path)
				continue
			}
			compareField(t, entity.Resource+field.Path, field, fact)
		}
	}
}

// described reports whether a member is a field, or the members of an object are, or the object that holds it is.
func described(entity schema.Entity, fact sandbox.EntityFact) bool {
	return slices.ContainsFunc(entity.Fields, func(f schema.EntityField) bool {
		return f.Path == fact.Path || strings.HasPrefix(f.Path, fact.Path+"/") || strings.HasPrefix(fact.Path, f.Path+"/")
	})
}

func compareField(t *testing.T, where string, field schema.EntityField, fact sandbox.EntityFact) {
	t.Helper()
	if got := wireType(field.Type); got != fact.Type {
		t.Errorf("%s: the catalogue says %s, the sandbox %s", where, got, fact.Type)
	}
	if fact.ReadOnly && !field.Volatile {
		t.Errorf("%s: the sandbox ignores what is sent, the catalogue does not know", where)
	}
	if fact.Once && field.Fixed == "" && !field.Once {
		t.Errorf("%s: the sandbox stores it once, the catalogue does not know", where)
	}
	compareSpellings(t, where, field, fact)
	compareDefault(t, where, field, fact)
}

// compareDefault checks what an absent boolean or number stands for, which is what emptying it has to write.
func compareDefault(t *testing.T, where string, field schema.EntityField, fact sandbox.EntityFact) {
	t.Helper()
	want := string(field.Default)
	if want == "" && field.Type.Kind == schema.KindBoolean {
		want = "false"
	}
	got := fact.Default
	if got == "" && field.Type.Kind == schema.KindBoolean {
		got = "false" // null counts as false
	}
	if kind := field.Type.Kind; (kind == schema.KindBoolean || kind == schema.KindInteger) && !field.Volatile && got != want {
		t.Errorf("%s: left out it is %q, in the sandbox %q", where, want, got)
	}
}

// compareSpellings checks the values of an enumeration, and that a patch gets the constants.
func compareSpellings(t *testing.T, where string, field schema.EntityField, fact sandbox.EntityFact) {
	t.Helper()
	innermost := field.Type
	if innermost.Elem != nil {
		innermost = *innermost.Elem
	}
	if fact.Enum == nil {
		if innermost.Kind == schema.KindEnum || field.PatchWords != nil {
			t.Errorf("%s: the sandbox takes any text", where)
		}
		return
	}
	values, wire := slices.Sorted(slices.Values(innermost.Values)), slices.Sorted(slices.Values(fact.Enum))
	if !slices.Equal(values, wire) {
		t.Errorf("%s: values %v, in the sandbox %v", where, values, wire)
	}
	for i, value := range fact.Enum {
		word, ok := field.PatchWords[value]
		if !ok {
			word = value
		}
		if word != fact.Constants[i] {
			t.Errorf("%s: a patch writes %s as %s, the sandbox wants %s", where, value, word, fact.Constants[i])
		}
	}
	for value := range field.PatchWords {
		if !slices.Contains(fact.Enum, value) {
			t.Errorf("%s: a patch spells %s, which is no value", where, value)
		}
	}
}

func TestScriptTypesAgreeWithTheSandbox(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("..", "sandbox", "seed", "scriptclasses.tsv"))
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(raw)), "\n")[1:]
	types := schema.ScriptTypes()
	if len(types) != 40 || len(lines) != len(types) {
		t.Fatalf("%d types, in the sandbox %d", len(types), len(lines))
	}
	for i, line := range lines {
		name, class, _ := strings.Cut(line, "\t")
		if types[i].Name != name || types[i].Class != class {
			t.Errorf("%s with class %s, in the sandbox %s with %s", types[i].Name, types[i].Class, name, class)
		}
		if methods := sandbox.RequiredMethods(name); !slices.Equal(types[i].Methods, methods) {
			t.Errorf("%s: methods %v, in the sandbox %v", name, types[i].Methods, methods)
		}
	}
}

// The sandbox runs no scripts: without its marker the template would seem to have no effect there.
func TestTemplateIsKnownToTheSandbox(t *testing.T) {
	source, _ := schema.ScriptTemplate("dynamic_scope")
	if !strings.Contains(source, "\n# "+sandbox.TemplateMarker+"\n") {
		t.Errorf("the marker %q is not in the template", sandbox.TemplateMarker)
	}
}
