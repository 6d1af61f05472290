package tokens_test

import (
	"context"
	"net/http"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/clienttest"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/impact"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/client/transport"
)

// world is a sandbox with what a person can do with its tokens.
type world struct {
	*tokens.Service
	t         testing.TB
	transport *transport.Transport
	api       *client.Client
	info      sandbox.Info
	source    auth.TokenSource
	journal   *journal.Journal
	wire      *func(*http.Request, func(*http.Request) (*http.Response, error)) (*http.Response, error) // between the console and the server
	waits     *[]time.Duration
	deps      tokens.Deps
	opsDeps   ops.Deps
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func newWorld(t testing.TB, options sandbox.Options) *world {
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
	w := &world{t: t, info: server.Info(), journal: journal.Open(filepath.Join(t.TempDir(), "journal.jsonl")), waits: new([]time.Duration)}
	wire := func(r *http.Request, deliver func(*http.Request) (*http.Response, error)) (*http.Response, error) {
		return deliver(r)
	}
	w.wire = &wire
	sleep := func(ctx context.Context, d time.Duration) error {
		*w.waits = append(*w.waits, d)
		return ctx.Err()
	}
	inner := server.Transport()
	tr, err := transport.New(transport.Options{
		Transport: roundTripper(func(r *http.Request) (*http.Response, error) { return (*w.wire)(r, inner.RoundTrip) }),
		Sleep:     func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	})
	if err != nil {
		t.Fatal(err)
	}
	w.transport = tr
	w.opsDeps = ops.Deps{
		Journal: w.journal, Server: w.info.URL, Now: time.Now,
		NewID: clienttest.IDs(),
	}
	w.deps = tokens.Deps{Own: w.own, Now: time.Now, Sleep: sleep}
	w.signIn(client.LoginScopes(false)...)
	return w
}

// signIn makes the operations those of a client with these scopes.
func (w *world) signIn(scopes ...string) {
	w.t.Helper()
	w.source = auth.NewClientCredentials(w.transport, w.info.URL+"/jans-auth/restv1/token", w.info.ClientID, w.info.ClientSecret, scopes, time.Now)
	var err error
	if w.api, err = client.New(client.Config{BaseURL: w.info.URL, Tokens: w.source, Transport: w.transport}); err != nil {
		w.t.Fatal(err)
	}
	w.opsDeps.Entries, w.deps.Tokens, w.deps.Sessions = ops.Entries(w.api), w.api.Tokens, w.api.Sessions
	w.reopen()
}

// reopen makes the operations anew, after their dependencies were changed.
func (w *world) reopen() {
	w.deps.Ops = ops.New(w.opsDeps)
	w.Service = tokens.New(w.deps)
}

func (w *world) own(ctx context.Context) (tokens.Own, error) {
	token, err := w.source.Token(ctx)
	return tokens.Own{Login: impact.LoginClient, Access: tokens.CodeOf(token)}, err
}

func (w *world) plan(selection tokens.Selection) *tokens.Revocation {
	w.t.Helper()
	r, err := w.PlanRevocation(w.t.Context(), selection)
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

// list is every token that a filter means.
func (w *world) list(filter tokens.Filter) []tokens.Entry {
	w.t.Helper()
	var entries []tokens.Entry
	for entry, err := range w.All(w.t.Context(), filter) {
		if err != nil {
			w.t.Fatal(err)
		}
		entries = append(entries, entry)
	}
	return entries
}

// records are what the journal holds.
func (w *world) records() []journal.Entry {
	w.t.Helper()
	log, err := w.journal.Read()
	if err != nil {
		w.t.Fatal(err)
	}
	return log.Entries
}

// agreed is a consent to everything.
func agreed(r *tokens.Revocation) ops.Consent { return ops.Consent{Yes: true, Word: r.Word()} }

func ids(impacts []ops.Impact) []string {
	var list []string
	for _, i := range impacts {
		list = append(list, i.ID)
	}
	slices.Sort(list)
	return list
}
