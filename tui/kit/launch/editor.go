// Package launch runs a person's own programs.
package launch

import (
	"context"
	"errors"
	"os/exec"
	"runtime"
	"strings"
)

// ErrNoEditor says that neither VISUAL nor EDITOR is set and that none of the usual editors is installed.
var ErrNoEditor = errors.New("no editor was found")

// Editor is what VISUAL or EDITOR names, else the first usual editor that is installed.
func Editor(env func(string) string) (string, error) {
	for _, name := range []string{"VISUAL", "EDITOR"} {
		if editor := strings.TrimSpace(env(name)); editor != "" {
			return editor, nil
		}
	}
	usual := []string{"editor", "nano", "vi"}
	if runtime.GOOS == "windows" {
		usual = []string{"notepad"}
	}
	for _, editor := range usual {
		if _, err := exec.LookPath(editor); err == nil {
			return editor, nil
		}
	}
	return "", ErrNoEditor
}

// EditorCommand lets the shell take the editor's words apart, as other programs that honour EDITOR do: it may hold arguments, quotes
// and variables.
func EditorCommand(ctx context.Context, editor, path string) *exec.Cmd {
	if runtime.GOOS == "windows" {
		words := append(strings.Fields(editor), path)
		return exec.CommandContext(ctx, words[0], words[1:]...)
	}
	return exec.CommandContext(ctx, "/bin/sh", "-c", editor+` "$@"`, "sh", path)
}
