// Package draft is the screen that offers what another console has left behind: staged edits that were not applied, and text that was typed.
package draft

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/drafts"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/area"
)

// ID of the screen.
const ID = "draft"

// Spec describes the screen.
var Spec = core.Spec{
	ID: ID, Title: "Draft", Help: "What a console that was closed or killed has left behind.", Aliases: []string{"left", "recover", "crash", "unsaved"},
	Offline: true, New: func(session *core.Session, _ string) core.Screen { return newScreen(session) },
}

// Screen offers the drafts in session.Left, one after the other.
type Screen struct {
	session *core.Session
	body    *area.Area
	find    core.Slot
	looking bool           // values are shown whole
	typed   []drafts.Typed // was taken over, to be put back when all is decided
	width   int
}

func newScreen(session *core.Session) *Screen {
	return &Screen{session: session, body: area.New(session.Theme, area.Options{Wrap: false})}
}

// Init looks for drafts, unless some have been found.
func (s *Screen) Init() tea.Cmd {
	if len(s.session.Left) > 0 || s.session.Drafts() == nil {
		s.draw()
		return nil
	}
	find := s.session.LookForDrafts()
	cmd := s.find.Start(s.session, s, func(ctx context.Context) tea.Msg { return find(ctx) })
	s.draw()
	return cmd
}

// Close gives back what was not decided about.
func (s *Screen) Close() {
	s.find.Cancel()
	s.session.PutOff()
}

// Update takes what was found, and scrolls.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case core.LeftDrafts:
		s.session.Hand(msg)
		s.draw()
		if len(msg.Failures) > 0 {
			return s.session.Say(core.Warning, core.Explain(msg.Failures[0]).Message)
		}
	case tea.KeyMsg:
		s.body.Key(msg)
	}
	return nil
}

// SetSize gives the room.
func (s *Screen) SetSize(width, height int) {
	s.width = width
	s.body.SetSize(width, height)
	s.draw()
}

// View draws the page.
func (s *Screen) View() string { return s.body.View() }

// Title names the page.
func (s *Screen) Title() string { return "Draft" }

// HelpText says what becomes of a draft.
func (s *Screen) HelpText() string {
	return "What is staged or typed is kept on this machine a moment after each change, in a file of this profile and server that only you can read. It goes when " +
		"it is applied or discarded. When the console ends without that, because the terminal was closed or because you kept it, it is offered at the next start.\n\n" +
		"Edits that you take are staged as they were, over what the server held when they were made: the review shows what somebody else has changed meanwhile, and " +
		"what the server holds already needs no applying. Secrets are never kept. The draft of a console that still runs is not offered."
}
