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
			sequence, sent := osc52.New(content), "Sent to the terminal's clipboard."
			all := sequence.String()
			switch {
			case env("TMUX") != "":
				all += sequence.Tmux().String()
				sent = "Sent to tmux, which passes it to the clipboard if its option set-clipboard is on."
			case env("STY") != "":
				all = sequence.Screen().String()
			}
			if _, err := io.WriteString(terminal, all); err != nil {
				return core.Status{Tone: core.Failure, Text: "The text could not be sent to the terminal: " + err.Error()}
			}
			return core.Status{Tone: core.Plain, Text: sent}
		}
	}
}
