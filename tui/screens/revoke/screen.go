// Package revoke is the screen that revokes one token which is typed or pasted, as a client would: at the revocation endpoint.
package revoke

import (
	"context"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/revocation"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/area"
	"github.com/jansadm/jansadm/tui/kit/fields"
	"github.com/jansadm/jansadm/tui/kit/line"
)

// Spec describes the screen.
var Spec = core.Spec{
	ID: "auth.revocation.revoke", Title: "Revoke a token", Help: "Revokes a token that is typed or pasted, at the revocation endpoint.",
	New: func(session *core.Session, _ string) core.Screen { return newScreen(session) },
}

// stage is how far it has come.
type stage int

const (
	asking   stage = iota // the token is typed
	finding               // it is found out what the token is
	found                 // what revoking it does is shown
	sending               // it is under way
	finished              // what came of it is shown
)

// Screen is the page.
type Screen struct {
	session *core.Session
	form    *fields.Form
	body    *area.Area
	find    core.Slot
	reason  *line.Input
	typing  bool // the reason has the focus

	stage   stage
	request *revocation.Request
	outcome revocation.Outcome
	failure error
	width   int
	height  int
}

// The fields of the form.
const (
	token    = "token"
	hint     = "hint"
	asClient = "client"
	asSecret = "secret"
)

func newScreen(session *core.Session) *Screen {
	s := &Screen{session: session, body: area.New(session.Theme, area.Options{Wrap: false})}
	s.reason = line.New(session.Theme, line.Options{Placeholder: "why, for the journal (optional)", Limit: 500})
	s.reason.SetFocused(false)
	s.form = s.newForm()
	return s
}

// noHint is the choice without a hint.
const noHint = "none"

func (s *Screen) newForm() *fields.Form {
	var choices []string
	help := "token_type_hint, what kind of token it is."
	for _, known := range revocation.Hints() {
		name := known.Value
		if name == "" {
			name = noHint
		}
		choices = append(choices, name)
		help += " " + name + ": " + known.Help + "."
	}
	return fields.New(s.session.Theme,
		fields.Field{ID: token, Label: "Token", Secret: true, Check: checkToken, Help: "Type it, or paste it. It is shown nowhere, kept nowhere, and sent to the revocation endpoint only."},
		fields.Field{ID: hint, Label: "Hint", Choices: choices, Help: help},
		fields.Field{ID: asClient, Label: "As client", Placeholder: "this console's own", Help: "The endpoint revokes only tokens of the client that asks. Give the id of the client that the token " +
			"belongs to, if you have its secret; without it, the next page offers to remove the token's entry instead."},
		fields.Field{ID: asSecret, Label: "Its secret", Secret: true, Placeholder: "none: a public client", Help: "It is sent to the revocation endpoint only, and kept nowhere."})
}

func checkToken(text string) string {
	switch {
	case strings.TrimSpace(text) == "":
		return "there is no token yet"
	case strings.ContainsAny(strings.TrimSpace(text), " \t"):
		return "a token has no spaces in it"
	}
	return ""
}

// asked is what the form holds.
func (s *Screen) asked() revocation.Asked {
	asked := revocation.Asked{Token: revocation.NewToken(strings.TrimSpace(s.form.Value(token)))}
	if chosen := s.form.Value(hint); chosen != noHint {
		asked.Hint = chosen
	}
	if id := strings.TrimSpace(s.form.Value(asClient)); id != "" {
		asked.As = revocation.ClientCredentials{ID: id, Secret: revocation.NewToken(s.form.Value(asSecret))}
	}
	return asked
}

// Init waits for the person.
func (s *Screen) Init() tea.Cmd { return nil }

// Close gives up what is being found out. A revocation that is under way goes on: it may have reached the server.
func (s *Screen) Close() { s.find.Cancel() }

type foundMsg struct {
	request *revocation.Request
	err     error
}

// Failure tells the header whether the server answered.
func (m foundMsg) Failure() error { return m.err }

type revokedMsg struct {
	outcome revocation.Outcome
	err     error
}

// Failure tells the header whether the server answered.
func (m revokedMsg) Failure() error { return m.err }

// plan finds out what the token is, and what revoking it does.
func (s *Screen) plan() tea.Cmd {
	s.stage, s.failure = finding, nil
	service, asked := s.session.Revocation, s.asked()
	cmd := s.find.Start(s.session, s, func(ctx context.Context) tea.Msg {
		request, err := service.Plan(ctx, asked)
		return foundMsg{request: request, err: err}
	})
	s.draw()
	return cmd
}

// run sends the token to the endpoint. Nothing that happens on the screen breaks it off.
func (s *Screen) run(word string) tea.Cmd {
	s.stage = sending
	s.draw()
	service, request := s.session.Revocation, s.request
	consent := ops.Consent{Yes: true, Word: word, Reason: s.reason.Value()}
	return s.session.Work(s, func(ctx context.Context) tea.Msg {
		outcome, err := service.Revoke(ctx, request, consent)
		return revokedMsg{outcome: outcome, err: err}
	})
}

// Update takes answers and keys.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case foundMsg:
		s.stage, s.request, s.failure = found, msg.request, msg.err
		s.draw()
	case revokedMsg:
		s.stage, s.outcome, s.failure = finished, msg.outcome, msg.err
		if msg.err == nil {
			s.form = s.newForm() // the token is of no use here any more
		}
		s.SetSize(s.width, s.height)
		return s.session.Post(core.Revoked{})
	case tea.KeyMsg:
		return s.key(msg)
	}
	return nil
}

func (s *Screen) key(msg tea.KeyMsg) tea.Cmd {
	switch {
	case s.typing:
		s.reason.Key(msg)
	case s.stage == asking:
		if s.form.Key(msg) == fields.Done {
			return s.plan()
		}
	default:
		s.body.Key(msg)
	}
	return nil
}

// SetSize gives the room.
func (s *Screen) SetSize(width, height int) {
	s.width, s.height = width, height
	s.form.SetSize(width, height)
	s.body.SetSize(width, max(height-1, 0))
	s.reason.SetWidth(max(width-12, 8))
	s.draw()
}

// Typing says whether text has the focus.
func (s *Screen) Typing() bool { return s.typing || s.stage == asking }

// Unsaved warns while a token is revoked, and of a token that was typed.
func (s *Screen) Unsaved() string {
	if s.stage == sending {
		return "The token is being revoked right now; you would not see what came of it."
	}
	return ""
}

// Title names the page.
func (s *Screen) Title() string { return "Revoke a token" }

// HelpText explains what an answer of the endpoint means.
func (s *Screen) HelpText() string {
	return "The endpoint answers 200 also to a token that it does not know, so the page looks before and afterwards at the entry that the Config API has of the token, by its SHA-256. " +
		"With a token goes its whole grant: everything that came from the same sign-in.\n\n" +
		"A client can revoke its own tokens only. For a token of another client the page offers what the endpoint refuses: removing its entry, or the entries of its whole grant, through the " +
		"Config API. Nothing of that is asked of the scripts of the endpoint."
}
