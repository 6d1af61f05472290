package ops_test

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/client/transport"
)

// world is a sandbox with a person's operations on it, and the client underneath for looking behind them.
type world struct {
	*ops.Ops
	t       testing.TB
	api     *client.Client
	server  *sandbox.Server
	journal *journal.Journal
}

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
	ids := 0
	newID := func() string { ids++; return fmt.Sprintf("%08d-test", ids) }
	wait := func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	tr, err := transport.New(transport.Options{Transport: server.Transport(), Sleep: wait, NewID: newID})
	if err != nil {
		t.Fatal(err)
	}
	info := server.Info()
	tokens := auth.NewClientCredentials(tr, info.URL+"/jans-auth/restv1/token", info.ClientID, info.ClientSecret, client.Scopes(false), time.Now)
	api, err := client.New(client.Config{BaseURL: info.URL, Tokens: tokens, Transport: tr})
	if err != nil {
		t.Fatal(err)
	}
	w := world{t: t, api: api, server: server, journal: journal.Open(filepath.Join(t.TempDir(), "journal.jsonl"))}
	w.Ops = ops.New(ops.Deps{
		Configuration: api.Properties, Entries: ops.Entries(api), ScopeUsers: api.ScopeUsers, Journal: w.journal,
		Server: info.URL, Now: time.Now, NewID: newID, Sleep: wait,
	})
	return w
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
