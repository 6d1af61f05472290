package connect

import (
	"errors"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/prose"
)

// certificate is what is wrong with the server's certificate; nil when that is not what stands in the way.
func (s *Screen) certificate() *access.CertificateProblem {
	var problem *access.CertificateProblem
	if s.stage == refused && errors.As(s.failure, &problem) {
		return problem
	}
	return nil
}

// obstacle says what stands in the way, and the ways out.
func (s *Screen) obstacle(width int) []string {
	th := s.session.Theme
	page := prose.New(width - 2) // the scroll bar
	if problem := s.certificate(); problem != nil {
		describe(page, th, problem, s.noPin() == "")
		page.Add(th.Muted, ways(noAuthority(problem)))
		return page.Lines()
	}
	problem := core.Explain(s.failure)
	page.Bullet(th.Glyphs.Error, th.Danger, th.Danger, problem.Message)
	page.Indent(3, th.Text, problem.Hint)
	page.Space()
	page.Indent(3, th.Muted, ways("no certificate"))
	return page.Lines()
}

// ways out of a certificate that is not accepted.
func ways(noAuthority string) string {
	if noAuthority == "" {
		return "f names a CA file instead, r tries again, esc goes back."
	}
	return "r tries again, esc goes back."
}

// noPin is why the certificate cannot be pinned; empty when it can. One that has changed a moment after it was pinned is no renewed one.
func (s *Screen) noPin() string {
	if problem := s.certificate(); problem != nil && problem.PinChanged {
		return "another certificate was pinned a moment ago; find out why it changed"
	}
	return noPin(s.certificate())
}

// pin trusts this one certificate, after the person has said that it is the right one.
func (s *Screen) pin() tea.Cmd {
	return askToTrust(s.session, s.certificate(), func(pin string) tea.Cmd {
		s.profile.Pin = pin
		return s.ask()
	})
}

// authority goes to the field of the CA file.
func (s *Screen) authority() tea.Cmd {
	s.back()
	s.stage = addressing
	s.address.Focus(caField)
	return nil
}
