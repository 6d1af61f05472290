package launch

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"testing"
)

func env(values map[string]string) func(string) string {
	return func(name string) string { return values[name] }
}

func TestEditor(t *testing.T) {
	if got, _ := Editor(env(map[string]string{"VISUAL": " code --wait ", "EDITOR": "vi"})); got != "code --wait" {
		t.Errorf("VISUAL gives %q", got)
	}
	if got, _ := Editor(env(map[string]string{"EDITOR": "ed"})); got != "ed" {
		t.Errorf("EDITOR gives %q", got)
	}
	t.Setenv("PATH", t.TempDir())
	if _, err := Editor(env(nil)); !errors.Is(err, ErrNoEditor) {
		t.Errorf("without any editor: %v", err)
	}
}

func TestEditorCommandTakesArgumentsAndOddNames(t *testing.T) {
	if runtime.GOOS == "windows" {
		return // the shell is not used there
	}
	path := filepath.Join(t.TempDir(), "a 'strange' name")
	if err := os.WriteFile(path, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := EditorCommand(t.Context(), "cp -f /dev/null", path).Run(); err != nil {
		t.Fatal(err)
	}
	if content, err := os.ReadFile(path); err != nil || len(content) != 0 {
		t.Errorf("the editor left %q, %v", content, err)
	}
}
