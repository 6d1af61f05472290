package schema

var sessionsProperties = []Property{
	{
		Name: "sessionIdLifetime", Type: integer(UnitSeconds, -1),
		Help:    "Longest life of a login session, however active. 0 or -1 means without limit.",
		Default: raw(`86400`),
		Unset:   raw(`86400`),
	},
	{
		Name: "sessionIdUnusedLifetime", Type: integer(UnitSeconds, -1),
		Help: "How long a session survives without being used. Keep it above 0: with 0 or less most sessions are never " +
			"stored, and logins fail or do not last.",
		Default:      raw(`86400`),
		Unset:        raw(`0`),
		UnsetWarning: "It becomes 0: most sessions are no longer stored, and logins fail or do not last.",
	},
	{
		Name: "sessionIdUnauthenticatedUnusedLifetime", Type: integer(UnitSeconds, -1),
		Help: "How long an unfinished login is kept. A user who takes longer, for instance to find a second factor, has to " +
			"start over.",
		Default: raw(`7200`),
		Unset:   raw(`7200`),
	},
	{
		Name: "sessionIdCookieLifetime", Type: integer(UnitSeconds, -1),
		Help: "Expiry of the session cookies in the browser. 0 or -1 makes them end with the browser session; cookieDomain " +
			"is then not applied.",
		Default: raw(`86400`),
		Unset:   raw(`86400`),
	},
	{
		Name: "cookieDomain", Type: named(FormatDomain),
		Help: "Domain of the server's cookies, for sharing them among hosts. Empty limits them to the server's own host.",
	},
	{
		Name: "sessionIdPersistInCache", Type: boolean,
		Help: "Keeps sessions in the cache instead of the database. Sessions that exist when this changes are no longer " +
			"found: users log in again.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "sessionIdPersistOnPromptNone", Type: boolean,
		Help: "Whether a session used by a silent login (prompt=none) is stored. When false such requests write nothing to " +
			"the session store.",
		Default: raw(`true`),
	},
	{
		Name: "changeSessionIdOnAuthentication", Type: boolean,
		Help: "Gives a session a new id once the user is authenticated, which protects against session fixation. Keep it " +
			"on.",
		Default: raw(`true`),
		Unset:   raw(`true`),
	},
	{
		Name: "sessionIdRequestParameterEnabled", Type: boolean,
		Help: "Accepts and returns the session id as a request parameter, where logs and referrers can leak it. Ignored in " +
			"the answers of FAPI mode.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "includeSidInResponse", Type: boolean,
		Help:    "Adds sid to the authorization answer. Applications normally read it from the id_token.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "sessionIdUserClaimsInAttributes", Type: listOf(named(FormatClaim)),
		Help: "User claims copied into the attributes of a session, for scripts to use.",
	},
	{
		Name: "invalidateSessionCookiesAfterAuthorizationFlow", Type: boolean,
		Help: "Deletes the session cookies as soon as an authorization ends. There is then no single sign-on: every " +
			"application asks for login.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "activeSessionAuthorizationScope", Type: named(FormatScope),
		Help: "Scope that a token must have, besides openid, to list active sessions. When empty openid is enough.",
	},
	{
		Name: "endSessionWithAccessToken", Type: boolean,
		Help:    "Whether logout also accepts an access token where an id_token_hint belongs.",
		Default: raw(`false`),
	},
	{
		Name: "forceIdTokenHintPresence", Type: boolean,
		Help:    "Refuses logout requests without id_token_hint. Applications that do not send one can then not log users out.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "rejectEndSessionIfIdTokenExpired", Type: boolean,
		Help: "Refuses logout when the id_token_hint is no longer stored. When false its signature and session id are " +
			"checked instead.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "allowEndSessionWithUnmatchedSid", Type: boolean,
		Help: "Skips the check that the id_token_hint belongs to the session being ended, so that an old id_token can end a" +
			" newer session.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "allowPostLogoutRedirectWithoutValidation", Type: boolean,
		Help: "Accepts a post-logout address that the client did not register, if it matches clientWhiteList. As shipped " +
			"that list is *, which makes logout an open redirector.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "frontChannelLogoutSessionSupported", Type: boolean,
		Help: "What discovery says about session ids in front-channel logout. It counts only while the flag end_session is " +
			"on.",
		Default:      raw(`true`),
		UnsetWarning: "Discovery fails, since the server expects true or false here.",
	},
}
