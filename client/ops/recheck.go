package ops

import (
	"context"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/client/transport"
)

// Overwritten is a value that is no longer what a plan has left behind. The server has no locking: somebody who writes a whole document a
// moment later takes back what others have changed in it meanwhile.
type Overwritten struct {
	Target Target
	Path   string // within an entry; empty for a property and for the whole of an entry
	Name   string // what people call it
	Now    string // what is there now, for people: secrets are masked. Not cleaned
}

// String says it in a sentence. What the server stores is not cleaned.
func (o Overwritten) String() string {
	return o.Name + " has been changed since: it is " + o.Now + " now"
}

// Recheck reads what a plan has applied once more, and lists what is no longer as the server stored it then: one request for all properties,
// and one for each entry.
func (o *Ops) Recheck(ctx context.Context, result *Result) ([]Overwritten, error) {
	var found []Overwritten
	for _, p := range result.applied() {
		var changed []Overwritten
		var err error
		switch part := p.(type) {
		case *propertyPart:
			changed, err = o.recheckSettings(ctx, result)
		case *entityPart:
			changed, err = o.recheckEntry(ctx, result, part)
		}
		if err != nil {
			return nil, err
		}
		found = append(found, changed...)
	}
	return found, nil
}

func (o *Ops) recheckSettings(ctx context.Context, result *Result) ([]Overwritten, error) {
	now, err := o.Load(ctx)
	if err != nil {
		return nil, err
	}
	var found []Overwritten
	for _, item := range result.Items {
		target := item.Change.Target
		if target.Resource != change.Property {
			continue
		}
		entry := now.entry(schema.Infer(target.ID, item.Got))
		if known, err := now.Lookup(target.ID); err == nil {
			entry = known
		}
		if !entry.Type.Equal(item.Got, entry.Value) {
			found = append(found, Overwritten{Target: target, Name: target.ID, Now: entry.Display(entry.Value)})
		}
	}
	return found, nil
}

func (o *Ops) recheckEntry(ctx context.Context, result *Result, p *entityPart) ([]Overwritten, error) {
	target, title := p.target(), p.entity.title()
	if p.stored != nil {
		target = p.stored.Target
	}
	now, err := o.Entity(ctx, target)
	gone := transport.KindOf(err) == transport.KindNotFound
	switch {
	case err != nil && !gone:
		return nil, err
	case p.kind == change.Delete && !gone:
		return []Overwritten{{Target: target, Name: title, Now: "there again"}}, nil
	case gone && p.kind != change.Delete:
		return []Overwritten{{Target: target, Name: title, Now: "deleted"}}, nil
	case gone || p.stored == nil:
		return nil, nil
	}
	var found []Overwritten
	for _, path := range p.checked(now) {
		subject := result.plan.Subject(p.target(), path)
		subject.Field = now.Field(path).Veiling(p.stored.Get(path))
		if !same(subject.Field, p.stored.Get(path), now.Get(path)) {
			found = append(found, Overwritten{Target: target, Path: path, Name: subject.Name(), Now: subject.Display(now.Get(path))})
		}
	}
	return found, nil
}

// checked are the members to look at: those that the plan has changed; all, of an entry that it has created.
func (p *entityPart) checked(now *Entity) []string {
	if p.kind == change.Create {
		return differences(p.stored, now)
	}
	var paths []string
	for _, c := range p.changes {
		paths = append(paths, c.Path)
	}
	return paths
}
