// Package identity is the page that tells who is signed in, and what they may do.
package identity

import (
	"context"
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/area"
	"github.com/jansadm/jansadm/tui/kit/prose"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// Spec describes the screen.
var Spec = core.Spec{
	ID: "identity", Menu: "home", Order: 9, Title: "Identity", Help: "Who is signed in, what they may do, and what the server says of itself.",
	Aliases: []string{"whoami", "permissions", "roles", "version", "health"},
	New:     func(session *core.Session, _ string) core.Screen { return newScreen(session) },
}

// Screen is the page.
type Screen struct {
	session *core.Session
	load    core.Slot
	body    *area.Area

	identity *access.Identity
	failure  error
	width    int
}

func newScreen(session *core.Session) *Screen {
	return &Screen{session: session, body: area.New(session.Theme, area.Options{}), identity: session.Identity}
}

// Init asks the server.
func (s *Screen) Init() tea.Cmd { return s.reload() }

// Close cancels the question.
func (s *Screen) Close() { s.load.Cancel() }

func (s *Screen) reload() tea.Cmd {
	opened := s.session.Opened()
	if opened == nil || opened.Identity == nil {
		return nil
	}
	cmd := s.load.Start(s.session, s, func(ctx context.Context) tea.Msg {
		identity, err := opened.Identity(ctx)
		return core.Identified{Of: opened, Identity: identity, Err: err}
	})
	s.draw()
	return cmd
}

// Update takes the answer and scrolls.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case core.Identified:
		s.failure = msg.Err
		if msg.Err == nil {
			s.identity = &msg.Identity
			s.session.Identify(msg)
		}
		s.draw()
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
	th := s.session.Theme
	page := prose.New(s.width - scrollBar)
	switch {
	case s.failure != nil:
		page.Add(th.Danger, core.FailurePage("The server does not say who is signed in.", s.failure))
		page.Space()
	case s.identity == nil && s.load.Busy():
		page.Add(th.Muted, "Asking the server "+th.Glyphs.Ellipsis)
	case s.identity == nil:
		page.Add(th.Muted, "This connection does not tell who is signed in.")
	}
	if s.identity != nil {
		s.describe(page, *s.identity)
	}
	s.body.ReplaceLines(page.Lines())
}

func (s *Screen) describe(page *prose.Page, who access.Identity) {
	th := s.session.Theme
	row := func(name, value string) {
		if value != "" {
			page.Bullet(text.Pad(name, labelWidth), th.Muted, th.Text, value)
		}
	}
	page.Add(th.Title, who.Person)
	row("Roles", strings.Join(who.Roles, ", "))
	row("Client", who.ClientID)
	row("Server", who.Issuer)
	row("Signed in", s.until(who))
	row("Kept", who.Kept)
	for _, note := range who.ServerNotes {
		row("Server says", note)
	}
	page.Space()
	s.missing(page, "Everything that this console can do is permitted.", "For a full administrator these permissions are missing:", who.MissingFull)
	if len(who.MissingRead) > 0 {
		s.missing(page, "", "Even for reading everything these are missing:", who.MissingRead)
	}
	page.Space()
	page.Add(th.Title, "Permissions of the token")
	for _, scope := range who.Scopes {
		page.Indent(3, th.Muted, scope)
	}
	if len(who.Scopes) == 0 {
		page.Indent(3, th.Muted, "The server does not name any.")
	}
}

const labelWidth = 12

func (s *Screen) missing(page *prose.Page, none, some string, scopes []string) {
	th := s.session.Theme
	if len(scopes) == 0 {
		page.Bullet(th.Glyphs.OK, th.OK, th.Text, none)
		return
	}
	page.Bullet(th.Glyphs.Warn, th.Warn, th.Text, some)
	for _, scope := range scopes {
		page.Indent(5, th.Text, scope)
	}
}

// until says how long the sign-in holds.
func (s *Screen) until(who access.Identity) string {
	switch {
	case who.Renewable && who.Expires.IsZero():
		return "it renews itself"
	case who.Expires.IsZero():
		return ""
	}
	words := "until " + who.Expires.Local().Format(time.DateTime)
	if who.Renewable {
		words += "; it renews itself"
	}
	return words
}

// Title names the page.
func (s *Screen) Title() string { return "Identity" }

// Actions ask again.
func (s *Screen) Actions() []core.Action {
	noScopes := ""
	if s.identity == nil {
		noScopes = "the server has not said anything yet"
	}
	return []core.Action{
		{ID: "reload", Keys: []string{"r"}, Title: "Reload", Help: "Asks the server again.", Run: s.reload},
		{ID: "copy.value", Keys: []string{"y"}, Title: "Copy permissions", Help: "Puts the permissions of the token on the clipboard.", Quiet: true, Disabled: noScopes,
			Run: func() tea.Cmd { return s.session.Copy(strings.Join(s.identity.Scopes, "\n")) }},
		{ID: "copy.command", Keys: []string{"Y"}, Title: "Copy command", Help: "Puts the command line that tells the same on the clipboard.", Quiet: true,
			Run: func() tea.Cmd { return s.session.Copy(ops.CommandLine("whoami")) }},
	}
}

// HelpText explains where permissions come from.
func (s *Screen) HelpText() string {
	return "What may be done is decided by the permissions of the token, not by the name of a role: the server turns roles into permissions when somebody signs in. After a role was changed, sign in again (L).\n\n" +
		"Actions whose permission is missing are shown with the reason, and cannot be run."
}
