package ops

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/directory"
	"github.com/jansadm/jansadm/client/ops/impact"
	"github.com/jansadm/jansadm/client/transport"
)

// planEntities checks the edits of entries, one entry after the other in the order in which they were staged, and gathers the facts that
// the rules of impacts need.
func (o *Ops) planEntities(ctx context.Context, plan *Plan, facts *impact.Facts) error {
	var targets []Target
	for _, edit := range plan.Edits {
		if !isProperty(edit) && !slices.Contains(targets, edit.Target) {
			targets = append(targets, edit.Target)
		}
	}
	if len(targets) == 0 {
		return nil
	}
	for _, target := range targets {
		if err := o.planEntity(ctx, plan, target); err != nil {
			return err
		}
	}
	if err := o.nameReferences(ctx, plan); err != nil {
		return err
	}
	if err := o.gather(ctx, plan, facts); err != nil {
		return err
	}
	plan.Offers = offers(plan)
	return nil
}

func (o *Ops) planEntity(ctx context.Context, plan *Plan, target Target) error {
	edits := slices.DeleteFunc(slices.Clone(plan.Edits), func(e Edit) bool { return e.Target != target })
	if target.IsNew() {
		return plan.create(edits[0])
	}
	now, err := o.Entity(ctx, target)
	if transport.KindOf(err) == transport.KindNotFound {
		plan.missing(edits)
		return nil
	}
	if err != nil {
		return err
	}
	part := &entityPart{kind: change.Set, entity: now}
	for _, edit := range edits {
		plan.addMember(part, edit)
	}
	if len(part.changes) > 0 {
		plan.parts = append(plan.parts, part)
		plan.Changes = append(plan.Changes, part.changes...)
	}
	return nil
}

func (p *Plan) create(edit Edit) error {
	doc, err := document.Parse(edit.Value)
	if err != nil {
		return err
	}
	entity := &Entity{Kind: kindOf(edit.Target.Resource), Target: edit.Target, Document: doc}
	made := Change{Target: edit.Target, Kind: change.Create, New: edit.Value}
	p.parts = append(p.parts, &entityPart{kind: change.Create, entity: entity, changes: []Change{made}})
	p.Changes = append(p.Changes, made)
	p.Notes = append(p.Notes, edit.Notes...)
	return nil
}

// missing is about an entry that somebody else has deleted: there is nothing left to delete, and nothing to change.
func (p *Plan) missing(edits []Edit) {
	for _, edit := range edits {
		if edit.Kind == change.Delete {
			p.Already = append(p.Already, edit)
			continue
		}
		p.Conflicts = append(p.Conflicts, Conflict{
			Target: edit.Target, Title: edit.Title, Path: edit.Path, Gone: true, Base: edit.Base, Mine: edit.Value, Secret: edit.Secret})
	}
}

// addMember turns an edit into a change of what is there now, a conflict, or nothing.
func (p *Plan) addMember(part *entityPart, edit Edit) {
	if edit.Kind == change.Delete {
		p.addDeletion(part, edit)
		return
	}
	field, now := part.entity.Field(edit.Path), part.entity.Get(edit.Path)
	switch {
	case same(field, now, edit.Value):
		p.Already = append(p.Already, edit)
	case !same(field, now, edit.Base):
		p.Conflicts = append(p.Conflicts, Conflict{
			Target: edit.Target, Title: part.entity.title(), Path: edit.Path, Base: edit.Base, Mine: edit.Value, Theirs: now, Secret: edit.Secret,
		}.merging(field))
	default:
		part.changes = append(part.changes, Change{
			Target: edit.Target, Path: edit.Path, Kind: edit.Kind, Old: now, New: edit.Value, Secret: edit.Secret})
		p.Notes = append(p.Notes, edit.Notes...)
	}
}

func (p *Plan) addDeletion(part *entityPart, edit Edit) {
	base, _ := document.Members(edit.Base)
	seen := &Entity{Kind: part.entity.Kind, Target: edit.Target, Document: base}
	if conflicts := deletionConflict(seen, part.entity); len(conflicts) > 0 {
		p.Conflicts = append(p.Conflicts, conflicts...)
		return
	}
	whole, _ := part.entity.Document.MarshalJSON() // cannot fail: the members are JSON already
	part.kind = change.Delete
	part.changes = append(part.changes, Change{Target: edit.Target, Kind: change.Delete, Old: whole})
	p.Notes = append(p.Notes, edit.Notes...)
}

// nameReferences reads what the changed entries refer to, so that the plan speaks of names. What the plan itself creates has a name as
// well.
func (o *Ops) nameReferences(ctx context.Context, plan *Plan) error {
	var scopes []string
	needed := map[change.Resource]bool{}
	for _, p := range plan.parts {
		part, ok := p.(*entityPart)
		if !ok {
			continue
		}
		if part.target().Resource == change.Script && len(impact.MapsClaims(part.after())) > 0 {
			needed[change.Claim] = true // by the names of attributes
		}
		for _, field := range part.entity.Kind.Fields {
			before, after := part.entity.Get(field.Path), memberAt(part.after(), field.Path)
			listed := append(texts(before), texts(after)...)
			switch resource := change.Resource(field.Refers.Resource); {
			case len(listed) == 0 || resource == "":
			case part.target().Resource == change.Client && resource != change.Scope && same(field, before, after):
				// Nothing is said of it, and who may change clients need not be allowed to read scripts.
			case resource == change.Scope:
				scopes = append(scopes, listed...)
			default:
				needed[resource] = true
			}
		}
	}
	for _, resource := range directory.Resources {
		if needed[resource] {
			if err := o.RefreshDirectory(ctx, resource); err != nil {
				return err
			}
		}
	}
	names, err := o.ResolveScopes(ctx, scopes)
	if err != nil {
		return err
	}
	for _, p := range plan.parts {
		if part, ok := p.(*entityPart); ok && part.kind == change.Create {
			names = names.Add(part.entity.Head())
		}
	}
	plan.Directory = names
	return nil
}

func texts(value json.RawMessage) []string {
	listed, _ := document.Strings(value)
	return listed
}
