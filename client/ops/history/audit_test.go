package history_test

import (
	"testing"
	"time"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/history"
	"github.com/jansadm/jansadm/client/ops/journal"
)

// Requests of this journal's plans are recognised in whatever time zone the server has; all others are somebody else's.
func TestOwnRequestsAreRecognised(t *testing.T) {
	created := changed(change.Scope, "new:careers", "")
	created.Kind = change.Create
	entry := plan(7, journal.Verified, property("issuer"), changed(change.Script, "4A4E", "/script"), created, changed(change.Claim, "A1", "/name"))
	entry.Intent.UserInum = "1a2b"
	entry.Outcome.Parts = []journal.Part{{Target: created.Target, Inum: "C0DE"}}
	items := history.Items(journal.Log{Entries: []journal.Entry{plan(6, journal.Verified, property("issuer")), entry}})
	at := entry.Intent.Time
	event := func(at time.Time, verb, path string) ops.AuditEvent {
		return ops.AuditEvent{Time: at, User: "1a2b", Client: "jansadm", Verb: verb, Path: path}
	}
	other := func(change func(*ops.AuditEvent)) ops.AuditEvent {
		e := event(at, "changed", "-jans-auth-server-config")
		change(&e)
		return e
	}
	for name, c := range map[string]struct {
		event ops.AuditEvent
		own   bool
	}{
		"properties":          {event(at, "changed", "-jans-auth-server-config"), true},
		"without the hyphen":  {event(at, "changed", "jans-auth-server-config"), true},
		"a script":            {event(at.Add(time.Second), "changed", "-config-scripts-4A4E"), true},
		"a new scope":         {event(at, "added", "-scopes"), true},
		"a claim as a whole":  {event(at, "changed", "-attributes"), true},
		"in India":            {event(at.Add(5*time.Hour+30*time.Minute), "changed", "-jans-auth-server-config"), true},
		"in California":       {event(at.Add(-7*time.Hour+20*time.Second), "changed", "-jans-auth-server-config"), true},
		"another claim":       {event(at, "changed", "-attributes-B2"), false},
		"a deletion":          {event(at, "deleted", "-scopes-C0DE"), false},
		"a minute later":      {event(at.Add(time.Minute+5*time.Second), "changed", "-jans-auth-server-config"), false},
		"the day before":      {event(at.Add(-24*time.Hour), "changed", "-jans-auth-server-config"), false},
		"another person":      {other(func(e *ops.AuditEvent) { e.User = "9f9f" }), false},
		"nobody":              {other(func(e *ops.AuditEvent) { e.User = "" }), false},
		"another program":     {other(func(e *ops.AuditEvent) { e.Client = "jans-tui" }), false},
		"something else":      {event(at, "changed", "-api-config"), false},
		"fetched, not change": {event(at, "fetched", "-jans-auth-server-config"), false},
	} {
		got := history.Events(ops.AuditLog{Events: []ops.AuditEvent{c.event}}, items)
		if want := map[bool]int64{true: 7}[c.own]; len(got) != 1 || got[0].Plan != want {
			t.Errorf("%s: %+v", name, got)
		}
	}
}

// Of two plans that may both have made a request, the nearer one has.
func TestTheNearestPlanMadeTheRequest(t *testing.T) {
	first, second := plan(1, journal.Verified, property("issuer")), plan(2, journal.Verified, property("issuer"))
	second.Intent.Time = first.Intent.Time.Add(5 * time.Second)
	second.Outcome.Time = second.Intent.Time.Add(time.Second)
	items := history.Items(journal.Log{Entries: []journal.Entry{first, second}})
	for after, want := range map[time.Duration]int64{0: 1, 2 * time.Second: 1, 4 * time.Second: 2, 20 * time.Second: 2, -20 * time.Second: 1} {
		event := ops.AuditEvent{Time: first.Intent.Time.Add(after + 2*time.Hour), Client: "jansadm", Verb: "changed", Path: "-jans-auth-server-config"}
		if got := history.Events(ops.AuditLog{Events: []ops.AuditEvent{event}}, items); got[0].Plan != want {
			t.Errorf("%v after: plan %d, want %d", after, got[0].Plan, want)
		}
	}
}
