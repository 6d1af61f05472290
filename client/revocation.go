package client

import (
	"context"

	"github.com/jansadm/jansadm/client/auth"
)

// RevocationPath is where the auth server revokes tokens, below its address; no setting moves it (RevokeRestWebService.java).
const RevocationPath = "/restv1/revoke"

// Revocation is the address of the auth server's revocation endpoint, whatever discovery says.
func (s *EndpointsService) Revocation() string { return s.home + RevocationPath }

// Revoke calls a revocation endpoint; without an address it is that of Revocation. Whatever it answers is no error, that it does not answer is.
func (s *EndpointsService) Revoke(ctx context.Context, request auth.RevokeRequest) (auth.RevokeAnswer, error) {
	if request.URL == "" {
		request.URL = s.Revocation()
	}
	return auth.Revoke(ctx, s.transport, request)
}
