package client

import (
	"context"
	"fmt"
	"net/http"
	"net/url"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/transport"
)

// SessionsService reads and ends the sessions of people's browsers (SessionResource.java). A session is named by its sid, the member
// outsideSid: the server keeps its id to itself, with which one could pass for the browser.
type SessionsService struct{ entries *EntriesService }

const sessionsPath = "/jans-auth-server/session"

var sessionResource = resource{
	one: "session", many: "sessions", path: sessionsPath + "/search", inumPath: sessionsPath + "/sid", mayBeBlank: true,
}

// List returns a page of the sessions that match. Query.Type and Query.Status are not for sessions.
func (s *SessionsService) List(ctx context.Context, q Query) (Page, error) {
	return s.entries.List(ctx, q)
}

// Get returns one session. One that does not exist is KindNotFound, although the server answers 200.
func (s *SessionsService) Get(ctx context.Context, sid string) (document.Document, error) {
	if !isSegment(sid) {
		return nil, unsent("read the session", fmt.Sprintf("%q is no sid", sid))
	}
	return s.entries.Get(ctx, sid)
}

// Delete ends one session and returns the id of the request. The server is meant to revoke its access and ID tokens with it; refresh tokens
// stay. One that does not exist is KindNotFound.
func (s *SessionsService) Delete(ctx context.Context, sid string) (string, error) {
	request := transport.Request{Op: "end the session", Method: http.MethodDelete, URL: SessionPath(sid)}
	if !isSegment(sid) {
		return "", unsent(request.Op, fmt.Sprintf("%q is no sid", sid))
	}
	return s.entries.remove(ctx, request)
}

// SessionPath is where a session is ended, below the address of the Config API.
func SessionPath(sid string) string { return sessionsPath + "/sid/" + url.PathEscape(sid) }
