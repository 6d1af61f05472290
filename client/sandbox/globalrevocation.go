package sandbox

import (
	"encoding/json"
	"io"
	"net/http"
	"slices"
	"strings"
)

const scopeGlobalRevocation = "global_token_revocation"

// serveGlobalRevocation is POST /global-token-revocation (GlobalTokenRevocationService.java): it ends all sessions and removes all tokens of a
// person, whatever their clients. That there is no such person is not told.
func (a *authServer) serveGlobalRevocation(x *exchange) {
	caller, ok := x.confidentialClient()
	if !ok || !x.feature(flagGlobalRevocation) {
		return
	}
	ids, err := x.scopeIDs(caller)
	if err != nil {
		x.broken(err)
		return
	}
	if !ids[scopeGlobalRevocation] {
		x.fail(http.StatusUnauthorized, "invalid_request", "")
		return
	}
	attribute, value, ok := x.subject()
	if !ok {
		return
	}
	user, err := a.personWith(attribute, value)
	if err == nil && user != nil {
		err = x.revokePerson(user)
	}
	if err != nil {
		x.broken(err)
		return
	}
	x.write(http.StatusNoContent, nil)
}

// subject reads which person is meant. It answers itself when it returns false; without sub_id the server runs into a null pointer.
func (x *exchange) subject() (attribute, value string, ok bool) {
	var request struct {
		Subject *struct{ Format, ID string } `json:"sub_id"`
	}
	raw, err := io.ReadAll(x.r.Body)
	if err == nil {
		err = json.Unmarshal(raw, &request)
	}
	switch {
	case err != nil:
		x.fail(http.StatusBadRequest, "invalid_request", "Failed to parse GlobalTokenRevocationRequest.")
	case request.Subject == nil:
		x.broken(errNullPointer)
	default:
		return request.Subject.Format, request.Subject.ID, true
	}
	return "", "", false
}

// personWith finds the first user with a value of an attribute, nil when there is none.
func (a *authServer) personWith(attribute, value string) (*person, error) {
	var found *person
	err := a.store.all(bucketUsers, func(inum string, raw []byte) error {
		candidate, err := readPerson(inum, raw)
		if err == nil && found == nil && candidate.has(attribute, value) {
			found = candidate
		}
		return err
	})
	return found, err
}

func (p *person) has(attribute, value string) bool {
	if strings.EqualFold(attribute, "uid") {
		return p.userID == value
	}
	return textMember(p.attributes, attribute) == value && value != "" || slices.Contains(textsMember(p.attributes, attribute), value)
}

func (x *exchange) revokePerson(user *person) error {
	err := x.server.sessions.removeWhere(func(session *browserSession) bool { return session.UserDN == user.dn })
	if err != nil {
		return err
	}
	return x.server.tokens.revokeWhere("jansUsrDN", user.dn, func(*tokenRecord) bool { return true })
}
