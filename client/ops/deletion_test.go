package ops_test

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/sandbox"
)

// deleting stages the deletion of entries.
func (w world) deleting(entries ...*ops.Entity) *ops.Draft {
	w.t.Helper()
	draft := ops.NewDraft()
	for _, entity := range entries {
		if err := entity.Delete(draft); err != nil {
			w.t.Fatal(err)
		}
	}
	return draft
}

// Of several entries that are deleted, those that somebody else has deleted first are named as such, in the journal too.
func TestSomebodyElseHasDeletedIt(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	first, second := w.find(change.Scope, "clientinfo"), w.find(change.Scope, "user_name")
	plan := w.plan(w.deleting(first, second))
	if _, err := w.api.Scopes.Delete(t.Context(), second.Target.ID); err != nil {
		t.Fatal(err)
	}
	result, err := w.Apply(t.Context(), plan, ops.Consent{Yes: true, Word: plan.Word()})
	if err != nil || !result.Verified() {
		t.Fatalf("%+v, %v", result, err)
	}
	for i, item := range result.Items {
		if gone := item.Change.Target == second.Target; !item.OK || item.Gone != gone {
			t.Errorf("%s: %+v", item.Change.Target, item)
		} else if state := result.Parts()[i].State; (state == journal.AlreadyGone) != gone {
			t.Errorf("%s ends as %s", item.Change.Target, state)
		}
	}
	kept, err := os.ReadFile(w.journal.Path())
	if err != nil || strings.Count(string(kept), `"state":"already-gone"`) != 1 {
		t.Errorf("%v: the journal holds %s", err, kept)
	}
}

func offered(plan *ops.Plan, id string) (ops.Offer, bool) {
	i := slices.IndexFunc(plan.Offers, func(offer ops.Offer) bool { return offer.ID == id })
	if i < 0 {
		return ops.Offer{}, false
	}
	return plan.Offers[i], true
}

// Scopes that are deleted can be taken from their clients in the same plan, and nothing dangles then.
func TestDeletedScopesAreTakenFromClients(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	app := ops.Target{Resource: change.Client, ID: w.server.Sample(sandbox.ClientApp).ID}
	var scopes []*ops.Entity
	for _, id := range []string{"careers", "jobs"} {
		doc, _, err := w.api.Scopes.Create(t.Context(), parse(t, `{"id":"`+id+`","scopeType":"openid"}`))
		if err != nil {
			t.Fatal(err)
		}
		scope := ops.NewEntity(change.Scope, doc)
		scopes = append(scopes, scope)
		add := document.Patch{{Op: document.OpAdd, Path: "/scopes/-", Value: document.Quote(scope.Head().DN())}}
		if _, _, err := w.api.Clients.Patch(t.Context(), app.ID, add); err != nil {
			t.Fatal(err)
		}
	}
	draft := w.deleting(scopes...)
	offer, ok := offered(w.plan(draft), ops.OfferRemoveFromClients)
	if !ok || len(offer.Edits) != 1 || offer.Edits[0].Target != app || !strings.HasPrefix(offer.Title, "Remove the scopes from the client ") {
		t.Fatalf("offers %+v", offer)
	}
	draft.Add(offer.Edits...)
	plan := w.plan(draft)
	if _, again := offered(plan, ops.OfferRemoveFromClients); again {
		t.Error("what was taken is offered again")
	}
	if len(plan.Conflicts) > 0 || slices.ContainsFunc(plan.Impacts, func(i ops.Impact) bool { return i.ID == "scope-deleted-in-use" }) {
		t.Errorf("%+v %+v", plan.Conflicts, plan.Impacts)
	}
	if result := w.apply(draft); !result.Verified() || result.Parts()[0].Target != app {
		t.Errorf("%+v", result.Parts())
	}
	left := string(w.stored(app).Get("scopes"))
	if strings.Contains(left, scopes[0].Target.ID) || strings.Contains(left, scopes[1].Target.ID) || !strings.Contains(left, "F0C4") {
		t.Errorf("the client has %s", left)
	}
}

// What the person has staged for a client stays when the offer is taken.
func TestTheOfferKeepsWhatIsStaged(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	email, phone := w.find(change.Scope, "email"), w.find(change.Scope, "phone")
	app, err := w.Entity(t.Context(), ops.Target{Resource: change.Client, ID: w.server.Sample(sandbox.ClientApp).ID})
	if err != nil {
		t.Fatal(err)
	}
	draft := w.deleting(email)
	held, _ := document.Strings(app.Get("/scopes"))
	held = slices.DeleteFunc(held, func(dn string) bool { return dn == phone.Head().DN() })
	if err := app.Set(draft, "/scopes", document.QuoteAll(held)); err != nil {
		t.Fatal(err)
	}
	offer, _ := offered(w.plan(draft), ops.OfferRemoveFromClients)
	draft.Add(offer.Edits...)
	w.apply(draft)
	if left := string(w.stored(app.Target).Get("scopes")); strings.Contains(left, email.Target.ID) || strings.Contains(left, phone.Target.ID) {
		t.Errorf("the client has %s", left)
	}
}
