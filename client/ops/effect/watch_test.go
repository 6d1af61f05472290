package effect

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/client/transport"
)

func expect(t *testing.T, p Progress, state State, least, most time.Duration, says string) {
	t.Helper()
	if p.State != state || p.After < least || p.After > most || !strings.Contains(p.Says, says) {
		t.Errorf("%s: %s after %v, %q; want %s after %v to %v, %q", p.ID, p.State, p.After, p.Says, state, least, most, says)
	}
}

// The endpoint refuses within 30 s, and discovery goes on listing it until its cache expires.
func TestRevokeSwitchedOff(t *testing.T) {
	w := newWorld(t, nil)
	result := w.settings(flag(false, "revoke_token"))
	watch := New(w.Ops, result)
	var told []Progress
	if err := watch.Run(t.Context(), func(p Progress) { told = append(told, p) }); err != nil {
		t.Fatal(err)
	}
	found := byID(watch.Progress())
	expect(t, found["endpoint/revoke_token"], Seen, time.Second, 45*time.Second, "endpoint /revoke: 403 after")
	expect(t, found[Discovery], Seen, 55*time.Minute, 61*time.Minute, "discovery document: revocation_endpoint is gone after 6")
	expect(t, found[Stored], Seen, 55*time.Minute, 61*time.Minute, "stored values: as applied")
	waited := false
	for _, p := range told {
		waited = waited || p.ID == Discovery && p.State == Waiting && strings.Contains(p.Says, "still lists revocation_endpoint") && strings.HasPrefix(p.Deadline, "at the latest in 6")
	}
	if !waited || len(*w.pauses) < 20 || len(*w.pauses) > 200 {
		t.Errorf("%d pauses, told %+v", len(*w.pauses), told)
	}
	for i, pause := range *w.pauses {
		if pause <= 0 || pause > mostPause || i > 0 && pause < (*w.pauses)[i-1] {
			t.Errorf("pause %d: %v", i, pause)
		}
	}
}

// The known way to flush discovery makes it a minute, and flushing twice leaves the lifetime that there was.
func TestFlushedDiscovery(t *testing.T) {
	w := newWorld(t, nil)
	first := New(w.Ops, w.settings(flag(false, "revoke_token")))
	again := New(w.Ops, w.settings((*ops.Configuration).FlushDiscovery))
	if !first.Yield(again) {
		t.Error("the first watch has nothing left to look for")
	}
	expect(t, w.run(again)[Discovery], Seen, time.Second, 90*time.Second, "discovery document: it shows the endpoints that the flags allow")
	expect(t, w.run(first)[Discovery], Seen, time.Second, 3*time.Minute, "discovery document: revocation_endpoint is gone")
	w.settings((*ops.Configuration).FlushDiscovery)
	configuration, err := w.Load(t.Context())
	if got := configuration.Document.Get(ops.CacheLifetime); err != nil || string(got) != "60" {
		t.Errorf("%s, %v", got, err)
	}
}

func TestLoadedScripts(t *testing.T) {
	w := newWorld(t, nil)
	template, _ := schema.ScriptTemplate("dynamic_scope")
	for _, tc := range []struct {
		source string
		state  State
		says   string
	}{
		{template, Seen, "no error after 6"},
		{strings.Replace(template, "def update(", "def updated(", 1), Failed, "does not work: AttributeError"},
	} {
		whole := fmt.Sprintf(`{"name":"careers%s","scriptType":"dynamic_scope","programmingLanguage":"python","enabled":true,"script":%s}`,
			tc.state, document.Quote(tc.source))
		result := w.apply(ops.Edit{Target: change.NewTarget(change.Script, "careers"), Kind: change.Create, Value: json.RawMessage(whole)})
		id := "script/" + result.Written()[0].Target().ID
		found := w.run(New(w.Ops, result))[id]
		expect(t, found, tc.state, time.Second, 90*time.Second, tc.says)
		if found.Outcome == nil || found.Outcome.Failed() != (tc.state == Failed) {
			t.Errorf("%+v", found.Outcome)
		}
	}
}

// looking lets something happen before each look at the discovery document; its error takes the place of the document. The plan looks as well.
func looking(before func() error) func(*ops.Deps) {
	return func(deps *ops.Deps) {
		real := deps.Discovery
		deps.Discovery = func(ctx context.Context) (document.Document, error) {
			if err := before(); err != nil {
				return nil, err
			}
			return real(ctx)
		}
	}
}

func answering(status int, code string) func(*ops.Deps) {
	return func(deps *ops.Deps) {
		deps.Probe = func(context.Context, client.Probe) (client.Answer, error) {
			return client.Answer{Status: status, Code: code}, nil
		}
	}
}

var errDown = &transport.Error{Kind: transport.KindUnreachable, Op: "read the OpenID configuration"}

func TestWhatIsNotSeen(t *testing.T) {
	looks := 0
	for _, tc := range []struct {
		name            string
		differs         func(*ops.Deps)
		gate, discovery State
		says            string
	}{
		{"a node that never notices it", answering(200, ""), NotYet, Seen, "still answers (200)"},
		{"an endpoint that is not there", answering(404, ""), Unknown, Seen, "answers 404, which does not tell"},
		{"a proxy that forbids", answering(403, ""), Unknown, Seen, "answers 403, which does not tell"},
		{"credentials that are refused", answering(401, "invalid_client"), Unknown, Seen, "answers 401"},
		{"a client that may not use it", answering(401, "unauthorized_client"), NotYet, Seen, "still answers (401)"},
		{"discovery down midway", looking(func() error {
			if looks++; looks > 3 && looks < 9 {
				return errDown
			}
			return nil
		}), Seen, Seen, "403"},
		{"discovery down for good", looking(func() error { return errDown }), Seen, Unknown, "403"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := newWorld(t, tc.differs)
			found := w.run(New(w.Ops, w.settings(flag(false, "revoke_token"))))
			gate := found["endpoint/revoke_token"]
			if gate.State != tc.gate || !strings.Contains(gate.Says, tc.says) || found[Discovery].State != tc.discovery {
				t.Errorf("%+v\n%+v", gate, found[Discovery])
			}
		})
	}
}

// What somebody else has written over the change a moment later is reported, by the first reading or by the one at the end.
func TestOverwritten(t *testing.T) {
	for _, when := range []time.Duration{time.Second, 10 * time.Minute} {
		w := newWorld(t, nil)
		result := w.settings(func(c *ops.Configuration, d *ops.Draft) error {
			return errors.Join(set("accessTokenLifetime", "600")(c, d), flag(false, "userinfo")(c, d))
		})
		watch, done := New(w.Ops, result), false
		for more := true; more; {
			if !done && watch.pauses >= when {
				w.patch("accessTokenLifetime=700")
				done = true
			}
			w.clock.Advance(watch.Pause())
			var err error
			if more, err = watch.Look(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		expect(t, byID(watch.Progress())[Stored], Failed, recheckAfter, 62*time.Minute, "somebody else's change: accessTokenLifetime has been changed since: it is 700 s")
	}
}

func TestOverwrittenEntries(t *testing.T) {
	w := newWorld(t, nil)
	scope, script := w.entity(change.Scope, "email"), w.entity(change.Script, "work_phone")
	result := w.apply(
		ops.Edit{Target: scope.Target, Path: "/description", Kind: change.Set, Base: scope.Get("/description"), Value: json.RawMessage(`"mine"`)},
		ops.Edit{Target: script.Target, Path: "/description", Kind: change.Set, Base: script.Get("/description"), Value: json.RawMessage(`"mine"`)},
	)
	theirs := scope.Document.Clone()
	theirs["description"] = json.RawMessage(`"theirs"`)
	if _, _, err := w.api.Scopes.Replace(t.Context(), theirs); err != nil {
		t.Fatal(err)
	}
	if _, err := w.api.Scripts.Delete(t.Context(), script.Target.ID); err != nil {
		t.Fatal(err)
	}
	says := w.run(New(w.Ops, result))[Stored]
	expect(t, says, Failed, recheckAfter, time.Minute, "scope email: Description has been changed since: it is theirs now")
	expect(t, says, Failed, recheckAfter, time.Minute, "script work_phone has been changed since: it is deleted now")
}

// A later change of the same things is no overwrite by somebody else, and makes the earlier expectations void.
func TestYieldsToALaterChange(t *testing.T) {
	w := newWorld(t, nil)
	first := New(w.Ops, w.settings(func(c *ops.Configuration, d *ops.Draft) error {
		return errors.Join(set("accessTokenLifetime", "600")(c, d), flag(false, "revoke_token", "userinfo")(c, d))
	}))
	later := New(w.Ops, w.settings(func(c *ops.Configuration, d *ops.Draft) error {
		return errors.Join(set("accessTokenLifetime", "700")(c, d), flag(true, "revoke_token")(c, d))
	}))
	if !first.Yield(later) {
		t.Fatal("nothing is left")
	}
	found := w.run(first)
	if _, kept := found["endpoint/revoke_token"]; kept || found["endpoint/userinfo"].State != Seen || found[Discovery].State != Seen || found[Stored].State != Seen {
		t.Errorf("%+v", found)
	}
	if strings.Contains(found[Discovery].Says, "revocation_endpoint") {
		t.Error(found[Discovery].Says)
	}
}

func TestBoundedWatch(t *testing.T) {
	w := newWorld(t, nil)
	found := w.run(New(w.Ops, w.settings(flag(false, "revoke_token"))).Within(time.Minute))
	expect(t, found["endpoint/revoke_token"], Seen, 0, time.Minute, "403")
	expect(t, found[Discovery], NotYet, 50*time.Second, time.Minute, "still lists revocation_endpoint")
	expect(t, found[Stored], Seen, time.Minute, time.Minute, "as applied")
}

func TestCancelledWatch(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	looks := 0
	w := newWorld(t, looking(func() error {
		if looks++; looks == 4 {
			cancel()
		}
		return nil
	}))
	watch := New(w.Ops, w.settings(flag(false, "introspection")))
	if err := watch.Run(ctx, func(Progress) {}); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	if p := byID(watch.Progress())[Discovery]; p.State != Waiting || looks != 4 {
		t.Errorf("%+v after %d looks", p, looks)
	}
}

// Without a way to look, only scripts are watched.
func TestNobodyLooks(t *testing.T) {
	w := newWorld(t, func(deps *ops.Deps) { deps.Discovery, deps.Probe = nil, nil })
	watch := New(w.Ops, w.settings(flag(false, "revoke_token")))
	if !watch.Idle() {
		t.Error("something is looked for")
	}
	for _, p := range w.run(watch) {
		if p.State != Unwatched || !strings.Contains(p.Says, "no way to look") {
			t.Errorf("%+v", p)
		}
	}
}
