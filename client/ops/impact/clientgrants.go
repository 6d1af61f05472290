package impact

import (
	"slices"

	"github.com/jansadm/jansadm/client/ops/change"
)

// clientGrantRules are about the ways in which a client may get tokens (TokenRestWebServiceValidator.java, AuthorizeParamsValidator.java).
var clientGrantRules = []Rule{
	clientRule("client-grant-lost", Danger, "a client may no longer use a grant", findGrantLost, clientGrants),
	clientRule("client-refresh-lost", Caution, "a client gets and uses no refresh tokens any more", findRefreshLost, clientGrants),
	clientRule("client-grant-added", Info, "a client may use another grant", findGrantAdded, clientGrants),
	clientRule("client-grant-unsupported", Caution, "a client gets a grant that the server does not support", findGrantUnsupported, clientGrants).
		wanting(findGrantAdded, Wanted{Properties: true}),
	clientRule("client-response-type-lost", Danger, "a client may no longer ask for what its sign-ins ask for", findResponseLost, clientResponses),
}

// wanting makes a rule ask for more where another finding would speak.
func (r Rule) wanting(find entryFinder, wanted Wanted) Rule {
	r.Wants = wants(ofClient(find), wanted)
	return r
}

// grantLosses say what is lost with a grant; one that is not here is just refused.
var grantLosses = map[string]string{
	grantCode:   "nobody can sign in to it in a browser, nor by device flow, which ends there",
	grantItself: "its services get no tokens for themselves",
	grantDevice: "people can no longer sign in to it by device flow",
	"password":  "it can no longer exchange user names and passwords for tokens",
	"implicit":  "browsers bring it no tokens in addresses any more",
	"urn:ietf:params:oauth:grant-type:uma-ticket": "it gets no requesting party tokens of UMA",
}

func findGrantLost(f Facts, e Entry, c change.Change) []Impact {
	var found []Impact
	for _, grant := range e.loses("grantTypes") {
		if grant == grantRefresh {
			continue
		}
		message := "The client " + e.word() + " is refused (400) when it uses the grant " + shown(grant)
		if loss := grantLosses[grant]; loss != "" {
			message += ": " + loss
		}
		found = append(found, Impact{Message: message + ".", When: entryPickUp, Advice: "Tokens issued before stay valid until they expire."})
	}
	return found
}

// findRefreshLost: no error tells that no refresh token is issued (TokenCreatorService.java).
func findRefreshLost(f Facts, e Entry, c change.Change) []Impact {
	return says(slices.Contains(e.loses("grantTypes"), grantRefresh), Impact{
		Message: "The client " + e.word() + " gets no refresh tokens any more, without an error, and those that it has are refused (400): it sends people back to the login page when an access token expires, and work without people stops.",
		When:    entryPickUp,
	})
}

// grantGains say why a grant deserves a thought.
var grantGains = map[string]string{
	"password":  "it sees the passwords of people, and passes by whatever else a sign-in asks for",
	"implicit":  "tokens travel in addresses of browsers, which OAuth 2.1 has given up",
	grantItself: "whoever holds its credentials gets tokens with its scopes, without anybody signing in",
	"urn:ietf:params:oauth:grant-type:token-exchange": "it can turn tokens of people into tokens of its own",
}

func findGrantAdded(f Facts, e Entry, c change.Change) []Impact {
	var found []Impact
	for _, grant := range e.gains("grantTypes") {
		impact := Impact{Message: "The client " + e.word() + " may use the grant " + shown(grant) + ".", When: entryPickUp}
		if why := grantGains[grant]; why != "" {
			impact.Severity = Caution
			impact.Message = "The client " + e.word() + " may use the grant " + shown(grant) + ": " + why + "."
		}
		found = append(found, impact)
	}
	return found
}

func findGrantUnsupported(f Facts, e Entry, c change.Change) []Impact {
	if !f.properties() {
		return nil
	}
	missing := quoted(without(e.gains("grantTypes"), f.Strings("grantTypesSupported")))
	return says(len(missing) > 0, Impact{
		Message: "The client " + e.word() + " is refused (400) all the same: the server does not support " + enumerate(missing) + ".",
		When:    entryPickUp, Advice: "Add it to grantTypesSupported, if everybody's clients with it may use it.",
	})
}

// findResponseLost: a request has to be covered by the client's response types as a whole (AuthorizeParamsValidator.java).
func findResponseLost(f Facts, e Entry, c change.Change) []Impact {
	lost := e.loses("responseTypes")
	return says(len(lost) > 0, Impact{
		Message: "Sign-ins to the client " + e.word() + " are refused that ask for " + either(quoted(lost)) + ", alone or among others.",
		When:    entryPickUp, Advice: "An application that uses the code flow needs code.",
	})
}
