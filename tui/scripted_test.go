package tui_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/impact"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/client/transport"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/tuitest"
)

// issuer is the address of the scripted server, the same in every run.
const issuer = "https://jans.example.org"

// scripted is a Config API that answers whatever a test wants, always the same. It applies patches to whole properties.
type scripted struct {
	mu     sync.Mutex
	doc    document.Document
	flags  json.RawMessage                                          // the flags it knows
	answer func(*http.Request) (*http.Response, error)              // in place of the usual answer, unless both results are nil
	store  func(name string, value json.RawMessage) json.RawMessage // what it makes of a value; nil stores it
	sent   []document.Patch
	held   entries
}

// newInstallation holds what a new installation does, with the values given in place of the shipped ones.
func newInstallation(values map[string]string) *scripted {
	s := &scripted{doc: document.Document{}, flags: document.QuoteAll(impact.KnownFlags()), held: someEntries()}
	for _, property := range schema.Catalogue() {
		if shipped := property.DefaultFor(issuer); !document.IsEmpty(shipped) {
			s.doc[property.Name] = shipped
		}
	}
	for name, value := range values {
		s.doc[name] = json.RawMessage(value)
	}
	return s
}

// set is somebody else's change.
func (s *scripted) set(name, value string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.doc[name] = json.RawMessage(value)
}

// RoundTrip implements http.RoundTripper.
func (s *scripted) RoundTrip(r *http.Request) (*http.Response, error) {
	if s.answer != nil {
		if answer, err := s.answer(r); answer != nil || err != nil {
			return answer, err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if answer, err := s.held.serve(r); answer != nil || err != nil {
		return answer, err
	}
	switch {
	case strings.HasSuffix(r.URL.Path, "/feature-flags"):
		return says(http.StatusOK, "application/json", string(s.flags)), nil
	case r.Method == http.MethodPatch:
		if err := s.patch(r.Body); err != nil {
			return nil, err
		}
	}
	body, err := json.Marshal(s.doc)
	if err != nil {
		return nil, err
	}
	return says(http.StatusOK, "application/json", string(body)), nil
}

func (s *scripted) patch(body io.Reader) error {
	var patch document.Patch
	if err := json.NewDecoder(body).Decode(&patch); err != nil {
		return err
	}
	s.sent = append(s.sent, patch)
	for _, op := range patch {
		name := strings.NewReplacer("~1", "/", "~0", "~").Replace(strings.TrimPrefix(op.Path, "/"))
		switch {
		case op.Op == document.OpTest:
		case op.Op == document.OpRemove:
			delete(s.doc, name)
		case s.store != nil:
			s.doc[name] = s.store(name, op.Value)
		default:
			s.doc[name] = op.Value
		}
	}
	return nil
}

func says(status int, contentType, body string) *http.Response {
	return &http.Response{
		StatusCode: status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, ContentLength: int64(len(body)),
		Header: http.Header{"Content-Type": {contentType}}, Body: io.NopCloser(bytes.NewReader([]byte(body))),
	}
}

// connection is how a session reaches its server, as far as tests differ in it.
type connection struct {
	server   string
	network  http.RoundTripper
	tokens   func(*transport.Transport) auth.TokenSource // nil: one that every scripted server takes
	journal  ops.Recorder                                // nil: a file
	history  ops.Reader                                  // nil: nothing is read back
	audit    ops.AuditAPI
	prover   ops.Prover
	readOnly bool
	guard    string // the profile that makes it so
	theme    *theme.Theme
}

// session makes a session whose ids and times are the same in every run.
func (c connection) session(t testing.TB) *core.Session {
	t.Helper()
	var ids, seconds atomic.Int64
	start := time.Date(2026, 7, 13, 12, 0, 0, 0, time.UTC)
	newID := func() string { return fmt.Sprintf("%08d-test", ids.Add(1)) }
	clock := func() time.Time { return start.Add(time.Duration(seconds.Add(1)) * time.Second) }
	wait := func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	over, err := transport.New(transport.Options{Transport: c.network, Sleep: wait, NewID: newID, ReadOnly: c.readOnly})
	if err != nil {
		t.Fatal(err)
	}
	tokens := auth.Static("a-token")
	if c.tokens != nil {
		tokens = c.tokens(over)
	}
	api, err := client.New(client.Config{BaseURL: c.server, Tokens: tokens, Transport: over})
	if err != nil {
		t.Fatal(err)
	}
	if c.journal == nil {
		c.journal = journal.Open(filepath.Join(t.TempDir(), "journal.jsonl"))
	}
	return &core.Session{
		Context: t.Context(), Draft: ops.NewDraft(), Now: clock, Theme: c.theme, Registry: tui.Registry(),
		Label: core.Label{Profile: "test", Server: strings.TrimPrefix(c.server, "https://"), User: "admin"},
		Ops: ops.New(ops.Deps{
			Configuration: api.Properties, Entries: ops.Entries(api), ScopeUsers: api.ScopeUsers, Prover: c.prover, Journal: c.journal, History: c.history, Audit: c.audit, Server: c.server, Guards: ops.Guards{ReadOnly: c.readOnly, ReadOnlyOf: c.guard},
			Now: clock, NewID: newID, Sleep: wait,
		}),
		Copy:  func(string) tea.Cmd { return nil },
		After: func(_ time.Duration, msg tea.Msg) tea.Cmd { return core.Send(msg) },
	}
}

// stage is a console in a test: the driver settles after every key, the application can be left in the middle of things.
type stage struct {
	*tuitest.Driver
	app     *tui.App
	session *core.Session
	server  *scripted // nil where the server is another
}

// raise opens the first page.
func raise(t testing.TB, session *core.Session, width, height int) *stage {
	t.Helper()
	app := tui.New(session, "home")
	return &stage{Driver: tuitest.Drive(t, app, width, height), app: app, session: session}
}

// leave delivers a message and does not run what follows from it, as if that took its time.
func (s *stage) leave(msg tea.Msg) tea.Cmd {
	_, cmd := s.app.Update(msg)
	return cmd
}

// find puts the cursor of the list of properties on one of them.
func (s *stage) find(name string) {
	s.Send(core.Open{ID: "auth.properties", Arg: name})
}

// noProof never finds that a dangerous value works.
type noProof struct{}

func (noProof) Prove(context.Context, impact.Check) error { return errors.New("nothing answers there") }

// memory is a journal that keeps nothing.
type memory struct{}

func (memory) Append(context.Context, journal.Record) error { return nil }

// full is a journal on a full disk.
type full struct{}

func (full) Append(context.Context, journal.Record) error {
	return &journal.UnwritableError{Path: "journal.jsonl", Err: syscall.ENOSPC}
}

// refusing writes the intent to one journal and the outcome to another.
type refusing struct{ first, then ops.Recorder }

func (r *refusing) Append(ctx context.Context, record journal.Record) error {
	if record.Phase == journal.Outcome && r.then != nil {
		return r.then.Append(ctx, record)
	}
	return r.first.Append(ctx, record)
}
