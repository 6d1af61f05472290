// Package token is the page of one token: what its entry says, the other tokens of its grant, and the browser session that it came from.
package token

import (
	"context"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/entries/facts"
	"github.com/jansadm/jansadm/tui/entries/revoking"
	"github.com/jansadm/jansadm/tui/kit/area"
	"github.com/jansadm/jansadm/tui/kit/prose"
)

// Spec describes the screen. Its argument is the code of the token.
var Spec = core.Spec{
	ID: "auth.token", Title: "Token", Help: "One token: whose it is, and what belongs to it.", Reads: change.Token,
	New: func(session *core.Session, arg string) core.Screen { return newScreen(session, arg) },
}

// Screen is the page.
type Screen struct {
	session *core.Session
	code    string
	load    core.Slot
	body    *area.Area

	known   *known
	failure error
	width   int
}

// known is what the server tells of a token.
type known struct {
	entry    tokens.Entry
	others   []tokens.Entry // of its grant
	browser  *tokens.Session
	unread   error // why others or browser could not be read
	forgiven bool  // the session could not be read, which takes a permission of its own
}

func newScreen(session *core.Session, code string) *Screen {
	return &Screen{session: session, code: code, body: area.New(session.Theme, area.Options{})}
}

type readMsg struct {
	known *known
	err   error
}

// Failure tells the header whether the server answered.
func (m readMsg) Failure() error { return m.err }

// Init reads the token and what belongs to it.
func (s *Screen) Init() tea.Cmd { return s.reload() }

// Close gives up what is being read.
func (s *Screen) Close() { s.load.Cancel() }

func (s *Screen) reload() tea.Cmd {
	service, code, sessions := s.session.Tokens, s.code, s.session.CannotRead(change.Session) == ""
	cmd := s.load.Start(s.session, s, func(ctx context.Context) tea.Msg {
		found, err := read(ctx, service, code, sessions)
		return readMsg{known: found, err: err}
	})
	s.draw()
	return cmd
}

// read reads the entry, and as much of what belongs to it as can be read.
func read(ctx context.Context, service *tokens.Service, code string, sessions bool) (*known, error) {
	entry, err := service.Get(ctx, code)
	if err != nil {
		return nil, err
	}
	found := &known{entry: entry}
	found.entry.ClientName = service.ClientNames(ctx, entry.ClientID)[entry.ClientID]
	others, err := service.OfGrant(ctx, entry.GrantID)
	if err != nil {
		found.unread = err
		return found, nil
	}
	for _, other := range others {
		if other.Code != entry.Code {
			found.others = append(found.others, other)
		}
	}
	if !sessions {
		return found, nil
	}
	browser, there, err := service.SessionOf(ctx, entry)
	found.forgiven = err != nil
	if there {
		found.browser = &browser
	}
	return found, nil
}

// Update takes answers and scrolls.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case readMsg:
		s.known, s.failure = msg.known, msg.err
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
		page.Add(th.Danger, core.FailurePage("The token could not be read.", s.failure))
	case s.known == nil:
		page.Add(th.Muted, "Reading the token "+th.Glyphs.Ellipsis)
	default:
		s.describe(page, s.known)
	}
	s.body.ReplaceLines(page.Lines())
}

// describe tells what is known.
func (s *Screen) describe(page *prose.Page, k *known) {
	th, now := s.session.Theme, s.session.Now()
	facts.AboutToken(page, th, k.entry, now)
	page.Space()
	page.Add(th.Title, "The same grant")
	switch {
	case k.unread != nil:
		page.Add(th.Warn, "The other tokens of the grant could not be read: "+core.Explain(k.unread).Message)
	case len(k.others) == 0:
		page.Add(th.Muted, "No other token is left of it.")
	default:
		page.Add(th.Muted, "They came from the same sign-in. Revoking this one leaves them alive; the revocation endpoint would end all of them.")
	}
	for _, other := range k.others {
		said := facts.Type(other.Type) + " token, "
		if other.Expired(now) {
			said += "expired"
		} else {
			said += "expires " + facts.Moment(other.Expires, now)
		}
		page.Bullet(th.Glyphs.Bullet, th.Muted, th.Text, said)
	}
	if k.browser != nil {
		page.Space()
		facts.AboutSession(page, th, *k.browser, now)
	} else if k.entry.Session != "" {
		page.Space()
		page.Add(th.Muted, s.noBrowser(k))
	}
}

// noBrowser is why the session is not shown.
func (s *Screen) noBrowser(k *known) string {
	if why := s.session.CannotRead(change.Session); why != "" {
		return "The browser session that it came from is not shown: " + why + "."
	}
	if k.forgiven {
		return "The browser session that it came from could not be read."
	}
	return "The browser session that it came from has ended."
}

// Title names the page.
func (s *Screen) Title() string { return "Token" }

// Actions revoke, and lead to what belongs to the token.
func (s *Screen) Actions() []core.Action {
	unknown := "the token is not there"
	noOthers, noClient, noBrowser := unknown, unknown, unknown
	if s.known != nil {
		unknown, noOthers, noClient, noBrowser = "", "", "", ""
		if len(s.known.others) == 0 {
			noOthers = "no other token is left of the grant"
		}
		if s.known.entry.ClientID == "" {
			noClient = "it belongs to no client"
		}
		if s.known.browser == nil {
			noBrowser = "it has no browser session that could be shown"
		}
	}
	cannot := func(why string) string {
		if denied := s.session.CannotDelete(change.Token); denied != "" {
			return denied
		}
		return why
	}
	return []core.Action{
		{ID: "token.revoke", Keys: []string{"d"}, Title: "Revoke", Help: "Shows what revoking the token would do, and asks.", Risk: core.Write, Verb: "jansadm token revoke CODE",
			Disabled: cannot(unknown), Run: func() tea.Cmd { return s.revoke(tokens.Selection{Entries: []tokens.Entry{s.known.entry}}, s.code) }},
		{ID: "token.revoke.grant", Keys: []string{"g"}, Title: "Whole grant", Help: "Shows what revoking all tokens of the grant would do, and asks.", Risk: core.Write,
			Verb: "jansadm token revoke --grant ID", Disabled: cannot(noOthers),
			Run: func() tea.Cmd {
				return s.revoke(tokens.Selection{Filter: tokens.Filter{GrantID: s.known.entry.GrantID}}, "--grant", s.known.entry.GrantID)
			}},
		{ID: "token.client", Keys: []string{"c"}, Title: "Client", Help: "Opens the client that the token belongs to.", Disabled: noClient,
			Run: func() tea.Cmd { return s.session.Post(core.Open{ID: "auth.client", Arg: s.known.entry.ClientID}) }},
		{ID: "token.session", Keys: []string{"s"}, Title: "Session", Help: "Opens the browser session that the token came from.", Disabled: noBrowser,
			Run: func() tea.Cmd { return s.session.Post(core.Open{ID: "auth.session", Arg: s.known.browser.SID}) }},
		{ID: "reload", Keys: []string{"r"}, Title: "Reload", Help: "Reads the token again.", Run: s.reload},
		{ID: "copy.id", Keys: []string{"y"}, Title: "Copy code", Help: "Puts the code of the token on the clipboard: nobody can use it.", Quiet: true,
			Run: func() tea.Cmd { return s.session.Copy(s.code) }},
		{ID: "copy.command", Keys: []string{"Y"}, Title: "Copy command", Help: "Puts the command line that shows the same on the clipboard.", Quiet: true,
			Run: func() tea.Cmd { return s.session.Copy(ops.CommandLine("token", "show", s.code)) }},
	}
}

func (s *Screen) revoke(selection tokens.Selection, words ...string) tea.Cmd {
	line := ops.CommandLine(append([]string{"token", "revoke"}, words...)...)
	return s.session.Post(core.Push{Screen: revoking.New(s.session, revoking.Tokens(selection), line)})
}

// HelpText explains codes and grants.
func (s *Screen) HelpText() string {
	return "The server stores no token, only its SHA-256, the code: with it a token is found, but nobody can use it.\n\n" +
		"A grant is what a client got by one sign-in, or by one request of its own. Its tokens have the same grant id. d removes this entry alone: with a refresh token of the same " +
		"grant the client gets itself a new access token. g removes them all."
}
