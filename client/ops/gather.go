package ops

import (
	"context"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/impact"
)

// gather reads what the rules of impacts need to know about the entries of a plan: who uses what is to be deleted, and who has the name
// of what is new.
func (o *Ops) gather(ctx context.Context, plan *Plan, facts *impact.Facts) error {
	facts.Directory = plan.Directory
	facts.Entries = map[change.Target]impact.Entry{}
	for _, p := range plan.parts {
		part, ok := p.(*entityPart)
		if !ok {
			continue
		}
		entry, err := o.facts(ctx, part)
		if err != nil {
			return err
		}
		facts.Entries[part.target()] = entry
	}
	return nil
}

func (o *Ops) facts(ctx context.Context, part *entityPart) (impact.Entry, error) {
	entry := impact.Entry{Head: part.entity.Head()}
	var err error
	switch part.kind {
	case change.Delete:
		entry.Before = part.entity.Document
		entry.Users, err = o.Users(ctx, part.target())
		return entry, err
	case change.Create:
		entry.After = part.entity.Document
	default:
		entry.Before, entry.After = part.entity.Document, part.after()
	}
	if part.kind == change.Create || part.renames() {
		entry.Twins, err = o.twins(ctx, part)
	}
	return entry, err
}

// renames says whether the part gives the entry another name.
func (p *entityPart) renames() bool {
	for _, c := range p.changes {
		if c.Path == "/"+p.entity.Kind.NameField {
			return true
		}
	}
	return false
}

// twins are the other entries that have the name which the part gives.
func (o *Ops) twins(ctx context.Context, part *entityPart) ([]Head, error) {
	after := &Entity{Kind: part.entity.Kind, Target: part.target(), Document: part.after()}
	found, err := o.exactly(ctx, part.target().Resource, part.entity.Kind.NameField, after.Name())
	var twins []Head
	for _, other := range found {
		if other.Target != part.target() {
			twins = append(twins, other.Head())
		}
	}
	return twins, err
}
