package ops

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/impact"
	"github.com/jansadm/jansadm/client/schema"
)

// Plan is a draft checked against the server: what would change, what that would cause, and the requests that would be sent.
type Plan struct {
	Edits     []Edit     // what the plan was made of
	Changes   []Change   // old is what the server holds now
	Already   []Edit     // edits that ask for what the server holds already
	Conflicts []Conflict // edits whose value somebody else changed meanwhile; a plan with any cannot be applied
	Impacts   []Impact   // gravest first
	Offers    []Offer    // edits that would mend what the plan leaves undone
	Notes     []string   // what else the person should know
	Requests  []Request
	Present   *Configuration // what the properties were checked against; nil when no property is edited
	Directory Directory      // names of what the changed entries refer to
	UndoOf    string         // id of the journal's record that the plan takes back; empty for none
	Partly    bool           // it leaves some of that plan in force
	Seen      int64          // number of the last plan in the journal that an undo was worked out from
	Left      []LeftOut      // what that does not take back

	holders []client.ScopeUser // clients that have the scopes to be deleted, a client once for each of these
	parts   []part             // one for each request, in the order in which they are sent
	confirm string             // has to be typed whatever the plan is

	recorded bool // it is one of the past
}

// LeftOut is something that a plan was asked for and does not do.
type LeftOut struct {
	Place  string // a word for it that stays the same: "keyStoreSecret", "script/4A4E/configurationProperties/api_key"
	Title  string // for people
	Reason string // a word for why, of package undo
	Why    string // in words
}

// Request is a request that a plan would send, fit to be shown: values of secrets are masked.
type Request struct {
	Method string          `json:"method"`
	Path   string          `json:"path"` // below the Config API's address
	Body   json.RawMessage `json:"body"`
}

// Empty says that there is nothing to apply.
func (p *Plan) Empty() bool { return len(p.Changes) == 0 }

// Risk is the gravest severity among the impacts.
func (p *Plan) Risk() Severity {
	risk := impact.Info
	for _, i := range p.Impacts {
		risk = max(risk, i.Severity)
	}
	return risk
}

// Plan reads what the edits are about and checks them against it: one request for all properties, one for each entry and for each kind
// of thing that entries refer to, and one more for each proof of a dangerous value. Conflicts are part of the plan, not an error.
func (o *Ops) Plan(ctx context.Context, edits []Edit) (*Plan, error) {
	var present *Configuration
	if slices.ContainsFunc(edits, isProperty) {
		var err error
		if present, err = o.Load(ctx); err != nil {
			return nil, err
		}
	}
	return o.PlanAgainst(ctx, present, edits)
}

func isProperty(e Edit) bool { return e.Target.Resource == change.Property }

// PlanAgainst is Plan for a configuration that was read a moment ago.
func (o *Ops) PlanAgainst(ctx context.Context, present *Configuration, edits []Edit) (*Plan, error) {
	plan := &Plan{Edits: edits, Present: present, confirm: o.wordNow()}
	for _, edit := range edits {
		if !isProperty(edit) {
			continue
		}
		if err := plan.add(edit); err != nil {
			return nil, err
		}
	}
	facts := impact.Facts{}
	if present != nil {
		facts = impact.With(present.Document, present.KnownFlags(), plan.Changes)
		if len(plan.Changes) > 0 {
			plan.parts = append(plan.parts, &propertyPart{changes: slices.Clone(plan.Changes)})
		}
	}
	if err := o.planEntities(ctx, plan, &facts); err != nil {
		return nil, err
	}
	slices.SortStableFunc(plan.parts, func(a, b part) int { return rank(a) - rank(b) })
	if err := o.readLive(ctx, plan, &facts); err != nil {
		return nil, err
	}
	plan.Impacts = append(impact.Of(facts, plan.Changes), plan.unusualValues()...)
	impact.Sort(plan.Impacts)
	o.prove(ctx, plan)
	for _, part := range plan.parts {
		request, err := part.request(plan)
		if err != nil {
			return nil, err
		}
		plan.Requests = append(plan.Requests, request...)
	}
	return plan, nil
}

// add turns an edit of a property into a change of what is there now, a conflict, or nothing.
func (p *Plan) add(edit Edit) error {
	entry, err := p.Present.Lookup(edit.Target.ID)
	if unknown := (*UnknownNameError)(nil); errors.As(err, &unknown) && edit.Kind == change.Set {
		p.Conflicts = append(p.Conflicts, Conflict{Target: edit.Target, Path: edit.Path, Base: edit.Base, Mine: edit.Value, Secret: edit.Secret})
		return nil // the server held it when the edit was made, and does not any more
	} else if err != nil {
		return err
	}
	same := entry.Type.Equal
	switch {
	case same(entry.Value, edit.Value) && (entry.Known || edit.Kind == change.Set):
		p.Already = append(p.Already, edit)
		return nil
	case !same(entry.Value, edit.Base):
		p.Conflicts = append(p.Conflicts, Conflict{
			Target: edit.Target, Path: edit.Path, Base: edit.Base, Mine: edit.Value, Theirs: entry.Value, Secret: edit.Secret,
		}.merging(schema.EntityField{Property: entry.Property}))
		return nil
	}
	p.Changes = append(p.Changes, Change{
		Target: edit.Target, Path: edit.Path, Kind: edit.Kind, Old: entry.Value, New: edit.Value, Secret: edit.Secret})
	p.Notes = append(p.Notes, edit.Notes...)
	return nil
}

// unusualValues turns what the catalogue finds odd about a new value, but not wrong, into impacts. What was odd before is no news,
// and about strings in the list of flags the rules speak themselves.
func (p *Plan) unusualValues() []Impact {
	var found []Impact
	for _, c := range p.Changes {
		if c.Kind != change.Set || c.Target == change.PropertyTarget(FeatureFlags) {
			continue
		}
		subject := p.Subject(c.Target, c.Path)
		before := subject.Field.Check(c.Old)
		for _, problem := range subject.Field.Check(c.New) {
			if !slices.ContainsFunc(before, func(old schema.Problem) bool { return old.Message == problem.Message }) {
				found = append(found, Impact{ID: "unusual-value", Severity: impact.Caution, Target: c.Target, Message: unusual(subject, problem), Advice: problem.Hint})
			}
		}
	}
	return found
}

func unusual(subject Subject, problem schema.Problem) string {
	if subject.Field.Secret {
		return subject.Name() + " has an unusual value."
	}
	problem.Hint = ""
	return subject.Name() + ": " + problem.String()
}

// prove tries the values whose impact names a proof. A proof that succeeds lowers the severity; one that fails says why.
func (o *Ops) prove(ctx context.Context, plan *Plan) {
	for i := range plan.Impacts {
		found := &plan.Impacts[i]
		if found.Check == nil {
			continue
		}
		if o.deps.Prover == nil {
			continue
		}
		if err := o.deps.Prover.Prove(ctx, *found.Check); err != nil {
			found.Message += " It was tried, and failed: " + err.Error() + "."
			continue
		}
		found.Severity = found.Check.Passed
		found.Message += " The new value was tried and works."
	}
	impact.Sort(plan.Impacts)
}
