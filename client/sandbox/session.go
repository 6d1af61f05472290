package sandbox

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"go.etcd.io/bbolt"
)

const (
	sessionCookie = "session_id"
	sessionsKept  = 7 * 24 * time.Hour // since their last use, whatever the configuration says of their lifetime
)

// The states of a session (SessionIdState.java).
const (
	stateAuthenticated   = "authenticated"
	stateUnauthenticated = "unauthenticated"
)

// browserSession is what the auth server knows about a browser, with the members of the Config API's session entries and some of its own.
// Times are epoch milliseconds. On a real server the id is the value of the cookie; here it lets nobody in.
type browserSession struct {
	ID         string            `json:"id"`
	SID        string            `json:"outsideSid"` // names it in id_tokens and for the Config API
	State      string            `json:"state"`
	UserDN     string            `json:"userDn,omitempty"`
	AuthTime   int64             `json:"authenticationTime,omitempty"`
	Created    int64             `json:"creationDate"`
	Used       int64             `json:"lastUsedAt"`
	Expires    int64             `json:"expirationDate,omitempty"`
	Deletable  bool              `json:"deletable"`
	Granted    *granted          `json:"permissionGrantedMap,omitempty"`
	Attributes map[string]string `json:"sessionAttributes"`

	Cookie      string `json:"cookie"` // SHA-256 of its value
	Form        string `json:"form"`   // what its forms have to send along, so that no other page can send them
	UserCode    string `json:"userCode,omitempty"`
	Attempts    int    `json:"attempts,omitempty"` // wrong user codes
	LastAttempt int64  `json:"lastAttempt,omitempty"`
}

// granted are the clients that the person has let in.
type granted struct {
	Clients map[string]bool `json:"permissionGranted"`
}

// grant lets a client in.
func (s *browserSession) grant(clientID, scope string) {
	if s.Granted == nil {
		s.Granted = &granted{Clients: map[string]bool{}}
	}
	s.Granted.Clients[clientID] = true
	s.attribute("client_id", clientID)
	s.attribute("scope", scope)
	s.attribute(clientID+"_authz_scopes", scope)
}

// clients are those that the person has let in.
func (s *browserSession) clients() []string {
	if s.Granted == nil {
		return nil
	}
	return slices.Sorted(maps.Keys(s.Granted.Clients))
}

// signedIn makes the session one of a person.
func (s *browserSession) signedIn(user *person, at time.Time) {
	s.UserDN, s.AuthTime = user.dn, at.UnixMilli()
	s.attribute("auth_user", user.userID)
	s.attribute("acr", builtInMethod)
}

func (s *browserSession) attribute(name, value string) {
	if s.Attributes == nil {
		s.Attributes = map[string]string{}
	}
	s.Attributes[name] = value
}

// sessionStore keeps the sessions of browsers.
type sessionStore struct {
	store  *store
	table  *table
	clock  Clock
	source io.Reader
}

// begin makes a session and gives the cookie that names it. One that is given is carried over: with a sign-in the cookie changes, so that
// nobody who knew the old one is signed in too. Without a sid it is another session.
func (s *sessionStore) begin(from browserSession) (cookie string, session *browserSession, err error) {
	session = &from
	for _, text := range []*string{&cookie, &session.Form} {
		if *text, err = newSecret(s.source); err != nil {
			return "", nil, err
		}
	}
	old := session.ID
	if session.SID == "" {
		for _, id := range []*string{&session.SID, &session.ID} {
			if *id, err = newUUID(s.source); err != nil {
				return "", nil, err
			}
		}
		session.Created, session.Granted = s.clock.Now().UnixMilli(), nil
		session.attribute("sid", session.SID)
		session.attribute("session_id", session.ID)
	}
	session.Cookie = tokenHash(cookie)
	limit := s.clock.Now().Add(-sessionsKept).UnixMilli()
	if err := s.removeWhere(func(other *browserSession) bool { return other.ID == old || other.Used < limit }); err != nil {
		return "", nil, err
	}
	return cookie, session, s.save(session)
}

// save stores a session that is used now.
func (s *sessionStore) save(session *browserSession) error {
	session.Used = s.clock.Now().UnixMilli()
	return s.store.update(func(tx *bbolt.Tx) error { return s.put(tx, session) })
}

func (s *sessionStore) put(tx *bbolt.Tx, session *browserSession) error {
	session.State, session.Deletable = stateUnauthenticated, true
	if session.UserDN != "" {
		session.State = stateAuthenticated
	}
	raw, err := json.Marshal(session)
	if err != nil {
		return err
	}
	return s.table.putRaw(tx, session.ID, raw)
}

func (s *sessionStore) remove(id string) error {
	_, err := s.table.remove(id)
	return err
}

func (s *sessionStore) removeWhere(meant func(*browserSession) bool) error {
	var keys []string
	if _, err := s.find(func(session *browserSession) bool {
		if meant(session) {
			keys = append(keys, session.ID)
		}
		return false
	}); err != nil {
		return err
	}
	return s.store.update(func(tx *bbolt.Tx) error {
		for _, key := range keys {
			for _, bucket := range [][]byte{bucketSessions, bucketSessionRows} {
				if err := tx.Bucket(bucket).Delete([]byte(key)); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// find gives the first session that is meant, nil when there is none.
func (s *sessionStore) find(meant func(*browserSession) bool) (found *browserSession, err error) {
	err = s.store.all(bucketSessions, func(key string, raw []byte) error {
		var session browserSession
		if err := json.Unmarshal(raw, &session); err != nil {
			return fmt.Errorf("stored session %s is damaged: %w", key, err)
		}
		if found == nil && meant(&session) {
			found = &session
		}
		return nil
	})
	return found, err
}

// session gives the session of the browser that sends a request, nil when it has none. Those that were not used for long are over.
func (x *exchange) session() (*browserSession, error) {
	cookie, err := x.r.Cookie(sessionCookie)
	if err != nil {
		return nil, nil
	}
	key := tokenHash(cookie.Value)
	return x.liveSession(func(s *browserSession) bool { return s.Cookie == key })
}

func (x *exchange) liveSession(meant func(*browserSession) bool) (*browserSession, error) {
	found, err := x.server.sessions.find(meant)
	if err != nil || found == nil {
		return nil, err
	}
	property := "sessionIdUnauthenticatedUnusedLifetime"
	if found.UserDN != "" {
		property = "sessionIdUnusedLifetime"
	}
	lifetime, _ := integerMember(x.config, property)
	ends := time.UnixMilli(found.Used).Add(time.Duration(lifetime) * time.Second)
	if !x.server.options.Clock.Now().Before(ends) {
		return nil, x.server.sessions.remove(found.ID)
	}
	return found, nil
}

// beginSession is begin with the lifetime that the configuration gives a session.
func (x *exchange) beginSession(from browserSession) (cookie string, session *browserSession, err error) {
	property := "sessionIdUnauthenticatedUnusedLifetime"
	if from.UserDN != "" {
		property = "sessionIdLifetime"
	}
	lifetime, _ := integerMember(x.config, property)
	from.Expires = x.server.options.Clock.Now().Add(time.Duration(lifetime) * time.Second).UnixMilli()
	return x.server.sessions.begin(from)
}

// setSession gives the browser a cookie; "" takes it away.
func (x *exchange) setSession(value string) {
	cookie := &http.Cookie{Name: sessionCookie, Value: value, Path: "/", Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode}
	if value == "" {
		cookie.MaxAge = -1
	}
	http.SetCookie(x.w, cookie)
}

// sessionDN is the DN of a session in the entries of tokens. It names the id, which the Config API does not show.
func sessionDN(id string) string {
	if id == "" {
		return ""
	}
	return "jansId=" + id + ",ou=sessions,o=jans"
}

func idOfSession(dn string) string {
	first, _, _ := strings.Cut(dn, ",")
	return strings.TrimPrefix(first, "jansId=")
}
