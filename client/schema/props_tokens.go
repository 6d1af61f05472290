package schema

var tokensProperties = []Property{
	{
		Name: "forceOfflineAccessScopeToEnableRefreshToken", Type: boolean,
		Help: "Whether a refresh token is issued only when the scope offline_access was granted. When false the " +
			"refresh_token grant of the client is enough.",
		Default: raw(`true`),
		Unset:   raw(`true`),
	},
	{
		Name: "skipRefreshTokenDuringRefreshing", Type: boolean,
		Help: "When true, using a refresh token gives no new one and the old one stays in use. When false, refresh tokens " +
			"rotate on every use.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "refreshTokenExtendLifetimeOnRotation", Type: boolean,
		Help: "Whether a rotated refresh token starts a full lifetime again. When false it ends when the first one would " +
			"have, so users log in again eventually.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "includeRefreshTokenLifetimeInTokenResponse", Type: boolean,
		Help:    "Adds refresh_token_expires_in, in seconds, to token answers that contain a refresh token.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "checkUserPresenceOnRefreshToken", Type: boolean,
		Help: "Before issuing a refresh token, checks that the user still exists and is not inactive; otherwise answers " +
			"invalid_grant. While off, a disabled user keeps getting new tokens.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "persistRefreshToken", Type: boolean,
		Help: "Whether refresh tokens are looked up in the database. When false they are looked for in the cache alone, " +
			"where they are normally not put, so that refreshing fails with invalid_grant.",
		Default: raw(`true`),
		Unset:   raw(`true`),
	},
	{
		Name: "persistIdToken", Type: boolean,
		Help:    "Without effect: the server no longer reads this setting and stores id_tokens like other tokens.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "saveTokensInCache", Type: boolean,
		Help: "Keeps a copy of tokens in the cache besides the database, which makes looking them up faster.",
	},
	{
		Name: "saveTokensInCacheAndDontSaveInPersistence", Type: boolean,
		Help: "Keeps tokens in the cache instead of the database; only access tokens and logout status JWTs are still " +
			"stored there. Other tokens are lost when the cache is.",
	},
	{
		Name: "runAllUpdateTokenScripts", Type: boolean,
		Help: "Runs every enabled update_token script for every client. When false only the scripts assigned to the client " +
			"run.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "rotateDeviceSecret", Type: boolean,
		Help:    "Whether a device secret is replaced each time it is exchanged for tokens (native single sign-on).",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "returnDeviceSecretFromAuthzEndpoint", Type: boolean,
		Help: "Adds a device_secret to the authorization answer when the scope device_sso is requested and the client has " +
			"the token exchange grant.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "jwtGrantAllowUserByUidInAssertion", Type: boolean,
		Help: "Lets a JWT bearer assertion name its user in the claim uid. Whoever may sign such assertions can then obtain" +
			" tokens for any user.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "useNestedJwtDuringEncryption", Type: boolean,
		Help: "Whether encrypted tokens are signed first, with the signed JWT inside the encrypted one. When false they are" +
			" encrypted without a signature.",
		Default: raw(`true`),
		Unset:   raw(`true`),
	},
	{
		Name: "jansOpenIdConnectVersion", Type: str,
		Help:    "Text that id_tokens carry as the version of OpenID Connect. Applications do not need it.",
		Default: raw(`"openidconnect-1.0"`),
	},
	{
		Name: "lockMessageConfig", Type: lockMessages,
		Help: "Announces on a message channel that access tokens were issued or removed, for Janssen Lock. Nothing is sent " +
			"unless it is enabled and names a channel.",
		Default: raw(`{"enableTokenMessages":false,"tokenMessagesChannel":"jans_token"}`),
	},
}
