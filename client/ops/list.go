package ops

import (
	"context"
	"iter"
	"slices"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/directory"
)

// EntityPage is one page of a list.
type EntityPage struct {
	Start, Total int
	Entities     []*Entity
}

// List reads one page of entries. A pattern is looked for in small and in capital letters.
func (o *Ops) List(ctx context.Context, resource change.Resource, query Query) (EntityPage, error) {
	api, err := o.entries(resource)
	if err != nil {
		return EntityPage{}, err
	}
	query.Pattern = inAnyCase(resource, query.Pattern)
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

// Pages reads a list page by page, up to a number of entries; 0 stands for all. An entry that comes again because others were added before
// it meanwhile is left out. The loop ends after an error.
func (o *Ops) Pages(ctx context.Context, resource change.Resource, query Query, most int) iter.Seq2[EntityPage, error] {
	return func(yield func(EntityPage, error) bool) {
		before := map[string]bool{} // inums of the page before
		for given := 0; ; {
			if query.Limit = pageSize; most > 0 {
				query.Limit = min(pageSize, most-given)
			}
			page, err := o.List(ctx, resource, query)
			if err != nil {
				yield(EntityPage{}, err)
				return
			}
			received, seen := len(page.Entities), map[string]bool{}
			page.Entities = slices.DeleteFunc(page.Entities, func(e *Entity) bool {
				seen[e.Target.ID] = true
				return before[e.Target.ID]
			})
			before, given = seen, given+len(page.Entities)
			query.Start += received
			if !yield(page, nil) || received == 0 || query.Start >= page.Total || most > 0 && given >= most {
				return
			}
		}
	}
}
