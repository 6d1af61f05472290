package undo_test

import (
	"testing"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/ops/undo"
)

// What another version of this program has changed, and this one does not know, is left out by name; the rest is taken back.
func TestWhatThisProgramDoesNotKnowIsLeftOut(t *testing.T) {
	th := open(t)
	log := th.log(t)
	entry := th.apply(t, th.property(t, lifetime, "4711"))
	for _, kind := range []change.Kind{change.Set, change.Create, change.Delete} {
		entry.Intent.Changes = append(entry.Intent.Changes, journal.Change{
			Target: change.Target{Resource: "weird", ID: "x"}, Kind: kind, Old: []byte(`{"a":1}`), New: []byte(`{"a":1}`)})
	}
	log.Entries = []journal.Entry{entry}
	u, err := undo.Of(t.Context(), th.Ops, log, entry)
	if err != nil || len(u.Edits) != 1 || len(u.Left) != 3 || u.Left[0].Reason != undo.NotRestorable || u.Left[0].Title != "weird/x" {
		t.Fatalf("got %+v, %v", u, err)
	}
	if plan := th.plan(t, u); !plan.Partly {
		t.Error("the undo seems to be a whole one")
	}
}
