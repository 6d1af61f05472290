package verbs

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/jansadm/jansadm/tui/kit/launch"
)

// editedFile is a text in a private folder that a person edits with a program of their own.
type editedFile struct{ path string }

// newEditedFile makes an empty file of that name, which its owner alone may read: it may come to hold secrets.
func newEditedFile(name string) (editedFile, error) {
	folder, err := os.MkdirTemp("", "jansadm-edit-")
	if err != nil {
		return editedFile{}, fmt.Errorf("cannot make a file to edit: %w", err)
	}
	return editedFile{filepath.Join(folder, name)}, nil
}

func (f editedFile) write(text string) error {
	if err := os.WriteFile(f.path, []byte(text), 0o600); err != nil {
		return fmt.Errorf("cannot write the file to edit: %w", err)
	}
	return nil
}

func (f editedFile) read() (string, error) {
	data, err := os.ReadFile(f.path)
	if err != nil {
		return "", fmt.Errorf("cannot read the edited file: %w", err)
	}
	return string(data), nil
}

func (f editedFile) remove() error { return os.RemoveAll(filepath.Dir(f.path)) }

// canEdit refuses to start an editor that nobody has chosen where there is no terminal for it.
func (a *app) canEdit() error {
	if a.streams.interactive() || strings.TrimSpace(a.program.Env("VISUAL")+a.program.Env("EDITOR")) != "" {
		return nil
	}
	hint := "set VISUAL or EDITOR to a program that needs none"
	if !a.global.yes && !a.global.dryRun {
		hint += ", and pass --yes, as nobody can be asked either"
	}
	return &usageError{message: "there is no terminal to edit in", hint: hint}
}

// edit runs the person's editor on a file and waits for its end. It has the terminal: stderr takes the place of a stdout that is
// no terminal.
func (a *app) edit(ctx context.Context, path string) error {
	editor, err := launch.Editor(a.program.Env)
	if err != nil {
		return &usageError{message: err.Error(), hint: "set VISUAL or EDITOR to a program that edits a file"}
	}
	command := launch.EditorCommand(ctx, editor, path)
	command.Stdin, command.Stdout, command.Stderr = a.streams.In, a.streams.Out, a.streams.Err
	if !a.streams.OutTerminal {
		command.Stdout = a.streams.Err
	}
	if a.program.HoldInterrupts != nil {
		defer a.program.HoldInterrupts()()
	}
	err = command.Run()
	switch {
	case ctx.Err() != nil:
		return fmt.Errorf("interrupted, nothing was changed: %w", ctx.Err())
	case err != nil:
		return &editorError{editor: editor, err: err}
	}
	return nil
}

// editorError says that the person's editor could not be run, or ended with a failure. Nothing was changed.
type editorError struct {
	editor string
	err    error
}

func (e *editorError) Error() string { return fmt.Sprintf("the editor %q failed: %v", e.editor, e.err) }

// Unwrap returns how it ended.
func (e *editorError) Unwrap() error { return e.err }
