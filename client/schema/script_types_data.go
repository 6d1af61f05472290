package schema

// scriptTypes are in the order of CustomScriptType.java. Classes and interfaces are the ones it names.
var scriptTypes = []ScriptType{
	{
		Name: "person_authentication", Class: "PersonAuthentication", Interface: "auth.PersonAuthenticationType", Title: "Person Authentication",
		Sentence: "Signs people in: checks what they present, step by step.",
		Methods:  everyScript("authenticate"),
	},
	{
		Name: "authorization_challenge", Class: "AuthorizationChallenge", Interface: "authzchallenge.AuthorizationChallengeType", Title: "Authorization Challenge",
		Sentence: "Signs people in without a browser, through requests of the application itself.",
		Methods:  everyScript(),
	},
	{
		Name: "introspection", Class: "Introspection", Interface: "introspection.IntrospectionType", Title: "Introspection",
		Sentence: "Changes the answer of token introspection, and the claims of access tokens that are JWTs.",
		Methods:  everyScript(),
	},
	{
		Name: "resource_owner_password_credentials", Class: "ResourceOwnerPasswordCredentials", Interface: "owner.ResourceOwnerPasswordCredentialsType", Title: "Resource Owner Password Credentials",
		Sentence: "Checks name and password of the password grant.",
		Methods:  everyScript(),
	},
	{
		Name: "application_session", Class: "ApplicationSession", Interface: "session.ApplicationSessionType", Title: "Application Session",
		Sentence: "Is told when sessions begin and end, and may refuse them.",
		Methods:  everyScript(),
	},
	{
		Name: "link_interception", Class: "LinkInterception", Interface: "user.LinkInterceptionType", Title: "Link Interception",
		Sentence:      "Steps into the copying of people from another directory by Janssen Link.",
		Methods:       everyScript(),
		RunsElsewhere: true,
	},
	{
		Name: "client_registration", Class: "ClientRegistration", Interface: "client.ClientRegistrationType", Title: "Client Registration",
		Sentence: "Checks and changes clients that register themselves.",
		Methods:  everyScript(),
	},
	{
		Name: "id_generator", Class: "IdGenerator", Interface: "id.IdGeneratorType", Title: "Id Generator",
		Sentence: "Makes the identifiers of new entries.",
		Methods:  everyScript(),
	},
	{
		Name: "uma_rpt_policy", Class: "UmaRptPolicy", Interface: "uma.UmaRptPolicyType", Title: "UMA RPT Policies",
		Sentence: "Decides whether a requesting party gets a UMA permission.",
		Methods:  everyScript(),
	},
	{
		Name: "uma_rpt_claims", Class: "UmaRptClaims", Interface: "uma.UmaRptClaimsType", Title: "UMA RPT Claims",
		Sentence: "Adds claims to UMA tokens.",
		Methods:  everyScript(),
	},
	{
		Name: "uma_claims_gathering", Class: "UmaClaimsGathering", Interface: "uma.UmaClaimsGatheringType", Title: "UMA Claims Gathering",
		Sentence: "Asks people for what a UMA policy needs to know.",
		Methods:  everyScript(),
	},
	{
		Name: "access_evaluation", Class: "AccessEvaluation", Interface: "authzen.AccessEvaluationType", Title: "Access Evaluation",
		Sentence: "Answers whether somebody may do something (AuthZEN).",
		Methods:  everyScript(),
	},
	{
		Name: "access_evaluation_discovery", Class: "AccessEvaluationDiscovery", Interface: "authzen.AccessEvaluationDiscoveryType", Title: "Access Evaluation Discovery",
		Sentence: "Changes the discovery document of access evaluation (AuthZEN).",
		Methods:  everyScript(),
	},
	{
		Name: "token_exchange", Class: "TokenExchange", Interface: "token.TokenExchangeType", Title: "Token Exchange",
		Sentence: "Checks token exchange requests and changes their answers.",
		Methods:  everyScript(),
	},
	{
		Name: "identity_assertion", Class: "IdentityAssertion", Interface: "token.IdentityAssertionType", Title: "Identity Assertion",
		Sentence: "Changes the identity assertions (ID-JAG) that a token exchange gives out.",
		Methods:  everyScript(),
	},
	{
		Name: "consent_gathering", Class: "ConsentGathering", Interface: "authz.ConsentGatheringType", Title: "Consent Gathering",
		Sentence: "Asks people for consent with pages of its own.",
		Methods:  everyScript(),
	},
	{
		Name: "dynamic_scope", Class: "DynamicScope", Interface: "scope.DynamicScopeType", Title: "Dynamic Scopes",
		Sentence: "Adds claims to userinfo for the dynamic scopes it is attached to.",
		Methods:  everyScript("update", "getSupportedClaims"),
	},
	{
		Name: "spontaneous_scope", Class: "SpontaneousScope", Interface: "spontaneous.SpontaneousScopeType", Title: "Spontaneous Scopes",
		Sentence: "Decides which scopes that clients make up are granted and kept.",
		Methods:  everyScript(),
	},
	{
		Name: "end_session", Class: "EndSession", Interface: "logout.EndSessionType", Title: "End Session",
		Sentence: "Changes the page of front-channel logout.",
		Methods:  everyScript(),
	},
	{
		Name: "post_authn", Class: "PostAuthn", Interface: "postauthn.PostAuthnType", Title: "Post Authentication",
		Sentence: "Runs after a sign-in and may ask for another one or for consent.",
		Methods:  everyScript(),
	},
	{
		Name: "client_authn", Class: "ClientAuthn", Interface: "client.ClientAuthnType", Title: "Client Authentication",
		Sentence: "Authenticates clients in a way of its own.",
		Methods:  everyScript(),
	},
	{
		Name: "select_account", Class: "SelectAccount", Interface: "selectaccount.SelectAccountType", Title: "Select Account",
		Sentence: "Changes the page on which people pick one of their accounts.",
		Methods:  everyScript(),
	},
	{
		Name: "create_user", Class: "CreateUser", Interface: "createuser.CreateUserType", Title: "Create User",
		Sentence: "Takes part in the page on which people make an account.",
		Methods:  everyScript(),
	},
	{
		Name: "scim", Class: "ScimEventHandler", Interface: "scim.ScimType", Title: "SCIM",
		Sentence:      "Steps into what SCIM does with people and groups.",
		Methods:       everyScript(),
		RunsElsewhere: true,
	},
	{
		Name: "ciba_end_user_notification", Class: "EndUserNotification", Interface: "ciba.EndUserNotificationType", Title: "CIBA End User Notification",
		Sentence: "Tells people on their device that a sign-in waits for them (CIBA).",
		Methods:  everyScript(),
	},
	{
		Name: "revoke_token", Class: "RevokeToken", Interface: "revoke.RevokeTokenType", Title: "Revoke Token",
		Sentence: "Is asked before a token is revoked. When it returns false or fails, the token stays valid.",
		Methods:  everyScript("revoke"),
	},
	{
		Name: "persistence_extension", Class: "PersistenceExtension", Interface: "persistence.PersistenceType", Title: "Persistence Extension",
		Sentence: "Takes part in making and checking the hashes of passwords.",
		Methods:  everyScript(),
	},
	{
		Name: "idp", Class: "IdpExtension", Interface: "idp.IdpType", Title: "Idp Extension",
		Sentence:      "Steps into sign-ins at the SAML server.",
		Methods:       everyScript(),
		RunsElsewhere: true,
	},
	{
		Name: "discovery", Class: "Discovery", Interface: "discovery.DiscoveryType", Title: "Discovery",
		Sentence: "Changes the discovery document.",
		Methods:  everyScript(),
	},
	{
		Name: "cookie", Class: "Cookie", Interface: "cookie.CookieType", Title: "Cookie",
		Sentence: "Changes the cookies that the server sets.",
		Methods:  everyScript(),
	},
	{
		Name: "health_check", Class: "HealthCheck", Interface: "health.HealthCheckType", Title: "Health Check",
		Sentence: "Changes the answer of the health check.",
		Methods:  everyScript(),
	},
	{
		Name: "authz_detail", Class: "AuthzDetail", Interface: "authzdetails.AuthzDetailType", Title: "Authorization Detail",
		Sentence: "Checks and shows one type of authorization details (RAR).",
		Methods:  everyScript(),
	},
	{
		Name: "update_token", Class: "UpdateToken", Interface: "token.UpdateTokenType", Title: "Update Token",
		Sentence: "Changes id_tokens, access tokens and refresh tokens before they are given out.",
		Methods:  everyScript(),
	},
	{
		Name: "tx_token", Class: "TxToken", Interface: "token.TxTokenType", Title: "Transaction Token",
		Sentence: "Changes transaction tokens before they are given out.",
		Methods:  everyScript(),
	},
	{
		Name: "logout_status_jwt", Class: "LogoutStatusJwt", Interface: "token.LogoutStatusJwtType", Title: "Logout Status Jwt",
		Sentence: "Changes the tokens that tell about logout.",
		Methods:  everyScript(),
	},
	{
		Name: "par", Class: "Par", Interface: "par.ParType", Title: "Pushed Authorization Request",
		Sentence: "Changes pushed authorization requests and their answers.",
		Methods:  everyScript(),
	},
	{
		Name: "config_api_auth", Class: "ConfigApiAuthorization", Interface: "configapi.ConfigApiType", Title: "Config Api Auth",
		Sentence:      "Decides about requests to the Config API, which this console uses.",
		Methods:       everyScript(),
		RunsElsewhere: true,
	},
	{
		Name: "modify_ssa_response", Class: "ModifySsaResponse", Interface: "ssa.ModifySsaResponseType", Title: "Modify SSA Response",
		Sentence: "Changes software statements (SSA) and the answers that carry them.",
		Methods:  everyScript(),
	},
	{
		Name: "fido2_extension", Class: "Fido2Extension", Interface: "fido2.Fido2ExtensionType", Title: "Fido2 Extension",
		Sentence:      "Steps into registration and use of passkeys at the FIDO2 server.",
		Methods:       everyScript(),
		RunsElsewhere: true,
	},
	{
		Name: "lock_extension", Class: "LockExtension", Interface: "lock.LockExtensionType", Title: "Lock Extension",
		Sentence:      "Steps into the work of Janssen Lock.",
		Methods:       everyScript(),
		RunsElsewhere: true,
	},
}
