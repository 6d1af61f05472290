package schema

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestCheckScopeID(t *testing.T) {
	for _, c := range []struct{ id, want string }{
		{"careers", ""},
		{"https://jans.io/oauth/x.readonly", ""},
		{strings.Repeat("x", 128), ""},
		{strings.Repeat("x", 129), "refuse: 129 characters"},
		{"", "refuse: needs an ID"},
		{" \t", "refuse: needs an ID"},
		{"a b", "refuse: a blank"},
		{"a\tb", "refuse: a tab"},
		{"a\nb", "refuse: a line break"},
		{`a"b`, "refuse: a double quote"},
		{`a\b`, "refuse: a backslash"},
		{"a\x1b[31m", "refuse: the invisible character U+001B"},
		{"a\x7fb", "refuse: the invisible character U+007F"},
		{"a\u202eb", "refuse: the invisible character U+202E"},
		{"a\u00a0b", "refuse: the invisible character U+00A0"},
		{"café", "refuse: the character 'é'"},
		{"a\xff", "refuse: UTF-8"},
		{"a,b", "warn: a comma"},
		{"a=b", "warn: an equals sign"},
	} {
		got := summary(CheckScopeID(c.id))
		severity, part, _ := strings.Cut(c.want, ": ")
		if c.want == "" && got != "" || !strings.HasPrefix(got, severity) || !strings.Contains(got, part) {
			t.Errorf("CheckScopeID(%q) = %q, want %q", c.id, got, c.want)
		}
	}
}

// What passes can stand in the scope parameter among others.
func TestScopeIDsAreTokens(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		id := rapid.String().Draw(t, "id")
		if Refused(CheckScopeID(id)) {
			return
		}
		for _, b := range []byte(id) {
			if b != 0x21 && (b < 0x23 || b > 0x5b) && (b < 0x5d || b > 0x7e) {
				t.Fatalf("%q passes", id)
			}
		}
	})
}

func TestScopeTypes(t *testing.T) {
	for _, typ := range ScopeTypes() {
		if typ.Title == "" || !sentence.MatchString(typ.Sentence) {
			t.Errorf("%s: title %q, sentence %q", typ.Name, typ.Title, typ.Sentence)
		}
		if got, ok := LookupScopeType(typ.Name); !ok || got != typ {
			t.Errorf("LookupScopeType(%q) = %v, %v", typ.Name, got, ok)
		}
	}
	if got := strings.Join(CreatableScopeTypes(), " "); got != "openid oauth dynamic uma" {
		t.Errorf("types of new scopes: %s", got)
	}
	for current, want := range map[string]string{
		"openid": "openid oauth dynamic", "": "openid oauth dynamic", "uma": "uma", "spontaneous": "spontaneous",
	} {
		if got := strings.Join(ScopeTypesFrom(current), " "); got != want {
			t.Errorf("from %q: %s, want %s", current, got, want)
		}
	}
	if _, ok := LookupScopeType("nope"); ok {
		t.Error("there is a type nope")
	}
}
