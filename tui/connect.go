package tui

import (
	"context"
	"errors"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/text"
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
	if len(lines) == 0 || asked.Renews || a.session.Writing() {
		return a.reach(asked)
	}
	question := a.parting("Leave", lines, func(keep bool) tea.Cmd {
		a.discards = !keep
		return a.reach(asked)
	})
	question.Title = "Leave " + a.session.Label.Profile + "?"
	return a.session.Post(question)
}

// reach opens another server. While something is written one stays, or one would not see what came of it.
func (a *App) reach(asked core.Switch) tea.Cmd {
	if a.session.Writing() {
		return a.stay(asked)
	}
	gate := a.session.Gate
	return a.reaching.Start(a.session, nil, func(ctx context.Context) tea.Msg {
		found, err := gate.Open(ctx, asked.Profile)
		return opened{Opened: found, asked: asked, err: err}
	})
}

func (a *App) stay(asked core.Switch) tea.Cmd {
	if asked.Renews {
		a.renewal = &asked
		return nil
	}
	return a.session.Say(core.Warning, "A change is being written just now, so that you stay with "+a.session.Label.Profile+". Switch to "+asked.Profile+" when it has ended.")
}

// reached begins with the server that was opened, or says why it could not be.
func (a *App) reached(answer opened) tea.Cmd {
	switch {
	case answer.err != nil && errors.Is(answer.err, context.Canceled):
		return nil
	case answer.err != nil:
		told := a.deliver(answer.asked.To, core.NotSwitched{Profile: answer.asked.Profile, Err: answer.err})
		a.session.Say(core.Failure, core.Explain(answer.err).Message)
		return told
	case a.session.Writing(): // begun while the server was opened
		a.stay(answer.asked)
		return a.abandoned(answer)
	case answer.asked.Renews:
		return a.renew(answer)
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
	a.link, a.needsSignIn = linkUnknown, false
	if a.status.Tone != core.Good { // where secrets were saved, say, is still to be read
		a.status = core.Status{}
	}
	a.sizeTop()
	started := []tea.Cmd{ended, a.top().Init()}
	if answer.asked.Land != "" {
		started = append(started, a.walk(core.Jump{ID: answer.asked.Land}))
	}
	return tea.Batch(append(started, a.begin(), a.lookAfter(remains))...)
}

// lookAfter looks for drafts once that of the connection before is written: it may be one of the same server.
func (a *App) lookAfter(remains func() error) tea.Cmd {
	look := a.look()
	return func() tea.Msg {
		if err := remains(); err != nil {
			return core.Late{Status: core.Status{Tone: core.Failure, Text: "What was staged could not be kept: " + core.Explain(err).Message}}
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
		a.needsSignIn = true
		return a.signIn()
	}
	return a.session.AskIdentity()
}

// tellNews says what has come up while the connection was used.
func (a *App) tellNews() {
	current := a.session.Opened()
	if current == nil || current.News == nil {
		return
	}
	if list := current.News(); len(list) > 0 {
		a.session.Say(core.Warning, strings.Join(list, "; "))
	}
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
	a.link, a.needsSignIn = linkUnknown, false
	return tea.Batch(a.reload(), a.session.AskIdentity())
}

// signedOut shows that nobody is signed in any more.
func (a *App) signedOut() tea.Cmd {
	a.session.SignedOut()
	if !a.session.CanSignIn() {
		return a.signedIn()
	}
	a.needsSignIn = true
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
		a.offerSignIn(failureOf(found))
	}
	a.session.Identify(found)
	a.tellNews()
	a.tellDrafter(found)
	return nil
}

// tellDrafter says that what is staged was made by somebody else than who would apply it now.
func (a *App) tellDrafter(found core.Identified) {
	if by := a.session.StagedByAnother(); by != "" && found.Err == nil {
		a.session.Say(core.Warning, "You are signed in as "+found.Identity.Person+"; what is staged was made by "+by+". ctrl+s reviews it before it is applied in your name.")
	}
}

// offerSignIn says that the sign-in has ended, unless another one is under way. Whoever was signed in has to know when somebody else is now.
func (a *App) offerSignIn(why error) {
	if a.signingIn() != "" {
		return
	}
	says := "You are not signed in any more."
	if before, now, taken := ops.TakenOver(why); taken {
		says = text.CleanLine(now) + " has signed in elsewhere; here it was " + text.CleanLine(before) + "."
	}
	a.session.Say(core.Failure, says+" L signs in; nothing typed or staged is lost.")
}
