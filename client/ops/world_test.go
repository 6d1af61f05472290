package ops_test

import (
	"net/http"
	"testing"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/clienttest"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/sandbox"
)

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

func newWorld(t testing.TB, options sandbox.Options) world {
	t.Helper()
	w := clienttest.NewWorld(t, options)
	return world{Ops: w.Ops, t: t, api: w.API, server: w.Server, journal: w.Journal, clock: w.Clock, before: &w.Before, deps: w.Deps}
}

// reopen makes other operations on the same server.
func (w *world) reopen(change func(*ops.Deps)) {
	change(&w.deps)
	w.Ops = ops.New(w.deps)
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
