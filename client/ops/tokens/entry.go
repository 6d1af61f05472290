package tokens

import (
	"encoding/json"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/document"
)

// Entry is one token as the server lists it (TokenEntity.java). Its texts are the server's: they have to be cleaned.
type Entry struct {
	Code       string // the SHA-256 of the token: it names the entry and is of no use to anybody else
	Type       string // access_token, refresh_token, id_token, ...
	GrantType  string
	GrantID    string // what tokens have in common that came from one sign-in, or from one request of a client
	ClientID   string
	ClientName string // empty when it is not known by now, see ClientNames
	UserID     string // what the person signs in with; empty for a token of a client
	UserDN     string
	Scopes     []string
	Created    time.Time // zero when not told
	Expires    time.Time
	Session    string // DN of the browser session; empty for none
	Document   document.Document
}

// Expired says whether the token is of no use any more; the entry stays until the server cleans up.
func (e Entry) Expired(now time.Time) bool { return !e.Expires.IsZero() && !now.Before(e.Expires) }

// User is what people call the person: the name to sign in with, else the inum; empty for a token of a client.
func (e Entry) User() string { return userOf(e.UserID, e.UserDN) }

func userOf(id, dn string) string {
	if id != "" {
		return id
	}
	inum, _ := inumOf(dn)
	return inum
}

// inumOf takes the inum out of the DN of a person.
func inumOf(dn string) (string, bool) {
	first, _, _ := strings.Cut(dn, ",")
	name, inum, found := strings.Cut(first, "=")
	return inum, found && strings.EqualFold(name, "inum") && inum != ""
}

func newEntry(doc document.Document) Entry {
	return Entry{
		Code: text(doc, "tokenCode"), Type: text(doc, "tokenType"), GrantType: text(doc, "grantType"), GrantID: text(doc, "grantId"),
		ClientID: text(doc, "clientId"), UserID: text(doc, "userId"), UserDN: text(doc, "userDn"), Scopes: strings.Fields(text(doc, "scope")),
		Created: moment(doc.Get("creationDate")), Expires: moment(doc.Get("expirationDate")), Session: text(doc, "sessionDn"), Document: doc,
	}
}

func text(doc document.Document, name string) string {
	s, _ := document.Text(doc.Get(name))
	return s
}

// dates are the forms in which the server writes dates (ObjectMapperContextResolver.java). They have no zone: it is taken to be UTC, in
// which servers run as they are set up.
var dates = []string{serverDate, "2006-01-02T15:04:05.000", time.RFC3339}

const serverDate = "2006-01-02T15:04:05"

// moment is zero for what is no date.
func moment(raw json.RawMessage) time.Time {
	written, _ := document.Text(raw)
	for _, form := range dates {
		if at, err := time.ParseInLocation(form, written, time.UTC); err == nil {
			return at
		}
	}
	var milliseconds int64
	if len(raw) > 0 && json.Unmarshal(raw, &milliseconds) == nil && milliseconds > 0 {
		return time.UnixMilli(milliseconds).UTC()
	}
	return time.Time{}
}

// CodeOf is the code of a token, by which it is looked up without being sent to anybody.
func CodeOf(token string) string { return auth.CodeOf(token) }

// IsCode says whether a text is a code, and not perhaps a token.
func IsCode(text string) bool { return client.IsTokenCode(text) }
