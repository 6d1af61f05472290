package impact

import (
	"slices"

	"github.com/jansadm/jansadm/client/ops/change"
)

// revocationRules: RevokeRestWebServiceImpl.java, GrantService.java, EndSessionRestWebServiceImpl.java.
var revocationRules = slices.Concat([]Rule{
	{
		ID: "revocation-endpoint-text", Severity: Caution,
		Summary: "tokenRevocationEndpoint changes, which moves nothing: it is only what discovery says",
		Find:    about(findRevocationText, "tokenRevocationEndpoint"),
	},
	{
		ID: "end-session-suffix", Severity: Caution,
		Summary: "endSessionEndpoint does not contain /end_session, from which other addresses in discovery are made",
		Find:    about(findEndSessionSuffix, "endSessionEndpoint", "mtlsEndSessionEndpoint"),
	},
}, toggleRules(
	toggle{
		id: "revoke-all-on", property: "allowAllValueForRevokeEndpoint", to: true, severity: Danger,
		message: "A client that sends token=all to /revoke removes the tokens of every client on the server when it is stored in an SQL database, not only its own, because the query does not look at the client there.",
		advice:  "Leave it off. A client can send several tokens in one request, separated by blanks.",
	},
	toggle{
		id: "revoke-all-off", property: "allowAllValueForRevokeEndpoint", to: false, severity: Caution,
		message: "token=all at /revoke becomes the name of a token that does not exist: clients that use it get 200 and nothing is revoked.",
	},
	toggle{
		id: "revoke-for-others-on", property: "allowRevokeForOtherClients", to: true, severity: Caution,
		message: "Meant to let clients with the scope revoke_any_token revoke other clients' tokens. The server compares that name with the scopes' DNs, which never match, so such requests still get 400; a release that repairs this would open it to every client with the scope.",
		advice:  "Check who holds the scope revoke_any_token.",
	},
	toggle{
		id: "logout-refresh-tokens-kept", property: "removeRefreshTokensForClientOnLogout", to: false, severity: Caution,
		message: "Refresh tokens outlive the logout, except those granted with online_access: applications that keep one can go on acting for a user who signed out.",
	},
	toggle{
		id: "error-reason-on", property: "errorReasonEnabled", to: true, severity: Caution,
		message: "Error answers carry a reason that tells callers, and attackers, why the server refused.",
		advice:  "Useful while looking for a fault; switch it off afterwards.",
	},
))

func findRevocationText(f Facts, c change.Change) []Impact {
	const name = "tokenRevocationEndpoint"
	value, real := f.Text(name), realAddress(f, name)
	when, _ := f.discoveryWhen()
	if !f.FlagOn("revoke_token") {
		return []Impact{{Severity: Caution, When: pickUp, Message: "Discovery shows no revocation endpoint while the flag revoke_token is off, whatever this address is."}}
	}
	switch value {
	case "":
		return []Impact{{
			Message: "revocation_endpoint leaves the discovery document, but /revoke goes on answering: this hides the endpoint from applications and does not close it.",
			When:    when, Advice: "To close it, switch the flag revoke_token off.",
		}}
	case real:
		return nil
	}
	return []Impact{{
		Message: "Only the text in discovery changes: applications send the tokens they want revoked, with their client credentials, to " + shown(value) + ". The server goes on answering at " + shown(real) + " and nowhere else.",
		When:    when,
	}}
}

// findEndSessionSuffix: DiscoveryService.java, endpointUrl.
func findEndSessionSuffix(f Facts, c change.Change) []Impact {
	value := f.Text(c.Target.ID)
	if hasEndSession(value) || value == "" && c.Target.ID == "mtlsEndSessionEndpoint" {
		return nil
	}
	when, _ := f.discoveryWhen()
	keys := "global_token_revocation_endpoint, status_list_endpoint, status_list_aggregation_endpoint and access_evaluation_v1_endpoint"
	if value == "" {
		return []Impact{{When: when, Message: "Discovery derives " + keys + " from this address, and loses or garbles them with it. Applications find no address to sign out at."}}
	}
	return []Impact{{When: when, Message: "Discovery derives " + keys + " by putting another path in place of /end_session. Without that text in it all of them show " + shown(value) + " instead of their own address."}}
}
