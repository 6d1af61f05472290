package undo_test

import (
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/ops/undo"
)

func TestTheCreatorOfAScopeComesBack(t *testing.T) {
	th := open(t)
	doc, _, err := th.API.Scopes.Create(t.Context(), parse(t,
		`{"id":"a","scopeType":"uma","creatorType":"client","creatorId":"1801","creatorAttributes":{"a":"b"}}`))
	if err != nil {
		t.Fatal(err)
	}
	th.undo(t, th.apply(t, ops.NewEntity(change.Scope, doc).Delete))
	made := th.find(t, change.Scope, "a")
	for _, member := range []string{"creatorType", "creatorId", "creatorAttributes"} {
		if !document.Equal(made.Document.Get(member), doc.Get(member)) || document.IsEmpty(doc.Get(member)) {
			t.Errorf("%s is %s, want %s", member, made.Document.Get(member), doc.Get(member))
		}
	}
}

// The server takes the ID of a new scope for its display name, unless that is sent empty (ScopesResource.java).
func TestAScopeWithoutADisplayNameStaysWithoutOne(t *testing.T) {
	th := open(t)
	before := th.find(t, change.Scope, "jans_stat")
	if name := before.Get("/displayName"); !document.IsEmpty(name) {
		t.Fatalf("the scope has the display name %s", name)
	}
	undone := th.undo(t, th.apply(t, before.Delete))
	made := th.find(t, change.Scope, "jans_stat")
	if name := made.Get("/displayName"); made.Target == before.Target || !document.IsEmpty(name) {
		t.Errorf("scope %s has the display name %s", made.Target.ID, name)
	}
	if undone.State() != journal.Verified {
		t.Errorf("the undo is %s: %+v", undone.State(), undone.Outcome.Stored)
	}
}

// A new installation holds a claim whose name is longer than the server allows for a new one (JansAttribute.java).
func TestWhatTheServerWouldRefuseIsNamed(t *testing.T) {
	th := open(t)
	u := th.of(t, th.apply(t, th.remove(t, change.Claim, tooLong)))
	if len(u.Edits) != 0 || len(u.Left) != 1 || u.Left[0].Reason != undo.NotRestorable || !strings.Contains(u.Left[0].String(), "30") {
		t.Errorf("got %+v", u)
	}
}

const tooLong = "jansBackchannelDeviceRegistrationTkn"

// Whatever else a new installation holds can be deleted and made again.
func TestEveryEntryCanBeMadeAgain(t *testing.T) {
	th := open(t)
	for _, resource := range []change.Resource{change.Scope, change.Claim, change.Script} {
		page, err := th.Ops.List(t.Context(), resource, ops.Query{Limit: 200})
		if err != nil {
			t.Fatal(err)
		}
		for i, listed := range page.Entities {
			if i%8 != 0 && resource != change.Script {
				continue // a sample will do
			}
			before, err := th.Ops.Entity(t.Context(), listed.Target)
			if err != nil {
				t.Fatal(err)
			}
			entry := th.apply(t, before.Delete)
			u := th.of(t, entry)
			if len(u.Obstacles) > 0 || len(u.Edits) != 1 || len(u.Lost) != 1 {
				t.Errorf("%s %s: %+v", resource, before.Name(), u.Left)
				continue
			}
			entry = th.applyPlan(t, th.plan(t, u))
			if entry.State() != journal.Verified {
				t.Errorf("%s %s is %s: %+v", resource, before.Name(), entry.State(), entry.Outcome.Stored)
			}
		}
	}
}
