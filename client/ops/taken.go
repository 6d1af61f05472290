package ops

import (
	"context"

	"github.com/jansadm/jansadm/client/ops/change"
)

// Taken asks whether there is an entry of exactly that name: the server keeps two of the same name.
func (o *Ops) Taken(ctx context.Context, resource change.Resource, name string) (bool, error) {
	found, err := o.exactly(ctx, resource, kindOf(resource).NameField, name)
	return len(found) > 0, err
}
