package impact

import (
	"strings"

	"github.com/jansadm/jansadm/client/ops/change"
)

// clientDemandRules are about switches of a client: what it has to do, and what people are not asked.
var clientDemandRules = clientToggleRules(
	clientToggle{
		id: "client-pkce-required", path: clientPKCE, to: true, severity: Danger,
		message: "Sign-ins to the client %s are refused without a proof key (PKCE), also those by device flow, whose own request has none.",
	},
	clientToggle{
		id: "client-par-required", path: clientPAR, to: true, severity: Danger,
		message: "Sign-ins to the client %s are refused unless the request was pushed to the server first (PAR), also those by device flow, whose own request is not.",
	},
	clientToggle{
		id: "client-dpop-required", path: clientDPoP, to: true, severity: Danger,
		message: "Token requests of the client %s are refused (400) unless they prove a key (DPoP). The Config API takes no tokens that are bound to a key.",
	},
	clientToggle{
		id: "client-dpop-off", path: clientDPoP, to: false, severity: Caution,
		message: "The client %s may get access tokens that are bound to no key: whoever steals one can use it.",
	},
	clientToggle{
		id: "client-trusted", path: "/trustedClient", to: true, severity: Caution,
		message: "People who sign in to the client %s are not asked what it may know of them and do in their name.",
	},
	clientToggle{
		id: "client-not-trusted", path: "/trustedClient", to: false, severity: Info,
		message: "People who sign in to the client %s are asked for their consent.",
	},
	clientToggle{
		id: "client-offline-unasked", path: "/attributes/allowOfflineAccessWithoutConsent", to: true, severity: Caution,
		message: "The client %s can act for people while they are away without having asked them: it gets offline_access without the consent page.",
	},
	clientToggle{
		id: "client-spontaneous-scopes", path: "/attributes/allowSpontaneousScopes", to: true, severity: Caution,
		message: "The client %s can bring scopes into being, within its patterns, by asking for them. That takes allowSpontaneousScopes of the server as well.",
	},
	clientToggle{
		id: "client-claims-in-id-token", path: "/includeClaimsInIdToken", to: true, severity: Caution,
		message: "While legacyIdTokenClaims of the server is on, id_tokens for the client %s hold the claims of its scopes: personal data reaches browsers, addresses and logs.",
	},
)

// clientToggle is the impact of one switch of a client being turned one way; %s in the message is the client.
type clientToggle struct {
	id, path string
	to       bool
	severity Severity
	message  string
}

func clientToggleRules(table ...clientToggle) []Rule {
	rules := make([]Rule, len(table))
	for i, t := range table {
		summary := t.path[1:] + " of a client becomes false"
		if t.to {
			summary = t.path[1:] + " of a client becomes true"
		}
		rules[i] = clientRule(t.id, t.severity, summary, t.find, t.path)
	}
	return rules
}

func (t clientToggle) find(f Facts, e Entry, c change.Change) []Impact {
	return says(isOn(e.After, t.path) == t.to && isOn(e.Before, t.path) != t.to, Impact{Message: strings.Replace(t.message, "%s", e.word(), 1), When: entryPickUp})
}
