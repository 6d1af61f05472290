// Package login is the page where a person signs in with a browser, on this machine or another one.
package login

import (
	"context"
	"errors"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/tui/core"
)

// ID of the screen.
const ID = "login"

// Spec describes the screen. Its argument is the name of a profile.
var Spec = core.Spec{
	ID: ID, Title: "Sign in", Help: "Signs a person in with a browser.", Offline: true,
	New: func(session *core.Session, arg string) core.Screen { return newScreen(session, arg) },
}

// stage is how far the sign-in has come.
type stage int

const (
	asking  stage = iota // the server is asked for a code
	waiting              // for the person
	failed
)

// Screen is one sign-in.
type Screen struct {
	session *core.Session
	profile string
	work    core.Slot

	stage   stage
	codes   chan access.Code // of the attempt under way
	code    access.Code
	left    time.Duration // until the code expires
	failure error

	width, height int
}

func newScreen(session *core.Session, profile string) *Screen {
	return &Screen{session: session, profile: profile}
}

type (
	// codeMsg is what to show, of one attempt.
	codeMsg struct {
		codes chan access.Code
		code  access.Code
	}
	// tickMsg lets the remaining time go down, of one attempt.
	tickMsg struct{ codes chan access.Code }
	// endMsg is how the sign-in ended.
	endMsg struct{ err error }
)

// Failure tells the header whether the server answered.
func (m endMsg) Failure() error { return m.err }

// Attempt says that a failure ends no login.
func (endMsg) Attempt() {}

// Init begins at once.
func (s *Screen) Init() tea.Cmd { return s.begin() }

// Close gives the sign-in up.
func (s *Screen) Close() { s.work.Cancel() }

// begin asks for a code, and waits for the person in the background.
func (s *Screen) begin() tea.Cmd {
	s.stage, s.code, s.failure = asking, access.Code{}, nil
	codes := make(chan access.Code)
	s.codes = codes
	gate, profile := s.session.Gate, s.profile
	signIn := s.work.Await(s.session, s, func(ctx context.Context) tea.Msg {
		defer close(codes)
		return endMsg{err: gate.SignIn(ctx, profile, func(code access.Code) {
			select {
			case codes <- code:
			case <-ctx.Done():
			}
		})}
	})
	return tea.Batch(signIn, s.listen(codes))
}

// listen waits for the next code to show; the attempt's end is told by its own message.
func (s *Screen) listen(codes chan access.Code) tea.Cmd {
	return func() tea.Msg {
		code, ok := <-codes
		if !ok {
			return nil
		}
		return core.Deliver{To: s, Msg: codeMsg{codes: codes, code: code}}
	}
}

func (s *Screen) tick() tea.Cmd {
	return s.session.Later(s, time.Second, tickMsg{codes: s.codes})
}

// Update takes answers. Those of an attempt that was given up are dropped.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case codeMsg:
		if msg.codes == s.codes {
			return s.show(msg.code)
		}
	case tickMsg:
		if msg.codes == s.codes && s.stage == waiting {
			s.count()
			return s.tick()
		}
	case endMsg:
		return s.end(msg.err)
	case core.Renewed: // what it failed for may be mended
		if s.stage == failed {
			return s.begin()
		}
	}
	return nil
}

func (s *Screen) show(code access.Code) tea.Cmd {
	first := s.stage != waiting
	s.stage, s.code = waiting, code
	s.count()
	if first {
		return tea.Batch(s.listen(s.codes), s.tick())
	}
	return s.listen(s.codes)
}

func (s *Screen) count() {
	s.left = 0
	if !s.code.Expires.IsZero() {
		s.left = max(s.code.Expires.Sub(s.session.Now()), 0)
	}
}

// end goes back to where the person was, or says why not.
func (s *Screen) end(err error) tea.Cmd {
	switch {
	case errors.Is(err, context.Canceled):
		return nil
	case err != nil:
		s.stage, s.failure = failed, err
		return nil
	}
	return s.session.Post(core.Pop{Screen: s}, core.Status{Tone: core.Good, Text: "You are signed in to " + s.profile + "."}, core.SignInChanged{})
}

// Title says what for.
func (s *Screen) Title() string { return "Sign in to " + s.profile }

// Actions depend on how far the sign-in has come.
func (s *Screen) Actions() []core.Action {
	leave := core.Action{ID: "login.cancel", Keys: []string{"esc"}, Title: "Cancel", Help: "Gives the sign-in up.", Run: func() tea.Cmd { return s.session.Post(core.Pop{}) }}
	again := core.Action{ID: "login.again", Keys: []string{"r"}, Title: "New code", Help: "Begins again with a new code.", Run: s.begin}
	if s.stage != waiting {
		if s.stage == failed {
			again.Keys, again.Title = []string{"r", "enter"}, "Try again"
			return append(s.mending(), again, leave)
		}
		return []core.Action{leave}
	}
	return []core.Action{
		{ID: "login.browse", Keys: []string{"o"}, Title: "Open browser", Help: "Opens the page in the browser of this machine.", Run: func() tea.Cmd { return s.session.Browse(s.address()) }},
		{ID: "login.url", Keys: []string{"y"}, Title: "Copy address", Help: "Puts the address of the page on the clipboard.", Run: func() tea.Cmd { return s.session.Copy(s.address()) }},
		{ID: "login.code", Keys: []string{"c"}, Title: "Copy code", Help: "Puts the code on the clipboard.", Run: func() tea.Cmd { return s.session.Copy(s.code.UserCode) }},
		leave, again,
	}
}

// mending are the ways to what a failed sign-in may be due to.
func (s *Screen) mending() []core.Action {
	form := core.ProfileScreen
	if core.Explain(s.failure).Kind == ops.ProblemUnauthenticated {
		form = core.ProfileSecret
	}
	opens := func(id string) func() tea.Cmd {
		return func() tea.Cmd { return s.session.Post(core.Open{ID: id, Arg: s.profile}) }
	}
	edit := core.Action{ID: "login.edit", Keys: []string{"e"}, Title: "Edit profile", Help: "Opens the profile, with its client and the secret of that.", Run: opens(form)}
	if access.CertificateOf(s.failure) == nil {
		return []core.Action{edit}
	}
	return []core.Action{
		{ID: "login.certificate", Keys: []string{"c"}, Title: "Certificate", Help: "Shows the certificate that the server presents, to compare and to pin.", Run: opens(core.ProfileCertificate)}, edit,
	}
}

// address is the page with the code in it, where the server offers one.
func (s *Screen) address() string {
	if s.code.CompleteURL != "" {
		return s.code.CompleteURL
	}
	return s.code.URL
}

// HelpText explains the way.
func (s *Screen) HelpText() string {
	help := "You sign in at the server's own page, in any browser: on this machine, or on a phone that reads the QR code. This program never sees your password. It waits until " +
		"you have finished there, and then asks the server what you may do.\n\nWhat you may do comes from the roles of your user (jansAdminUIRole), which the server turns into permissions."
	if s.failure != nil {
		help += "\n\n" + core.Explain(s.failure).Message
	}
	return help
}
