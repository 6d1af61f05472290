package sandbox

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

const (
	grantPassword     = "password"
	grantRefreshToken = "refresh_token"
	offlineAccess     = "offline_access"

	grantTypePassword = "resource_owner_password_credentials" // as tokens are stored with it
)

// passwordHash is how the password of a user is stored. The passwords are random, so one round will do.
func passwordHash(inum, password string) string {
	sum := sha256.Sum256([]byte(inum + "\x00" + password))
	return "{SHA256}" + base64.StdEncoding.EncodeToString(sum[:])
}

// person is a user entry; the values of attributes are in the document.
type person struct {
	inum, userID, dn string
	attributes       object
}

// person finds a user by name, nil when there is none.
func (a *authServer) person(name string) (*person, error) {
	var found *person
	err := a.store.all(bucketUsers, func(inum string, raw []byte) error {
		if found != nil {
			return nil
		}
		candidate, err := readPerson(inum, raw)
		if err == nil && candidate.userID == name {
			found = candidate
		}
		return err
	})
	return found, err
}

// personAt finds a user by DN, nil when there is none.
func (a *authServer) personAt(dn string) (*person, error) {
	inum := inumOf(dn)
	raw, err := a.store.get(bucketUsers, inum)
	if err != nil || raw == nil {
		return nil, err
	}
	return readPerson(inum, raw)
}

func readPerson(inum string, raw []byte) (*person, error) {
	tree, err := jsontree.Parse(raw)
	if err != nil {
		return nil, fmt.Errorf("stored user %s is damaged: %w", inum, err)
	}
	attributes, ok := tree.(object)
	if !ok {
		return nil, fmt.Errorf("stored user %s is damaged: it is no object", inum)
	}
	return &person{inum: inum, userID: textMember(attributes, "userId"), dn: textMember(attributes, "dn"), attributes: attributes}, nil
}

// authenticates checks a password. People who are not active cannot sign in.
func (p *person) authenticates(password string) bool {
	stored := textMember(p.attributes, "userPassword")
	return subtle.ConstantTimeCompare([]byte(stored), []byte(passwordHash(p.inum, password))) == 1 &&
		textMember(p.attributes, "jansStatus") == "active"
}

// password is the resource owner password credentials grant. A wrong password is 401 invalid_client, as in the server.
func (x *exchange) password(c *client) {
	user, err := x.server.person(x.form.Get("username"))
	if err != nil {
		x.broken(err)
		return
	}
	if user == nil || !user.authenticates(x.form.Get("password")) {
		x.fail(http.StatusUnauthorized, "invalid_client", "Invalid user.")
		return
	}
	requested := x.form.Get("scope")
	scope, err := x.grantedScope(c, requested)
	if err != nil {
		x.broken(err)
		return
	}
	g := grant{
		grantType: grantTypePassword, clientID: c.ID, userID: user.userID, userDN: user.dn, subject: user.inum,
		scope: scope, authTime: x.server.options.Clock.Now(),
	}
	if g.id, err = newUUID(x.server.options.Rand); err != nil {
		x.broken(err)
		return
	}
	x.issue(c, g, issuance{scope: g.scope, refresh: x.refreshAllowed(c, requested, scope), idToken: x.oldIDToken(&g)})
}

// refreshAllowed follows TokenCreatorService.java.
func (x *exchange) refreshAllowed(c *client, requested, granted string) bool {
	if boolMember(x.config, "forceOfflineAccessScopeToEnableRefreshToken") && !strings.Contains(requested, offlineAccess) &&
		!slices.Contains(strings.Fields(granted), offlineAccess) {
		return false
	}
	return slices.Contains(c.GrantTypes, grantRefreshToken)
}

func (x *exchange) refreshTokenLifetime(c *client) time.Duration {
	lifetime, _ := integerMember(x.config, "refreshTokenLifetime")
	if c.RefreshLifetime > 0 {
		lifetime = c.RefreshLifetime
	}
	return time.Duration(lifetime) * time.Second
}

// oldIDToken says whether a grant that is no authorization comes with an id_token.
func (x *exchange) oldIDToken(g *grant) bool {
	return boolMember(x.config, "openidScopeBackwardCompatibility") && g.subject != "" && slices.Contains(strings.Fields(g.scope), "openid")
}

// refresh exchanges a refresh token. The new one ends when the old one would have, unless the configuration lets it start anew. A scope
// parameter is measured by what the client may have now, not by what was granted first.
func (x *exchange) refresh(c *client) {
	token := x.form.Get("refresh_token")
	record, err := x.server.tokens.find(token)
	if err != nil {
		x.broken(err)
		return
	}
	switch {
	case record == nil || record.Type != typeRefresh:
		x.fail(http.StatusBadRequest, "invalid_grant", "Unable to find grant object for given code.")
		return
	case record.ClientID != c.ID:
		x.fail(http.StatusBadRequest, "invalid_grant", "Client mismatch.")
		return
	case !record.validAt(x.server.options.Clock.Now()):
		x.fail(http.StatusBadRequest, "invalid_grant", "Unable to find refresh token or otherwise token type or client does not match.")
		return
	}
	g := record.grant()
	if requested := x.form.Get("scope"); strings.TrimSpace(requested) != "" {
		if g.scope, err = x.grantedScope(c, requested); err != nil {
			x.broken(err)
			return
		}
	}
	if _, err := x.server.tokens.discard(record.Hash); err != nil {
		x.broken(err)
		return
	}
	until := time.UnixMilli(record.Expires)
	if boolMember(x.config, "refreshTokenExtendLifetimeOnRotation") {
		until = time.Time{}
	}
	refresh := !boolMember(x.config, "skipRefreshTokenDuringRefreshing")
	x.issue(c, g, issuance{scope: g.scope, refresh: refresh, until: until, idToken: x.oldIDToken(&g)})
}

// grant is what further tokens of the same authorization have in common with this one.
func (t *tokenRecord) grant() grant {
	g := grant{id: t.GrantID, grantType: t.GrantType, clientID: t.ClientID, userID: t.UserID, userDN: t.UserDN, subject: t.Subject, scope: t.Scope}
	g.sid, g.session = t.SID, idOfSession(t.SessionDN)
	if t.AuthTime != 0 {
		g.authTime = time.UnixMilli(t.AuthTime)
	}
	return g
}
