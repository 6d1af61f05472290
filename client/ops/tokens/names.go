package tokens

import (
	"context"
	"errors"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
)

// ClientID finds the id of a client that a person names, by the id or the name. One that was deleted is known by its tokens only, and for
// whoever may not read clients the name has to be the id. An id that was read before costs no request. The errors are those of ops.Find.
func (s *Service) ClientID(ctx context.Context, name string) (string, error) {
	if name == "" {
		return "", nil
	}
	if _, known := s.deps.Ops.Directory().Find(change.Target{Resource: change.Client, ID: name}); known {
		return name, nil
	}
	entity, err := s.deps.Ops.Find(ctx, change.Client, name)
	switch unknown := (*ops.UnknownNameError)(nil); {
	case err == nil:
		return entity.Target.ID, nil
	case client.KindOf(err) == client.KindNotPermitted:
		return name, nil
	case !errors.As(err, &unknown):
		return "", err
	}
	if page, listing := s.List(ctx, Filter{Client: name}, 0, 1); listing == nil && page.Total > 0 {
		return name, nil
	}
	return "", err
}
