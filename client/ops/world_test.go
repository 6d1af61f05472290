package ops_test

import (
	"context"
	"fmt"
	"net/http"
	"path/filepath"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/clienttest"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/proof"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/client/transport"
)

const introspectionPath = "/jans-auth/restv1/introspection"

// world is a sandbox with a person's operations on it, and the client underneath for looking behind them.
type world struct {
	*ops.Ops
	t       testing.TB
	api     *client.Client
	server  *sandbox.Server
	journal *journal.Journal
	clock   *sandbox.ManualClock // nil when the sandbox goes by the time of day
	before  *func(*http.Request) // called before a request is delivered
	deps    ops.Deps
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func newWorld(t testing.TB, options sandbox.Options) world {
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
	w := world{t: t, server: server, journal: journal.Open(filepath.Join(t.TempDir(), "journal.jsonl"))}
	before := func(*http.Request) {}
	w.before = &before
	now := time.Now
	if clock, manual := options.Clock.(*sandbox.ManualClock); manual {
		w.clock, now = clock, clock.Now
	}
	ids := 0
	newID := func() string { ids++; return fmt.Sprintf("%08d-test", ids) }
	tr, err := transport.New(transport.Options{Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
		before(r)
		return server.Transport().RoundTrip(r)
	}), Sleep: w.sleep, NewID: newID})
	if err != nil {
		t.Fatal(err)
	}
	info := server.Info()
	tokens := auth.NewClientCredentials(tr, info.URL+"/jans-auth/restv1/token", info.ClientID, info.ClientSecret, client.Scopes(false), now)
	if w.api, err = client.New(client.Config{BaseURL: info.URL, Tokens: tokens, Transport: tr}); err != nil {
		t.Fatal(err)
	}
	w.deps = ops.Deps{
		Configuration: w.api.Properties, Entries: ops.Entries(w.api), ScopeUsers: w.api.ScopeUsers, Journal: w.journal,
		Prover: &proof.Prover{Transport: tr, Tokens: tokens, Introspection: func(context.Context) (string, error) { return info.URL + introspectionPath, nil }},
		People: clienttest.Residents{Server: server}, ClientID: info.ClientID, Server: info.URL, Now: now, NewID: newID, Sleep: w.sleep,
	}
	w.Ops = ops.New(w.deps)
	return w
}

// reopen makes other operations on the same server.
func (w *world) reopen(change func(*ops.Deps)) {
	change(&w.deps)
	w.Ops = ops.New(w.deps)
}

// sleep lets the time pass at once.
func (w world) sleep(ctx context.Context, d time.Duration) error {
	if w.clock != nil {
		w.clock.Advance(d)
	}
	return ctx.Err()
}

// find is Find for a name that is there.
func (w world) find(resource change.Resource, name string) *ops.Entity {
	w.t.Helper()
	entity, err := w.Find(w.t.Context(), resource, name)
	if err != nil {
		w.t.Fatal(err)
	}
	return entity
}

// stored is what the server holds now.
func (w world) stored(target ops.Target) document.Document {
	w.t.Helper()
	entity, err := w.Entity(w.t.Context(), target)
	if err != nil {
		w.t.Fatal(err)
	}
	return entity.Document
}

func (w world) plan(draft *ops.Draft) *ops.Plan {
	w.t.Helper()
	plan, err := w.Plan(w.t.Context(), draft.Edits())
	if err != nil {
		w.t.Fatal(err)
	}
	return plan
}

// apply plans and applies a draft with every consent.
func (w world) apply(draft *ops.Draft) *ops.Result {
	w.t.Helper()
	plan := w.plan(draft)
	result, err := w.Apply(w.t.Context(), plan, ops.Consent{Yes: true, Word: plan.Word()})
	if err != nil {
		w.t.Fatal(err)
	}
	return result
}

func parse(t testing.TB, text string) document.Document {
	t.Helper()
	doc, err := document.Parse([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}
