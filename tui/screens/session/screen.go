// Package session is the page of one browser session, and leads to ending it.
package session

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/facts"
	"github.com/jansadm/jansadm/tui/entries/issued"
	"github.com/jansadm/jansadm/tui/entries/revoking"
	"github.com/jansadm/jansadm/tui/kit/area"
	"github.com/jansadm/jansadm/tui/kit/prose"
)

// Spec describes the screen. Its argument is the sid of the session.
var Spec = core.Spec{
	ID: "auth.session", Title: "Session", Help: "One browser session: whose it is, and since when.", Reads: change.Session,
	New: func(session *core.Session, arg string) core.Screen { return newScreen(session, arg) },
}

// Screen is the page.
type Screen struct {
	session *core.Session
	sid     string
	load    core.Slot
	body    *area.Area

	known   *tokens.Session
	failure error
	width   int
}

func newScreen(session *core.Session, sid string) *Screen {
	return &Screen{session: session, sid: sid, body: area.New(session.Theme, area.Options{})}
}

type readMsg struct {
	found tokens.Session
	err   error
}

// Failure tells the header whether the server answered.
func (m readMsg) Failure() error { return m.err }

// Init reads the session.
func (s *Screen) Init() tea.Cmd { return s.reload() }

// Close gives up what is being read.
func (s *Screen) Close() { s.load.Cancel() }

func (s *Screen) reload() tea.Cmd {
	service, sid := s.session.Tokens, s.sid
	cmd := s.load.Start(s.session, s, func(ctx context.Context) tea.Msg {
		found, err := service.GetSession(ctx, sid)
		if err == nil {
			found.ClientName = service.ClientNames(ctx, found.ClientID)[found.ClientID]
		}
		return readMsg{found: found, err: err}
	})
	s.draw()
	return cmd
}

// Update takes answers and scrolls.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case readMsg:
		s.known, s.failure = nil, msg.err
		if msg.err == nil {
			s.known = &msg.found
		}
		s.draw()
	case core.Revoked:
		return s.reload()
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

// scrollBar is the room that the scroll bar and the space before it take.
const scrollBar = 2

func (s *Screen) draw() {
	th, page := s.session.Theme, prose.New(s.width-scrollBar)
	switch {
	case s.failure != nil:
		page.Add(th.Danger, core.FailurePage("The session could not be read.", s.failure))
	case s.known == nil:
		page.Add(th.Muted, "Reading the session "+th.Glyphs.Ellipsis)
	default:
		facts.AboutSession(page, th, *s.known, s.session.Now())
	}
	s.body.ReplaceLines(page.Lines())
}

// Title names the page.
func (s *Screen) Title() string { return "Session" }

// Actions end sessions, and lead to what came from this one.
func (s *Screen) Actions() []core.Action {
	unknown, nobody := "the session is not there", "the session is not there"
	if s.known != nil {
		unknown, nobody = "", ""
		if s.known.User() == "" {
			nobody = "nobody has signed in yet"
		}
	}
	cannot := func(why string) string {
		if denied := s.session.CannotDelete(change.Session); denied != "" {
			return denied
		}
		return why
	}
	return []core.Action{
		{ID: "session.revoke", Keys: []string{"d"}, Title: "End", Help: "Shows what ending the session would do, and asks.", Risk: core.Write, Verb: "jansadm session revoke SID",
			Disabled: cannot(unknown), Run: func() tea.Cmd { return s.end(tokens.SessionSelection{Sessions: []tokens.Session{*s.known}}, s.sid) }},
		{ID: "session.revoke.user", Keys: []string{"D"}, Title: "All of user", Help: "Shows what ending all sessions of the person would do, and asks.", Risk: core.Write,
			Verb: "jansadm session revoke --user USER", Disabled: cannot(nobody),
			Run: func() tea.Cmd {
				return s.end(tokens.SessionSelection{Filter: tokens.SessionFilter{User: s.known.User()}}, "--user", s.known.User())
			}},
		{ID: "session.tokens", Keys: []string{"t"}, Title: "Tokens", Help: "Lists the tokens of the person.", Disabled: nobody,
			Run: func() tea.Cmd {
				return s.session.Post(core.Open{ID: "auth.tokens", Arg: issued.Filter{"user": s.known.User()}.Arg()})
			}},
		{ID: "reload", Keys: []string{"r"}, Title: "Reload", Help: "Reads the session again.", Run: s.reload},
		{ID: "copy.id", Keys: []string{"y"}, Title: "Copy sid", Help: "Puts the sid of the session on the clipboard.", Quiet: true, Run: func() tea.Cmd { return s.session.Copy(s.sid) }},
		{ID: "copy.command", Keys: []string{"Y"}, Title: "Copy command", Help: "Puts the command line that shows the same on the clipboard.", Quiet: true,
			Run: func() tea.Cmd { return s.session.Copy(ops.CommandLine("session", "show", s.sid)) }},
	}
}

func (s *Screen) end(selection tokens.SessionSelection, words ...string) tea.Cmd {
	line := ops.CommandLine(append([]string{"session", "revoke"}, words...)...)
	return s.session.Post(core.Push{Screen: revoking.New(s.session, revoking.Sessions(selection), line)})
}

// HelpText explains what ending does.
func (s *Screen) HelpText() string {
	return "A session is what keeps a person signed in with a browser. Ending it signs the person out there, for every client. Its access and ID tokens are meant to go with it; " +
		"refresh tokens stay, and some versions of the server revoke none at all: t lists the tokens of the person."
}
