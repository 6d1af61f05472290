package sandbox

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

const errNoSession = "invalid_grant_and_session"

// serveEndSession is GET and POST of /end_session (EndSessionRestWebServiceImpl.java). It needs the cookie of a browser or a sid: an id_token
// alone is not enough, although it names the session. Scripts and the logout addresses of clients are not called.
func (a *authServer) serveEndSession(x *exchange) {
	if !x.feature(flagEndSession) {
		return
	}
	named, ok := x.sessionBySID()
	if !ok || !x.acceptsIDTokenHint(named) {
		return
	}
	session, err := x.session()
	if err != nil {
		x.broken(err)
		return
	}
	if session == nil {
		session = named
	}
	if session == nil {
		x.fail(http.StatusBadRequest, errNoSession, "Failed to identify session by session_id query parameter or by session_id cookie.")
		return
	}
	after, ok := x.afterLogout(session)
	if !ok {
		return
	}
	if err := x.endSession(session); err != nil {
		x.broken(err)
		return
	}
	x.setSession("")
	if after != "" {
		x.w.Header().Set("Location", after)
		x.write(http.StatusFound, nil)
		return
	}
	x.show(devicePage{Title: "Signed out", Step: stepDone, Text: "You are signed out. You can close this page."})
}

// sessionBySID finds the session that the parameter sid names, nil when there is no such parameter. One that names none is refused.
func (x *exchange) sessionBySID() (*browserSession, bool) {
	sid := x.parameters.Get("sid")
	if strings.TrimSpace(sid) == "" {
		return nil, true
	}
	session, err := x.liveSession(func(s *browserSession) bool { return s.SID == sid })
	if err != nil {
		x.broken(err)
		return nil, false
	}
	if session == nil {
		x.fail(http.StatusBadRequest, errNoSession, "sid parameter in request is not valid.")
		return nil, false
	}
	return session, true
}

// acceptsIDTokenHint checks the parameter id_token_hint. One that is stored will do; any other must be signed by this server and name the
// session that the parameter sid names, unless allowEndSessionWithUnmatchedSid lets any through.
func (x *exchange) acceptsIDTokenHint(named *browserSession) bool {
	hint := x.parameters.Get("id_token_hint")
	if strings.TrimSpace(hint) == "" {
		if boolMember(x.config, "forceIdTokenHintPresence") {
			x.fail(http.StatusBadRequest, "invalid_request", "id_token_hint is not set")
			return false
		}
		return true
	}
	stored, err := x.server.tokens.find(hint)
	if err != nil {
		x.broken(err)
		return false
	}
	if stored != nil && stored.Type == typeID {
		return true
	}
	claims, err := x.server.verifiedClaims(hint)
	switch {
	case boolMember(x.config, "rejectEndSessionIfIdTokenExpired"): // it takes a token that is not stored for one that has expired
		x.fail(http.StatusBadRequest, errNoSession, "id_token_hint is not valid. Logout is rejected.")
	case err != nil:
		x.fail(http.StatusBadRequest, errNoSession, "id_token signature verification failed.")
	case boolMember(x.config, "allowEndSessionWithUnmatchedSid"), named != nil && claims["sid"] == named.SID:
		return true
	default:
		x.fail(http.StatusBadRequest, errNoSession, "sid claim from id_token does not match to any valid session on AS.")
	}
	return false
}

// afterLogout gives the address to go to afterwards, "" for none. It must be one of a client that the session has let in.
func (x *exchange) afterLogout(session *browserSession) (string, bool) {
	wanted := x.parameters.Get("post_logout_redirect_uri")
	if strings.TrimSpace(wanted) == "" {
		return "", true
	}
	for _, id := range session.clients() {
		c, err := x.client(id)
		if err != nil {
			x.broken(err)
			return "", false
		}
		target, err := url.Parse(wanted)
		if c == nil || err != nil || !slices.Contains(c.AfterLogout, wanted) {
			continue
		}
		if state := x.parameters.Get("state"); state != "" {
			query := target.Query()
			query.Set("state", state)
			target.RawQuery = query.Encode()
		}
		return target.String(), true
	}
	x.fail(http.StatusBadRequest, "post_logout_uri_not_associated_with_client", "")
	return "", false
}

// endSession removes a session and its tokens; refresh tokens stay when removeRefreshTokensForClientOnLogout is off (GrantService.java).
func (x *exchange) endSession(session *browserSession) error {
	if err := x.server.sessions.remove(session.ID); err != nil {
		return err
	}
	everything := boolMember(x.config, "removeRefreshTokensForClientOnLogout")
	return x.server.tokens.revokeWhere("ssnId", sessionDN(session.ID), func(t *tokenRecord) bool {
		return everything || t.Type != typeRefresh
	})
}
