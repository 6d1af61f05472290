package sandbox

import (
	"net/http"
)

const (
	scopeTokenRead   = oauthPrefix + "config/token.readonly"
	scopeTokenWrite  = oauthPrefix + "config/token.write"
	scopeTokenDelete = oauthPrefix + "config/token.delete"
	scopeTokenAdmin  = oauthPrefix + "config/token.admin"
)

// tokenRoutes are the operations of TokenResource.java. A token is named by its code, the SHA-256 of the token itself.
func (c *configAPI) tokenRoutes() []apiRoute {
	read := readAccess(scopeTokenRead, scopeTokenWrite, scopeTokenAdmin)
	remove := deleteAccess(scopeTokenDelete, scopeTokenAdmin)
	remove.group = []string{scopeOpenidDelete}
	return []apiRoute{
		{method: http.MethodGet, path: "/token/search", access: read, handle: searchTokens},
		{method: http.MethodGet, path: "/token/client/{clientId}", access: read, handle: tokensOfClient},
		{method: http.MethodGet, path: "/token/tknCde/{tknCde}", access: read, handle: getToken},
		{method: http.MethodDelete, path: "/token/revoke/{tknCde}", access: remove, handle: deleteToken},
	}
}

// searchTokens shows expired tokens too until they are cleaned up.
func searchTokens(call *apiCall) apiAnswer {
	tokens := call.api.tokens
	q, refusal := call.filterParameters(tokens)
	if refusal != nil {
		return *refusal
	}
	return call.list(tokens, q, asStored)
}

// tokensOfClient gives the first page only, whatever the number of tokens.
func tokensOfClient(call *apiCall) apiAnswer {
	id, tokens := call.parameters["clientId"], call.api.tokens
	client, err := call.api.clients.find(id)
	if err != nil {
		call.api.options.Log.Error("find client", "inum", id, "error", err)
	}
	if err != nil || client == nil {
		return notFound("Client")
	}
	return call.list(tokens, firstPage(tokens, fieldFilter{field: "clnId", operator: "=", value: &id}), asStored)
}

func getToken(call *apiCall) apiAnswer {
	code := call.parameters["tknCde"]
	token, err := call.api.tokens.find(code)
	if err != nil {
		call.api.options.Log.Error("find token", "code", code, "error", err)
	}
	if err != nil || token == nil {
		return described(http.StatusNotFound, "404", "Not Found", "Token identified by "+code+" not found.")
	}
	return okJSON(call.api.tokens.response(token))
}

// deleteToken removes one entry and nothing else of its grant: a refresh token lives on when an access token is removed. Neither the feature
// flag nor the scripts of the revocation endpoint are asked.
func deleteToken(call *apiCall) apiAnswer {
	existed, err := call.api.auth.tokens.discard(call.parameters["tknCde"])
	if err != nil {
		return call.broken(err)
	}
	if !existed {
		return apiAnswer{status: http.StatusNotFound}
	}
	return noContent()
}
