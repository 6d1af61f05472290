// Package revoking is the page that shows what a revocation of tokens, or an end of sessions, would take, asks, does it item by item, and
// tells what came of each. The pages of tokens and of sessions lead to it.
package revoking

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/area"
	"github.com/jansadm/jansadm/tui/kit/line"
	"github.com/jansadm/jansadm/tui/kit/table"
)

// Plan finds out what would go, and whom that touches. Nothing is changed.
type Plan func(ctx context.Context, service *tokens.Service, wholeGrants bool) (*tokens.Revocation, error)

// Tokens is the plan for a selection of tokens, in which the client may be named by its name.
func Tokens(selection tokens.Selection) Plan {
	return func(ctx context.Context, service *tokens.Service, wholeGrants bool) (_ *tokens.Revocation, err error) {
		selection := selection
		selection.WholeGrants = selection.WholeGrants || wholeGrants
		if selection.Filter.Client, err = service.ClientID(ctx, selection.Filter.Client); err != nil {
			return nil, err
		}
		return service.PlanRevocation(ctx, selection)
	}
}

// Sessions is the plan for a selection of sessions, in which the client may be named by its name.
func Sessions(selection tokens.SessionSelection) Plan {
	return func(ctx context.Context, service *tokens.Service, _ bool) (_ *tokens.Revocation, err error) {
		selection := selection
		if selection.Filter.Client, err = service.ClientID(ctx, selection.Filter.Client); err != nil {
			return nil, err
		}
		return service.PlanSessions(ctx, selection)
	}
}

// stage is how far it has come.
type stage int

const (
	finding  stage = iota // the server is asked what there is
	found                 // what would go is shown
	running               // it goes, item by item
	finished              // what came of it is shown
)

// Screen is one revocation.
type Screen struct {
	session *core.Session
	plan    Plan
	command string // the command line that does the same
	find    core.Slot
	body    *area.Area
	items   *table.Table
	reason  *line.Input
	typing  bool // the reason has the focus

	stage      stage
	whole      bool // the other tokens of the grants go as well
	revocation *tokens.Revocation
	report     tokens.Report
	outcomes   []tokens.Outcome // in the order in which they are shown
	failure    error
	course     *course // of the run
	width      int
	height     int
}

// New makes the page of a revocation. The command is what does the same on the command line.
func New(session *core.Session, plan Plan, command string) *Screen {
	s := &Screen{session: session, plan: plan, command: command, body: area.New(session.Theme, area.Options{Wrap: false})}
	s.reason = line.New(session.Theme, line.Options{Placeholder: "why, for the journal (optional)", Limit: 500})
	s.reason.SetFocused(false)
	s.items = newItems(s)
	return s
}

// Reviewing marks the page as one on which something waits for a confirmation already.
func (s *Screen) Reviewing() {}

type foundMsg struct {
	revocation *tokens.Revocation
	err        error
}

// Failure tells the header whether the server answered.
func (m foundMsg) Failure() error { return m.err }

// Init asks the server what there is.
func (s *Screen) Init() tea.Cmd { return s.ask() }

// namedClients bounds how many clients are asked for their names: one request each.
const namedClients = 10

func (s *Screen) ask() tea.Cmd {
	s.stage, s.revocation, s.failure = finding, nil, nil
	plan, service, whole := s.plan, s.session.Tokens, s.whole
	cmd := s.find.Start(s.session, s, func(ctx context.Context) tea.Msg {
		revocation, err := plan(ctx, service, whole)
		if err == nil {
			name(ctx, service, revocation)
		}
		return foundMsg{revocation: revocation, err: err}
	})
	s.draw()
	return cmd
}

// name finds out what the clients that lose most are called.
func name(ctx context.Context, service *tokens.Service, r *tokens.Revocation) {
	clients := r.Clients[:min(len(r.Clients), namedClients)]
	ids := make([]string, len(clients))
	for i, client := range clients {
		ids[i] = client.ID
	}
	names := service.ClientNames(ctx, ids...)
	for i := range clients {
		clients[i].Name = names[clients[i].ID]
	}
}

// Close gives up what is being found out, and stops a run before its next item.
func (s *Screen) Close() {
	s.find.Cancel()
	if s.course != nil {
		s.course.stop.Wish()
	}
}

// Update takes answers and scrolls.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case foundMsg:
		s.stage, s.revocation, s.failure = found, msg.revocation, msg.err
		s.draw()
	case ranMsg:
		return s.take(msg)
	case tea.KeyMsg:
		switch {
		case s.typing:
			s.reason.Key(msg)
		case s.listed():
			s.items.Key(msg)
		default:
			s.body.Key(msg)
		}
	}
	return nil
}

// listed says whether the outcomes are shown item by item.
func (s *Screen) listed() bool { return s.stage == finished && len(s.outcomes) > 0 }

// SetSize gives the room.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.reason.SetWidth(max(width-12, 8))
	s.draw()
}

// Typing says whether the reason has the focus.
func (s *Screen) Typing() bool { return s.typing }

// Unsaved warns while items go.
func (s *Screen) Unsaved() string {
	if s.stage == running {
		return "A revocation is under way; it would stop before its next item, and you would not see what came of it."
	}
	return ""
}

// Title is the breadcrumb's part.
func (s *Screen) Title() string {
	if s.stage == finished {
		return "Result"
	}
	return "Revoke"
}

// nothing says why there is nothing to do; empty when there is.
func (s *Screen) nothing() string {
	switch {
	case s.stage == finding:
		return "it is still being found out what there is"
	case s.revocation == nil:
		return "it could not be found out what there is; r tries again"
	case s.revocation.Len() == 0:
		return "there is nothing to revoke"
	}
	return ""
}

// consent is what the person has agreed to.
func (s *Screen) consent(word string) ops.Consent {
	return ops.Consent{Yes: true, Word: word, Reason: s.reason.Value()}
}

// HelpText explains the page.
func (s *Screen) HelpText() string {
	return "Before anything goes, the page counts what would go and names whom that touches. Each token or session is one request, one after the other: what the server cannot " +
		"do at the moment is tried again after the pause that it asks for, and after three failures of the same kind the rest is left alone. esc stops between two of them. Every one " +
		"is listed with what became of it, and what is left can be continued: what is done is not repeated.\n\n" +
		"Nothing brings a token back. The journal keeps that it was revoked, by whom and why, never the token itself.\n\n" +
		"An entry is one token. The revocation endpoint ends a whole grant, all tokens that came from one sign-in; removing an entry leaves the others alive, and with a refresh token " +
		"the client gets itself a new access token. g takes the whole grants."
}
