package impact

// flagEffect is what switching one feature flag does, either way.
type flagEffect struct {
	name    string
	off, on effect
}

type effect struct {
	severity Severity
	message  string
	when     string // pickUp when empty
	advice   string
}

// flagEffects covers the flags of FeatureFlagType.java in its order. What an endpoint does while its flag is off is in
// ErrorResponseFactory.java: 403 access_denied. At the endpoints behind AuthenticationFilter.java the client is authenticated
// before, so that others get their 401 as ever.
var flagEffects = []flagEffect{
	{"health_check",
		effect{Danger, "/jans-auth/sys/health-check answers 403. Load balancers and container probes that use it take this server for dead and stop sending requests to it.", "", "Point the probes elsewhere first, for example at /jans-auth/.well-known/openid-configuration."},
		effect{Info, "/jans-auth/sys/health-check answers again, without authentication.", "", ""}},
	{"userinfo",
		effect{LockOut, "/userinfo answers 403 access_denied to everybody, before it looks at the token. Applications that read the user's claims there fail, and so does every console login by device flow, which reads the administrator's role there.", "", "Keep this console open until you know that nobody needs it: it can switch the flag on again, and so can a console with client credentials."},
		effect{Info, "/userinfo hands out claims again to tokens with the scope openid.", "", ""}},
	{"clientinfo",
		effect{Caution, "/clientinfo answers 403 access_denied.", "", ""},
		effect{Info, "/clientinfo tells the holder of an access token about the client it was issued to.", "", ""}},
	{"id_generation",
		effect{Info, "Nothing refuses: the endpoint no longer exists in the server. Only id_generation_endpoint leaves the discovery document, which hides it anyway as shipped.", "", ""},
		effect{Info, "Nothing starts to work: the endpoint no longer exists in the server, the flag only adds id_generation_endpoint to the discovery document.", "", ""}},
	{"registration",
		effect{Caution, "/register answers 403 access_denied for every method: applications can no longer register themselves, nor read, change or delete a registration of their own.", "", ""},
		effect{Caution, "Applications can register themselves at /register, and get the grants, scopes and redirect URIs that the registration settings allow. As shipped it asks for no credentials.", "", "Check grantTypesSupportedByDynamicRegistration, clientWhiteList and which scopes have defaultScope."}},
	{"introspection",
		effect{Caution, "The introspection endpoint goes on answering: nothing reads this flag but discovery, from which introspection_endpoint disappears. Resource servers that find the endpoint there can no longer validate opaque tokens.", "", ""},
		effect{Info, "The introspection endpoint answered before as well; the flag only adds introspection_endpoint to the discovery document.", "", ""}},
	{"revoke_token",
		effect{Caution, "/revoke answers 403 access_denied to every client that authenticates, whatever it sends. Signing out in applications and consoles no longer ends their tokens, which stay valid until they expire.", "", "Tokens can still be ended one by one through the Config API. The FAPI discovery document, /jans-auth/fapi-rs/.well-known/openid-configuration, ignores flags and goes on listing the endpoint."},
		effect{Info, "/revoke works again: clients can end their own tokens, and with each one all tokens of the same grant.", "", ""}},
	{"global_token_revocation",
		effect{Caution, "/global-token-revocation answers 403 access_denied: incident tools that end all sessions and tokens of one user fail.", "", ""},
		effect{Caution, "Every confidential client with the scope global_token_revocation can end all sessions and tokens of any user by naming the user.", "", "Check which clients hold that scope."}},
	{"status_list",
		effect{Caution, "/status_list answers 403 access_denied and new tokens carry no status claim. Verifiers that look up the status of tokens issued before can no longer do so.", "", ""},
		effect{Info, "New tokens get an index in the status list, JWTs carry it as a status claim, and /status_list publishes which of them are revoked.", "", ""}},
	{"logout_status_jwt",
		effect{Caution, "The authorization endpoint issues no logout status JWT any more; applications that asked for one get a response without it.", "", ""},
		effect{Info, "The authorization endpoint issues a logout status JWT to applications that ask for one.", "", ""}},
	{"active_session",
		effect{Caution, "/session/active answers 403 access_denied: programs that list active sessions there fail.", "", ""},
		effect{Info, "/session/active lists active sessions to tokens with the scope that activeSessionAuthorizationScope names.", "", ""}},
	{"end_session",
		effect{Danger, "/end_session answers 403 access_denied: users can no longer sign out, and front-channel and back-channel logout at other applications stop with it. Sessions end only by their lifetime.", "", ""},
		effect{Info, "/end_session works again, and with it front-channel and back-channel logout.", "", ""}},
	{"status_session",
		effect{Caution, "/session_status answers 403 access_denied: pages that poll whether the user is still signed in fail.", "", ""},
		effect{Info, "/session_status tells whether a session is still authenticated.", "", ""}},
	{"jans_configuration",
		effect{Caution, "/.well-known/jans-configuration answers 403 access_denied. openid-configuration does not depend on this flag and stays.", "", ""},
		effect{Info, "/.well-known/jans-configuration is published. openid-configuration did not depend on this flag.", "", ""}},
	{"ciba",
		effect{Caution, "/bc-authorize and /bc-deviceRegistration answer 403 access_denied, and /token refuses the CIBA grant, also for requests already approved. Discovery goes on listing the CIBA keys.", "", ""},
		effect{Caution, "The CIBA endpoints and grant answer within 30 s, but the job that expires requests and tells ping and push clients about it is started only when the server starts.", "endpoints within 30 s, the job after a restart", "Restart the auth server if CIBA was off when it started."}},
	{"uma",
		effect{Caution, "All UMA endpoints answer 403 access_denied: resource servers can neither register resources nor obtain permission tickets, and no requesting party token can be introspected.", "", ""},
		effect{Info, "The UMA endpoints and uma2-configuration answer.", "", ""}},
	{"u2f",
		effect{Info, "Nothing changes: no part of the server reads this flag.", "", ""},
		effect{Info, "Nothing changes: no part of the server reads this flag.", "", ""}},
	{"device_authz",
		effect{LockOut, "/device_authorization answers 403 access_denied: televisions, command lines and administrators who sign in to a console by device flow cannot start a login. A device code already issued can still be redeemed at /token, and tokens already issued go on.", "", "This console can switch the flag on again while its token lasts; a console with client credentials always can."},
		effect{Info, "/device_authorization works again: consoles and devices can start a login by device flow.", "", ""}},
	{"metric",
		effect{Info, "The server stops recording metrics.", "", ""},
		effect{Info, "The server records metrics to the database; metricReporterKeepDataDays bounds how long they stay.", "", ""}},
	{"stat",
		effect{Caution, "/internal/stat answers 403 access_denied, so that statistics in the Config API fail, and what happens meanwhile is not counted.", "", ""},
		effect{Caution, "/internal/stat answers within 30 s, but counting is set up only when the server starts.", "endpoint within 30 s, counting after a restart", "Restart the auth server if the flag was off when it started."}},
	{"par",
		effect{Caution, "/par answers 403 access_denied: applications that push their authorization requests can no longer sign users in.", "", ""},
		effect{Info, "/par accepts pushed authorization requests.", "", ""}},
	{"access_evaluation",
		effect{Caution, "/access/v1/… and authzen-configuration answer 403 access_denied: policy enforcement points that ask here get no decision.", "", ""},
		effect{Info, "/access/v1/… answers AuthZEN access requests, and authzen-configuration describes it.", "", ""}},
	{"rate_limit",
		effect{Caution, "The rules of rateLimitConfiguration, if there are any, are no longer applied: clients may send requests as fast as they like.", "", ""},
		effect{Info, "The rules of rateLimitConfiguration apply: requests beyond their limits are refused. Without rules nothing changes.", "", ""}},
	{"ssa",
		effect{Caution, "/ssa answers 403 access_denied: software statement assertions can be neither issued, validated nor revoked.", "", ""},
		effect{Info, "/ssa issues and validates software statement assertions for clients with the SSA scopes.", "", ""}},
	{"client_id_metadata_document",
		effect{Caution, "Client ids that are URLs are no longer accepted: applications that identify themselves by a metadata document cannot sign users in.", "", ""},
		effect{Caution, "Anybody may use a URL as client id, without registering: the server fetches the metadata document from that address.", "", "Restrict the addresses with cimdDomainAllowlist, and leave cimdBlockPrivateIp on."}},
	{"identity_assertion_authz_grant",
		effect{Caution, "/token no longer issues or accepts identity assertion authorization grants (ID-JAG): applications that reach one another by them fail.", "", ""},
		effect{Info, "/token issues ID-JAGs, and accepts those of the issuers in idJagTrustedIdpIssuers.", "", ""}},
}
