package profile

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestBrokenFiles(t *testing.T) {
	for name, c := range map[string]struct {
		content, reason string
		line            int
	}{
		"empty":             {"", "empty", 0},
		"blank":             {" \n\n", "empty", 0},
		"comments":          {"# nothing\n", "none", 0},
		"several":           {"version: 1\n---\nversion: 1\n", "several", 0},
		"no YAML":           {"version: 1\na: b: c\n", "mapping value", 2},
		"not closed":        {"version: 1\nprofiles: {a: ", "", 2},
		"a list":            {"- a\n", "version: 1", 1},
		"a text":            {"hello", "version: 1", 1},
		"no version":        {"profiles: {}\n", "version: 1", 0},
		"newer":             {"# x\nversion: 2\n", "newer", 2},
		"twice":             {"version: 1\nprofiles:\n  a: {server: x}\n  a: {server: y}\n", "already defined", 4},
		"list of profiles":  {"version: 1\nprofiles: [a]\n", "below their names", 2},
		"profile is a text": {"version: 1\nprofiles:\n  a: b\n", "members", 3},
		"no flag":           {"version: 1\nprofiles:\n  a:\n    read_only: maybe\n", "true or false", 4},
		"yes is no flag":    {"version: 1\nprofiles:\n  a:\n    read_only: yes\n", "true or false", 4},
		"no text":           {"version: 1\nprofiles:\n  a:\n    server: [x]\n", "a text", 4},
		"flag for text":     {"version: 1\nprofiles:\n  a:\n    server: {x: y}\n", "a text", 4},
		"binary":            {"\x00\x01\x02", "", 0},
		"a bomb":            {"version: 1\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nprofiles: *c\n", "below their names", 5},
		"an alias":          {"version: 1\nx: &x true\nprofiles:\n  a:\n    read_only: *x\n", "true or false", 5},
		"an aliased one":    {"version: 1\nx: &x {server: y}\nprofiles:\n  a: *x\n", "members", 4},
		"merged":            {"version: 1\nx: &x {read_only: true}\nprofiles:\n  a:\n    <<: *x\n    server: y\n", "merge", 5},
		"merged profiles":   {"version: 1\nx: &x {a: {server: y}}\nprofiles:\n  <<: *x\n", "merge", 4},
		"deep":              {"version: 1\na: " + strings.Repeat("[", 100_000), "", 0},
		"deep pairs":        {"version: 1\na: " + strings.Repeat("{a: ", 100_000), "", 0},
		"deep lines":        {"version: 1\n" + deepLines(1000), "nested", 0},
		"text as version":   {"version: old\n", "version is", 1},
		"older":             {"version: 0\n", "version is", 1},
	} {
		f := fileWith(t, c.content)
		_, err := f.Load()
		var broken *BrokenError
		if !errors.As(err, &broken) || broken.Path != f.Path() || !strings.Contains(broken.Reason, c.reason) || c.line != 0 && broken.Line != c.line {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: more than one line: %q", name, err)
		}
		if err := f.Add(t.Context(), Profile{Name: "new", Server: "https://x"}); !errors.As(err, &broken) {
			t.Errorf("%s: adding said %v", name, err)
		}
		if got := content(t, f); got != c.content {
			t.Errorf("%s: the file became %q", name, got)
		}
	}
}

func TestSetAside(t *testing.T) {
	f := fileWith(t, "one")
	first, err := f.SetAside(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(f.Path(), []byte("two"), 0o600); err != nil {
		t.Fatal(err)
	}
	second, err := f.SetAside(t.Context())
	if err != nil || first == second {
		t.Fatalf("%s, %s, %v", first, second, err)
	}
	if got := content(t, Open(first)) + content(t, Open(second)); got != "onetwo" {
		t.Errorf("kept %q", got)
	}
	if err := f.Add(t.Context(), Profile{Name: "new", Server: "https://x"}); err != nil {
		t.Error(err)
	}
	if _, err := Open(filepath.Join(t.TempDir(), "none")).SetAside(t.Context()); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

// A guard that is misspelt is no guard: it is refused, and other unknown keys are kept.
func TestMisspeltMembers(t *testing.T) {
	for key, good := range map[string]bool{"readOnly": false, "read-only": false, "READ_ONLY": false, "confirmword": false, "note": true, "x_read_only": true} {
		path := filepath.Join(t.TempDir(), "profiles.yaml")
		content := "version: 1\nprofiles:\n  prod:\n    server: https://a.example\n    " + key + ": true\n"
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		var broken *BrokenError
		if _, err := Open(path).Load(); (err == nil) != good || err != nil && !errors.As(err, &broken) {
			t.Errorf("%s: %v", key, err)
		}
	}
}

func deepLines(depth int) string {
	var text strings.Builder
	for i := range depth {
		text.WriteString(strings.Repeat(" ", i) + "a:\n")
	}
	return text.String()
}
