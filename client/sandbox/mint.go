package sandbox

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"
)

// Mint makes a grant as a sign-in of a user at a client would, without the sign-in: an access and a refresh token with the given scopes,
// whatever the client is assigned. An unknown user is an error; the empty user is none.
func (s *Server) Mint(clientID, user string, scopes ...string) (access, refresh string, err error) {
	return s.instance.Load().auth.mint(clientID, user, scopes)
}

func (a *authServer) mint(clientID, user string, scopes []string) (access, refresh string, err error) {
	config, _, err := a.present()
	if err != nil {
		return "", "", err
	}
	g := grant{grantType: grantAuthorizationCode, clientID: clientID, scope: strings.Join(scopes, " "), authTime: a.options.Clock.Now()}
	if g.id, err = newUUID(a.options.Rand); err != nil {
		return "", "", err
	}
	if user != "" {
		found, err := a.person(user)
		if err != nil {
			return "", "", err
		}
		if found == nil {
			return "", "", fmt.Errorf("the sandbox has no user %q", user)
		}
		g.userID, g.userDN, g.subject = found.userID, found.dn, found.inum
	}
	lifetime := func(property string) time.Duration {
		n, _ := integerMember(config, property)
		return time.Duration(n) * time.Second
	}
	if access, err = a.tokens.issue(g, typeAccess, lifetime("accessTokenLifetime")); err != nil {
		return "", "", err
	}
	refresh, err = a.tokens.issue(g, typeRefresh, lifetime("refreshTokenLifetime"))
	return access, refresh, err
}

func jsonNumber(n int64) json.Number { return json.Number(strconv.FormatInt(n, 10)) }
