package core_test

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/tui/core"
)

func connection(name string, closed chan<- string) *access.Opened {
	return &access.Opened{
		Ops: ops.New(ops.Deps{}), Profile: access.Profile{Name: name}, Server: name + ".example.org",
		Close: func(context.Context) error {
			closed <- name
			return errors.New("of " + name)
		},
	}
}

// A connection is closed once its writes have ended; what only reads is given up at once.
func TestConnectClosesTheOneBefore(t *testing.T) { synctest.Test(t, closesTheOneBefore) }

func closesTheOneBefore(t *testing.T) {
	closed := make(chan string, 2)
	s := &core.Session{Context: t.Context(), Draft: ops.NewDraft()}
	if s.Connect(connection("first", closed)) != nil || s.Label.Profile != "first" || s.Label.Server != "first.example.org" {
		t.Fatalf("%+v", s.Label)
	}
	life := s.Life()
	written, ended := make(chan struct{}), make(chan tea.Msg, 2)
	write := s.Work(nil, func(ctx context.Context) tea.Msg {
		<-written
		if ctx.Err() != nil {
			t.Error("the write was cancelled")
		}
		return nil
	})
	var slot core.Slot
	read := slot.Start(s, nil, func(ctx context.Context) tea.Msg { <-ctx.Done(); return nil })
	s.Permissions = ops.PermissionsOf([]string{"x"})

	closing := s.Connect(connection("second", closed))
	if s.Label.Profile != "second" || s.Permissions.Lacks("scope", ops.Reading) != "" || s.Life().Err() != nil || life.Err() == nil {
		t.Error("the second is not in its place")
	}
	read() // ends by itself: its context has
	go func() { ended <- closing() }()
	go func() { write() }()
	synctest.Wait()
	select {
	case name := <-closed:
		t.Fatalf("%s was closed during a write", name)
	default:
	}
	close(written)
	if name := <-closed; name != "first" {
		t.Errorf("%s was closed", name)
	}
	if late, ok := (<-ended).(core.Late); !ok || late.Tone != core.Failure {
		t.Errorf("%+v", late)
	}
	if err := s.Close(t.Context()); err == nil || <-closed != "second" {
		t.Errorf("closing the second: %v", err)
	}
}

// Answers about a connection of before change nothing.
func TestIdentify(t *testing.T) {
	closed := make(chan string, 2)
	s := &core.Session{Context: t.Context(), Draft: ops.NewDraft()}
	first := connection("first", closed)
	s.Connect(first)
	s.Connect(connection("second", closed))
	s.Identify(core.Identified{Of: first, Identity: access.Identity{Person: "jane"}})
	if s.Identity != nil || s.Label.User != "" {
		t.Errorf("%+v", s.Label)
	}
	s.Identify(core.Identified{Of: s.Opened(), Err: errors.New("no")})
	if s.Identity != nil {
		t.Error("a failure is an identity")
	}
	s.Identify(core.Identified{Of: s.Opened(), Identity: access.Identity{Person: "jane", Scopes: []string{"x"}}})
	if s.Identity == nil || s.Label.User != "jane" || s.CannotRead("scope") == "" {
		t.Errorf("%+v", s.Label)
	}
}
