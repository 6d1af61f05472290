package ops

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/directory"
)

// directoryCache holds the heads that were read, so that names are shown without asking again.
type directoryCache struct {
	mu    sync.Mutex
	known Directory
}

func (c *directoryCache) get() Directory {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.known
}

func (c *directoryCache) change(with func(Directory) Directory) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.known = with(c.known)
}

// Directory is what is known by now, without asking.
func (o *Ops) Directory() Directory { return o.names.get() }

// LoadDirectory reads all claims or scripts, whichever are named and not known yet: one request each up to 200 entries. Scopes can be
// too many; ResolveScopes reads those that are wanted.
func (o *Ops) LoadDirectory(ctx context.Context, resources ...change.Resource) (Directory, error) {
	for _, resource := range resources {
		if o.names.get().Complete(resource) {
			continue
		}
		if err := o.RefreshDirectory(ctx, resource); err != nil {
			return o.names.get(), err
		}
	}
	return o.names.get(), nil
}

// RefreshDirectory reads all entries of a resource again.
func (o *Ops) RefreshDirectory(ctx context.Context, resource change.Resource) error {
	var heads []Head
	err := o.scan(ctx, resource, Query{}, func(doc document.Document) bool {
		heads = append(heads, directory.HeadOf(resource, doc))
		return true
	})
	if err != nil {
		return err
	}
	o.names.change(func(d Directory) Directory { return d.Completed(resource, heads) })
	return nil
}

// pageSize is the most that the server gives at once (ApiConstants, maxCount).
const pageSize = 200

// scan reads every entry that a query finds, page by page, until the visitor has seen enough.
func (o *Ops) scan(ctx context.Context, resource change.Resource, query Query, visit func(document.Document) bool) error {
	api, err := o.entries(resource)
	if err != nil {
		return err
	}
	for query.Start, query.Limit = 0, pageSize; ; query.Start += pageSize {
		page, err := api.List(ctx, query)
		if err != nil {
			return err
		}
		for _, doc := range page.Entries {
			if !visit(doc) {
				return nil
			}
		}
		if len(page.Entries) == 0 || query.Start+pageSize >= page.Total {
			return nil
		}
	}
}

func (o *Ops) entries(resource change.Resource) (EntriesAPI, error) {
	api, ok := o.deps.Entries[resource]
	if !ok {
		return nil, fmt.Errorf("there is no service for %ss", resource)
	}
	return api, nil
}

// resolveAtOnce bounds how many scopes are asked for in one request, and with it the length of its address.
const resolveAtOnce = 40

// ResolveScopes finds the scopes that DNs name, in one request for every 40 that are not known. The directory says nothing about those
// that do not exist.
func (o *Ops) ResolveScopes(ctx context.Context, dns []string) (Directory, error) {
	var wanted []string
	for _, dn := range dns {
		target, ok := directory.TargetOf(dn)
		if _, known := o.names.get().Find(target); ok && !known && target.Resource == change.Scope && !target.IsNew() && !slices.Contains(wanted, target.ID) {
			wanted = append(wanted, target.ID)
		}
	}
	for part := range slices.Chunk(wanted, resolveAtOnce) {
		var heads []Head
		query := Query{Pattern: strings.Join(part, ",")}
		err := o.scan(ctx, change.Scope, query, func(doc document.Document) bool {
			if head := directory.HeadOf(change.Scope, doc); slices.Contains(part, head.Inum) {
				heads = append(heads, head)
			}
			return len(heads) < len(part)
		})
		if err != nil {
			return o.names.get(), err
		}
		o.names.change(func(d Directory) Directory { return d.Add(heads...) })
	}
	return o.names.get(), nil
}
