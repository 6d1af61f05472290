package connect

import (
	"cmp"
	"context"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/ops/revocation"
)

const devicePath = "/restv1/device_authorization"

func (c *Connection) revocation(system System) *revocation.Service {
	deps := revocation.Deps{
		Ops: c.Ops, Tokens: c.Tokens, Endpoint: c.api.Endpoints, Remove: c.api.Tokens.Delete, Own: c.own,
		Caller: c.caller, Issue: c.issue,
		Certificate: c.Profile.ClientCert != "", Now: system.Now,
	}
	if c.target.token == "" {
		deps.DeviceGrant = func(ctx context.Context, show func(revocation.Code)) (revocation.Grant, error) {
			return c.deviceGrant(ctx, system, show)
		}
	}
	return revocation.New(deps)
}

// caller is the console's own client, as endpoints that clients call want to see it.
func (c *Connection) caller(ctx context.Context) (auth.Caller, error) {
	if c.target.token != "" {
		return auth.BearerCaller(c.target.token), nil
	}
	id, secret, err := c.ownClient(ctx)
	switch {
	case err != nil:
		return auth.Caller{}, err
	case secret == "":
		return auth.NamedCaller(id), nil
	}
	return auth.BasicCaller(id, secret), nil
}

// ownClient is the client that the console signs in with; its secret is "" for a public one.
func (c *Connection) ownClient(ctx context.Context) (id, secret string, err error) {
	if s := c.target.signer; s != nil {
		secret, err = s.clientSecret(ctx)
		return s.profile.ClientID, secret, err
	}
	return c.target.id, c.target.secret, nil
}

// issue gets a client a token that nobody else uses.
func (c *Connection) issue(ctx context.Context, caller auth.Caller) (string, error) {
	endpoint, err := c.target.endpoints.token(ctx)
	if err != nil {
		return "", seen(err)
	}
	return auth.IssueTo(ctx, c.target.transport, endpoint, caller)
}

// deviceGrant lets a person sign in once more, for a grant that the kept login has nothing to do with.
func (c *Connection) deviceGrant(ctx context.Context, system System, show func(revocation.Code)) (revocation.Grant, error) {
	id, secret, err := c.ownClient(ctx)
	if err != nil {
		return revocation.Grant{}, err
	}
	server, err := c.target.endpoints.server(ctx)
	if err != nil {
		return revocation.Grant{}, seen(err)
	}
	if c.target.endpoints.fixed() {
		server.DeviceEndpoint = cmp.Or(server.DeviceEndpoint, c.target.endpoints.home+devicePath)
	}
	signIn := auth.NewSignIn(auth.SignInOptions{
		Transport: c.target.transport, Server: server, ClientID: id, ClientSecret: secret, Now: system.Now, Sleep: system.Sleep})
	code, err := signIn.Start(ctx)
	if err != nil {
		return revocation.Grant{}, err
	}
	show(revocation.Code{UserCode: code.UserCode, URL: code.URL, CompleteURL: code.CompleteURL, Expires: code.Expires})
	session, err := signIn.WaitForGrant(ctx, code, nil)
	if err != nil {
		return revocation.Grant{}, err
	}
	access, refresh := session.Reveal()
	return revocation.Grant{Access: revocation.NewToken(access), Refresh: revocation.NewToken(refresh)}, nil
}
