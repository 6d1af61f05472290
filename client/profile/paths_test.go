package profile

import (
	"os"
	"path/filepath"
	"testing"
)

func env(values map[string]string) func(string) string {
	return func(name string) string { return values[name] }
}

func TestDefaultPaths(t *testing.T) {
	abs := t.TempDir()
	cases := []struct {
		name    string
		env     map[string]string
		journal string
		sandbox string
	}{
		{"one home for all", map[string]string{"JANSADM_HOME": abs, "XDG_STATE_HOME": "/elsewhere"},
			filepath.Join(abs, "state", "journal.jsonl"), filepath.Join(abs, "data", "sandbox")},
		{"the specification's variables", map[string]string{"XDG_STATE_HOME": filepath.Join(abs, "s"), "XDG_DATA_HOME": filepath.Join(abs, "d")},
			filepath.Join(abs, "s", "jansadm", "journal.jsonl"), filepath.Join(abs, "d", "jansadm", "sandbox")},
	}
	for _, c := range cases {
		paths := DefaultPaths(env(c.env))
		if paths.Journal() != c.journal || paths.Sandbox() != c.sandbox {
			t.Errorf("%s: journal %s, sandbox %s", c.name, paths.Journal(), paths.Sandbox())
		}
	}
}

func TestRelativePathsAreIgnored(t *testing.T) {
	if got := DefaultPaths(env(map[string]string{"XDG_STATE_HOME": "relative"})).State; !filepath.IsAbs(got) {
		t.Errorf("state folder %q is not absolute", got)
	}
}

func TestMakePrivate(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	if err := MakePrivate(dir); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(dir)
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := MakePrivate(filepath.Join(file, "below")); err == nil {
		t.Error("a folder below a file was accepted")
	}
}
