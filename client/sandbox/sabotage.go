package sandbox

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// Sabotage makes the revocation endpoint break one requirement of RFC 7009, so that it can be tested whether somebody notices. The name says
// which endpoint is meant and what it does.
type Sabotage string

// The ways to break the revocation endpoint, with the section of RFC 7009 that is broken.
const (
	SabotageNoAuthentication  Sabotage = "revoke:no-authentication"  // 2.1: clients need not authenticate
	SabotagePublicRefused     Sabotage = "revoke:public-refused"     // 2.1: a public client cannot revoke by its client_id
	SabotageGet               Sabotage = "revoke:get"                // 2.1: GET revokes too
	SabotageNoTokenAccepted   Sabotage = "revoke:no-token-accepted"  // 2.1: a request without a token is fine
	SabotageUnknownRefused    Sabotage = "revoke:unknown-refused"    // 2.2: a token that is not known is an error
	SabotageUnknownHint       Sabotage = "revoke:unknown-hint"       // 2.1: a hint that is not known is an error
	SabotageHintBinds         Sabotage = "revoke:hint-binds"         // 2.1: with the hint refresh_token an access token is not found
	SabotageNothingRevoked    Sabotage = "revoke:nothing-revoked"    // 2.1: the token lives on
	SabotageOnlyItself        Sabotage = "revoke:only-itself"        // 2.1: access tokens outlive their refresh token
	SabotageTooMuch           Sabotage = "revoke:too-much"           // 2.1: other grants of the client go too
	SabotageForeignRevoked    Sabotage = "revoke:foreign-revoked"    // 2.1: anybody revokes tokens of other clients
	SabotageForeignUnanswered Sabotage = "revoke:foreign-unanswered" // 2.1: that a token is not the caller's is not told
	SabotageCacheable         Sabotage = "revoke:cacheable"          // answers lack the headers against caching
	SabotagePlainErrors       Sabotage = "revoke:plain-errors"       // 2.2.1: errors are text, not JSON
	SabotageNoChallenge       Sabotage = "revoke:no-challenge"       // RFC 6749 section 5.2: 401 without WWW-Authenticate
	SabotageBroken            Sabotage = "revoke:500"                // it fails
	SabotageUnavailable       Sabotage = "revoke:503"                // 2.2.1: it has no time, and says when to come again
)

// Sabotages lists the ways to break an endpoint.
func Sabotages() []Sabotage {
	return []Sabotage{
		SabotageNoAuthentication, SabotagePublicRefused, SabotageGet, SabotageNoTokenAccepted, SabotageUnknownRefused, SabotageUnknownHint,
		SabotageHintBinds, SabotageNothingRevoked, SabotageOnlyItself, SabotageTooMuch, SabotageForeignRevoked, SabotageForeignUnanswered,
		SabotageCacheable, SabotagePlainErrors, SabotageNoChallenge, SabotageBroken, SabotageUnavailable,
	}
}

// ParseSabotage finds a way by its name.
func ParseSabotage(name string) (Sabotage, error) {
	known := Sabotages()
	if !slices.Contains(known, Sabotage(name)) {
		names := make([]string, len(known))
		for i, sabotage := range known {
			names[i] = string(sabotage)
		}
		return "", fmt.Errorf("sabotage %q is unknown: it has to be one of %s", name, strings.Join(names, ", "))
	}
	return Sabotage(name), nil
}

// SetSabotage replaces what is broken on purpose.
func (s *Server) SetSabotage(ways ...Sabotage) { s.sabotage.Store(&ways) }

// sabotaged says whether the revocation endpoint is to be broken in this way; no other endpoint is.
func (x *exchange) sabotaged(way Sabotage) bool {
	return strings.TrimSuffix(x.r.URL.Path, "/") == revocationPath && x.server.sabotaged(way)
}

func (a *authServer) sabotaged(way Sabotage) bool {
	if a.sabotage == nil {
		return false
	}
	ways := a.sabotage.Load()
	return ways != nil && slices.Contains(*ways, way)
}

// outOfOrder answers for an endpoint that is to fail, and says whether it has.
func (x *exchange) outOfOrder() bool {
	switch {
	case x.sabotaged(SabotageBroken):
		x.write(http.StatusInternalServerError, nil)
	case x.sabotaged(SabotageUnavailable):
		x.w.Header().Set("Retry-After", "30")
		x.write(http.StatusServiceUnavailable, nil)
	default:
		return false
	}
	return true
}

// anybody is the client that a sabotaged endpoint takes for the caller: the one that the token belongs to. Without credentials nobody else
// can be meant.
func (x *exchange) anybody() (*client, error) {
	record, err := x.server.tokens.find(x.form.Get("token"))
	if err != nil || record == nil {
		return &client{}, err
	}
	return x.client(record.ClientID)
}
