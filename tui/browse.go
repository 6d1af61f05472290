package tui

import (
	"context"
	"os/exec"
	"runtime"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/launch"
)

// browse opens addresses in the person's browser, beside the console. What the browser says goes nowhere: the terminal is the console's.
func browse(ctx context.Context, env func(string) string) func(string) tea.Cmd {
	return func(address string) tea.Cmd {
		return func() tea.Msg {
			command, err := launch.BrowserCommand(context.WithoutCancel(ctx), runtime.GOOS, env, exec.LookPath, address)
			if err == nil {
				err = command.Run()
			}
			if err != nil {
				return core.Status{Tone: core.Warning, Text: "The browser did not open: " + err.Error()}
			}
			return core.Status{Tone: core.Plain, Text: "The page is opened in your browser."}
		}
	}
}
