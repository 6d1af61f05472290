package sandbox

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

const introspectionJWT = "application/token-introspection+jwt"

// serveIntrospection is GET and POST /introspection (IntrospectionWebService.java). The feature flag introspection does not gate it.
func (a *authServer) serveIntrospection(x *exchange) {
	parameters := x.form
	if x.r.Method != http.MethodPost {
		parameters = x.r.URL.Query()
	}
	token := parameters.Get("token")
	if !boolMember(x.config, "introspectionSkipAuthorization") && !x.mayIntrospect(token) {
		return
	}
	if strings.TrimSpace(token) == "" {
		x.fail(http.StatusBadRequest, "invalid_request", "")
		return
	}
	record, err := x.accessToken(token)
	if err != nil {
		x.broken(err)
		return
	}
	facts := x.introspected(record)
	accepts := strings.Contains(x.r.Header.Get("Accept"), introspectionJWT)
	if asJWT := parameters.Get("response_as_jwt") == "true" || accepts; !asJWT {
		x.json(jsontree.Append(nil, facts))
		return
	}
	signed, err := a.signIntrospection(facts, textMember(x.config, "issuer"))
	if err != nil {
		x.broken(err)
		return
	}
	x.w.Header().Set("Content-Type", introspectionJWT)
	x.write(http.StatusOK, signed)
}

// mayIntrospect checks the caller: a valid access token as Bearer, or the Basic credentials of a client. It answers itself when it
// returns false.
func (x *exchange) mayIntrospect(token string) bool {
	header := x.r.Header.Get("Authorization")
	if strings.TrimSpace(header) == "" {
		x.fail(http.StatusBadRequest, "invalid_request", "")
		return false
	}
	caller, inactive, err := x.introspectingGrant(header, token)
	switch {
	case err != nil:
		x.broken(err)
	case inactive:
		x.json([]byte(`{"active":false}`))
	case caller == nil:
		x.fail(http.StatusUnauthorized, "access_denied", "Authorization grant is null.")
	case x.lacks(caller, "introspectionAccessTokenMustHaveUmaProtectionScope", "uma_protection"),
		x.lacks(caller, "introspectionAccessTokenMustHaveIntrospectionScope", "introspection"):
		x.fail(http.StatusUnauthorized, "access_denied", "access_token used to access introspection endpoint lacks a scope")
	default:
		return true
	}
	return false
}

func (x *exchange) lacks(caller *tokenRecord, property, scope string) bool {
	return boolMember(x.config, property) && !slices.Contains(caller.scopes(), scope)
}

// introspectingGrant finds the grant whose scopes count: the caller's own with Bearer, that of the token in question with Basic. With Basic
// an unknown token is answered as inactive at once.
func (x *exchange) introspectingGrant(header, token string) (caller *tokenRecord, inactive bool, err error) {
	scheme, value := splitAuthorization(header)
	if scheme == "bearer" {
		record, err := x.accessToken(value)
		if err != nil || record == nil || !record.validAt(x.server.options.Clock.Now()) || expiredByFault(x.r) {
			return nil, false, err
		}
		return record, false, nil
	}
	if scheme != "basic" {
		return nil, false, nil
	}
	id, secret, ok := basicCredentials(value)
	if !ok {
		return nil, false, nil
	}
	named, err := x.client(id)
	if err != nil || named == nil || !named.hasSecret(secret) { // any client with a secret, whatever its method
		return nil, false, err
	}
	record, err := x.accessToken(token)
	if err != nil {
		return nil, false, err
	}
	if record != nil && record.ClientID != named.ID && boolMember(x.config, "introspectionRestrictBasicAuthnToOwnTokens") {
		return nil, false, nil
	}
	return record, record == nil, nil
}

// introspected describes a token. Members without a value are left out.
func (x *exchange) introspected(record *tokenRecord) map[string]any {
	if record == nil {
		return map[string]any{"active": false}
	}
	facts := map[string]any{
		"active":     record.validAt(x.server.options.Clock.Now()),
		"exp":        epochSeconds(record.Expires),
		"iat":        epochSeconds(record.Created),
		"client_id":  record.ClientID,
		"aud":        record.ClientID,
		"sub":        record.ClientID,
		"token_type": "Bearer",
		"scope":      record.Scope,
	}
	if boolMember(x.config, "introspectionResponseScopesBackwardCompatibility") {
		scopes := make([]any, 0)
		for _, scope := range record.scopes() {
			scopes = append(scopes, scope)
		}
		facts["scope"] = scopes
	}
	if issuer := textMember(x.config, "issuer"); issuer != "" {
		facts["iss"] = issuer
	}
	if record.UserID != "" {
		facts["username"], facts["sub"], facts["acr"] = record.UserID, record.Subject, builtInMethod
	}
	if record.AuthTime != 0 {
		facts["auth_time"] = epochSeconds(record.AuthTime)
	}
	return facts
}

func epochSeconds(milliseconds int64) json.Number {
	return json.Number(strconv.FormatInt(milliseconds/1000, 10))
}
