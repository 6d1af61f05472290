package sandbox

import (
	"net/http"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

const (
	scopeScopesRead   = oauthPrefix + "config/scopes.readonly"
	scopeScopesWrite  = oauthPrefix + "config/scopes.write"
	scopeScopesDelete = oauthPrefix + "config/scopes.delete"
	scopeScopesAdmin  = oauthPrefix + "config/scopes.admin"
)

// scopeRoutes are the operations of ScopesResource.java.
func (c *configAPI) scopeRoutes() []apiRoute {
	read := readAccess(scopeScopesRead, scopeScopesWrite, scopeScopesAdmin)
	write := writeAccess(scopeScopesWrite, scopeScopesAdmin)
	return []apiRoute{
		{method: http.MethodGet, path: "/scopes", access: read, handle: listScopes},
		{method: http.MethodPost, path: "/scopes", access: write, argument: "scope", handle: createScope},
		{method: http.MethodPut, path: "/scopes", access: write, argument: "scope", handle: updateScope},
		{method: http.MethodGet, path: "/scopes/{inum}", access: read, handle: getScope},
		{method: http.MethodPatch, path: "/scopes/{inum}", access: write, argument: "pathString", handle: patchScope},
		{method: http.MethodDelete, path: "/scopes/{inum}", access: deleteAccess(scopeScopesDelete, scopeScopesAdmin), handle: deleteScope},
		{method: http.MethodGet, path: "/scopes/creator/{creatorId}", access: read, handle: scopesWhere("creatorId", "creatorId")},
		{method: http.MethodGet, path: "/scopes/type/{type}", access: read, handle: scopesWhere("jansScopeTyp", "type")},
	}
}

// listScopes searches. The type counts only when there is no fieldValuePair (ScopeService.java).
func listScopes(call *apiCall) apiAnswer {
	q, refusal := call.listParameters()
	if refusal != nil {
		return *refusal
	}
	if kind := call.r.URL.Query().Get("type"); kind != "" && q.equals == nil {
		q.equals = []equality{{"jansScopeTyp", &kind}}
	}
	prepare := asStored
	if call.booleanParameter("withAssociatedClients") {
		var err error
		if prepare, err = call.clientsOfScopes(); err != nil {
			return call.entityFailure(err)
		}
	}
	return call.list(call.api.scopes, q, prepare)
}

// scopesWhere answers all scopes with a value in a column, without pages.
func scopesWhere(column, parameter string) func(*apiCall) apiAnswer {
	return func(call *apiCall) apiAnswer {
		value := call.parameters[parameter]
		body, _, _, err := call.api.scopes.array(query{equals: []equality{{column, &value}}}, asStored)
		if err != nil {
			return call.entityFailure(err)
		}
		return okJSON(body)
	}
}

// findScope answers itself when there is no scope: every failure to find one is taken for its absence.
func (call *apiCall) findScope(inum string) (object, *apiAnswer) {
	scope, err := call.api.scopes.find(inum)
	if err != nil {
		call.api.options.Log.Error("find scope", "inum", inum, "error", err)
	}
	if err != nil || scope == nil {
		refusal := notFound("scope")
		return nil, &refusal
	}
	return scope, nil
}

func getScope(call *apiCall) apiAnswer {
	scope, refusal := call.findScope(call.inum())
	if refusal != nil {
		return *refusal
	}
	if call.booleanParameter("withAssociatedClients") {
		addClients, err := call.clientsOfScopes()
		if err != nil {
			return notFound("scope")
		}
		addClients(scope)
	}
	return okJSON(call.api.scopes.response(scope))
}

func createScope(call *apiCall) apiAnswer {
	scopes := call.api.scopes
	scope, err := scopes.body(call.body)
	if err != nil {
		return call.entityFailure(err)
	}
	if strings.TrimSpace(textMember(scope, "id")) == "" {
		return missingAttribute("id")
	}
	if scope["displayName"] == nil {
		scope["displayName"] = scope["id"]
	}
	if scope["scopeType"] == nil {
		scope["scopeType"] = "oauth"
	}
	inum, err := newUUID(call.api.options.Rand)
	if err != nil {
		return call.broken(err)
	}
	scope["inum"] = inum
	if err := scopes.insert(scope); err != nil {
		return call.entityFailure(err)
	}
	stored, refusal := call.findScope(inum)
	if refusal != nil {
		return *refusal
	}
	return created(scopes.response(stored))
}

// updateScope replaces a scope. The resource names the attribute scope when the inum is missing.
func updateScope(call *apiCall) apiAnswer {
	scopes := call.api.scopes
	scopes.writing.Lock()
	defer scopes.writing.Unlock()
	scope, err := scopes.body(call.body)
	if err != nil {
		return call.entityFailure(err)
	}
	inum := textMember(scope, "inum")
	if strings.TrimSpace(inum) == "" {
		return missingAttribute("scope")
	}
	if _, refusal := call.findScope(inum); refusal != nil {
		return *refusal
	}
	if scope["scopeType"] == nil {
		scope["scopeType"] = "oauth"
	}
	scope["dn"] = scopes.entity.DN(inum)
	return call.mergeScope(inum, scope)
}

func patchScope(call *apiCall) apiAnswer {
	scopes := call.api.scopes
	scopes.writing.Lock()
	defer scopes.writing.Unlock()
	scope, refusal := call.findScope(call.inum())
	if refusal != nil {
		return *refusal
	}
	patched, err := scopes.patched(scope, call.body)
	if err != nil {
		return call.patchFailure(err)
	}
	return call.mergeScope(call.inum(), patched)
}

// mergeScope writes and reads again.
func (call *apiCall) mergeScope(inum string, scope object) apiAnswer {
	if err := call.api.scopes.merge(scope); err != nil {
		return call.entityFailure(err)
	}
	stored, refusal := call.findScope(inum)
	if refusal != nil {
		return *refusal
	}
	return okJSON(call.api.scopes.response(stored))
}

// deleteScope looks at no references: clients keep a DN that leads nowhere.
func deleteScope(call *apiCall) apiAnswer {
	existed, err := call.api.scopes.remove(call.inum())
	if err != nil {
		return call.broken(err)
	}
	if !existed {
		return notFound("scope")
	}
	return noContent()
}

// clientsOfScopes reads all clients and returns what gives a scope those that use it, with their stored secrets, whatever the Config API's
// settings say about secrets in answers. UMA resources are not imitated, so UMA scopes have none.
func (call *apiCall) clientsOfScopes() (func(scope object), error) {
	type shown struct{ client, answer object }
	var all []shown
	err := call.api.clients.all(func(client object) error {
		answer, err := jsontree.Parse(call.api.clients.response(client))
		if err != nil {
			return err
		}
		members, ok := answer.(object)
		if !ok {
			return errNullPointer
		}
		all = append(all, shown{client, members})
		return nil
	})
	return func(scope object) {
		var attached []any
		for _, s := range all {
			if uses(s.client, scope) {
				attached = append(attached, s.answer)
			}
		}
		scope["clients"] = attached
	}, err
}

func uses(client, scope object) bool {
	switch textMember(scope, "scopeType") {
	case "openid", "oauth", "dynamic":
		return slices.Contains(textsMember(client, "scopes"), textMember(scope, "dn"))
	case "spontaneous":
		return client["inum"] == scope["creatorId"]
	}
	return false
}
