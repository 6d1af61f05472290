package sandbox

import (
	"encoding/json"
	"net/http"
	"time"

	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

// issuance is how the tokens of a grant are answered with.
type issuance struct {
	scope   any       // what the answer shows, which need not be what the token has; nil leaves it out
	refresh bool      // with a refresh token
	until   time.Time // when the refresh token ends; zero is as long as is configured
	idToken bool
}

// issue makes the tokens of a grant and answers with them.
func (x *exchange) issue(c *client, g grant, how issuance) {
	if !x.updateAccessToken(c, &g) {
		return
	}
	answer, err := x.tokensFor(c, g, how)
	switch {
	case err != nil:
		x.broken(err)
	case answer == nil:
		x.write(http.StatusInternalServerError, nil) // no token comes out and the code behind does not expect that
	default:
		x.json(jsontree.Append(nil, answer))
	}
}

// tokensFor gives the members of the answer, nil when access tokens have no lifetime.
func (x *exchange) tokensFor(c *client, g grant, how issuance) (object, error) {
	lifetime := x.accessTokenLifetime(c)
	if lifetime <= 0 {
		return nil, nil
	}
	token, err := x.newAccessToken(c, g, lifetime)
	if err != nil {
		return nil, err
	}
	answer := object{"access_token": token, "token_type": "Bearer", "expires_in": seconds(lifetime)}
	if how.scope != nil {
		answer["scope"] = how.scope
	}
	if how.refresh {
		if err := x.addRefreshToken(c, g, how.until, answer); err != nil {
			return nil, err
		}
	}
	if how.idToken {
		if answer["id_token"], err = x.idToken(c, g, token); err != nil {
			return nil, err
		}
	}
	return answer, nil
}

func (x *exchange) addRefreshToken(c *client, g grant, until time.Time, answer object) (err error) {
	lifetime := x.refreshTokenLifetime(c)
	if !until.IsZero() {
		lifetime = until.Sub(x.server.options.Clock.Now())
	}
	if answer["refresh_token"], err = x.server.tokens.issue(g, typeRefresh, lifetime); err != nil {
		return err
	}
	if boolMember(x.config, "includeRefreshTokenLifetimeInTokenResponse") {
		answer["refresh_token_expires_in"] = seconds(lifetime)
	}
	return nil
}

// idToken makes the id_token that goes with an access token (IdTokenFactory.java). Claims of scopes are not in it: legacyIdTokenClaims, which
// would put them there, is not imitated.
func (x *exchange) idToken(c *client, g grant, accessToken string) (string, error) {
	id, err := newUUID(x.server.options.Rand)
	if err != nil {
		return "", err
	}
	alg := c.IDTokenSigning
	if alg == "" {
		alg = textMember(x.config, "defaultSignatureAlgorithm")
	}
	lifetime, _ := integerMember(x.config, "idTokenLifetime")
	if c.Attributes.IDTokenLifetime > 0 {
		lifetime = c.Attributes.IDTokenLifetime
	}
	now := x.server.options.Clock.Now().Unix()
	digest := (&signingKey{Alg: alg}).digest([]byte(accessToken))
	claims := object{
		"iss": x.config["issuer"], "aud": c.ID, "sub": g.subject, "jti": id, "iat": jsonNumber(now), "nbf": jsonNumber(now),
		"exp": jsonNumber(now + lifetime), "acr": builtInMethod, "amr": []any{}, "auth_time": jsonNumber(g.authTime.Unix()),
		"at_hash": encode64(digest[:len(digest)/2]), "grant": g.wireType(), "jansOpenIDConnectVersion": "openidconnect-1.0",
	}
	if g.sid != "" {
		claims["sid"] = g.sid
	}
	x.addStatus(claims)
	signed, err := x.server.signJWT(alg, "JWT", claims, c.Secret)
	if err != nil {
		return "", err
	}
	return string(signed), x.server.tokens.keep(string(signed), g, typeID, time.Duration(lifetime)*time.Second)
}

// builtInMethod is the name of signing in with a user name and a password.
const builtInMethod = "simple_password_auth"

// wireType is the grant type as requests spell it.
func (g *grant) wireType() string {
	if g.grantType == grantTypePassword {
		return grantPassword
	}
	return g.grantType
}

// seconds is a duration as a JSON number.
func seconds(d time.Duration) json.Number { return jsonNumber(int64(d / time.Second)) }
