package tui_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/tui/kit/kittest"
)

// past is a journal that nobody writes to.
type past []journal.Entry

func (p past) Read() (journal.Log, error) { return journal.Log{Entries: p}, nil }

func (p past) ReadLast(n int) (journal.Log, error) {
	more := max(len(p)-n, 0)
	return journal.Log{Entries: p[more:], Earlier: more > 0}, nil
}

func wasSet(name, old, value string) journal.Change {
	return journal.Change{Target: change.PropertyTarget(name), Path: "/" + name, Kind: change.Set, Old: json.RawMessage(old), New: json.RawMessage(value)}
}

// was is a plan of the past.
func was(n int64, state journal.State, reason string, changes ...journal.Change) journal.Entry {
	at := time.Date(2026, 7, 13, 9, int(n), 0, 0, time.UTC)
	id := map[int64]string{1: "aaaaaaaa-1", 2: "bbbbbbbb-2", 3: "cccccccc-3", 4: "dddddddd-4", 5: "eeeeeeee-5"}[n]
	entry := journal.Entry{Intent: journal.Record{
		ID: id, Number: n, Time: at, Server: issuer, User: "jane", Reason: reason, Program: "1.0", Changes: changes, Names: map[change.Target]string{},
	}}
	if state != journal.Unknown {
		entry.Outcome = journal.Record{ID: id, State: state, Time: at.Add(time.Second), Millis: 120, RequestID: "request-" + id}
	}
	return entry
}

// somePlans are five of all kinds, the last of which takes back the second.
func somePlans() []journal.Entry {
	scope := change.Target{Resource: change.Scope, ID: "43F1"}
	partly := was(3, journal.Partial, "", wasSet("requirePkce", "false", "true"),
		journal.Change{Target: scope, Path: "/claims", Kind: change.Set, Old: json.RawMessage(`["inum=A1,ou=attributes,o=jans"]`), New: json.RawMessage(`["inum=B2,ou=attributes,o=jans"]`)})
	partly.Intent.Names[scope] = "careers"
	partly.Outcome.Error = "1 of 2 parts were applied, then the settings failed"
	partly.Outcome.Parts = []journal.Part{
		{Target: scope, State: journal.Verified, RequestID: "request-1"}, {Target: ops.AllProperties, State: journal.NotApplied, RequestID: "request-2"}}
	secret := wasSet("keyStoreSecret", "null", "null")
	secret.Secret = true
	back := was(5, journal.Verified, "was wrong", wasSet("idTokenLifetime", "77", "3600"))
	back.Intent.UndoOf = "bbbbbbbb-2"
	return []journal.Entry{
		was(1, journal.Verified, "ticket 4711: shorter lifetimes for everybody", wasSet("accessTokenLifetime", "300", "600"), secret),
		was(2, journal.Verified, "", wasSet("idTokenLifetime", "3600", "77")), partly, was(4, journal.Unknown, "", wasSet("accessTokenLifetime", "600", "601")), back,
	}
}

func someEvents() []ops.AuditEvent {
	at := time.Date(2026, 7, 13, 11, 1, 0, 0, time.UTC)
	return []ops.AuditEvent{
		{Time: at, Client: "jansadm", Verb: "changed", Path: "-jans-auth-server-config", Arguments: []string{`jsonPatchString:[{"op":"replace","path":"/accessTokenLifetime","value":600}]`}},
		{Time: at.Add(20 * time.Minute), User: "9f2c", Client: "jans-tui", Verb: "deleted", Path: "-scopes-43F1", Arguments: []string{"inum:43F1"}},
	}
}

var histories = []frame{
	{name: "none", walk: opened("history", "")},
	{name: "reading", walk: opening("history", "")},
	{name: "list", history: somePlans(), walk: opened("history", "")},
	{name: "partial", history: somePlans(), walk: steps(opened("history", ""), keys("down", "down"))},
	{name: "filtered", history: somePlans(), walk: steps(opened("history", ""), keys("/"), types("lifetime"))},
	{name: "none found", history: somePlans(), walk: steps(opened("history", ""), keys("/"), types("nothing like it"))},
	{name: "plan", history: somePlans(), walk: steps(opened("history", ""), keys("down", "down", "enter"))},
	{name: "plan with a secret", history: somePlans(), walk: steps(opened("history", ""), keys("end", "enter"))},
	{name: "audit", history: somePlans(), audit: someEvents(), walk: steps(opened("history", ""), keys("A"))},
	{name: "audit none", walk: opened("history.audit", "")},
	{name: "undo", history: somePlans(), walk: steps(opened("history", ""), keys("end", "u"))},
	{name: "undo working", history: somePlans(), walk: opening("undo", "aaaaaaaa-1")},
	{name: "undo of a secret", history: somePlans(), walk: steps(opened("undo", "aaaaaaaa-1"), keys("s"), types("old"))},
	{name: "undo obstructed", history: somePlans(), values: map[string]string{"idTokenLifetime": "99"}, walk: opened("undo", "bbbbbbbb-2")},
	{name: "undone", history: somePlans(), walk: steps(opened("history", ""), keys("end", "u", "enter"))},
}

func TestHistories(t *testing.T) {
	defer func(zone *time.Location) { time.Local = zone }(time.Local)
	time.Local = time.UTC
	check(t, histories, kittest.Mono(), [2]int{80, 24}, [2]int{140, 45})
}
