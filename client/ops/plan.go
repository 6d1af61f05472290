package ops

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/impact"
	"github.com/jansadm/jansadm/client/schema"
)

// Plan is a draft checked against the server: what would change, what that would cause, and the requests that would be sent.
type Plan struct {
	Edits     []Edit     // what the plan was made of
	Changes   []Change   // old is what the server holds now
	Already   []Target   // edits that ask for what the server holds already
	Conflicts []Conflict // edits whose value somebody else changed meanwhile; a plan with any cannot be applied
	Impacts   []Impact   // gravest first
	Notes     []string   // what else the person should know
	Requests  []Request
	Present   *Configuration // what it was checked against
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

// Plan reads the present configuration and checks the edits against it: one request, and one more for each proof of a dangerous
// value. Conflicts are part of the plan, not an error.
func (o *Ops) Plan(ctx context.Context, edits []Edit) (*Plan, error) {
	present, err := o.Load(ctx)
	if err != nil {
		return nil, err
	}
	return o.PlanAgainst(ctx, present, edits)
}

// PlanAgainst is Plan for a configuration that was read a moment ago. It sends nothing but proofs of dangerous values.
func (o *Ops) PlanAgainst(ctx context.Context, present *Configuration, edits []Edit) (*Plan, error) {
	plan := &Plan{Edits: edits, Present: present}
	for _, edit := range edits {
		if err := plan.add(edit); err != nil {
			return nil, err
		}
	}
	facts := impact.With(present.Document, present.KnownFlags(), plan.Changes)
	plan.Impacts = append(impact.Of(facts, plan.Changes), plan.unusualValues()...)
	o.prove(ctx, plan)
	if patch := buildPatch(plan.Changes, true); len(patch) > 0 {
		body, err := json.Marshal(masked(present, patch))
		if err != nil {
			return nil, fmt.Errorf("cannot show the request: %w", err)
		}
		plan.Requests = []Request{{Method: "PATCH", Path: configurationPath, Body: body}}
	}
	return plan, nil
}

const configurationPath = "/jans-auth-server/config"

// add turns an edit into a change of what is there now, a conflict, or nothing.
func (p *Plan) add(edit Edit) error {
	entry, err := p.Present.Lookup(edit.Target.ID)
	if unknown := (*UnknownNameError)(nil); errors.As(err, &unknown) && edit.Kind == change.Set {
		p.Conflicts = append(p.Conflicts, Conflict{Target: edit.Target, Base: edit.Base, Mine: edit.Value, Secret: edit.Secret})
		return nil // the server held it when the edit was made, and does not any more
	} else if err != nil {
		return err
	}
	same := entry.Type.Equal
	switch {
	case same(entry.Value, edit.Value) && (entry.Known || edit.Kind == change.Set):
		p.Already = append(p.Already, edit.Target)
		return nil
	case !same(entry.Value, edit.Base):
		p.Conflicts = append(p.Conflicts, Conflict{
			Target: edit.Target, Base: edit.Base, Mine: edit.Value, Theirs: entry.Value, Secret: edit.Secret})
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
		entry, err := p.Present.Lookup(c.Target.ID)
		if err != nil || c.Kind == change.Unset || c.Target.ID == FeatureFlags {
			continue
		}
		before := entry.Check(c.Old)
		for _, problem := range entry.Check(c.New) {
			if !slices.ContainsFunc(before, func(old schema.Problem) bool { return old.Message == problem.Message }) {
				found = append(found, Impact{ID: "unusual-value", Severity: impact.Caution, Target: c.Target, Message: unusual(entry, problem), Advice: problem.Hint})
			}
		}
	}
	return found
}

func unusual(entry Entry, problem schema.Problem) string {
	if entry.Secret {
		return entry.Name + " has an unusual value."
	}
	problem.Hint = ""
	return entry.Name + ": " + problem.String()
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

// masked hides the values of secrets in a patch that is shown, also of those inside an object.
func masked(present *Configuration, patch document.Patch) document.Patch {
	shown := slices.Clone(patch)
	for i, op := range shown {
		path := document.Tokens(op.Path)
		entry, err := present.Lookup(path[0])
		if err != nil || op.Op == document.OpRemove {
			continue
		}
		shown[i].Value, _ = entry.HideAt(path[1:], op.Value)
	}
	return shown
}
