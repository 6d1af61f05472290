package ops

import (
	"context"
	"slices"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/impact"
)

// gather reads what the rules of impacts need to know about the entries of a plan: who uses what is to be deleted or no longer runs, and
// who has the name of what is new.
func (o *Ops) gather(ctx context.Context, plan *Plan, facts *impact.Facts) error {
	facts.Directory = plan.Directory
	facts.Entries = map[change.Target]impact.Entry{}
	for _, p := range plan.parts {
		part, ok := p.(*entityPart)
		if !ok {
			continue
		}
		entry, err := o.facts(ctx, plan, part)
		if err != nil {
			return err
		}
		facts.Entries[part.target()] = entry
	}
	return o.readDynamic(ctx, plan, facts)
}

// readDynamic reads the dynamic scopes that clients are given, and the scripts: without one that runs such a scope gives nothing.
func (o *Ops) readDynamic(ctx context.Context, plan *Plan, facts *impact.Facts) error {
	facts.Dynamic = map[change.Target]document.Document{}
	for target, entry := range facts.Entries {
		if target.Resource != change.Client || entry.After == nil {
			continue
		}
		for _, dn := range newTexts(entry.Before.Get("scopes"), entry.After.Get("scopes")) {
			scope, ok := plan.Directory.Refer(dn)
			if _, planned := facts.Entries[scope.Target()]; !ok || planned || scope.Type != dynamicScope {
				continue
			}
			read, err := o.Entity(ctx, scope.Target())
			if err != nil {
				return err
			}
			facts.Dynamic[scope.Target()] = read.Document
		}
	}
	if len(facts.Dynamic) == 0 {
		return nil
	}
	err := o.RefreshDirectory(ctx, change.Script)
	facts.Directory = facts.Directory.Add(o.Directory().All(change.Script)...)
	return err
}

func (o *Ops) facts(ctx context.Context, plan *Plan, part *entityPart) (impact.Entry, error) {
	entry := impact.Entry{Head: part.entity.Head()}
	if part.kind != change.Create {
		entry.Before = part.entity.Document
	}
	if part.kind != change.Delete {
		entry.After = part.after()
	}
	if worth, must := entry.LosesUsers(part.target().Resource); worth {
		if err := o.findUsers(ctx, plan, part, &entry); err != nil && (must || ctx.Err() != nil) {
			return entry, err
		} else if err != nil {
			plan.unchecked("who uses "+part.entity.Name(), err)
		}
	}
	var err error
	entry.Twins, err = o.twins(ctx, part)
	return entry, err
}

// findUsers finds who refers to an entry. Of clients with a scope that is deleted the plan remembers the scopes, which it may offer to change.
func (o *Ops) findUsers(ctx context.Context, plan *Plan, part *entityPart, entry *impact.Entry) error {
	if part.target().Resource != change.Scope {
		users, err := o.Users(ctx, part.target())
		entry.Users, entry.Asked = users, err == nil
		return err
	}
	holders, err := o.holders(ctx, part.target())
	entry.Users, entry.Asked = headsOf(holders), err == nil
	if part.kind == change.Delete {
		plan.holders = append(plan.holders, holders...)
	}
	return err
}

// namesOf are the members by which the rules take two entries for twins. Of these the server keeps only the names of claims unique.
var namesOf = map[change.Resource][]string{change.Scope: {"id"}, change.Claim: {"claimName", "name"}, change.Script: {"name"}}

// twins are the other entries that have a name which the part gives.
func (o *Ops) twins(ctx context.Context, part *entityPart) ([]Head, error) {
	var twins []Head
	for _, member := range namesOf[part.target().Resource] {
		found, err := o.twinsBy(ctx, part, member)
		if err != nil {
			return nil, err
		}
		for _, twin := range found {
			if !slices.Contains(twins, twin) {
				twins = append(twins, twin)
			}
		}
	}
	return twins, nil
}

func (o *Ops) twinsBy(ctx context.Context, part *entityPart, member string) ([]Head, error) {
	if part.kind == change.Delete {
		return nil, nil
	}
	name, _ := document.Text(part.after().Get(member))
	if before, _ := document.Text(part.entity.Get(document.Pointer(member))); part.kind == change.Set && before == name {
		return nil, nil
	}
	found, err := o.exactly(ctx, part.target().Resource, member, name)
	var twins []Head
	for _, other := range found {
		if other.Target != part.target() {
			twins = append(twins, other.Head())
		}
	}
	return twins, err
}
