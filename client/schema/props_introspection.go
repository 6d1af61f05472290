package schema

var introspectionProperties = []Property{
	{
		Name: "introspectionAccessTokenMustHaveUmaProtectionScope", Type: boolean,
		Help: "Requires the scope uma_protection in the token that calls introspection. The Config API calls with the " +
			"administrator's own token, so turning this on locks every administrator out.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "introspectionAccessTokenMustHaveIntrospectionScope", Type: boolean,
		Help: "Requires the scope introspection in the token that calls introspection. The Config API's calls lack it, so " +
			"turning this on locks every administrator out.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "introspectionSkipAuthorization", Type: boolean,
		Help: "Answers introspection requests without any credentials. Anyone who can reach the endpoint can then test " +
			"tokens.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "introspectionRestrictBasicAuthnToOwnTokens", Type: boolean,
		Help: "Lets a client that authenticates with its secret look only at its own tokens. Asking about others is " +
			"answered with 401.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "introspectionScriptBackwardCompatibility", Type: boolean,
		Help: "Runs every enabled introspection script, as old versions did, instead of those assigned to the client. It " +
			"also decides the reported value of introspectionResponseScopesBackwardCompatibility.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "introspectionResponseScopesBackwardCompatibility", Type: boolean,
		Help: "Meant to return scope as a list instead of a text. The server reports " +
			"introspectionScriptBackwardCompatibility in its place, so the scopes follow that setting.",
		Default: raw(`false`),
		Unset:   raw(`false`),
		Fixed: "the server reports introspectionScriptBackwardCompatibility in its place and overwrites it with that value " +
			"on every write; set that one instead",
	},
}
