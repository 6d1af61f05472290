package effect

import (
	"context"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/clienttest"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/client/transport"
)

// world is a sandbox with the delays of a real server, whose time passes as soon as somebody pauses.
type world struct {
	*ops.Ops
	t      *testing.T
	api    *client.Client
	clock  *sandbox.ManualClock
	pauses *[]time.Duration
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// newWorld takes what is different about it; nil when nothing is.
func newWorld(t *testing.T, differs func(*ops.Deps)) *world {
	t.Helper()
	w := &world{t: t, clock: sandbox.NewManualClock(time.Date(2026, 7, 13, 12, 0, 0, 0, time.UTC)), pauses: new([]time.Duration)}
	server, err := sandbox.Open(t.Context(), sandbox.Options{Clock: w.clock, Timing: sandbox.RealTiming()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := server.Close(context.Background()); err != nil {
			t.Errorf("closing the sandbox: %v", err)
		}
	})
	sleep := func(ctx context.Context, d time.Duration) error {
		*w.pauses = append(*w.pauses, d)
		w.clock.Advance(d)
		return ctx.Err()
	}
	newID := clienttest.IDs()
	tr, err := transport.New(transport.Options{Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
		return server.Transport().RoundTrip(r)
	}), Sleep: sleep, NewID: newID})
	if err != nil {
		t.Fatal(err)
	}
	info := server.Info()
	tokens := auth.NewClientCredentials(tr, info.URL+"/jans-auth/restv1/token", info.ClientID, info.ClientSecret, client.Scopes(false), w.clock.Now)
	if w.api, err = client.New(client.Config{BaseURL: info.URL, Tokens: tokens, Transport: tr}); err != nil {
		t.Fatal(err)
	}
	deps := ops.Deps{
		Configuration: w.api.Properties, Entries: ops.Entries(w.api), ScopeUsers: w.api.ScopeUsers,
		Discovery: w.api.Discovery.Get, Probe: w.api.Endpoints.Probe,
		Journal: journal.Open(filepath.Join(t.TempDir(), "journal.jsonl")), Server: info.URL, Now: w.clock.Now, NewID: newID, Sleep: sleep,
	}
	if differs != nil {
		differs(&deps)
	}
	w.Ops = ops.New(deps)
	return w
}

// settings applies changes of settings. What clients see is read beforehand, so that the server has it in its cache.
func (w *world) settings(stage func(*ops.Configuration, *ops.Draft) error) *ops.Result {
	w.t.Helper()
	if _, err := w.api.Discovery.Get(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
	configuration, err := w.LoadWithFlags(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	draft := ops.NewDraft()
	if err := stage(configuration, draft); err != nil {
		w.t.Fatal(err)
	}
	return w.apply(draft.Edits()...)
}

func (w *world) apply(edits ...ops.Edit) *ops.Result {
	w.t.Helper()
	plan, err := w.Plan(w.t.Context(), edits)
	if err != nil {
		w.t.Fatal(err)
	}
	result, err := w.Apply(w.t.Context(), plan, ops.Consent{Yes: true, Word: plan.Word()})
	if err != nil {
		w.t.Fatal(err)
	}
	return result
}

func (w *world) entity(resource change.Resource, name string) *ops.Entity {
	w.t.Helper()
	entity, err := w.Find(w.t.Context(), resource, name)
	if err != nil {
		w.t.Fatal(err)
	}
	return entity
}

// patch is somebody else's write, past everything that this console does.
func (w *world) patch(text string) {
	w.t.Helper()
	name, value, _ := strings.Cut(text, "=")
	operation := document.Op{Op: document.OpReplace, Path: "/" + name, Value: []byte(value)}
	if _, _, err := w.api.Properties.Patch(w.t.Context(), document.Patch{operation}); err != nil {
		w.t.Fatal(err)
	}
}

// run watches to the end.
func (w *world) run(watch *Watch) map[string]Progress {
	w.t.Helper()
	if err := watch.Run(w.t.Context(), func(Progress) {}); err != nil {
		w.t.Fatal(err)
	}
	return byID(watch.Progress())
}

func byID(all []Progress) map[string]Progress {
	found := map[string]Progress{}
	for _, p := range all {
		found[p.ID] = p
	}
	return found
}

func flag(on bool, names ...string) func(*ops.Configuration, *ops.Draft) error {
	return func(c *ops.Configuration, d *ops.Draft) error { return c.SetFlags(d, on, names...) }
}

func set(name, text string) func(*ops.Configuration, *ops.Draft) error {
	return func(c *ops.Configuration, d *ops.Draft) error { return c.SetText(d, name, text) }
}
