package history_test

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/history"
	"github.com/jansadm/jansadm/client/ops/journal"
)

var noon = time.Date(2026, 7, 13, 12, 0, 0, 0, time.UTC)

func changed(resource change.Resource, id, path string) journal.Change {
	return journal.Change{Target: change.Target{Resource: resource, ID: id}, Path: path, Kind: change.Set}
}

func property(name string) journal.Change { return changed(change.Property, name, "/"+name) }

// plan is a record that was applied a minute after the one before.
func plan(n int64, state journal.State, changes ...journal.Change) journal.Entry {
	at := noon.Add(time.Duration(n) * time.Minute)
	entry := journal.Entry{Intent: journal.Record{
		ID: fmt.Sprintf("id-%d", n), Number: n, Time: at, Server: "https://one.example.org", Profile: "one", User: "jane", Changes: changes,
	}}
	if state != journal.Unknown {
		entry.Outcome = journal.Record{ID: entry.Intent.ID, State: state, Time: at.Add(time.Second)}
	}
	return entry
}

func undoing(n, of int64) journal.Entry {
	entry := plan(n, journal.Verified, property("issuer"))
	entry.Intent.UndoOf = fmt.Sprintf("id-%d", of)
	return entry
}

func TestWhatWasChanged(t *testing.T) {
	created := changed(change.Scope, "new:careers", "")
	created.Kind, created.New = change.Create, json.RawMessage(`{"id":"careers"}`)
	deleted := changed(change.Claim, "A1", "")
	deleted.Kind, deleted.Old = change.Delete, json.RawMessage(`{"inum":"A1","name":"badge"}`)
	named := journal.Record{
		Changes: []journal.Change{changed(change.Scope, "43F1", "/claims"), changed(change.Scope, "43F1", "/description")},
		Names:   map[change.Target]string{{Resource: change.Scope, ID: "43F1"}: "email"},
	}
	for want, record := range map[string]journal.Record{
		"nothing":                                {},
		"issuer, weird/x":                        {Changes: []journal.Change{changed("weird", "x", "/a"), changed("weird", "x", "/b"), property("issuer")}},
		"issuer":                                 {Changes: []journal.Change{property("issuer")}},
		"3 properties, scope email":              {Changes: append([]journal.Change{property("a"), property("b"), property("c")}, named.Changes...), Names: named.Names},
		"scope 43F1":                             {Changes: named.Changes},
		"new scope careers, claim badge deleted": {Changes: []journal.Change{created, deleted}},
	} {
		if got := history.What(record); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestARevocation(t *testing.T) {
	entry := plan(1, journal.Partial)
	entry.Intent.Revocation = &journal.Revocation{Title: "5 tokens of maria", Count: 5}
	entry.Outcome.Revocation = &journal.Revocation{Revoked: 3, Gone: 1, Failed: 1}
	item := history.Items(journal.Log{Entries: []journal.Entry{entry}})[0]
	if item.What != "3 of 5 tokens of maria revoked" || item.Revoked() != "3 of 5, 1 had gone already, 1 failed" || item.InForce() {
		t.Errorf("%q, %q, %v", item.What, item.Revoked(), item.InForce())
	}
	for state, want := range map[journal.State]string{
		journal.Verified: "5 tokens of maria revoked", journal.NotApplied: "5 tokens of maria not revoked", journal.Unknown: "5 tokens of maria perhaps revoked",
	} {
		entry.Outcome.State = state
		if got := history.Items(journal.Log{Entries: []journal.Entry{entry}})[0].What; got != want {
			t.Errorf("%s: %q", state, got)
		}
	}
	entry.Outcome = journal.Record{}
	if got := history.Items(journal.Log{Entries: []journal.Entry{entry}})[0].Revoked(); got != "it is not known how many of 5" {
		t.Errorf("without an end: %q", got)
	}
}

func TestItems(t *testing.T) {
	log := journal.Log{Entries: []journal.Entry{
		plan(1, journal.Verified, property("issuer")), plan(2, journal.Partial, property("a")), plan(3, journal.Unknown, property("b")),
		plan(4, journal.NotApplied, property("c")), plan(5, journal.Unverified, property("d")), undoing(6, 1),
	}}
	var got []string
	for _, item := range history.Items(log) {
		got = append(got, fmt.Sprintf("%d %s: %s", item.Intent.Number, item.What, item.Result()))
	}
	want := "6 undo of 1: issuer: verified|5 d: not as asked|4 c: not applied|3 b: unknown|2 a: partial|1 issuer: undone by 6"
	if strings.Join(got, "|") != want {
		t.Errorf("got %s\nwant %s", strings.Join(got, "|"), want)
	}
	log.Entries[5].Intent.Partly = true
	if item := history.Items(log)[5]; item.Result() != "partly undone by 6" || !item.Partly {
		t.Errorf("got %q", item.Result())
	}
	log.Entries = append(log.Entries, undoing(7, 6))
	items := history.Items(log)
	if items[0].What != "undo of 6: issuer" || items[1].Result() != "undone by 7" || items[6].Result() != "verified" {
		t.Errorf("done again: %q %q %q", items[0].What, items[1].Result(), items[6].Result())
	}
	log.Entries = log.Entries[5:] // the plan that was taken back is older than what is at hand
	if got := history.Items(log)[1].What; got != "undo: issuer" {
		t.Errorf("got %q", got)
	}
}

func TestFilter(t *testing.T) {
	elsewhere := plan(2, journal.Verified, property("issuer"))
	elsewhere.Intent.Server, elsewhere.Intent.Profile, elsewhere.Intent.Reason = "https://two.example.org", "two", "Ticket 4711"
	items := history.Items(journal.Log{Entries: []journal.Entry{plan(1, journal.Verified, changed(change.Scope, "43F1", "/claims")), elsewhere}})
	for _, c := range []struct {
		place  history.Place
		search string
		want   string
	}{
		{history.Place{}, "", "2 1"},
		{history.Place{Server: "https://one.example.org"}, "", "1"},
		{history.Place{Profile: "two"}, "", "2"},
		{history.Place{Server: "https://three.example.org"}, "", ""},
		{history.Place{}, "ticket ISSUER", "2"},
		{history.Place{}, "ticket 43f1", ""},
		{history.Place{}, "43f1/claims", "1"},
		{history.Place{}, "jane verified", "2 1"},
		{history.Place{}, "id-2", "2"},
	} {
		var got []string
		for _, item := range history.Filter(items, c.place, history.Words(c.search)) {
			got = append(got, fmt.Sprint(item.Intent.Number))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%+v %q: %v", c.place, c.search, got)
		}
	}
}

// counted takes note of how much is read.
type counted struct {
	*journal.Journal
	asked []int
}

func (c *counted) ReadLast(n int) (journal.Log, error) {
	c.asked = append(c.asked, n)
	return c.Journal.ReadLast(n)
}

func TestLatestReadsNoMoreThanItTakes(t *testing.T) {
	j := &counted{Journal: journal.Open(filepath.Join(t.TempDir(), "journal.jsonl"))}
	for n := range int64(450) {
		entry := plan(n, journal.Verified, property("issuer"))
		if n == 10 {
			entry.Intent.Reason = "rare"
		}
		for _, record := range []journal.Record{entry.Intent, entry.Outcome} {
			record.Phase = journal.Intent
			if record.State != "" {
				record.Phase = journal.Outcome
			}
			if err := j.Append(t.Context(), record); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, c := range []struct {
		search string
		limit  int
		found  int
		asked  int
	}{{"", 20, 20, 1}, {"", 300, 300, 1}, {"rare", 20, 1, 2}, {"", 0, 450, 1}} {
		j.asked = nil
		items, _, err := history.Latest(j, history.Place{}, history.Words(c.search), c.limit)
		if err != nil || len(items) != c.found || len(j.asked) != c.asked {
			t.Errorf("%q, %d: %d items, asked %v, %v", c.search, c.limit, len(items), j.asked, err)
		}
	}
}
