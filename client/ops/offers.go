package ops

import (
	"encoding/json"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
)

// Offer is a set of edits that would mend what a plan leaves undone. Taking it means adding the edits to the draft.
type Offer struct {
	ID    string // stable, as in "enable-script"
	Title string // what it would do, in a few words
	Why   string
	Edits []Edit
}

// The ids of offers.
const (
	OfferEnableScript      = "enable-script"       // enable a disabled script that a scope of the plan runs
	OfferRemoveFromClients = "remove-from-clients" // take scopes that are deleted from the clients that have them
	OfferOpenIDScope       = "openid-scope"        // make an openid scope of a dynamic one that has claims and no script
)

// offers looks for what the person may have forgotten.
func offers(plan *Plan) []Offer {
	var found []Offer
	offered := map[string]bool{}
	for _, p := range plan.parts {
		part, ok := p.(*entityPart)
		if !ok || part.target().Resource != change.Scope || part.kind == change.Delete {
			continue
		}
		after := &Entity{Kind: part.entity.Kind, Target: part.target(), Document: part.after()}
		for _, offer := range append(enabling(plan, after), switching(after)...) {
			if !offered[offer.ID+offer.Title] {
				offered[offer.ID+offer.Title] = true
				found = append(found, offer)
			}
		}
	}
	return append(found, releasing(plan)...)
}

// enabling offers to enable the scripts of a scope that are disabled, unless the plan does that already.
func enabling(plan *Plan, scope *Entity) []Offer {
	var found []Offer
	for _, head := range disabledScripts(scope, plan.Directory) {
		if plan.changes(head.Target(), "/enabled") {
			continue
		}
		found = append(found, Offer{
			ID: OfferEnableScript, Title: "Enable the script " + head.Name,
			Why:   "The scope " + scope.Name() + " runs the script " + head.Name + ", which is disabled and adds nothing until it is enabled.",
			Edits: []Edit{enable(head)},
		})
	}
	return found
}

// EnablingScripts are the edits that enable the scripts of a scope which are disabled, whatever else is changed. The names are those that
// NamesOf has read for the scope.
func EnablingScripts(scope *Entity, names Directory) []Edit {
	var edits []Edit
	for _, head := range disabledScripts(scope, names) {
		edits = append(edits, enable(head))
	}
	return edits
}

// disabledScripts are those that a scope runs and that are stored.
func disabledScripts(scope *Entity, names Directory) []Head {
	var found []Head
	for _, dn := range texts(scope.Get("/dynamicScopeScripts")) {
		if head, ok := names.Refer(dn); ok && !head.Active && !head.Target().IsNew() {
			found = append(found, head)
		}
	}
	return found
}

func enable(script Head) Edit {
	return Edit{Target: script.Target(), Path: "/enabled", Kind: change.Set, Base: json.RawMessage("false"), Value: json.RawMessage("true")}
}

// switching offers to make an openid scope of a dynamic one that has claims but no script.
func switching(scope *Entity) []Offer {
	if scope.Type() != "dynamic" || document.IsEmpty(scope.Get("/claims")) || !document.IsEmpty(scope.Get("/dynamicScopeScripts")) {
		return nil
	}
	offer := Offer{
		ID: OfferOpenIDScope, Title: "Make " + scope.Name() + " an OpenID scope",
		Why: "A dynamic scope releases only what its scripts add, and " + scope.Name() + " has none: its claims are ignored. " +
			"A custom grouping of claims is an OpenID scope.",
	}
	openid := document.Quote("openid")
	if scope.New() {
		whole, _ := withMember(scope.Document, "/scopeType", openid).MarshalJSON() // cannot fail: the members are JSON already
		offer.Edits = []Edit{{Target: scope.Target, Kind: change.Create, Value: whole}}
	} else {
		offer.Edits = []Edit{{Target: scope.Target, Path: "/scopeType", Kind: change.Set, Base: document.Quote("dynamic"), Value: openid}}
	}
	return []Offer{offer}
}

// changes says whether the plan changes a member of a target.
func (p *Plan) changes(target Target, path string) bool {
	for _, c := range p.Changes {
		if c.Target == target && c.Path == path {
			return true
		}
	}
	return false
}
