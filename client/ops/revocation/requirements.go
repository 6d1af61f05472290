package revocation

import "context"

// requirement is a row of the check and how it is tested. A verdict that is not conforming says why; an error ends the check.
type requirement struct {
	Row
	test func(*check, context.Context) (found, error)
	does effort
}

// effort is what a test takes.
type effort int

const (
	thinks  effort = iota // it sends nothing
	asks                  // it sends what revokes nothing
	revokes               // it revokes a token of the check
)

// found is what a test has seen.
type found struct {
	seen    string
	verdict Conformity
	why     string
}

func conforms(seen string) (found, error) { return found{seen: seen, verdict: Conforms}, nil }
func departs(seen, why string) (found, error) {
	return found{seen: seen, verdict: Departs, why: why}, nil
}
func knownGap(seen, why string) (found, error) {
	return found{seen: seen, verdict: KnownGap, why: why}, nil
}
func notTested(why string) (found, error) { return found{verdict: NotTested, why: why}, nil }

// requirements are in the order in which they are tested: what revokes nothing comes first, and what shows whether the endpoint takes too much
// before everything that revokes again.
var requirements = []requirement{
	{Row{ID: "available", Section: "2.2.1", Requirement: "The endpoint answers", Expected: "a status below 500"}, (*check).available, asks},
	{Row{ID: "tls", Section: "2", Requirement: "It is reached by HTTPS only", Expected: "an address that begins with https"}, (*check).tls, thinks},
	{Row{ID: "unknown-token", Section: "2.2", Requirement: "A token that the server does not know is no error", Expected: "200"}, (*check).unknownToken, asks},
	{Row{ID: "token-required", Section: "2.1", Requirement: "A request without a token is an error", Expected: "400"}, (*check).tokenRequired, asks},
	{Row{ID: "post-only", Section: "2.1", Requirement: "Tokens are revoked by POST", Expected: "an error for GET"}, (*check).postOnly, asks},
	{Row{ID: "client-authentication", Section: "2.1", Requirement: "A client with a secret has to show it",
		Expected: "an error for nobody and for a wrong secret, and the token lives on"}, (*check).authentication, asks},
	{Row{ID: "challenge", Section: "RFC 6749, 5.2", Requirement: "A refused client is told how to authenticate", Expected: "401 with WWW-Authenticate"},
		(*check).challenge, thinks},
	{Row{ID: "error-form", Section: "2.2.1", Requirement: "Errors have the form of OAuth", Expected: `JSON with the member "error"`}, (*check).errorForm, thinks},
	{Row{ID: rowPublic, Section: "2.1", Requirement: "A public client revokes by its client_id", Expected: "no 401"}, (*check).publicClient, asks},
	{Row{ID: "revokes", Section: "2.2", Requirement: "The token is invalid when the answer comes", Expected: "200, and the token is gone"},
		(*check).revokes, revokes},
	{Row{ID: "only-its-grant", Section: "2.1", Requirement: "Tokens of other grants live on", Expected: "another token of the client is there"},
		(*check).onlyItsGrant, revokes},
	{Row{ID: "uncached", Section: "RFC 6749, 5.1", Requirement: "Nobody on the way keeps the answer", Expected: "Cache-Control: no-store"},
		(*check).uncached, thinks},
	{Row{ID: "unknown-hint", Section: "2.1", Requirement: "A hint that the server does not know is ignored", Expected: "200, and the token is gone"},
		(*check).unknownHint, revokes},
	{Row{ID: "wrong-hint", Section: "2.1", Requirement: "A wrong hint does not narrow the search: an access token as refresh_token",
		Expected: "200, and the token is gone"}, (*check).wrongHint, revokes},
	{Row{ID: "jti-hint", Section: "2.1", Requirement: "Nor does a hint of the server's own: an access token as jti", Expected: "200, and the token is gone"},
		(*check).jtiHint, revokes},
	{Row{ID: rowForeign, Section: "2.1", Requirement: "A token of another client is refused", Expected: "an error, and the token lives on"},
		(*check).foreignToken, revokes},
	{Row{ID: rowRefreshHint, Section: "2.1", Requirement: "A wrong hint does not narrow the search: a refresh token as access_token",
		Expected: "200, and the token is gone"}, (*check).refreshHint, revokes},
	{Row{ID: rowRefreshAccess, Section: "2.1", Requirement: "The access tokens of a refresh token go with it",
		Expected: "200, and both are gone"}, (*check).refreshTakesAccess, revokes},
	{Row{ID: "self-contained", Section: "3", Requirement: "Access tokens that are checked without asking are of no use either",
		Expected: "nobody accepts the token"}, (*check).selfContained, thinks},
	{Row{ID: "unsupported-type", Section: "2.2.1", Requirement: "A kind of token that cannot be revoked is told so",
		Expected: "400 unsupported_token_type"}, (*check).unsupportedType, thinks},
}

// Rows lists the requirements that are tested, in order, none of them tested yet.
func Rows() []Row {
	rows := make([]Row, len(requirements))
	for i, r := range requirements {
		rows[i] = r.Row
	}
	return rows
}
