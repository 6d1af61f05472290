package schema

// accessDenied is how an endpoint answers while its flag is off
// (ErrorResponseFactory.java).
const accessDenied = "403 access_denied"

// authenticatedFirst is the same where client authentication comes before the
// flag (AuthenticationFilter.java).
const authenticatedFirst = "403 access_denied; 401 invalid_client as long as the client is not authenticated"

var flags = []Flag{
	{
		Name: "health_check", Constant: "HEALTH_CHECK", Title: "Health check", Shipped: true,
		Gates:   "the health check of the auth server",
		WhenOff: accessDenied,
		Paths:   []string{"/jans-auth/sys/health-check"},
		Note:    "Load balancers and container platforms may take the server for dead.",
	},
	{
		Name: "userinfo", Constant: "USERINFO", Title: "Userinfo", Shipped: true,
		Gates:         "the userinfo endpoint, for everyone and before the token is looked at",
		WhenOff:       accessDenied,
		DiscoveryKeys: []string{"userinfo_endpoint"},
		Paths:         []string{"/jans-auth/restv1/userinfo"},
		Note:          "The Janssen console calls userinfo when an administrator logs in, so nobody can log in to it any more.",
	},
	{
		Name: "clientinfo", Constant: "CLIENTINFO", Title: "Client information", Shipped: true,
		Gates:         "the client information endpoint",
		WhenOff:       accessDenied,
		DiscoveryKeys: []string{"clientinfo_endpoint"},
		Paths:         []string{"/jans-auth/restv1/clientinfo"},
	},
	{
		Name: "id_generation", Constant: "ID_GENERATION", Title: "Id generation", Shipped: true,
		Gates:         "nothing but a line in discovery: the service no longer exists",
		WhenOff:       "discovery does not name the id service",
		DiscoveryKeys: []string{"id_generation_endpoint"},
		Inert:         true,
		Note:          "The shipped discoveryDenyKeys hides that line anyway.",
	},
	{
		Name: "registration", Constant: "REGISTRATION", Title: "Client registration", Shipped: true,
		Gates:         "registering clients, and reading, changing and deleting registrations",
		WhenOff:       accessDenied,
		DiscoveryKeys: []string{"registration_endpoint"},
		Paths:         []string{"/jans-auth/restv1/register"},
		Note:          "Clients can still be managed through the Config API.",
	},
	{
		Name: "introspection", Constant: "INTROSPECTION", Title: "Introspection", Shipped: true,
		Gates:         "nothing but a line in discovery: the endpoint goes on answering",
		WhenOff:       "discovery does not name the introspection endpoint",
		DiscoveryKeys: []string{"introspection_endpoint"},
		Inert:         true,
		Note:          "The Config API is not affected. Resource servers that find the endpoint through discovery are.",
	},
	{
		Name: "revoke_token", Constant: "REVOKE_TOKEN", Title: "Token revocation", Shipped: true,
		Gates:         "the revocation endpoint, before its parameters are looked at",
		WhenOff:       authenticatedFirst,
		DiscoveryKeys: []string{"revocation_endpoint"},
		Paths:         []string{"/jans-auth/restv1/revoke"},
		Note:          "Applications can then not give tokens back at logout. The Config API still removes tokens.",
	},
	{
		Name: "global_token_revocation", Constant: "GLOBAL_TOKEN_REVOCATION", Title: "Global token revocation", Shipped: true,
		Gates:         "ending all sessions and tokens of a user at once",
		WhenOff:       authenticatedFirst,
		DiscoveryKeys: []string{"global_token_revocation_endpoint"},
		Paths:         []string{"/jans-auth/restv1/global-token-revocation"},
		Note:          "The scope of that name ships as a default scope, which clients get by registering themselves.",
	},
	{
		Name: "status_list", Constant: "STATUS_LIST", Title: "Token status list", Shipped: true,
		Gates:         "the status list of tokens, and the status claim in new tokens",
		WhenOff:       accessDenied + "; new tokens have no status claim",
		DiscoveryKeys: []string{"status_list_endpoint", "status_list_aggregation_endpoint"},
		Paths:         []string{"/jans-auth/restv1/status_list"},
	},
	{
		Name: "logout_status_jwt", Constant: "LOGOUT_STATUS_JWT", Title: "Logout status JWT", Shipped: true,
		Gates:   "issuing logout status JWTs at login",
		WhenOff: "authorization responses contain no logout status JWT",
	},
	{
		Name: "active_session", Constant: "ACTIVE_SESSION", Title: "Active sessions", Shipped: true,
		Gates:   "listing the active sessions of a user",
		WhenOff: accessDenied,
		Paths:   []string{"/jans-auth/restv1/session/active"},
	},
	{
		Name: "end_session", Constant: "END_SESSION", Title: "Logout", Shipped: true,
		Gates:         "logout, and all that discovery says about it",
		WhenOff:       accessDenied + "; discovery reports every kind of logout as unsupported",
		DiscoveryKeys: []string{"end_session_endpoint"},
		Paths:         []string{"/jans-auth/restv1/end_session"},
		Note:          "Users stay logged in at the server until their session ends by itself.",
	},
	{
		Name: "status_session", Constant: "STATUS_SESSION", Title: "Session status", Shipped: true,
		Gates:   "asking for the state of a session",
		WhenOff: accessDenied,
		Paths:   []string{"/jans-auth/restv1/session_status"},
	},
	{
		Name: "jans_configuration", Constant: "JANS_CONFIGURATION", Title: "Janssen configuration", Shipped: true,
		Gates:   "the Janssen configuration document, not the OpenID Connect discovery document",
		WhenOff: accessDenied,
		Paths:   []string{"/jans-auth/restv1/.well-known/jans-configuration"},
	},
	{
		Name: "ciba", Constant: "CIBA", Title: "CIBA", Shipped: true,
		Gates:   "starting CIBA logins, registering phones for them, and the CIBA grant",
		WhenOff: accessDenied,
		Paths:   []string{"/jans-auth/restv1/bc-authorize", "/jans-auth/restv1/bc-deviceRegistration"},
		Note:    "Discovery goes on listing the CIBA members. The job that clears old requests starts only if the flag is on when the server starts.",
	},
	{
		Name: "uma", Constant: "UMA", Title: "User-managed access",
		Gates:   "all UMA endpoints and their metadata",
		WhenOff: accessDenied,
		Paths:   []string{"/jans-auth/restv1/uma2-configuration"},
		Note:    "A new installation has it off.",
	},
	{
		Name: "u2f", Constant: "U2F", Title: "U2F",
		Gates:   "nothing: the server no longer offers U2F",
		WhenOff: "no difference",
		Inert:   true,
		Note:    "Being known but without effect, it can stand as the only entry of a list that switches everything else off.",
	},
	{
		Name: "device_authz", Constant: "DEVICE_AUTHZ", Title: "Device flow", Shipped: true,
		Gates:         "starting a device login; codes already issued can still be exchanged for tokens",
		WhenOff:       authenticatedFirst,
		DiscoveryKeys: []string{"device_authorization_endpoint"},
		Paths:         []string{"/jans-auth/restv1/device_authorization"},
		Note:          "The Janssen console logs in this way, so no administrator can log in to it any more.",
	},
	{
		Name: "metric", Constant: "METRIC", Title: "Metrics", Shipped: true,
		Gates:   "recording metrics in the database",
		WhenOff: "clients see no difference; no metrics are recorded",
	},
	{
		Name: "stat", Constant: "STAT", Title: "Usage statistics", Shipped: true,
		Gates:   "reading and collecting usage statistics",
		WhenOff: accessDenied,
		Paths:   []string{"/jans-auth/restv1/internal/stat"},
		Note:    "Collecting starts only if the flag is on when the server starts.",
	},
	{
		Name: "par", Constant: "PAR", Title: "Pushed authorization requests", Shipped: true,
		Gates:         "pushing a login request to the server beforehand",
		WhenOff:       authenticatedFirst,
		DiscoveryKeys: []string{"pushed_authorization_request_endpoint", "require_pushed_authorization_requests"},
		Paths:         []string{"/jans-auth/restv1/par"},
		Note:          "Together with requirePar it leaves clients no way to log in.",
	},
	{
		Name: "access_evaluation", Constant: "ACCESS_EVALUATION", Title: "Access evaluation (AuthZEN)", Shipped: true,
		Gates:   "the AuthZEN endpoints and their metadata",
		WhenOff: accessDenied,
		DiscoveryKeys: []string{
			"policy_decision_point", "access_evaluation_endpoint", "access_evaluations_endpoint", "search_subject_endpoint",
			"search_resource_endpoint", "search_action_endpoint", "capabilities", "access_evaluation_v1_endpoint",
		},
		Paths: []string{"/jans-auth/restv1/access/v1", "/jans-auth/restv1/authzen-configuration"},
	},
	{
		Name: "rate_limit", Constant: "RATE_LIMIT", Title: "Rate limits", Shipped: true,
		Gates:   "the limits set in rateLimitConfiguration",
		WhenOff: "no request is refused for coming too often",
		Note:    "Without rules in rateLimitConfiguration nothing is limited either way.",
	},
	{
		Name: "ssa", Constant: "SSA", Title: "Software statements", Shipped: true,
		Gates:         "issuing and managing software statements",
		WhenOff:       authenticatedFirst,
		DiscoveryKeys: []string{"ssa_endpoint"},
		Paths:         []string{"/jans-auth/restv1/ssa"},
	},
	{
		Name: "client_id_metadata_document", Constant: "CLIENT_ID_METADATA_DOCUMENT", Title: "Client ID metadata documents",
		Gates:         "clients whose id is the address of a document that describes them",
		WhenOff:       "such clients are unknown to the server",
		DiscoveryKeys: []string{"client_id_metadata_document_supported"},
		Note:          "A new installation has it off. An empty list of flags switches it on, and with it logins of clients nobody registered.",
	},
	{
		Name: "identity_assertion_authz_grant", Constant: "IDENTITY_ASSERTION_AUTHZ_GRANT", Title: "Identity assertion grants (ID-JAG)", Shipped: true,
		Gates:         "issuing and accepting identity assertions at the token endpoint",
		WhenOff:       "the token endpoint refuses identity assertions",
		DiscoveryKeys: []string{"identity_chaining_requested_token_types_supported", "authorization_grant_profiles_supported"},
		Paths:         []string{"/jans-auth/restv1/token"},
		Note:          "Other grants at the token endpoint are not affected.",
	},
}
