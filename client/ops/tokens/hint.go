package tokens

import (
	"context"
	"errors"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/transport"
)

// withHint says what ending sessions takes besides, where it is not permitted, and by which commands it is given to this console's client.
func (s *Service) withHint(ctx context.Context, kind change.Resource, err error) error {
	var failure *transport.Error
	if kind != change.Session || !errors.As(err, &failure) || failure.Kind != client.KindNotPermitted {
		return err
	}
	told := *failure
	told.Hint = "Ending sessions takes two scopes, " + client.ScopeSessionsDelete + " and " + client.ScopeSessionsRevoke + ". The setup of a server does not " +
		"create the second: make it, and give both to this client. That is done by: " +
		ops.CommandLine("scope", "create", "--id", client.ScopeSessionsRevoke, "--type", "oauth") + "; then " +
		ops.CommandLine("client", "add-scope", s.ownClient(ctx), client.ScopeSessionsDelete, client.ScopeSessionsRevoke)
	return &told
}

// ownClient is the id of the client that this console works with, or what stands for it where it cannot be found out.
func (s *Service) ownClient(ctx context.Context) string {
	if s.deps.Own == nil {
		return "CLIENT"
	}
	own, err := s.deps.Own(ctx)
	if err == nil && own.Access != "" {
		if entry, err := s.Get(ctx, own.Access); err == nil && entry.ClientID != "" {
			return entry.ClientID
		}
	}
	return "CLIENT"
}
