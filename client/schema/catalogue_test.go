package schema

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const testIssuer = "https://op.example.org"

func TestCatalogueCounts(t *testing.T) {
	settable := 0
	for _, p := range Catalogue() {
		if p.Fixed == "" {
			settable++
		}
	}
	if got := len(Catalogue()); got != 329 {
		t.Errorf("the catalogue has %d properties, want 329", got)
	}
	if settable != 326 {
		t.Errorf("%d properties can be set, want 326", settable)
	}
}

// The numbers come from the declarations in AppConfiguration.java.
func TestCatalogueKinds(t *testing.T) {
	count := map[string]int{}
	for _, p := range Catalogue() {
		count[p.Type.String()]++
	}
	want := map[string]int{
		"boolean": 119, "integer": 51, "string": 79, "enum": 4,
		"list of string": 50, "set of string": 2, "set of enum": 4, "set of set of enum": 1,
		"list of object": 4, "set of object": 1, "object": 7, "any": 1,
		"map of string": 4, "map of object": 2,
	}
	for name, n := range want {
		if count[name] != n {
			t.Errorf("%d properties are %q, want %d", count[name], name, n)
		}
	}
	if len(count) != len(want) {
		t.Errorf("types in the catalogue: %v", count)
	}
}

func TestCatalogueIsOrderedByGroup(t *testing.T) {
	var order []string
	for _, p := range Catalogue() {
		if len(order) == 0 || order[len(order)-1] != p.Group {
			order = append(order, p.Group)
		}
	}
	var want []string
	for _, g := range Groups() {
		want = append(want, g.ID)
	}
	if !slices.Equal(order, want) {
		t.Errorf("groups of the catalogue: %v\nwant: %v", order, want)
	}
}

func TestGroups(t *testing.T) {
	count := map[string]int{}
	for _, p := range Catalogue() {
		count[p.Group]++
	}
	for _, g := range Groups() {
		if g.Title == "" || g.Help == "" {
			t.Errorf("group %s lacks a title or help", g.ID)
		}
		if n := count[g.ID]; n < 3 || n > 35 {
			t.Errorf("group %s has %d properties", g.ID, n)
		}
		if got, ok := LookupGroup(g.ID); !ok || got != g {
			t.Errorf("LookupGroup(%q) = %v, %v", g.ID, got, ok)
		}
	}
	if _, ok := LookupGroup("nope"); ok {
		t.Error("a group called nope exists")
	}
}

var (
	wireName = regexp.MustCompile(`^[a-z][A-Za-z0-9]*$`)
	sentence = regexp.MustCompile(`^[A-Z].*\.$`)
)

func TestPropertiesAreDescribed(t *testing.T) {
	seen := map[string]string{}
	for _, p := range Catalogue() {
		if !wireName.MatchString(p.Name) || !p.Known {
			t.Errorf("%s: name or Known is wrong", p.Name)
		}
		if len(p.Help) < 25 || len(p.Help) > 280 || !sentence.MatchString(p.Help) {
			t.Errorf("%s: help is not one to three sentences: %q", p.Name, p.Help)
		}
		if other := seen[p.Help]; other != "" {
			t.Errorf("%s and %s have the same help", p.Name, other)
		}
		seen[p.Help] = p.Name
		if p.UnsetWarning != "" && !sentence.MatchString(p.UnsetWarning) {
			t.Errorf("%s: warning is no sentence: %q", p.Name, p.UnsetWarning)
		}
		if !strings.HasSuffix(p.DocURL, "#"+strings.ToLower(p.Name)) {
			t.Errorf("%s: DocURL %s", p.Name, p.DocURL)
		}
		if strings.Contains(p.Help, "  ") {
			t.Errorf("%s: two blanks in the help", p.Name)
		}
	}
}

// Names of other properties in a text must exist, or the text sends people
// looking for nothing.
func TestHelpNamesExist(t *testing.T) {
	camel := regexp.MustCompile(`\b[a-z]+[0-9]*[A-Z][A-Za-z0-9]+\b`)
	known := map[string]bool{"mTLS": true}
	for _, p := range Catalogue() {
		known[p.Name] = true
		for _, f := range p.Type.Fields {
			known[f.Name] = true
		}
	}
	var texts []string
	for _, p := range Catalogue() {
		texts = append(texts, p.Help, p.UnsetWarning, p.Fixed)
	}
	for _, f := range Flags() {
		texts = append(texts, f.Gates, f.WhenOff, f.Note)
	}
	for _, text := range texts {
		for _, name := range camel.FindAllString(text, -1) {
			if !known[name] {
				t.Errorf("%q names %s, which does not exist", text, name)
			}
		}
	}
}

// shippedWithWarnings are defaults of a new installation that deserve a warning.
var shippedWithWarnings = map[string]string{
	"featureFlags": "revoke_session, which the server no longer knows",
}

func TestDefaultsAreValid(t *testing.T) {
	for _, p := range Catalogue() {
		v := p.DefaultFor(testIssuer)
		if v == nil {
			continue
		}
		if p.Generated {
			t.Errorf("%s is generated and has a default", p.Name)
		}
		if bytes.Contains(v, []byte(IssuerPlaceholder)) {
			t.Errorf("%s: placeholder left in %s", p.Name, v)
		}
		p.Fixed = "" // the value is right even where it cannot be set
		for _, problem := range p.Check(v) {
			if problem.Severity == Refuse || shippedWithWarnings[p.Name] == "" {
				t.Errorf("%s: default %s: %s", p.Name, v, problem)
			}
		}
	}
}

// Where the server falls back to a value nobody could set, the catalogue warns.
func TestUnsetValuesAreValidOrWarnedAbout(t *testing.T) {
	for _, p := range Catalogue() {
		if p.Unset == nil {
			continue
		}
		if !json.Valid(p.Unset) {
			t.Errorf("%s: unset value %s is not JSON", p.Name, p.Unset)
		}
		p.Fixed = ""
		if Refused(p.Check(p.Unset)) && p.UnsetWarning == "" {
			t.Errorf("%s: unset value %s would be refused, but there is no warning", p.Name, p.Unset)
		}
	}
}

func TestSecretsHaveNoDefault(t *testing.T) {
	var secrets []string
	for _, p := range Catalogue() {
		if p.Secret {
			secrets = append(secrets, p.Name)
			if p.Default != nil {
				t.Errorf("%s is secret and has a default", p.Name)
			}
		}
	}
	slices.Sort(secrets)
	want := []string{"dcrSignatureValidationSharedSecret", "jmsPassword", "keyStoreSecret", "pairwiseCalculationKey", "pairwiseCalculationSalt"}
	if !slices.Equal(secrets, want) {
		t.Errorf("secrets: %v", secrets)
	}
}

func TestFixedProperties(t *testing.T) {
	for _, name := range []string{"fapi", "allResponseTypesSupported", "introspectionResponseScopesBackwardCompatibility"} {
		p, ok := Lookup(name)
		if !ok || p.Fixed == "" || !Refused(p.Check(p.Unset)) {
			t.Errorf("%s can be set", name)
		}
	}
}

func TestTypesAreComplete(t *testing.T) {
	for _, p := range Catalogue() {
		checkType(t, p.Name, p.Type)
	}
}

func checkType(t *testing.T, where string, typ Type) {
	t.Helper()
	switch typ.Kind {
	case KindInteger:
		if typ.Min == nil {
			t.Errorf("%s: integer without a lower limit", where)
		}
	case KindEnum:
		if len(typ.Values) < 2 || typ.Open {
			t.Errorf("%s: enum with %d values, open %v", where, len(typ.Values), typ.Open)
		}
	case KindList, KindSet, KindMap:
		if typ.Elem == nil {
			t.Errorf("%s: no element type", where)
			return
		}
		checkType(t, where+"[]", *typ.Elem)
	case KindObject:
		if len(typ.Fields) == 0 {
			t.Errorf("%s: object without fields", where)
		}
		for _, f := range typ.Fields {
			if f.Name == "" || len(f.Help) < 10 {
				t.Errorf("%s.%s: no help", where, f.Name)
			}
			checkType(t, where+"."+f.Name, f.Type)
		}
	case KindString, KindBoolean, KindAny:
	default:
		t.Errorf("%s: kind %q", where, typ.Kind)
	}
}

func TestTypeString(t *testing.T) {
	for want, typ := range map[string]Type{
		"set of set of enum":    combinations,
		"map of list of string": mapOf(listOf(str)),
		"list of any":           {Kind: KindList},
		"object":                customParameter,
	} {
		if got := typ.String(); got != want {
			t.Errorf("String() = %q, want %q", got, want)
		}
	}
	if f, ok := customParameter.Field("paramName"); !ok || f.Type.Kind != KindString {
		t.Errorf("Field(paramName) = %v, %v", f, ok)
	}
	if _, ok := customParameter.Field("nope"); ok {
		t.Error("there is a field nope")
	}
}
