package sandbox

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"go.etcd.io/bbolt"
)

const (
	sessionCookie = "session_id"
	sessionsKept  = 7 * 24 * time.Hour // since their last use, whatever the configuration says of their lifetime
)

// browserSession is what the auth server knows about a browser. Times are epoch milliseconds.
type browserSession struct {
	SID         string   `json:"sid"`  // names it in tokens
	Form        string   `json:"form"` // what its forms have to send along, so that no other page can send them
	UserCode    string   `json:"userCode,omitempty"`
	UserDN      string   `json:"userDn,omitempty"`
	AuthTime    int64    `json:"authenticationTime,omitempty"`
	Attempts    int      `json:"attempts,omitempty"` // wrong user codes
	LastAttempt int64    `json:"lastAttempt,omitempty"`
	Used        int64    `json:"lastUsedAt"`
	Clients     []string `json:"clients,omitempty"` // that the person has let in

	key string // under which it is stored: the SHA-256 of the cookie
}

// sessionStore keeps the sessions of browsers.
type sessionStore struct {
	store  *store
	clock  Clock
	source io.Reader
}

// begin makes a session and gives the cookie that names it. One that is given is carried over: with a sign-in the cookie changes, so that
// nobody who knew the old one is signed in too.
func (s *sessionStore) begin(from browserSession) (cookie string, session *browserSession, err error) {
	session = &from
	for _, text := range []*string{&cookie, &session.Form} {
		if *text, err = newSecret(s.source); err != nil {
			return "", nil, err
		}
	}
	if session.SID == "" {
		if session.SID, err = newUUID(s.source); err != nil {
			return "", nil, err
		}
	}
	old := session.key
	session.key = tokenHash(cookie)
	limit := s.clock.Now().Add(-sessionsKept).UnixMilli()
	if err := s.removeWhere(func(other *browserSession) bool { return other.key == old || other.Used < limit }); err != nil {
		return "", nil, err
	}
	return cookie, session, s.save(session)
}

func (s *sessionStore) save(session *browserSession) error {
	session.Used = s.clock.Now().UnixMilli()
	raw, err := json.Marshal(session)
	if err != nil {
		return err
	}
	return s.store.put(bucketSessions, session.key, raw)
}

func (s *sessionStore) remove(key string) error {
	return s.removeWhere(func(session *browserSession) bool { return session.key == key })
}

func (s *sessionStore) removeWhere(meant func(*browserSession) bool) error {
	var keys []string
	if _, err := s.find(func(session *browserSession) bool {
		if meant(session) {
			keys = append(keys, session.key)
		}
		return false
	}); err != nil {
		return err
	}
	return s.store.update(func(tx *bbolt.Tx) error {
		for _, key := range keys {
			if err := tx.Bucket(bucketSessions).Delete([]byte(key)); err != nil {
				return err
			}
		}
		return nil
	})
}

// find gives the first session that is meant, nil when there is none.
func (s *sessionStore) find(meant func(*browserSession) bool) (found *browserSession, err error) {
	err = s.store.all(bucketSessions, func(key string, raw []byte) error {
		session := browserSession{key: key}
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
	return x.liveSession(func(s *browserSession) bool { return s.key == key })
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
		return nil, x.server.sessions.remove(found.key)
	}
	return found, nil
}

// setSession gives the browser a cookie; "" takes it away.
func (x *exchange) setSession(value string) {
	cookie := &http.Cookie{Name: sessionCookie, Value: value, Path: "/", Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode}
	if value == "" {
		cookie.MaxAge = -1
	}
	http.SetCookie(x.w, cookie)
}

// sessionDN is the DN of a session in the entries of tokens.
func sessionDN(sid string) string {
	if sid == "" {
		return ""
	}
	return "jansId=" + sid + ",ou=sessions,o=jans"
}

func sidOf(dn string) string {
	first, _, _ := strings.Cut(dn, ",")
	return strings.TrimPrefix(first, "jansId=")
}
