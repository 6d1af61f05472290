package tui

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/launch"
)

// editFile lets the person edit a text in their own editor. The file lies in a private folder and goes when it has been read.
func editFile(ctx context.Context, terminal Terminal) func(core.Screen, string, string) tea.Cmd {
	return func(to core.Screen, name, content string) tea.Cmd {
		report := func(text string, err error) tea.Msg {
			return core.Deliver{To: to, Msg: core.Edited{Name: name, Text: text, Err: err}}
		}
		dir, err := os.MkdirTemp("", "jansadm-")
		if err != nil {
			return core.Send(report("", fmt.Errorf("no folder for the editor's file: %w", err)))
		}
		path := filepath.Join(dir, filepath.Base(name))
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			return core.Send(report("", errors.Join(fmt.Errorf("the editor's file cannot be written: %w", err), os.RemoveAll(dir))))
		}
		editor, err := launch.Editor(terminal.Env)
		if err != nil {
			return core.Send(report("", errors.Join(fmt.Errorf("%w; set VISUAL or EDITOR to a program that edits a file", err), os.RemoveAll(dir))))
		}
		release := terminal.HoldInterrupts()
		command := launch.EditorCommand(ctx, editor, path)
		command.Stdin = terminal.In // the file itself: an editor that reads from a pipe has no terminal
		return tea.ExecProcess(command, func(err error) tea.Msg {
			release()
			return report(takeBack(path, content, err))
		})
	}
}

// takeBack reads what an editor has left, and takes its folder away. Only a text that was changed is kept where it is when the editor failed.
func takeBack(path, before string, failure error) (string, error) {
	edited, unread := os.ReadFile(path)
	if failure != nil && unread == nil && string(edited) != before {
		return "", fmt.Errorf("the editor ended with an error; the text is kept in %s: %w", path, failure)
	}
	removed := os.RemoveAll(filepath.Dir(path))
	switch {
	case failure != nil:
		return "", errors.Join(fmt.Errorf("the editor ended with an error: %w", failure), removed)
	case unread != nil:
		return "", errors.Join(fmt.Errorf("the edited file cannot be read: %w", unread), removed)
	}
	return string(edited), removed
}
