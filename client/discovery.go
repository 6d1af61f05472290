package client

import (
	"context"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/transport"
)

// DiscoveryService reads what the auth server tells the public about itself. It needs no token.
type DiscoveryService struct {
	transport *transport.Transport
	places    []string
}

// Get returns the OpenID configuration as it is. The server keeps it in a cache for discoveryCacheLifetimeInMinutes, so it may be
// older than the configuration.
func (s *DiscoveryService) Get(ctx context.Context) (document.Document, error) {
	return auth.ReadConfiguration(ctx, s.transport, s.places...)
}
