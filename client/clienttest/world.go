package clienttest

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/proof"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/client/transport"
)

// T is a test, or one draw of a property.
type T interface {
	Helper()
	Context() context.Context
	Cleanup(func())
	Errorf(string, ...any)
	Fatal(...any)
	Fatalf(string, ...any)
}

// World is a sandbox with a person's operations on it, and the client underneath for looking behind them.
type World struct {
	Ops     *ops.Ops
	API     *client.Client
	Server  *sandbox.Server
	Journal *journal.Journal
	Clock   *sandbox.ManualClock // nil when the sandbox goes by the time of day
	Before  func(*http.Request)  // called before a request is delivered
	After   func(*http.Request, *http.Response, error) (*http.Response, error)
	User    string
	Deps    ops.Deps // that Ops was made of
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// IDs makes ids of requests and records that count up, for whoever asks at once too.
func IDs() func() string {
	var last atomic.Int64
	return func() string { return fmt.Sprintf("%08d-test", last.Add(1)) }
}

// NewWorld opens a sandbox that is closed when the test or the draw ends.
func NewWorld(t T, options sandbox.Options) *World {
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
	w := &World{
		Server: server, Journal: journal.Open(filepath.Join(folder(t), "journal.jsonl")), Before: func(*http.Request) {},
		After: func(_ *http.Request, answer *http.Response, err error) (*http.Response, error) { return answer, err },
	}
	now := time.Now
	if clock, manual := options.Clock.(*sandbox.ManualClock); manual {
		w.Clock, now = clock, clock.Now
	}
	newID := IDs()
	tr, err := transport.New(transport.Options{Transport: roundTripper(w.deliver), Sleep: w.sleep, NewID: newID})
	if err != nil {
		t.Fatal(err)
	}
	info := server.Info()
	tokens := auth.NewClientCredentials(tr, info.URL+"/jans-auth/restv1/token", info.ClientID, info.ClientSecret, client.LoginScopes(false), now)
	if w.API, err = client.New(client.Config{BaseURL: info.URL, Tokens: tokens, Transport: tr}); err != nil {
		t.Fatal(err)
	}
	introspection := func(context.Context) (string, error) { return info.URL + introspectionPath, nil }
	w.Deps = ops.Deps{
		Configuration: w.API.Properties, Entries: ops.Entries(w.API), ScopeUsers: w.API.ScopeUsers, Journal: w.Journal, History: w.Journal,
		Audit:  w.API.Audit,
		Prover: &proof.Prover{Transport: tr, Tokens: tokens, Introspection: introspection},
		People: Residents{Server: server}, User: func() string { return w.User }, ClientID: info.ClientID, Server: info.URL,
		Now: now, NewID: newID, Sleep: w.sleep,
	}
	w.Ops = ops.New(w.Deps)
	return w
}

// folder is a temporary one; draws cannot make any themselves.
func folder(t T) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "jansadm-world-")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := os.RemoveAll(dir); err != nil {
			t.Errorf("removing the journal's folder: %v", err)
		}
	})
	return dir
}

const introspectionPath = "/jans-auth/restv1/introspection"

func (w *World) deliver(r *http.Request) (*http.Response, error) {
	w.Before(r)
	answer, err := w.Server.Transport().RoundTrip(r)
	return w.After(r, answer, err)
}

// sleep lets the time pass at once.
func (w *World) sleep(ctx context.Context, d time.Duration) error {
	if w.Clock != nil {
		w.Clock.Advance(d)
	}
	return ctx.Err()
}
