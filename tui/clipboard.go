package tui

import (
	"io"

	"github.com/aymanbagabas/go-osc52/v2"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/tui/core"
)

// copyVia puts text on the clipboard of the terminal that the person sits at, which works over SSH too (OSC 52). The terminal does
// not answer, so nobody can say that it has arrived.
func copyVia(terminal io.Writer, env func(string) string) func(string) tea.Cmd {
	return func(content string) tea.Cmd {
		return func() tea.Msg {
			sequence := osc52.New(content)
			switch {
			case env("TMUX") != "":
				sequence = sequence.Tmux()
			case env("STY") != "":
				sequence = sequence.Screen()
			}
			if _, err := io.WriteString(terminal, sequence.String()); err != nil {
				return core.Status{Tone: core.Failure, Text: "The text could not be sent to the terminal: " + err.Error()}
			}
			return core.Status{Tone: core.Plain, Text: "Sent to the terminal's clipboard."}
		}
	}
}
