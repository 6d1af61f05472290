package ops

import (
	"context"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/directory"
)

// EntityPage is one page of a list.
type EntityPage struct {
	Start, Total int
	Entities     []*Entity
}

// List reads one page of entries.
func (o *Ops) List(ctx context.Context, resource change.Resource, query Query) (EntityPage, error) {
	api, err := o.entries(resource)
	if err != nil {
		return EntityPage{}, err
	}
	page, err := api.List(ctx, query)
	if err != nil {
		return EntityPage{}, err
	}
	found := EntityPage{Start: page.Start, Total: page.Total, Entities: make([]*Entity, len(page.Entries))}
	heads := make([]Head, len(page.Entries))
	for i, doc := range page.Entries {
		found.Entities[i] = NewEntity(resource, doc)
		heads[i] = directory.HeadOf(resource, doc)
	}
	if resource != change.Scope { // too many to keep
		o.names.change(func(d Directory) Directory { return d.Add(heads...) })
	}
	return found, nil
}

// Entity reads one entry by its inum: one request.
func (o *Ops) Entity(ctx context.Context, target Target) (*Entity, error) {
	api, err := o.entries(target.Resource)
	if err != nil {
		return nil, err
	}
	doc, err := api.Get(ctx, target.ID)
	if err != nil {
		return nil, err
	}
	entity := NewEntity(target.Resource, doc)
	entity.Target = target
	o.names.change(func(d Directory) Directory { return d.Add(entity.Head()) })
	return entity, nil
}
