package core

import (
	"cmp"
	"context"
	"errors"
	"sync"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/access"
)

// Switch asks for another server: the profile of that name, or access.SandboxName. What would be lost is asked about first.
type Switch struct {
	Profile string
	To      Screen // is told with a NotSwitched when it does not work
	Land    string // id of the screen to begin on; empty for the first one

	// Renews says that what is stored about the server in use has changed, as the certificate that it may present. Screens, staged edits and
	// what was read stay then, as long as the profile leads to the same server.
	Renews bool
}

// Renewed tells every screen that the server in use is reached by a new connection.
type Renewed struct{}

// NotSwitched tells the screen that asked for another server why it cannot be opened.
type NotSwitched struct {
	Profile string
	Err     error
}

// SignInChanged says that somebody has signed in to the server in use, or out. Screens, staged edits and what was read stay.
type SignInChanged struct{ Out bool }

// lease is the time during which a connection is worked with.
type lease struct {
	ctx    context.Context
	cancel context.CancelFunc
	opened *access.Opened
	writes sync.WaitGroup
}

// Connect takes another connection in the place of the one there was, with nothing staged and nothing read. The command that it returns
// gives the old one back.
func (s *Session) Connect(opened *access.Opened) tea.Cmd {
	old := s.lease
	ctx, cancel := context.WithCancel(s.Context)
	s.lease = &lease{ctx: ctx, cancel: cancel, opened: opened}
	s.Ops, s.Tokens, s.Revocation = opened.Ops, opened.Tokens, opened.Revocation
	s.Draft, s.Configuration, s.effects = ops.NewDraft(), nil, nil
	s.Permissions, s.Identity, s.stagedBy = ops.Permissions{}, nil, ""
	s.PutOff()
	s.Label = labelOf(opened)
	if old == nil {
		return nil
	}
	old.cancel()
	return s.giveBack(old)
}

// Renew takes another connection to the same server in the place of the one there was. What is staged, what was read and what is being read
// stays; what was applied is watched no more, as that went by the old one. The command that it returns gives the old one back.
func (s *Session) Renew(opened *access.Opened) tea.Cmd {
	old := s.lease
	opened.Drafts = old.opened.Drafts // its draft on disk goes on
	s.lease = &lease{ctx: old.ctx, cancel: old.cancel, opened: opened}
	s.Ops, s.Tokens, s.Revocation = opened.Ops, opened.Tokens, opened.Revocation
	s.effects = nil
	s.Permissions, s.Identity = ops.Permissions{}, nil
	s.Label = labelOf(opened)
	return s.giveBack(old)
}

func labelOf(opened *access.Opened) Label {
	return Label{
		Profile: cmp.Or(opened.Profile.Name, opened.Server), Color: opened.Profile.Color, Server: opened.Server,
		User: cmp.Or(opened.Profile.Person, opened.User), Insecure: opened.Profile.Insecure, Clear: opened.Profile.InClear(),
	}
}

// giveBack ends a connection in the background; Close waits for that.
func (s *Session) giveBack(old *lease) tea.Cmd {
	s.ending.Add(1)
	root := context.WithoutCancel(s.Context)
	return func() tea.Msg {
		defer s.ending.Done()
		if err := old.end(root); err != nil {
			return Late{Status: Status{Tone: Failure, Text: "The connection before did not close well: " + Explain(err).Message}}
		}
		return nil
	}
}

// Close gives the connection back, and waits for those before it. The console has ended.
func (s *Session) Close(ctx context.Context) error {
	if s.lease == nil {
		return nil
	}
	s.lease.cancel()
	err := s.lease.end(ctx)
	s.ending.Wait()
	return err
}

// closeLimit bounds how long a connection may take to close.
const closeLimit = 5 * time.Second

// end waits for the writes, which have limits of their own, and then closes.
func (l *lease) end(ctx context.Context) error {
	l.writes.Wait()
	if l.opened.Close == nil {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, closeLimit)
	defer cancel()
	return l.opened.Close(ctx)
}

// Life ends with the connection, and with the console.
func (s *Session) Life() context.Context {
	if s.lease == nil {
		return s.Context
	}
	return s.lease.ctx
}

// Opened is the connection as it was opened; nil when there is none, or when it did not come through the gate.
func (s *Session) Opened() *access.Opened {
	if s.lease == nil {
		return nil
	}
	return s.lease.opened
}

// Connected says whether there is a server to work with.
func (s *Session) Connected() bool { return s.Ops != nil }

// CanSignIn says whether a person signs in to the server in use with a browser.
func (s *Session) CanSignIn() bool {
	opened := s.Opened()
	return s.Gate != nil && opened != nil && opened.Personal && opened.Profile.Name != ""
}

// Identified is what the server says about who is signed in.
type Identified struct {
	Of       *access.Opened
	Identity access.Identity
	Err      error
}

// Failure tells the header whether the server answered.
func (i Identified) Failure() error { return i.Err }

// AskIdentity asks the server, in the background, who is signed in and may do what; nil when nobody can tell.
func (s *Session) AskIdentity() tea.Cmd {
	opened, ctx := s.Opened(), s.Life()
	if opened == nil || opened.Identity == nil {
		return nil
	}
	return func() tea.Msg {
		identity, err := opened.Identity(ctx)
		if errors.Is(ctx.Err(), context.Canceled) {
			return nil
		}
		return Identified{Of: opened, Identity: identity, Err: err}
	}
}

// Identify keeps what the server said, unless that was about another connection.
func (s *Session) Identify(found Identified) {
	if found.Of != s.Opened() || found.Err != nil {
		return
	}
	s.Identity = &found.Identity
	s.Permissions = ops.PermissionsOf(found.Identity.Scopes)
	s.Label.User = cmp.Or(found.Identity.Person, s.Label.User)
}
