package tuitest

import (
	"context"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/muesli/termenv"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/clienttest"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/client/transport"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/core"
)

// World is a sandbox, a session that works with it, and what tests look at afterwards.
type World struct {
	Session *core.Session
	Sandbox *sandbox.Server
	Journal *journal.Journal
	Copied  []string // what was put on the clipboard
	t       testing.TB
	api     *client.Client // of the session that was made last
	source  auth.TokenSource
	wire    *transport.Transport

	mu       sync.Mutex
	requests []string
}

// NewWorld starts a fresh sandbox and a session on it, in plain text and with a clock that a test can turn.
func NewWorld(t testing.TB, options sandbox.Options) *World {
	t.Helper()
	server, err := sandbox.Open(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Close(context.Background()); err != nil {
			t.Errorf("closing the sandbox: %v", err)
		}
	})
	w := &World{Sandbox: server, t: t, Journal: journal.Open(filepath.Join(t.TempDir(), "journal.jsonl"))}
	w.Session = w.NewSession(false)
	return w
}

// NewSession is another person at the same server.
func (w *World) NewSession(readOnly bool) *core.Session {
	w.t.Helper()
	clock := &clock{now: time.Date(2026, 7, 13, 12, 0, 0, 0, time.UTC)}
	session := &core.Session{
		Context: w.t.Context(), Draft: ops.NewDraft(), Now: clock.tick,
		Theme: theme.New(theme.Options{Profile: termenv.Ascii}),
		Label: core.Label{Profile: "sandbox", Server: "127.0.0.1", User: "admin"},
		Ops:   w.operations(readOnly),
		After: func(_ time.Duration, msg tea.Msg) tea.Cmd { return core.Send(msg) },
		Copy:  func(content string) tea.Cmd { w.Copied = append(w.Copied, content); return nil },
		EditFile: func(to core.Screen, name, _ string) tea.Cmd {
			return core.Send(core.Deliver{To: to, Msg: core.Edited{Name: name, Err: fmt.Errorf("no editor in this test")}})
		},
	}
	w.withTokens(session, time.Now)
	return session
}

func (w *World) operations(readOnly bool) *ops.Ops { return ops.New(w.deps(readOnly)) }

// Watch lets the session look at the auth server from outside, by a clock that the sandbox goes by as well. What the session would do later is
// done when the test calls the function that Watch returns: the time has passed then. It says whether there was anything.
func (w *World) Watch(clock *sandbox.ManualClock, drive func(tea.Msg)) (later func() bool) {
	w.t.Helper()
	deps := w.deps(false)
	deps.Now, deps.Discovery, deps.Probe = clock.Now, w.api.Discovery.Get, w.api.Endpoints.Probe
	w.use(deps)
	var waiting []tea.Msg
	w.Session.After = func(wait time.Duration, msg tea.Msg) tea.Cmd {
		clock.Advance(wait)
		waiting = append(waiting, msg)
		return nil
	}
	return func() bool {
		due := waiting
		waiting = nil
		for _, msg := range due {
			drive(msg)
		}
		return len(due) > 0
	}
}

// use lets the session work with other operations.
func (w *World) use(deps ops.Deps) {
	w.Session.Ops = ops.New(deps)
	w.withTokens(w.Session, deps.Now)
}

func (w *World) deps(readOnly bool) ops.Deps {
	w.t.Helper()
	newID := clienttest.IDs()
	wait := func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	t, err := transport.New(transport.Options{Transport: counted{w, w.Sandbox.Transport()}, Sleep: wait, NewID: newID, ReadOnly: readOnly, Timeout: 5 * time.Second})
	if err != nil {
		w.t.Fatal(err)
	}
	info := w.Sandbox.Info()
	source := auth.NewClientCredentials(t, info.URL+"/jans-auth/restv1/token", info.ClientID, info.ClientSecret, client.LoginScopes(readOnly), time.Now)
	api, err := client.New(client.Config{BaseURL: info.URL, Tokens: source, Transport: t})
	if err != nil {
		w.t.Fatal(err)
	}
	w.api, w.source, w.wire = api, source, t
	return ops.Deps{
		Configuration: api.Properties, Entries: ops.Entries(api), ScopeUsers: api.ScopeUsers, People: clienttest.Residents{Server: w.Sandbox},
		Journal: w.Journal, History: w.Journal, Audit: api.Audit, Server: info.URL, Profile: "sandbox", User: func() string { return info.ClientID }, Guards: ops.Guards{ReadOnly: readOnly},
		Now: time.Now, NewID: newID, Sleep: wait,
	}
}

// Discover reads what the auth server tells about itself, so that the server has it in its cache.
func (w *World) Discover() {
	w.t.Helper()
	if _, err := w.api.Discovery.Get(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
}

// Opened is the session's connection, as a gate would have opened it.
func (w *World) Opened() *access.Opened {
	return &access.Opened{Ops: w.Session.Ops, Tokens: w.Session.Tokens, Revocation: w.Session.Revocation, Profile: access.Profile{Name: "sandbox"}, Server: "127.0.0.1"}
}

// Change lets somebody else change a property on the server.
func (w *World) Change(name, value string) {
	w.t.Helper()
	configuration, err := w.operations(false).Load(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	w.Elsewhere(func(draft *ops.Draft) {
		if err := configuration.SetText(draft, name, value); err != nil {
			w.t.Fatal(err)
		}
	})
}

// Elsewhere lets somebody else apply what is staged into the draft.
func (w *World) Elsewhere(stage func(*ops.Draft)) {
	w.t.Helper()
	other, draft := w.operations(false), ops.NewDraft()
	stage(draft)
	plan, err := other.Plan(w.t.Context(), draft.Edits())
	if err != nil {
		w.t.Fatal(err)
	}
	if _, err := other.Apply(w.t.Context(), plan, ops.Consent{Yes: true, Word: plan.Word()}); err != nil {
		w.t.Fatal(err)
	}
}

// Value is what the server holds.
func (w *World) Value(name string) string {
	w.t.Helper()
	configuration, err := w.operations(true).Load(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	return string(configuration.Document.Get(name))
}

// clock goes on by a second each time it is read, so that dialogs never find that a key came too soon.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *clock) tick() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(time.Second)
	return c.now
}

// counted takes note of the requests to the Config API.
type counted struct {
	world *World
	over  http.RoundTripper
}

// RoundTrip implements http.RoundTripper.
func (c counted) RoundTrip(r *http.Request) (*http.Response, error) {
	if _, path, found := strings.Cut(r.URL.RequestURI(), "/jans-config-api/api/v1"); found {
		c.world.mu.Lock()
		c.world.requests = append(c.world.requests, r.Method+" "+path)
		c.world.mu.Unlock()
	}
	return c.over.RoundTrip(r)
}

// Requests returns what was asked of the Config API since it was called last, as in "GET /scopes?limit=200".
func (w *World) Requests() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	requests := w.requests
	w.requests = nil
	return requests
}
