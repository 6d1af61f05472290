package ops

import (
	"fmt"
	"slices"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/directory"
)

// releasing offers to take the scopes that the plan deletes from the clients that have them, unless it does that already. UMA and
// spontaneous scopes are not in the lists of clients.
func releasing(plan *Plan) []Offer {
	var deleted []string
	for _, p := range plan.parts {
		if part, ok := p.(*entityPart); ok && part.target().Resource == change.Scope && part.kind == change.Delete {
			deleted = append(deleted, part.target().ID)
		}
	}
	offer := Offer{ID: OfferRemoveFromClients}
	var names []string
	for _, holder := range plan.holders {
		target := Target{Resource: change.Client, ID: holder.Inum}
		if slices.ContainsFunc(offer.Edits, func(e Edit) bool { return e.Target == target }) || plan.deletes(target) {
			continue
		}
		base, held := document.QuoteAll(holder.Scopes), holder.Scopes
		if edit, staged := plan.edit(target, "/scopes"); staged {
			base, held = edit.Base, texts(edit.Value)
		}
		kept := slices.DeleteFunc(slices.Clone(held), func(dn string) bool {
			scope, ok := directory.TargetOf(dn)
			return ok && scope.Resource == change.Scope && slices.Contains(deleted, scope.ID)
		})
		if len(kept) < len(held) {
			names = append(names, Head{Resource: change.Client, Inum: holder.Inum, Name: holder.Name}.Word())
			offer.Edits = append(offer.Edits, Edit{Target: target, Path: "/scopes", Kind: change.Set, Base: base, Value: document.QuoteAll(kept)})
		}
	}
	if len(names) == 0 {
		return nil
	}
	what := "the scope"
	if len(deleted) > 1 {
		what = "the scopes"
	}
	clients := "the client " + names[0]
	if len(names) > 1 {
		clients = fmt.Sprintf("%d clients", len(names))
	}
	offer.Title = "Remove " + what + " from " + clients
	offer.Why = "After the deletion a reference that leads nowhere stays behind in " + clients + "."
	return []Offer{offer}
}

// deletes says whether the plan deletes an entry.
func (p *Plan) deletes(target Target) bool {
	return slices.ContainsFunc(p.Changes, func(c Change) bool { return c.Target == target && c.Kind == change.Delete })
}

// edit is what the plan was asked to do to a member of an entry.
func (p *Plan) edit(target Target, path string) (Edit, bool) {
	i := slices.IndexFunc(p.Edits, func(e Edit) bool { return e.about(target, path) })
	if i < 0 {
		return Edit{}, false
	}
	return p.Edits[i], true
}
