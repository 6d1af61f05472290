package tui

import (
	"errors"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// link is what the header says about the way to the server.
type link int

const (
	linkUnknown link = iota
	linkUp
	linkDown
	linkChanged // it presents another certificate than the pinned one
)

// note takes from an answer whether the server can be reached, and says whether it tells that the sign-in has ended.
func (a *App) note(answer tea.Msg) (ended bool) {
	if _, ok := answer.(core.Outcome); !ok {
		return false
	}
	failure := failureOf(answer)
	if failure == nil {
		a.link, a.needsSignIn = linkUp, false
		return false
	}
	problem := core.Explain(failure)
	_, attempt := answer.(core.Attempt)
	switch {
	case problem.Kind == ops.ProblemUnauthenticated && attempt && problem.Status == 0: // denied, or never asked: what was known holds
	case problem.Kind == ops.ProblemUnauthenticated && a.session.CanSignIn():
		ended = !a.needsSignIn
		a.link, a.needsSignIn = linkUnknown, true
	case problem.Kind == ops.ProblemUnreachable:
		a.unreachable(access.CertificateOf(failure))
	case problem.Status > 0: // which signs nobody in: a refused sign-in is answered as well
		a.link = linkUp
	}
	return ended
}

// failureOf is why the server could not be asked, or did not do what it was asked for.
func failureOf(answer tea.Msg) error {
	outcome, ok := answer.(core.Outcome)
	if !ok {
		return nil
	}
	failure := outcome.Failure()
	if unknown := (*ops.UnknownResultError)(nil); errors.As(failure, &unknown) {
		return unknown.Read
	}
	return failure
}

// unreachable takes note that nothing can be asked of the server. A pinned certificate that has become another one stops everything, also
// when the server could not be reached before.
func (a *App) unreachable(certificate *access.CertificateProblem) {
	before := a.link
	a.link = linkDown
	if certificate == nil || !certificate.PinChanged {
		return
	}
	if a.link = linkChanged; before != linkChanged {
		a.stop(certificate)
	}
}

// stop tells that the pinned certificate has become another one with a page of its own, because a line could be overlooked.
func (a *App) stop(certificate *access.CertificateProblem) {
	ask := core.Ask{
		Title: "The server's certificate has changed", Lines: []string{text.CleanLine(certificate.Message), "", text.CleanLine(core.Here(certificate.Hint))},
		Yes: "Understood", Risky: true, Done: func(bool, string) tea.Cmd { return nil },
	}
	if opened := a.session.Opened(); a.session.Gate != nil && opened != nil && opened.Profile.Name != "" {
		ask.Cancel, ask.Yes = "Understood", "Compare"
		ask.Done = func(yes bool, _ string) tea.Cmd {
			if !yes {
				return nil
			}
			return a.session.Post(core.Open{ID: core.ProfileCertificate, Arg: opened.Profile.Name})
		}
	}
	a.session.Post(ask)
}
