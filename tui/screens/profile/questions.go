package profile

import (
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// questions are asked before a profile becomes less safe than it is.
func questions(before, after access.Profile) []core.Ask {
	var asks []core.Ask
	if after.Insecure && !before.Insecure {
		asks = append(asks, core.Ask{
			Title: "Accept any certificate?", Yes: "Save", Word: "insecure", Risky: true,
			Lines: []string{"Anybody on the way could read and alter everything, your tokens included. Pin the certificate instead, or name a CA file."},
		})
	}
	if lifted := access.Lifts(before, after); len(lifted) > 0 {
		asks = append(asks, core.Ask{
			Title: "Lift guards of " + before.Name + "?", Yes: "Lift them", Word: strings.TrimSpace(before.ConfirmWord), Typed: before.Confirms, Risky: true,
			Lines: []string{"These hold for its server no more, here and on the command line:", strings.Join(lifted, ", ") + "."},
		})
	}
	return asks
}

// unseen asks before a profile is saved by which its server cannot be found; without a failure it asks nothing.
func unseen(failure error) []core.Ask {
	if failure == nil {
		return nil
	}
	problem := core.Explain(failure)
	lines := []string{text.CleanLine(problem.Message), "", text.CleanLine(problem.Hint)}
	if access.CertificateOf(failure) != nil {
		lines = append(lines, "", "To compare and pin it, save and press c in Profiles.")
	}
	return []core.Ask{{Title: "Save without finding the server?", Lines: lines, Yes: "Save", Risky: true}}
}

// confirm asks one question after the other, and goes on when all are answered with yes.
func (s *Screen) confirm(asks []core.Ask, then func() tea.Cmd) tea.Cmd {
	if len(asks) == 0 {
		return then()
	}
	ask := asks[0]
	ask.Done = func(yes bool, _ string) tea.Cmd {
		if yes {
			return s.confirm(asks[1:], then)
		}
		return nil
	}
	return s.session.Post(ask)
}
