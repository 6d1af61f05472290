package schema

import (
	"strings"
	"testing"
)

const javaScope = `public class Adds implements DynamicScopeType {
	public boolean init(CustomScript s, Map c) { return true; }
	public boolean destroy(Map c) { return true; }
	public int getApiVersion() { return 11; }
	public boolean update(Object context, Map c) { return true; }
	public List getSupportedClaims(Map c) { return null; }
}`

func TestCheckSource(t *testing.T) {
	python, _ := ScriptTemplate("dynamic_scope")
	without := func(source string, names ...string) string {
		for _, name := range names {
			source = strings.ReplaceAll(source, name, "other"+name)
		}
		return source
	}
	for _, c := range []struct{ name, typ, language, source, want string }{
		{"template", "dynamic_scope", "python", python, ""},
		{"empty", "dynamic_scope", "python", " \n", "refuse: empty"},
		{"empty Java", "par", "java", "", "refuse: empty"},
		{"other class", "dynamic_scope", "python", without(python, "DynamicScope("), "refuse: no class DynamicScope"},
		{"class of another type", "revoke_token", "python", python, "refuse: no class RevokeToken"},
		{"one method missing", "dynamic_scope", "python", without(python, "getSupportedClaims"), "refuse: the method getSupportedClaims is missing"},
		{"method outside the class", "dynamic_scope", "python", "class DynamicScope:\n  pass\ndef init(self):\n  pass", "refuse: the method init is missing"},
		{"method in a comment", "dynamic_scope", "python", "class DynamicScope:\n  # def init(self):", "refuse: the method init is missing"},
		{"tabs and blanks", "dynamic_scope", "python", python + "\n\t# more\n", "warn: tabs and blanks"},
		{"tabs alone", "dynamic_scope", "python", strings.ReplaceAll(python, "    ", "\t"), ""},
		{"blank line with a tab", "dynamic_scope", "python", python + "\t\n", ""},
		{"Java", "dynamic_scope", "java", javaScope, ""},
		{"Java without a class", "dynamic_scope", "java", "int x;", "refuse: no class"},
		{"Java without a method", "dynamic_scope", "java", without(javaScope, "update"), "refuse: the method update is missing"},
		{"Java without the interface", "dynamic_scope", "java", without(javaScope, "DynamicScopeType"), "warn: implements DynamicScopeType"},
		{"unknown type", "brand_new", "python", "pass", ""},
		{"unknown language", "dynamic_scope", "lua", "return", ""},
	} {
		got := summary(CheckSource(c.typ, c.language, c.source))
		severity, part, _ := strings.Cut(c.want, ": ")
		if c.want == "" && got != "" || !strings.HasPrefix(got, severity) || !strings.Contains(got, part) {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestCheckSourceNamesEveryMissingMethod(t *testing.T) {
	got := CheckSource("dynamic_scope", "python", "class DynamicScope:\n    def init(self, a, b):\n        return True\n")
	if len(got) != 4 {
		t.Errorf("%d problems: %v", len(got), got)
	}
}

func TestScriptTypes(t *testing.T) {
	seen := map[string]bool{}
	elsewhere := 0
	for _, s := range ScriptTypes() {
		if s.Title == "" || !sentence.MatchString(s.Sentence) || seen[s.Sentence] || strings.Count(s.Interface, ".") != 1 {
			t.Errorf("%+v", s)
		}
		seen[s.Sentence] = true
		if s.RunsElsewhere {
			elsewhere++
		}
	}
	if elsewhere != 6 {
		t.Errorf("%d types run elsewhere, want 6", elsewhere)
	}
}

// A script begun from a template can be saved at once.
func TestScriptTemplates(t *testing.T) {
	for _, s := range ScriptTypes() {
		source, ok := ScriptTemplate(s.Name)
		if problems := CheckSource(s.Name, "python", source); !ok || len(problems) > 0 {
			t.Errorf("%s: %v, %v", s.Name, ok, problems)
		}
		if honest := strings.Contains(source, "not a working script"); honest == (s.Name == "dynamic_scope") {
			t.Errorf("%s: says it does not work: %v", s.Name, honest)
		}
		for line := range strings.Lines(source) {
			if len(line) > 120 || strings.Contains(line, "\t") || strings.TrimRight(line, " \n") != strings.TrimSuffix(line, "\n") {
				t.Errorf("%s: line %q", s.Name, line)
			}
		}
		for _, method := range s.Methods {
			if _, known := methodParameters[method]; !known && s.Name != "dynamic_scope" {
				t.Errorf("%s: parameters of %s are not known", s.Name, method)
			}
		}
	}
	if _, ok := ScriptTemplate("nope"); ok {
		t.Error("there is a template for nope")
	}
}
