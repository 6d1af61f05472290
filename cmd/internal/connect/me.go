package connect

import (
	"context"
	"strings"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/ops/impact"
	"github.com/jansadm/jansadm/client/ops/tokens"
)

// me is who acts, as the server says now: the person, or the client, and what the token in use permits.
func (c *Connection) me(ctx context.Context) (impact.Me, error) {
	token, err := c.tokens.Token(ctx) // renewed where that is due
	if err != nil {
		return impact.Me{}, seen(err)
	}
	server, err := c.target.endpoints.server(ctx)
	if err != nil {
		return impact.Me{}, seen(err)
	}
	found, err := auth.WhoamiToken(ctx, c.target.transport, server, token)
	if err != nil {
		return impact.Me{}, seen(err)
	}
	me := impact.Me{ClientID: found.ClientID, Scopes: found.Scopes, JWT: isJWT(token)}
	switch {
	case c.target.token != "":
		return me, nil
	case c.target.signer == nil:
		me.Login = impact.LoginClient
	default:
		me.Login = impact.LoginPerson
		session, err := c.target.signer.sessions().Load(ctx)
		if err != nil {
			return impact.Me{}, err
		}
		me.Person, me.Roles = session.Person.String(), session.Person.Roles
	}
	if !c.target.endpoints.fixed() {
		me.Host = c.target.endpoints.host()
	}
	return me, nil
}

// own is what this console is signed in with, by codes that tell nobody the tokens.
func (c *Connection) own(ctx context.Context) (tokens.Own, error) {
	token, err := c.tokens.Token(ctx)
	if err != nil {
		return tokens.Own{}, seen(err)
	}
	own := tokens.Own{Access: tokens.CodeOf(token)}
	switch {
	case c.target.token != "":
	case c.target.signer == nil:
		own.Login = impact.LoginClient
	default:
		own.Login = impact.LoginPerson
		session, err := c.target.signer.sessions().Load(ctx)
		if err != nil {
			return tokens.Own{}, err
		}
		_, own.Person, own.Refresh = session.Codes()
	}
	return own, nil
}

// isJWT says whether the Config API takes a token for a JWT, and does not ask the auth server about it (OpenIdAuthorizationService.java).
func isJWT(token string) bool {
	return strings.Count(token, ".") == 2 && strings.HasPrefix(token, "eyJ") // the header begins with {"
}
