package tui

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"
)

// frugal sends less to the terminal: blanks at the end of a line are left to the terminal's own erasing, which the library asks for
// where a line is short. Over a slow connection every cursor move shows the difference.
type frugal struct{ *App }

// Update keeps the wrapping.
func (f frugal) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	_, cmd := f.App.Update(msg)
	return f, cmd
}

// View is the frame without blanks at the ends of its lines.
func (f frugal) View() string {
	lines := strings.Split(f.App.View(), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimRight(line, " ")
	}
	return strings.Join(lines, "\n")
}
