package connect

import (
	"errors"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/text"
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
		s.describe(page, problem)
		return page.Lines()
	}
	problem := core.Explain(s.failure)
	page.Bullet(th.Glyphs.Error, th.Danger, th.Danger, problem.Message)
	page.Indent(3, th.Text, problem.Hint)
	page.Space()
	page.Indent(3, th.Muted, "r tries again, esc goes back.")
	return page.Lines()
}

func (s *Screen) describe(page *prose.Page, problem *access.CertificateProblem) {
	th := s.session.Theme
	if problem.PinChanged {
		page.Bullet(th.Glyphs.Danger, th.Danger, th.Danger, "STOP. The certificate is another one than the one that was pinned.")
		page.Indent(3, th.Text, "Either it was renewed on the server, or somebody stands between you and it. Nothing secret was sent. Ask whoever runs the server before you go on.")
		page.Space()
	}
	page.Bullet(th.Glyphs.Error, th.Danger, th.Danger, problem.Message)
	page.Indent(3, th.Text, strings.ReplaceAll(problem.Hint, "--ca-cert", "f")) // here a key does what that option does
	page.Space()
	for _, row := range [][2]string{
		{"Issued to  ", problem.Subject}, {"Issued by  ", problem.Issuer}, {"Names      ", strings.Join(problem.Names, ", ")}, {"Valid      ", validity(problem)},
	} {
		if row[1] != "" {
			page.Add(th.Text, row[0]+text.CleanLine(row[1]))
		}
	}
	page.Add(th.Text, "SHA-256 fingerprint:")
	for _, group := range grouped(problem.Fingerprint) {
		page.Indent(3, th.Accent, group)
	}
	if problem.MayPin {
		page.Space()
		page.Add(th.Text, "If the fingerprint is the same on the server, p trusts exactly this certificate, and no other one from then on.")
		if !strings.Contains(problem.Hint, "openssl") {
			page.Add(th.Text, "On the server: openssl x509 -in /etc/certs/httpd.crt -noout -fingerprint -sha256")
		}
	}
	page.Space()
	if s.noAuthority() == "" {
		page.Add(th.Muted, "f names a CA file instead, r tries again, esc goes back.")
		return
	}
	page.Add(th.Muted, "r tries again, esc goes back.")
}

func validity(problem *access.CertificateProblem) string {
	if problem.From.IsZero() && problem.Until.IsZero() {
		return ""
	}
	return problem.From.Format(time.DateOnly) + " to " + problem.Until.Format(time.DateOnly)
}

// pairsInGroup is how many pairs of digits a line has: as many as one can compare at a glance.
const pairsInGroup = 8

// grouped divides a fingerprint into lines.
func grouped(fingerprint string) []string {
	pairs := strings.Split(text.CleanLine(fingerprint), ":")
	var lines []string
	for len(pairs) > pairsInGroup {
		lines = append(lines, strings.Join(pairs[:pairsInGroup], ":"))
		pairs = pairs[pairsInGroup:]
	}
	return append(lines, strings.Join(pairs, ":"))
}

// noPin is why the certificate cannot be pinned; empty when it can.
func (s *Screen) noPin() string {
	switch problem := s.certificate(); {
	case problem == nil:
		return "the certificate is not what stands in the way"
	case problem.PinChanged:
		return "another certificate was pinned; find out why it changed, then edit the profile"
	case !problem.MayPin:
		return "pinning would not help against this"
	}
	return ""
}

// noAuthority is why a CA file would not help; empty when it may.
func (s *Screen) noAuthority() string {
	if problem := s.certificate(); problem != nil && problem.PinChanged {
		return "with a pinned certificate no authority counts"
	}
	return ""
}

// pin trusts this one certificate, after the person has said that it is the right one.
func (s *Screen) pin() tea.Cmd {
	problem := s.certificate()
	lines := append([]string{"Have you compared the fingerprint with the one on the server itself, or with what whoever runs it has told you?", ""}, grouped(problem.Fingerprint)...)
	return s.session.Post(core.Ask{
		Title: "Trust this certificate?", Lines: lines, Yes: "Trust it", Word: "same", Risky: true,
		Done: func(yes bool, _ string) tea.Cmd {
			if !yes {
				return nil
			}
			s.profile.Pin = access.PinOf(problem.Fingerprint)
			return s.ask()
		},
	})
}

// authority goes to the field of the CA file.
func (s *Screen) authority() tea.Cmd {
	s.back()
	s.stage = addressing
	s.address.Focus(caField)
	return nil
}
