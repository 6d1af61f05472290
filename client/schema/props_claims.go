package schema

var claimsProperties = []Property{
	{
		Name: "allowSpontaneousScopes", Type: boolean,
		Help: "Whether clients may request scopes that match a pattern and are created on the spot. The client must allow " +
			"it too.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "spontaneousScopeLifetime", Type: integer(UnitSeconds, 0),
		Help:    "How long a scope that was created on demand is kept. 0 means one day.",
		Default: raw(`86400`),
		Unset:   raw(`0`),
	},
	{
		Name: "claimsParameterSupported", Type: boolean,
		Help:    "What discovery says about the request parameter claims. It does not switch the parameter itself on or off.",
		Default: raw(`false`),
	},
	{
		Name: "includeRequestedClaimsInIdToken", Type: boolean,
		Help: "Whether claims asked for with the request parameter claims are put into the id_token. Off keeps id_tokens " +
			"small and private.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "legacyIdTokenClaims", Type: boolean,
		Help: "Whether the claims of the granted scopes are put into id_tokens too. When false applications read them from " +
			"userinfo.",
		Default: raw(`false`),
	},
	{
		Name: "idTokenFilterClaimsBasedOnAccessToken", Type: boolean,
		Help: "Drops the claims profile, email, address and phone_number from the id_token whenever an access token or code" +
			" is issued with it.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "openidScopeBackwardCompatibility", Type: boolean,
		Help: "Old behaviour: userinfo also accepts tokens with the scope profile instead of openid, and more grants return" +
			" an id_token.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "dateFormatterPatterns", Type: mapOf(named(FormatDatePattern)),
		Help: "How claims with dates are written: name of the claim, or common for all others, to a Java date pattern such " +
			"as yyyy-MM-dd. Without a pattern a date is seconds since 1970.",
		Default:      raw(`{"birthdate":"yyyy-MM-dd"}`),
		UnsetWarning: "Dates, also the birthdate, are then written as seconds since 1970.",
	},
}
