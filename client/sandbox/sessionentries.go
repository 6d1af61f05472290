package sandbox

import (
	"net/http"
	"strings"
)

const (
	scopeSessionRead   = oauthPrefix + "jans-auth-server/session.readonly"
	scopeSessionDelete = oauthPrefix + "jans-auth-server/session.delete"
	scopeSessionAdmin  = oauthPrefix + "jans-auth-server/session.admin"
)

// sessionRoutes are the operations of SessionResource.java. Deleting wants two scopes, one of which setup does not create: the roles of
// administrators hold it all the same, a client of one's own needs the scope created and assigned, or a super scope.
func (c *configAPI) sessionRoutes() []apiRoute {
	read := access{plain: []string{scopeSessionRead}, super: []string{scopeSessionAdmin, scopeReadAll, scopeWriteAll}}
	remove := access{plain: []string{scopeSessionDelete, scopeRevokeSession}, super: []string{scopeSessionAdmin, scopeDeleteAll}}
	const path = "/jans-auth-server/session"
	return []apiRoute{
		{method: http.MethodGet, path: path, access: read, handle: listSessions},
		{method: http.MethodGet, path: path + "/search", access: read, handle: searchSessions},
		{method: http.MethodGet, path: path + "/sid/{sid}", access: read, handle: getSession},
		{method: http.MethodDelete, path: path + "/sid/{sid}", access: remove, handle: deleteSession},
		{method: http.MethodDelete, path: path + "/user/{userDn}", access: remove, handle: deleteSessionsOfUser},
	}
}

// listSessions gives the first page only.
func listSessions(call *apiCall) apiAnswer {
	return call.list(call.api.sessions, firstPage(call.api.sessions), withoutSessionID)
}

func searchSessions(call *apiCall) apiAnswer {
	q, refusal := call.filterParameters(call.api.sessions)
	if refusal != nil {
		return *refusal
	}
	return call.list(call.api.sessions, q, withoutSessionID)
}

// withoutSessionID takes away what a browser could be impersonated with: on a real server the id is the value of the cookie. With it goes
// what the session could be recognised by in the entries of its tokens.
func withoutSessionID(session object) {
	session["id"], session["dn"] = nil, nil
	if attributes, ok := session["sessionAttributes"].(object); ok {
		delete(attributes, "session_id")
		delete(attributes, "old_session_id")
	}
}

// sessionNamed finds a session by its sid, nil when there is none. Of several the first counts.
func (c *configAPI) sessionNamed(sid string) (object, error) {
	found, err := c.sessions.search(query{equals: []equality{{"sid", &sid}}, limit: 1})
	if err != nil || len(found.entries) == 0 {
		return nil, err
	}
	return found.entries[0], nil
}

// getSession answers 200 without a body when there is no such session, or when it cannot be read.
func getSession(call *apiCall) apiAnswer {
	session, err := call.api.sessionNamed(call.parameters["sid"])
	if err != nil {
		call.api.options.Log.Error("find session", "error", err)
	}
	if err != nil || session == nil {
		return apiAnswer{status: http.StatusOK}
	}
	withoutSessionID(session)
	return okJSON(call.api.sessions.response(session))
}

// deleteSession answers 200, not 204, and 404 without a body.
func deleteSession(call *apiCall) apiAnswer {
	session, err := call.api.sessionNamed(call.parameters["sid"])
	switch {
	case err != nil:
		return call.broken(err)
	case session == nil:
		return apiAnswer{status: http.StatusNotFound}
	}
	return call.endSessions(session)
}

// deleteSessionsOfUser ends the sessions in which a person has signed in. The path names the DN, not the inum.
func deleteSessionsOfUser(call *apiCall) apiAnswer {
	dn, state := call.parameters["userDn"], stateAuthenticated
	if strings.TrimSpace(dn) == "" {
		return apiAnswer{status: http.StatusOK}
	}
	found, err := call.api.sessions.search(query{equals: []equality{{"jansUsrDN", &dn}, {"jansState", &state}}})
	switch {
	case err != nil:
		return call.broken(err)
	case len(found.entries) == 0:
		return apiAnswer{status: http.StatusNotFound}
	}
	return call.endSessions(found.entries...)
}

// endSessions removes sessions and then their access and id tokens; refresh tokens stay. The server looks for a type that contains both
// names at once, which none does, so that no token goes (TokenService.java). That is reproduced only with Options.AsCoded.
func (call *apiCall) endSessions(sessions ...object) apiAnswer {
	for _, session := range sessions {
		id := textMember(session, "id")
		if err := call.api.auth.sessions.remove(id); err != nil {
			return call.broken(err)
		}
		if call.api.options.AsCoded {
			continue
		}
		err := call.api.auth.tokens.revokeWhere("ssnId", sessionDN(id), func(t *tokenRecord) bool {
			return t.Type == typeAccess || t.Type == typeID
		})
		if err != nil {
			call.api.options.Log.Error("tokens of a session", "error", err)
		}
	}
	return apiAnswer{status: http.StatusOK}
}
