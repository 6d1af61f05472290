package connect

import (
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// describe tells what a server has presented, and why that is not accepted. May is whether p trusts it.
func describe(page *prose.Page, th *theme.Theme, problem *access.CertificateProblem, may bool) {
	if problem.PinChanged {
		page.Bullet(th.Glyphs.Danger, th.Danger, th.Danger, "STOP. The certificate is another one than the one that was pinned.")
		page.Indent(3, th.Text, "Either it was renewed on the server, or somebody stands between you and it. Nothing secret was sent. Ask whoever runs the server before you go on.")
		page.Space()
	}
	page.Bullet(th.Glyphs.Error, th.Danger, th.Danger, problem.Message)
	page.Indent(3, th.Text, core.Here(strings.ReplaceAll(problem.Hint, "--ca-cert", "f"))) // here a key does what that option does
	page.Space()
	if problem.Fingerprint == "" {
		return
	}
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
	if may {
		page.Space()
		page.Add(th.Text, "If the fingerprint is the same on the server, p trusts exactly this certificate, and no other one from then on.")
		if !strings.Contains(problem.Hint, "openssl") {
			page.Add(th.Text, "On the server: openssl x509 -in /etc/certs/httpd.crt -noout -fingerprint -sha256")
		}
	}
	page.Space()
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

// noPin is why a certificate cannot be pinned; empty when it can.
func noPin(problem *access.CertificateProblem) string {
	switch {
	case problem == nil:
		return "the certificate is not what stands in the way"
	case !problem.MayPin:
		return "pinning would not help against this"
	}
	return ""
}

// noAuthority is why a CA file would not help; empty when it may.
func noAuthority(problem *access.CertificateProblem) string {
	switch {
	case problem == nil:
		return "the certificate is not what stands in the way"
	case problem.PinChanged:
		return "with a pinned certificate no authority counts"
	case problem.Fingerprint == "":
		return "no certificate was presented"
	}
	return ""
}

// askToTrust trusts this one certificate, after the person has said that it is the right one.
func askToTrust(s *core.Session, problem *access.CertificateProblem, trust func(pin string) tea.Cmd) tea.Cmd {
	lines := []string{"Have you compared the fingerprint with the one on the server itself, or with what whoever runs it has told you?"}
	if problem.PinChanged {
		lines = append(lines, "The one that is pinned now counts no more.")
	}
	return s.Post(core.Ask{
		Title: "Trust this certificate?", Lines: append(append(lines, ""), grouped(problem.Fingerprint)...), Yes: "Trust it", Word: "same", Risky: true,
		Done: func(yes bool, _ string) tea.Cmd {
			if !yes {
				return nil
			}
			return trust(access.PinOf(problem.Fingerprint))
		},
	})
}

// The keys of a certificate, on the way to a new server and of a stored one.
func pinAction(why string, run func() tea.Cmd) core.Action {
	return core.Action{ID: "connect.pin", Keys: []string{"p"}, Title: "Pin", Help: "Trusts exactly this certificate from now on.", Disabled: why, Run: run}
}

func authorityAction(why string, run func() tea.Cmd) core.Action {
	return core.Action{ID: "connect.ca", Keys: []string{"f"}, Title: "CA file", Help: "Goes to the field for the certificate of an authority of your own.", Disabled: why, Run: run}
}
