package sandbox

import (
	"net/http"
	"slices"
	"strings"
)

const scopeRevokeAny = "revoke_any_token"

// serveRevoke is POST /revoke (RevokeRestWebServiceImpl.java). The order matters: client authentication, feature flag, parameters,
// scripts, removal. Against RFC 7009 section 2.1 a wrong hint does not widen the search.
func (a *authServer) serveRevoke(x *exchange) {
	if x.outOfOrder() {
		return
	}
	if x.r.Method == http.MethodGet { // let in by sabotage only
		x.form = x.parameters
	}
	caller, ok := x.revoker()
	if !ok || !x.feature(flagRevokeToken) {
		return
	}
	tokens := x.form.Get("token")
	if strings.TrimSpace(tokens) == "" {
		if x.sabotaged(SabotageNoTokenAccepted) {
			x.revoked()
			return
		}
		x.fail(http.StatusBadRequest, "invalid_request", "Failed to validate token.")
		return
	}
	if caller == nil {
		named, err := x.client(x.form.Get("client_id"))
		if err != nil {
			x.broken(err)
			return
		}
		if !named.isPublic() {
			x.revoked()
			return
		}
		caller = named
	}
	if !x.revokeScripts() {
		x.revoked()
		return
	}
	x.revokeTokens(caller, tokens, x.form.Get("token_type_hint"))
}

// revoker authenticates the caller, which is nil for a public client.
func (x *exchange) revoker() (*client, bool) {
	if x.sabotaged(SabotageNoAuthentication) {
		caller, err := x.anybody()
		if err != nil {
			x.broken(err)
		}
		return caller, err == nil
	}
	caller, ok := x.authenticateClient(true)
	if ok && caller == nil && x.sabotaged(SabotagePublicRefused) {
		x.failClient()
		return nil, false
	}
	return caller, ok
}

// revokeTokens removes all tokens of the caller, or those that are named. A refusal half-way leaves what is removed removed.
func (x *exchange) revokeTokens(caller *client, tokens, hint string) {
	if x.sabotaged(SabotageUnknownHint) && hint != "" && !slices.Contains(tokenHints, hint) {
		x.fail(http.StatusBadRequest, "unsupported_token_type", "")
		return
	}
	if strings.EqualFold(tokens, "all") && boolMember(x.config, "allowAllValueForRevokeEndpoint") {
		x.revokeAll(caller, hint)
		return
	}
	for _, token := range strings.Split(tokens, " ") {
		if !x.revokeOne(caller, token, hint) {
			return
		}
	}
	x.revoked()
}

// tokenHints are the values of token_type_hint that mean something (TokenTypeHint.java).
var tokenHints = []string{typeAccess, typeRefresh, typeTx, typeLogoutStatus, "jti"}

// revoked answers 200 without a body, whether or not anything was removed.
func (x *exchange) revoked() {
	if !x.sabotaged(SabotageCacheable) {
		x.uncached()
	}
	x.write(http.StatusOK, nil)
}

// revokeOne removes the grant of a token. It answers and returns false when that is refused; grants of tokens before it stay removed.
func (x *exchange) revokeOne(caller *client, token, hint string) bool {
	record, err := x.hinted(token, hint)
	if err != nil {
		x.broken(err)
		return false
	}
	if record == nil {
		if x.sabotaged(SabotageUnknownRefused) {
			x.fail(http.StatusBadRequest, "invalid_request", "Failed to validate token.")
			return false
		}
		return true
	}
	if record.ClientID != caller.ID && !x.sabotaged(SabotageForeignRevoked) {
		if x.sabotaged(SabotageForeignUnanswered) {
			return true
		}
		if refusal, err := x.refusesForeign(caller); err != nil {
			x.broken(err)
			return false
		} else if refusal != "" {
			x.fail(http.StatusBadRequest, "invalid_request", refusal)
			return false
		}
	}
	if err := x.removeGrant(record); err != nil {
		x.broken(err)
		return false
	}
	return true
}

// removeGrant removes all tokens of the grant of a token.
func (x *exchange) removeGrant(record *tokenRecord) error {
	tokens := x.server.tokens
	switch {
	case x.sabotaged(SabotageNothingRevoked):
		return nil
	case x.sabotaged(SabotageOnlyItself):
		_, err := tokens.discard(record.Hash)
		return err
	case x.sabotaged(SabotageTooMuch):
		return tokens.revokeWhere("clnId", record.ClientID, func(*tokenRecord) bool { return true })
	}
	return tokens.revokeGrant(record.GrantID)
}

// hinted finds a token as the hint says: only access_token, tx_token and jti narrow the search; any other hint is none.
func (x *exchange) hinted(token, hint string) (*tokenRecord, error) {
	switch hint {
	case typeAccess, typeTx:
		return x.accessToken(token)
	case "jti":
		return x.server.tokens.findByJTI(token)
	}
	record, err := x.server.tokens.find(token)
	if record != nil && x.sabotaged(SabotageHintBinds) && slices.Contains(tokenHints, hint) && record.Type != hint {
		return nil, err
	}
	return record, err
}

// refusesForeign gives the reason why a client may not revoke tokens of others, "" when it may.
//
// The server's check looks for the scope's id among DNs and so never finds it. That is reproduced only with Options.AsCoded; otherwise
// the documented rule holds.
func (x *exchange) refusesForeign(caller *client) (string, error) {
	if !boolMember(x.config, "allowRevokeForOtherClients") {
		return "Failed to validate token.", nil
	}
	allowed := slices.Contains(caller.Scopes, scopeRevokeAny)
	if !x.server.options.AsCoded {
		ids, err := x.scopeIDs(caller)
		if err != nil {
			return "", err
		}
		allowed = ids[scopeRevokeAny]
	}
	if !allowed {
		return "Client does not have 'revoke_any_token' scope", nil
	}
	return "", nil
}

// revokeAll removes the tokens of the calling client that a hint selects. The server asks the database for entries below the client's
// DN, and its SQL layer ignores that base, so that tokens of all clients go. That is reproduced only with Options.AsCoded.
func (x *exchange) revokeAll(caller *client, hint string) {
	column := "clnId"
	if x.server.options.AsCoded {
		column = ""
	}
	selective := slices.Contains(tokenHints, hint)
	err := x.server.tokens.revokeWhere(column, caller.ID, func(t *tokenRecord) bool { return !selective || t.Type == hint })
	if err != nil {
		x.broken(err)
		return
	}
	x.revoked()
}

// revokeScripts runs the scripts of type revoke_token and says whether all agree. A script that fails counts as one that says no
// (ExternalRevokeTokenService.java).
func (x *exchange) revokeScripts() bool {
	for _, s := range x.scripts {
		if s.Type != scriptRevokeToken || s.version() <= 1 {
			continue
		}
		result, err := s.run()
		if err != nil {
			if err := x.server.recordScriptError(s.Inum, err); err != nil {
				x.server.options.Log.Error("store a script error", "script", s.Inum, "error", err)
			}
		}
		if !result {
			return false
		}
	}
	return true
}
