package tokens

import (
	"cmp"
	"context"
	"iter"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/document"
)

// Session is the session of a person's browser with the auth server (SessionId.java). Its texts are the server's: they have to be cleaned.
type Session struct {
	SID           string // names it; the server keeps its id to itself
	State         string // authenticated or unauthenticated
	UserID        string // what the person signed in with
	UserDN        string
	ClientID      string // for which the person signed in
	ClientName    string // empty when it is not known by now
	Method        string // how the person signed in: the acr
	Scopes        []string
	Created       time.Time // zero when not told
	Authenticated time.Time
	LastUsed      time.Time
	Expires       time.Time
	Document      document.Document
}

// User is what people call the person; empty before somebody has signed in.
func (s Session) User() string { return userOf(s.UserID, s.UserDN) }

// SessionFilter says which sessions are meant. The zero SessionFilter is all of them.
type SessionFilter struct {
	User   string // what the person signs in with, or the inum or DN
	Client string // inum of the client for which the person signed in
	Text   string // is looked for by the server in DNs, sids and the attributes of sessions
}

// IsZero says whether all sessions are meant.
func (f SessionFilter) IsZero() bool { return f == SessionFilter{} }

// query names the members of a session's attributes that the server looks into (SessionService.java).
func (f SessionFilter) query() (client.Query, error) {
	q := client.Query{Pattern: f.Text, SortBy: sidColumn}
	user, byUser := userField(f.User, "auth_user")
	for _, field := range []client.Field{{Name: user, Value: byUser}, {Name: "client_id", Value: f.Client}} {
		if field.Value != "" {
			q.Fields = append(q.Fields, field)
		}
	}
	return q, checkFields(q.Fields)
}

// SessionPage is a part of the sessions that match.
type SessionPage struct {
	Start, Total int
	Sessions     []Session
}

// ListSessions reads a page of the sessions that match, by their sids: one request. Limit is 1 to 200; 0 is 200.
func (s *Service) ListSessions(ctx context.Context, filter SessionFilter, start, limit int) (SessionPage, error) {
	query, err := filter.query()
	if err != nil {
		return SessionPage{}, err
	}
	query.Start, query.Limit = start, limit
	found, err := s.deps.Sessions.List(ctx, query)
	if err != nil {
		return SessionPage{}, err
	}
	page := SessionPage{Start: found.Start, Total: found.Total, Sessions: make([]Session, len(found.Entries))}
	for i, doc := range found.Entries {
		page.Sessions[i] = s.session(doc)
	}
	return page, nil
}

// GetSession reads one session by its sid. One that does not exist is client.KindNotFound.
func (s *Service) GetSession(ctx context.Context, sid string) (Session, error) {
	doc, err := s.deps.Sessions.Get(ctx, sid)
	if err != nil {
		return Session{}, err
	}
	return s.session(doc), nil
}

// AllSessions reads every session that is meant, page by page, each once. The loop ends after an error.
func (s *Service) AllSessions(ctx context.Context, filter SessionFilter) iter.Seq2[Session, error] {
	return func(yield func(Session, error) bool) {
		query, err := filter.query()
		if err == nil {
			err = scan(ctx, s.deps.Sessions, query, "outsideSid", func(doc document.Document) bool { return yield(s.session(doc), nil) })
		}
		if err != nil {
			yield(Session{}, err)
		}
	}
}

// SessionOf finds the session that a token came from; false when there is none any more. The DN that the token's entry has is that of the
// id, which the server lets one search for but does not show.
func (s *Service) SessionOf(ctx context.Context, entry Entry) (Session, bool, error) {
	first, _, _ := strings.Cut(entry.Session, ",")
	name, id, _ := strings.Cut(first, "=")
	field := client.Field{Name: name, Value: id}
	if name == "" || id == "" || checkFields([]client.Field{field}) != nil {
		return Session{}, false, nil
	}
	page, err := s.deps.Sessions.List(ctx, client.Query{Fields: []client.Field{field}, SortBy: sidColumn, Limit: 1})
	if err != nil || len(page.Entries) == 0 {
		return Session{}, false, err
	}
	return s.session(page.Entries[0]), true, nil
}

func (s *Service) session(doc document.Document) Session {
	attributes, _ := document.Members(doc.Get("sessionAttributes"))
	session := Session{
		SID: text(doc, "outsideSid"), State: text(doc, "state"), UserDN: text(doc, "userDn"), UserID: text(attributes, "auth_user"),
		ClientID: text(attributes, "client_id"), Method: cmp.Or(text(attributes, "acr"), text(attributes, "acr_values")),
		Scopes: strings.Fields(text(attributes, "scope")), Created: moment(doc.Get("creationDate")),
		Authenticated: moment(doc.Get("authenticationTime")), LastUsed: moment(doc.Get("lastUsedAt")), Expires: moment(doc.Get("expirationDate")),
		Document: doc,
	}
	session.ClientName = s.knownName(session.ClientID)
	return session
}
