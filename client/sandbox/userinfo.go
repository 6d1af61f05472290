package sandbox

import (
	"net/http"
	"strings"

	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

// serveUserinfo is GET and POST of userinfo (UserInfoRestWebServiceImpl.java).
func (a *authServer) serveUserinfo(x *exchange) {
	if !x.feature(flagUserinfo) {
		return
	}
	record, ok := x.userinfoToken()
	if !ok {
		return
	}
	claims, err := x.userinfoClaims(record)
	if err != nil {
		x.broken(err) // 500 without a body, whatever went wrong
		return
	}
	x.w.Header().Set("Cache-Control", privately)
	x.w.Header().Set("Pragma", "no-cache")
	c, err := x.client(record.ClientID)
	switch {
	case err != nil:
		x.broken(err)
	case c != nil && c.UserinfoKeyAlg != "" && c.UserinfoContentEnc != "":
		x.broken(errNoEncryption)
	case c != nil && c.UserinfoSigning != "":
		x.signedUserinfo(c, claims)
	default:
		x.w.Header().Set("Content-Type", "application/json;charset=UTF-8")
		x.write(http.StatusOK, jsontree.Append(nil, claims))
	}
}

// errNoEncryption is the one form of userinfo that the sandbox does not have: sample clients have no keys to encrypt for.
const errNoEncryption serverText = "the sandbox does not encrypt userinfo"

// userinfoToken checks the access token of a request and answers itself when it will not do.
func (x *exchange) userinfoToken() (*tokenRecord, bool) {
	scheme, token := splitAuthorization(x.r.Header.Get("Authorization"))
	if scheme != "bearer" {
		token = x.parameters.Get("access_token")
	}
	refuse := func(status int, code, reason string) (*tokenRecord, bool) {
		x.w.Header().Set("Cache-Control", privately)
		x.w.Header().Set("Content-Type", "application/json")
		x.fail(status, code, reason)
		return nil, false
	}
	if strings.TrimSpace(token) == "" {
		return refuse(http.StatusBadRequest, "invalid_request", "access token is not valid.")
	}
	record, err := x.accessToken(token)
	if err != nil {
		x.broken(err)
		return nil, false
	}
	if record == nil || !record.validAt(x.server.options.Clock.Now()) || expiredByFault(x.r) {
		return refuse(http.StatusUnauthorized, "invalid_token", "")
	}
	if record.GrantType == grantClientCredentials {
		return refuse(http.StatusForbidden, "insufficient_scope", "Grant object has client_credentials grant_type which is not valid.")
	}
	if scopes := record.scopes(); !x.opensUserinfo(scopes) {
		return refuse(http.StatusForbidden, "insufficient_scope", "Missed openid scope.")
	}
	return record, true
}

func (x *exchange) opensUserinfo(scopes []string) bool {
	for _, scope := range scopes {
		if scope == "openid" || scope == "profile" && boolMember(x.config, "openidScopeBackwardCompatibility") {
			return true
		}
	}
	return false
}

// userinfoClaims collects what a token releases.
func (x *exchange) userinfoClaims(record *tokenRecord) (object, error) {
	id, err := newUUID(x.server.options.Rand)
	if err != nil {
		return nil, err
	}
	now := x.server.options.Clock.Now().Unix()
	lifetime, _ := integerMember(x.config, "userInfoLifetime")
	claims := object{
		"jti": id, "iat": jsonNumber(now), "nbf": jsonNumber(now), "exp": jsonNumber(now + lifetime), "client_id": record.ClientID,
	}
	user, err := x.server.personAt(record.UserDN)
	if err != nil {
		return nil, err
	}
	if user == nil {
		user = &person{attributes: object{}}
	}
	var scopes []*scopeEntry
	for _, name := range record.scopes() {
		scope, err := x.scopeNamed(name)
		if err != nil {
			return nil, err
		}
		if scope != nil { // else it was removed after the token was issued
			scopes = append(scopes, scope)
		}
	}
	return claims, x.releaseAll(scopes, user, record.Subject, claims)
}

// releaseAll adds the claims of scopes, then the subject, then what dynamic scope scripts add.
func (x *exchange) releaseAll(scopes []*scopeEntry, user *person, subject string, claims object) error {
	var dynamic []*scopeEntry
	for _, scope := range scopes {
		if scope.Type == scriptDynamicScopeType {
			dynamic = append(dynamic, scope)
			continue
		}
		if err := x.release(scope, user, claims); err != nil {
			return err
		}
	}
	claims["sub"] = subject
	return x.runDynamicScopes(dynamic, user, claims)
}
