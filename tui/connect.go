package tui

import (
	"context"
	"errors"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/screens/login"
	"github.com/jansadm/jansadm/tui/screens/menu"
)

// opened is the answer to opening a server.
type opened struct {
	*access.Opened
	asked core.Switch
	err   error
}

// change asks whether what is staged and typed may be lost, and opens another server.
func (a *App) change(asked core.Switch) tea.Cmd {
	a.discards = false
	lines := a.losses()
	if len(lines) == 0 {
		return a.reach(asked)
	}
	question := a.parting("Leave", lines, func(keep bool) tea.Cmd {
		a.discards = !keep
		return a.reach(asked)
	})
	question.Title = "Leave " + a.session.Label.Profile + "?"
	return a.session.Post(question)
}

func (a *App) reach(asked core.Switch) tea.Cmd {
	gate := a.session.Gate
	return a.reaching.Start(a.session, nil, func(ctx context.Context) tea.Msg {
		found, err := gate.Open(ctx, asked.Profile)
		return opened{Opened: found, asked: asked, err: err}
	})
}

// reached begins with the server that was opened, or says why it could not be.
func (a *App) reached(answer opened) tea.Cmd {
	switch {
	case answer.err != nil && errors.Is(answer.err, context.Canceled):
		return nil
	case answer.err != nil:
		told := a.deliver(answer.asked.To, core.NotSwitched{Profile: answer.asked.Profile, Err: answer.err})
		a.session.Say(core.Failure, ops.Explain(answer.err).Message)
		return told
	}
	remains := a.remains(!a.discards)
	ended := a.session.Connect(answer.Opened)
	a.keeper, a.offering = keeper{}, false
	for _, screen := range a.screens {
		if closer, ok := screen.(core.Closer); ok {
			closer.Close()
		}
	}
	spec, _ := a.session.Screen(menu.HomeID)
	a.screens, a.overlay = []core.Screen{spec.New(a.session, "")}, nil
	if a.link = linkUnknown; a.status.Tone != core.Good { // where secrets were saved, say, is still to be read
		a.status = core.Status{}
	}
	a.sizeTop()
	return tea.Batch(ended, a.top().Init(), a.begin(), a.lookAfter(remains))
}

// lookAfter looks for drafts once that of the connection before is written: it may be one of the same server.
func (a *App) lookAfter(remains func() error) tea.Cmd {
	look := a.look()
	return func() tea.Msg {
		if err := remains(); err != nil {
			return core.Late{Status: core.Status{Tone: core.Failure, Text: "What was staged could not be kept: " + ops.Explain(err).Message}}
		}
		if look == nil {
			return nil
		}
		return look()
	}
}

// begin says what has to be told about a connection, and asks the person to sign in where that is known to be needed.
func (a *App) begin() tea.Cmd {
	current := a.session.Opened()
	if current == nil {
		return nil
	}
	if len(current.Warnings) > 0 {
		a.session.Say(core.Warning, strings.Join(current.Warnings, "; "))
	}
	if a.session.CanSignIn() && current.NeedsSignIn() {
		a.link = linkSignedOut
		return a.signIn()
	}
	return a.session.AskIdentity()
}

// abandoned gives back a server that nobody waits for any more.
func (a *App) abandoned(answer tea.Msg) tea.Cmd {
	late, ok := answer.(opened)
	if !ok || late.Opened == nil || late.Close == nil {
		return nil
	}
	ctx := context.WithoutCancel(a.session.Context)
	return func() tea.Msg {
		_ = late.Close(ctx) // nothing was done with it
		return nil
	}
}

// signedIn goes on where the person was.
func (a *App) signedIn() tea.Cmd {
	a.link = linkUnknown
	return tea.Batch(a.reload(), a.session.AskIdentity())
}

// signedOut shows that nobody is signed in any more.
func (a *App) signedOut() tea.Cmd {
	a.session.SignedOut()
	if !a.session.CanSignIn() {
		return a.signedIn()
	}
	a.link = linkSignedOut
	return a.reload()
}

// reload reads the top screen again, unless text is typed there.
func (a *App) reload() tea.Cmd {
	if unsaved(a.top()) != "" {
		return nil
	}
	for _, action := range a.top().Actions() {
		if action.ID == "reload" && action.Disabled == "" {
			return action.Run()
		}
	}
	return nil
}

// signIn lets the person sign in on top of the present screen, which is still there afterwards.
func (a *App) signIn() tea.Cmd {
	return a.session.Post(core.Open{ID: login.ID, Arg: a.session.Opened().Profile.Name})
}

// identified takes note of who is signed in.
func (a *App) identified(found core.Identified) tea.Cmd {
	if found.Of != a.session.Opened() {
		return nil
	}
	if a.note(found) {
		a.offerSignIn()
	}
	a.session.Identify(found)
	a.tellDrafter(found)
	return nil
}

// tellDrafter says that what is staged was made by somebody else than who would apply it now.
func (a *App) tellDrafter(found core.Identified) {
	if by := a.session.StagedByAnother(); by != "" && found.Err == nil {
		a.session.Say(core.Warning, "You are signed in as "+found.Identity.Person+"; what is staged was made by "+by+". ctrl+s reviews it before it is applied in your name.")
	}
}

// offerSignIn says that the sign-in has ended, unless another one is under way.
func (a *App) offerSignIn() {
	if a.signingIn() == "" {
		a.session.Say(core.Failure, "You are not signed in any more. L signs in; nothing typed or staged is lost.")
	}
}
