package core

import (
	"context"
	"sync"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/client/ops/revocation"
	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/theme"
)

// Session is what the screens share: the server that is worked with, which can be another one after a while, and what is staged for it. It
// belongs to the program's loop; commands copy what they need first.
type Session struct {
	Context context.Context // ends when the console quits
	Gate    access.Gate     // the way to other servers; nil where there is none
	Ops     *ops.Ops        // nil as long as no server is chosen
	Tokens  *tokens.Service // tokens and sessions of that server; nil where they cannot be worked with
	// Revocation is what can be done about the revocation endpoint of that server; nil where nothing can.
	Revocation *revocation.Service
	Draft      *ops.Draft
	Theme      *theme.Theme
	Label      Label
	Now        func() time.Time

	// Configuration is the last one that was read; nil before the first.
	Configuration *ops.Configuration

	// Identity is who is signed in, and Permissions what he may do, once the server has said so.
	Identity    *access.Identity
	Permissions ops.Permissions

	// Left are drafts that other consoles have left behind, and that are offered.
	Left []LeftDraft

	// Registry lists all screens, for menus and the palette.
	Registry []Spec

	effects  []*Watched // of the plans that were applied on this connection, in the order of that
	posted   []tea.Msg
	working  int
	writing  int            // how much of that must not be cancelled
	stagedBy string         // who was signed in when the first of the staged edits was made
	lease    *lease         // of the connection in use; nil when it did not come through Connect
	ending   sync.WaitGroup // connections that are being closed
	adopted  []Adopted      // drafts that were taken over, and whose files are still there

	// After sends a message when some time has passed; nil goes by the clock.
	After func(wait time.Duration, msg tea.Msg) tea.Cmd
	// Copy puts text on the person's clipboard through the terminal.
	Copy func(text string) tea.Cmd
	// EditFile opens the person's editor on a text and reports an Edited.
	EditFile func(to Screen, name, text string) tea.Cmd
	// Browse opens an address in the person's browser.
	Browse func(address string) tea.Cmd
}

// Label says where the console is connected to, for the header.
type Label struct {
	Profile  string // or "sandbox"
	Color    string // of the profile
	Server   string // host
	User     string
	Insecure bool // certificates are not verified
	Clear    bool // something travels without encryption
}

// Edited is what came back from the person's editor.
type Edited struct {
	Name string
	Text string
	Err  error
}

// Staged counts the edits that wait for review.
func (s *Session) Staged() int { return s.Draft.Len() }

// Screen finds a screen in the registry.
func (s *Session) Screen(id string) (Spec, bool) {
	for _, spec := range s.Registry {
		if spec.ID == id {
			return spec, true
		}
	}
	return Spec{}, false
}

// Post makes messages take effect before the next key is looked at, in order: somebody who types ahead must not have a key go to the
// page that is just being left. It returns nil, so that an action can end with it. Only the program's loop may call it; commands
// return their message instead.
func (s *Session) Post(msgs ...tea.Msg) tea.Cmd {
	s.posted = append(s.posted, msgs...)
	return nil
}

// Say posts a status line.
func (s *Session) Say(tone Tone, text string) tea.Cmd {
	return s.Post(Status{Tone: tone, Text: text})
}

// Posted takes what was posted.
func (s *Session) Posted() []tea.Msg {
	posted := s.posted
	s.posted = nil
	return posted
}

// Working says whether something is being asked of the server.
func (s *Session) Working() bool { return s.working > 0 }

// Writing says whether something is under way that must not be cancelled, a write above all.
func (s *Session) Writing() bool { return s.writing > 0 }

// Begin and Ended count what is under way. A Slot begins by itself; the root ends it with its reply.
func (s *Session) begin() { s.working++ }

// Ended takes note that a reply has arrived, wanted or not.
func (s *Session) Ended(reply Reply) {
	if reply.run == nil || !reply.run.idle {
		s.working--
	}
	if reply.run == unconditional {
		s.writing--
	}
}

// Work runs something that must not be cancelled, a write above all, and hands the result to a screen.
func (s *Session) Work(to Screen, work func(context.Context) tea.Msg) tea.Cmd {
	s.begin()
	s.writing++
	ctx, held := context.WithoutCancel(s.Context), s.lease
	if held != nil {
		held.writes.Add(1)
	}
	return func() tea.Msg {
		if held != nil {
			defer held.writes.Done()
		}
		return Reply{To: to, Msg: work(ctx), run: unconditional}
	}
}
