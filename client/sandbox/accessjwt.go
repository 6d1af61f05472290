package sandbox

import (
	"cmp"
	"time"
)

// newAccessToken makes an access token: a JWT when the client wants that, which is stored by the hash of the whole JWT, else an opaque one.
func (x *exchange) newAccessToken(c *client, g grant, lifetime time.Duration) (string, error) {
	if !c.AccessTokenAsJWT {
		return x.server.tokens.issue(g, typeAccess, lifetime)
	}
	token, err := x.accessJWT(c, g, lifetime)
	if err != nil {
		return "", err
	}
	return token, x.server.tokens.keep(token, g, typeAccess, lifetime)
}

// accessJWT has the claims of AuthorizationGrant.java. Its scope is a list, unlike that of introspection.
func (x *exchange) accessJWT(c *client, g grant, lifetime time.Duration) (string, error) {
	id, err := newUUID(x.server.options.Rand)
	if err != nil {
		return "", err
	}
	now := x.server.options.Clock.Now()
	scopes := []any{}
	for _, scope := range (&tokenRecord{Scope: g.scope}).scopes() {
		scopes = append(scopes, scope)
	}
	claims := object{
		"iss": x.config["issuer"], "aud": c.ID, "client_id": c.ID, "sub": cmp.Or(g.subject, c.ID), "jti": id, "scope": scopes, "token_type": "Bearer",
		"iat": jsonNumber(now.Unix()), "nbf": jsonNumber(now.Unix()), "exp": jsonNumber(now.Add(lifetime).Unix()),
	}
	if g.userID != "" {
		claims["acr"] = builtInMethod
	}
	if !g.authTime.IsZero() {
		claims["auth_time"] = jsonNumber(g.authTime.Unix())
	}
	x.addStatus(claims)
	alg := cmp.Or(c.AccessTokenSigning, textMember(x.config, "defaultSignatureAlgorithm"))
	signed, err := x.server.signJWT(alg, "JWT", claims, c.Secret)
	return string(signed), err
}
