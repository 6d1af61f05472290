package impact

// tokenRules are about how tokens are stored, renewed and filled.
var tokenRules = toggleRules(
	toggle{
		id: "refresh-not-stored", property: "persistRefreshToken", to: false, severity: Danger,
		message: "Every refresh is answered with invalid_grant: the server then looks for refresh tokens only in the cache, where it puts none that it could use. Applications send their users back to the login page.",
	},
	toggle{
		id: "tokens-only-in-cache", property: "saveTokensInCacheAndDontSaveInPersistence", to: true, severity: Danger,
		message: "Only access tokens and logout status JWTs are still stored in the database. Refresh tokens and id_tokens live in the cache alone: whatever empties it ends them, and tools that list or revoke tokens do not see them.",
	},
	toggle{
		id: "tokens-in-cache-on", property: "saveTokensInCache", to: true, severity: Caution,
		message: "Tokens are kept in the cache besides the database: one that is removed in the database only may stay usable until it leaves the cache.",
	},
	toggle{
		id: "refresh-without-offline-access", property: "forceOfflineAccessScopeToEnableRefreshToken", to: false, severity: Caution,
		message: "Clients with the refresh_token grant get refresh tokens without the scope offline_access, so without the user being asked for it.",
	},
	toggle{
		id: "refresh-needs-offline-access", property: "forceOfflineAccessScopeToEnableRefreshToken", to: true, severity: Caution,
		message: "Clients get refresh tokens only with the scope offline_access: applications that do not ask for it send their users back to the login page.",
	},
	toggle{
		id: "refresh-not-rotated", property: "skipRefreshTokenDuringRefreshing", to: true, severity: Caution,
		message: "Refreshing yields no new refresh token: a stolen one goes unnoticed until it expires.",
	},
	toggle{
		id: "refresh-extended", property: "refreshTokenExtendLifetimeOnRotation", to: true, severity: Caution,
		message: "Each refresh starts the lifetime anew: a client, or a thief, that keeps refreshing never has to sign in again.",
	},
	toggle{
		id: "refresh-checks-user-off", property: "checkUserPresenceOnRefreshToken", to: false, severity: Caution,
		message: "Refreshing no longer looks whether the user still exists and is active: applications go on acting for users who were disabled.",
	},
	toggle{
		id: "id-token-claims-on", property: "legacyIdTokenClaims", to: true, severity: Caution,
		message: "The claims of the granted scopes go into id_tokens too: personal data reaches browsers, addresses and logs, and tokens may outgrow headers.",
	},
	toggle{
		id: "id-token-claims-off", property: "legacyIdTokenClaims", to: false, severity: Caution,
		message: "id_tokens no longer hold the claims of the granted scopes: applications that do not ask /userinfo lose names and addresses.",
	},
	toggle{
		id: "id-token-filtered", property: "idTokenFilterClaimsBasedOnAccessToken", to: true, severity: Caution,
		message: "id_tokens that come with an access token or a code lose the claims profile, email, address and phone_number: applications that read them there find them at /userinfo only.",
	},
	toggle{
		id: "openid-scope-lax", property: "openidScopeBackwardCompatibility", to: true, severity: Caution,
		message: "/userinfo also accepts tokens with profile in place of openid, and id_tokens are issued for more grants, client_credentials among them.",
	},
	toggle{
		id: "openid-scope-strict", property: "openidScopeBackwardCompatibility", to: false, severity: Caution,
		message: "/userinfo demands the scope openid, and id_tokens are issued only where OpenID Connect provides for them: applications that relied on more fail.",
	},
	toggle{
		id: "all-update-scripts-on", property: "runAllUpdateTokenScripts", to: true, severity: Danger,
		message: "Every enabled update_token script runs for every client, not only for those that name it. The one that fills console tokens then decides the scopes of all tokens.",
	},
	toggle{
		id: "introspection-compatibility-on", property: "introspectionScriptBackwardCompatibility", to: true, severity: Caution,
		message: "All introspection scripts run for every client, and introspectionResponseScopesBackwardCompatibility becomes true with it: the server overwrites that setting with this one, so scope in introspection answers stays a JSON array.",
	},
	toggle{
		id: "introspection-compatibility-off", property: "introspectionScriptBackwardCompatibility", to: false, severity: Caution,
		message: "Only the introspection scripts that a client names run for it, and introspectionResponseScopesBackwardCompatibility becomes false with it: the server overwrites that setting with this one, so scope in introspection answers becomes a text.",
	},
	toggle{
		id: "device-secret-at-authorization", property: "returnDeviceSecretFromAuthzEndpoint", to: true, severity: Caution,
		message: "The device secret is returned through the browser's address, where others may read it.",
	},
	toggle{
		id: "spontaneous-scopes-on", property: "allowSpontaneousScopes", to: true, severity: Caution,
		message: "Clients that are allowed to may make up scopes in their requests; each one becomes an entry in the database.",
	},
	toggle{
		id: "id-jag-refresh-on", property: "idJagIssueRefreshToken", to: true, severity: Caution,
		message: "Refresh tokens are issued for identity assertions: access outlives the identity provider's say; the specification advises against it.",
	},
)
