package tui

import (
	"context"
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
			return core.Send(report("", fmt.Errorf("the editor's file cannot be written: %w", err)))
		}
		editor, err := launch.Editor(terminal.Env)
		if err != nil {
			return core.Send(report("", fmt.Errorf("%w; set VISUAL or EDITOR to a program that edits a file", err)))
		}
		release := terminal.HoldInterrupts()
		return tea.ExecProcess(launch.EditorCommand(ctx, editor, path), func(err error) tea.Msg {
			release()
			if err != nil {
				return report("", fmt.Errorf("the editor ended with an error; the text is kept in %s: %w", path, err))
			}
			edited, err := os.ReadFile(path)
			if err != nil {
				return report("", fmt.Errorf("the edited file cannot be read: %w", err))
			}
			return report(string(edited), os.RemoveAll(dir))
		})
	}
}
