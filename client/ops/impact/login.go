package impact

import (
	"slices"

	"github.com/jansadm/jansadm/client/ops/change"
)

// The device flow ends in an ordinary authorization request that the server itself builds from client_id, response_type, scope,
// state and nonce (DeviceAuthorizationAction.java, redirectToAuthorization). A rule that demands more of every authorization
// request therefore stops every login by device flow, and with it the administrators of consoles that use one.
const (
	deviceLogins = "The device flow's own request never has it, so nobody can sign in to a console by device flow any more."
	repairable   = "This console can take it back while its token lasts, and a console with client credentials at any time."
)

var loginRules = slices.Concat(requestRules, []Rule{
	{
		ID: "authorization-endpoint", Severity: LockOut,
		Summary: "authorizationEndpoint changes: sign-ins and the device flow are sent there",
		Find:    about(findAuthorizationEndpoint, "authorizationEndpoint"),
	},
	{
		ID: "grant-type-removed", Severity: Caution,
		Summary: "grantTypesSupported loses a grant; without client_credentials, device_code or authorization_code consoles are locked out",
		Find:    about(findRemovedGrants, "grantTypesSupported"),
	},
	{
		ID: "par-required-but-off", Severity: LockOut,
		Summary: "requirePar demands pushed requests while the flag par refuses them",
		Find:    about(findImpossiblePAR, "requirePar", flagsProperty),
	},
	{
		ID: "device-acr", Severity: Caution,
		Summary: "deviceAuthzAcr names the authentication method that every device login must pass; one that no enabled script provides locks out",
		Find:    about(findDeviceACR, "deviceAuthzAcr"),
		Wants:   wants(about(findDeviceACR, "deviceAuthzAcr"), Wanted{Scripts: true}),
	},
	{
		ID: "device-response-type", Severity: LockOut,
		Summary: "deviceAuthzResponseTypeToProcessAuthz is not one that the server accepts",
		Find:    about(findDeviceResponseType, "deviceAuthzResponseTypeToProcessAuthz"),
	},
})

var requestRules = toggleRules(
	toggle{
		id: "require-pkce-on", property: "requirePkce", to: true, severity: LockOut,
		message: "Authorization requests without a code_challenge are refused, which stops every application that does not use PKCE. " + deviceLogins,
		advice:  "Requiring PKCE per client does the same without touching the console's client. " + repairable,
	},
	toggle{
		id: "require-par-on", property: "requirePar", to: true, severity: LockOut,
		message: "Authorization requests that were not pushed to /par first are refused, which stops every application that does not use PAR. " + deviceLogins,
		advice:  "Requiring PAR per client does the same without touching the console's client. " + repairable,
	},
	toggle{
		id: "force-signed-request-on", property: "forceSignedRequestObject", to: true, severity: LockOut,
		message: "Authorization requests without a signed request object are refused. " + deviceLogins,
		advice:  repairable,
	},
	toggle{
		id: "fapi-compatibility-on", property: "fapiCompatibility", to: true, severity: LockOut,
		message: "The server follows FAPI: authorization requests without a request object are refused, and so are request objects signed with none or RS256 and plain response types. Ordinary applications fail. " + deviceLogins,
		advice:  repairable,
	},
)

func findAuthorizationEndpoint(f Facts, c change.Change) []Impact {
	value := f.Text("authorizationEndpoint")
	const stays = " The server goes on answering at /jans-auth/restv1/authorize."
	if value == "" {
		return []Impact{{
			Message: "Applications find no authorization_endpoint in discovery, and the device flow has nowhere to send people after they entered their code: nobody can sign in to a console by device flow." + stays,
			When:    pickUp, Advice: repairable,
		}}
	}
	if value == realAddress(f, "authorizationEndpoint") {
		return nil
	}
	return []Impact{{
		Message: "The device flow and CIBA send people to " + shown(value) + " to sign in, and so does every application that reads discovery. If this server does not answer there, nobody can sign in to a console by device flow." + stays,
		When:    pickUp, Advice: repairable,
	}}
}

// lostGrants says what each grant's removal does (TokenRestWebServiceValidator.java, validateGrantType;
// AuthorizeParamsValidator.java).
var lostGrants = []struct {
	grant    string
	severity Severity
	message  string
}{
	{"client_credentials", LockOut, "Every request to /token with grant_type=client_credentials is refused with invalid_grant: services get no tokens, and neither do consoles, whose login ends with that grant."},
	{"urn:ietf:params:oauth:grant-type:device_code", LockOut, "Device codes can no longer be redeemed: nobody can sign in to a console, or to any device, by device flow."},
	{"authorization_code", LockOut, "Authorization requests with response_type=code are refused: users cannot sign in to applications, and since the device flow ends in such a request, administrators not to a console."},
	{"refresh_token", Danger, "Refresh tokens are refused with invalid_grant: applications send their users back to the login page as soon as an access token expires."},
	{"implicit", Caution, "Authorization requests for a token or id_token in the front channel are refused."},
	{"password", Caution, "Resource owner password requests at /token are refused with invalid_grant."},
	{"urn:ietf:params:oauth:grant-type:token-exchange", Caution, "Token exchange at /token is refused with invalid_grant."},
	{"urn:ietf:params:oauth:grant-type:jwt-bearer", Caution, "JWT bearer assertions at /token are refused with invalid_grant."},
	{"urn:ietf:params:oauth:grant-type:uma-ticket", Caution, "UMA tickets at /token are refused with invalid_grant."},
	{"urn:openid:params:grant-type:ciba", Caution, "CIBA requests can neither be redeemed at /token nor can clients register for them."},
}

func findRemovedGrants(f Facts, c change.Change) []Impact {
	removed := without(f.StringsBefore("grantTypesSupported"), f.Strings("grantTypesSupported"))
	var impacts []Impact
	for _, lost := range lostGrants {
		if !slices.Contains(removed, lost.grant) {
			continue
		}
		advice := ""
		if lost.severity == LockOut {
			advice = "Tokens already issued go on: this console can take it back while its token lasts."
		}
		impacts = append(impacts, Impact{Severity: lost.severity, Message: lost.message, When: pickUp, Advice: advice})
	}
	return impacts
}

func findImpossiblePAR(f Facts, c change.Change) []Impact {
	impossible := f.Bool("requirePar") && !f.FlagOn("par")
	return says(impossible && !(f.BoolBefore("requirePar") && !f.FlagOnBefore("par")), Impact{
		Message: "requirePar accepts only authorization requests pushed to /par, and the flag par is off, so that /par answers 403. Nobody can sign in anywhere.",
		When:    pickUp,
		Advice:  "Switch the flag par on, or requirePar off.",
	})
}

func findDeviceResponseType(f Facts, c change.Change) []Impact {
	value := f.Text("deviceAuthzResponseTypeToProcessAuthz")
	return says(value != "code", Impact{
		Message: "The device flow asks for the response type " + shown(value) + " instead of code. Consoles' clients allow only code as shipped, so their logins by device flow are refused.",
		When:    pickUp,
		Advice:  repairable,
	})
}
