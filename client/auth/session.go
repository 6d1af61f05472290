package auth

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"log/slog"
	"time"
)

// Session is somebody who has signed in. However it is printed or logged it shows no token.
type Session struct {
	Issuer   string
	Audience string // see SignInOptions
	ClientID string
	Person   Person
	reveal   func() tokens // a function, because fmt prints the strings of nested structs without asking their methods
}

type tokens struct {
	person  grant  // of the person, which says who it is
	refresh string // renews it; "" when that is not possible
	access  grant  // of the Config API
}

func (s Session) tokens() tokens {
	if s.reveal == nil {
		return tokens{}
	}
	return s.reveal()
}

// with returns the session with changed tokens.
func (s Session) with(change func(*tokens)) Session {
	t := s.tokens()
	change(&t)
	s.reveal = func() tokens { return t }
	return s
}

// IsZero says that nobody has signed in.
func (s Session) IsZero() bool { return s.reveal == nil }

// of says whether the session was made at that server: its tokens must not travel to another one, as after a profile was edited.
func (s Session) of(server Server) bool { return s.Issuer == server.Issuer }

// Expires is when the token of the Config API ends; zero means that only the server knows.
func (s Session) Expires() time.Time {
	return s.tokens().access.expires
}

// Renewable says whether the login goes on without the person when the token ends.
func (s Session) Renewable() bool { return s.tokens().refresh != "" }

// Codes name the tokens of the session as the Config API does, by their SHA-256 (TokenHashUtil.java); "" for one that is not there. They
// tell nobody the tokens.
func (s Session) Codes() (access, person, refresh string) {
	t := s.tokens()
	return CodeOf(t.access.token), CodeOf(t.person.token), CodeOf(t.refresh)
}

// CodeOf is the code of a token; "" for none.
func CodeOf(token string) string {
	if token == "" {
		return ""
	}
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

// Reveal are the person's tokens themselves, which are one grant; "" for one that is not there.
func (s Session) Reveal() (access, refresh string) {
	return s.tokens().person.token, s.tokens().refresh
}

// String says who it is.
func (s Session) String() string { return "session of " + s.Person.String() }

// GoString hides the tokens.
func (s Session) GoString() string { return s.String() }

// LogValue hides the tokens.
func (s Session) LogValue() slog.Value { return slog.StringValue(s.String()) }

// MarshalJSON hides the tokens.
func (s Session) MarshalJSON() ([]byte, error) { return json.Marshal(s.String()) }

// sessionVersion is that of a stored session's form.
const sessionVersion = 1

type storedSession struct {
	Version  int         `json:"version"`
	Issuer   string      `json:"issuer"`
	Audience string      `json:"audience"`
	ClientID string      `json:"client_id"`
	Person   Person      `json:"person"`
	User     storedGrant `json:"user"`
	Refresh  string      `json:"refresh,omitempty"`
	Access   storedGrant `json:"access"`
}

type storedGrant struct {
	Token   string        `json:"token"`
	Expires time.Time     `json:"expires,omitzero"`
	Margin  time.Duration `json:"margin,omitempty"`
}

func (g storedGrant) grant() grant { return grant{g.Token, g.Expires, g.Margin} }

func stored(g grant) storedGrant { return storedGrant{g.token, g.expires, g.margin} }

// secret is the session as it is stored, tokens included.
func (s Session) secret() (string, error) {
	if s.IsZero() {
		return "", errors.New("there is no session to store")
	}
	text, err := json.Marshal(storedSession{
		Version: sessionVersion, Issuer: s.Issuer, Audience: s.Audience, ClientID: s.ClientID, Person: s.Person,
		User: stored(s.tokens().person), Refresh: s.tokens().refresh, Access: stored(s.tokens().access),
	})
	return string(text), err
}

// errBadSession says that what is stored is no session; what it says is not repeated.
var errBadSession = errors.New("the stored login cannot be read")

func readSession(secret string) (Session, error) {
	var s storedSession
	if json.Unmarshal([]byte(secret), &s) != nil || s.Version != sessionVersion || s.User.Token == "" && s.Refresh == "" {
		return Session{}, errBadSession
	}
	session := Session{Issuer: s.Issuer, Audience: s.Audience, ClientID: s.ClientID, Person: s.Person}
	return session.with(func(t *tokens) { *t = tokens{person: s.User.grant(), refresh: s.Refresh, access: s.Access.grant()} }), nil
}
