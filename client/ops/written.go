package ops

import "github.com/jansadm/jansadm/client/ops/change"

// Written is an entry that a plan has created, changed or deleted.
type Written struct {
	Kind   change.Kind // Create, Set or Delete
	Before *Entity     // nil of a new one
	After  *Entity     // as the server has stored it; nil of a deleted one
	Paths  []string    // of the members that were changed
}

// Target names the entry.
func (w Written) Target() Target {
	if w.After != nil {
		return w.After.Target
	}
	return w.Before.Target
}

// Name is what people call the entry: by its new name, when it has got one.
func (w Written) Name() string {
	if w.After != nil {
		return w.After.Name()
	}
	return w.Before.Name()
}

// Written lists the entries that the server has taken the changes of, as asked or not.
func (r *Result) Written() []Written {
	var entries []Written
	for _, p := range r.applied() {
		part, ok := p.(*entityPart)
		if !ok || part.kind != change.Delete && part.stored == nil {
			continue
		}
		written := Written{Kind: part.kind, After: part.stored}
		if part.kind != change.Create {
			written.Before = part.entity
		}
		for _, c := range part.changes {
			written.Paths = append(written.Paths, c.Path)
		}
		entries = append(entries, written)
	}
	return entries
}

// Settings are the configuration right before the plan has changed it, and as the server answered afterwards; nil when the plan has changed no
// property.
func (r *Result) Settings() (before, after *Configuration) {
	for _, p := range r.applied() {
		if part, ok := p.(*propertyPart); ok && part.before != nil && r.After != nil {
			return part.before, r.After
		}
	}
	return nil, nil
}

// Refer finds what a DN names, among what the plan knows.
func (r *Result) Refer(dn string) (Head, bool) {
	if r == nil || r.plan == nil {
		return Head{}, false
	}
	return r.plan.Directory.Refer(dn)
}

func (r *Result) applied() []part {
	if r == nil {
		return nil
	}
	return r.covered
}
