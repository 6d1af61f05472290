package revocation_test

import (
	"context"
	"io"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/clienttest"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/impact"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/ops/revocation"
	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/client/transport"
)

// world is a sandbox with the delays of a real server, with what can be done about revocation there.
type world struct {
	*revocation.Service
	t       *testing.T
	ops     *ops.Ops
	tokens  *tokens.Service
	api     *client.Client
	server  *sandbox.Server
	clock   *sandbox.ManualClock
	journal *journal.Journal
	deps    revocation.Deps
	source  auth.TokenSource
	wire    *func(*http.Request) *http.Response // answers in place of the server; nil lets the request pass
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func newWorld(t *testing.T, options sandbox.Options) *world {
	t.Helper()
	w := &world{t: t, clock: sandbox.NewManualClock(time.Date(2026, 7, 13, 12, 0, 0, 0, time.UTC)), wire: new(func(*http.Request) *http.Response)}
	options.Clock, options.Timing = w.clock, sandbox.RealTiming()
	var err error
	if w.server, err = sandbox.Open(t.Context(), options); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := w.server.Close(context.Background()); err != nil {
			t.Errorf("closing the sandbox: %v", err)
		}
	})
	*w.wire = func(*http.Request) *http.Response { return nil }
	inside := w.server.Transport()
	newID := clienttest.IDs()
	tr, err := transport.New(transport.Options{
		Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
			if answer := (*w.wire)(r); answer != nil {
				answer.Request = r
				return answer, nil
			}
			return inside.RoundTrip(r)
		}),
		NewID: newID, Now: w.clock.Now, Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
	})
	if err != nil {
		t.Fatal(err)
	}
	info := w.server.Info()
	tokenEndpoint := info.URL + "/jans-auth/restv1/token"
	w.source = auth.NewClientCredentials(tr, tokenEndpoint, info.ClientID, info.ClientSecret, client.LoginScopes(false), w.clock.Now)
	if w.api, err = client.New(client.Config{BaseURL: info.URL, Tokens: w.source, Transport: tr}); err != nil {
		t.Fatal(err)
	}
	w.journal = journal.Open(filepath.Join(t.TempDir(), "journal.jsonl"))
	w.ops = ops.New(ops.Deps{
		Configuration: w.api.Properties, Entries: ops.Entries(w.api), ScopeUsers: w.api.ScopeUsers, Discovery: w.api.Discovery.Get,
		Probe: w.api.Endpoints.Probe, Journal: w.journal, Server: info.URL, Now: w.clock.Now, NewID: newID,
	})
	own := func(ctx context.Context) (tokens.Own, error) {
		token, err := w.source.Token(ctx)
		return tokens.Own{Login: impact.LoginClient, Access: tokens.CodeOf(token)}, err
	}
	w.tokens = tokens.New(tokens.Deps{Ops: w.ops, Tokens: w.api.Tokens, Sessions: w.api.Sessions, Now: w.clock.Now, Own: own})
	w.deps = revocation.Deps{
		Ops: w.ops, Tokens: w.tokens, Endpoint: w.api.Endpoints, Now: w.clock.Now, Own: own, Remove: w.api.Tokens.Delete,
		Caller: func(context.Context) (auth.Caller, error) {
			return auth.BasicCaller(info.ClientID, info.ClientSecret), nil
		},
		Issue: func(ctx context.Context, caller auth.Caller) (string, error) {
			return auth.IssueTo(ctx, tr, tokenEndpoint, caller)
		},
		DeviceGrant: func(_ context.Context, show func(revocation.Code)) (revocation.Grant, error) {
			show(revocation.Code{UserCode: "ABCD-EFGH", URL: info.URL + "/device-code"})
			access, refresh, err := w.server.Mint(info.ClientID, "maria", "openid", "offline_access")
			return revocation.Grant{Access: revocation.NewToken(access), Refresh: revocation.NewToken(refresh)}, err
		},
	}
	w.reopen()
	return w
}

// reopen makes the service anew, after its dependencies were changed.
func (w *world) reopen() { w.Service = revocation.New(w.deps) }

// set writes settings, and lets the server notice them; what it has in its discovery cache stays.
func (w *world) set(pairs ...string) {
	w.t.Helper()
	if _, err := w.api.Discovery.Get(w.t.Context()); err != nil { // so that it is in the cache
		w.t.Fatal(err)
	}
	configuration, err := w.ops.LoadWithFlags(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	draft := ops.NewDraft()
	for _, pair := range pairs {
		name, value, _ := strings.Cut(pair, "=")
		switch {
		case value == "off", value == "on":
			err = configuration.SetFlags(draft, value == "on", name)
		case value == "":
			err = configuration.Unset(draft, name)
		default:
			err = configuration.SetText(draft, name, value)
		}
		if err != nil {
			w.t.Fatal(err)
		}
	}
	w.apply(draft.Edits()...)
}

func (w *world) apply(edits ...ops.Edit) {
	w.t.Helper()
	plan, err := w.ops.Plan(w.t.Context(), edits)
	if err != nil {
		w.t.Fatal(err)
	}
	if _, err := w.ops.Apply(w.t.Context(), plan, ops.Consent{Yes: true, Word: plan.Word()}); err != nil {
		w.t.Fatal(err)
	}
}

// wait lets time pass until every cache has expired.
func (w *world) wait(d time.Duration) { w.clock.Advance(d) }

func (w *world) enable(script string) {
	w.t.Helper()
	entity, err := w.ops.Find(w.t.Context(), change.Script, script)
	if err != nil {
		w.t.Fatal(err)
	}
	draft := ops.NewDraft()
	if err := entity.SetText(draft, "/enabled", "true"); err != nil {
		w.t.Fatal(err)
	}
	w.apply(draft.Edits()...)
	w.wait(time.Minute)
}

// patch is somebody else's write, past everything that this console refuses.
func (w *world) patch(name, value string) {
	w.t.Helper()
	patch := document.Patch{{Op: "replace", Path: "/" + name, Value: []byte(value)}}
	if _, _, err := w.api.Properties.Patch(w.t.Context(), patch); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) deleteScope(name string) {
	w.t.Helper()
	scope, err := w.ops.Find(w.t.Context(), change.Scope, name)
	if err != nil {
		w.t.Fatal(err)
	}
	draft := ops.NewDraft()
	if err := scope.Delete(draft); err != nil {
		w.t.Fatal(err)
	}
	w.apply(draft.Edits()...)
}

func (w *world) look() revocation.Status {
	w.t.Helper()
	status, err := w.Look(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	return status
}

func findingIDs(status revocation.Status) []string {
	var list []string
	for _, finding := range status.Findings {
		list = append(list, finding.ID)
	}
	slices.Sort(list)
	return list
}

// answers makes paths that end so be answered by something else.
func (w *world) answers(path string, status int, media, body string) {
	*w.wire = func(r *http.Request) *http.Response {
		if !strings.HasSuffix(r.URL.Path, path) {
			return nil
		}
		return &http.Response{StatusCode: status, Header: http.Header{"Content-Type": {media}}, Body: io.NopCloser(strings.NewReader(body)),
			ProtoMajor: 1, ProtoMinor: 1, ContentLength: int64(len(body))}
	}
}

func callerOf(caller auth.Caller) func(context.Context) (auth.Caller, error) {
	return func(context.Context) (auth.Caller, error) { return caller, nil }
}
