package schema

var pagesProperties = []Property{
	{
		Name: "cssLocation", Type: named(FormatPath),
		Help: "Where the login pages find their style sheets. Empty means the built-in ones.",
	},
	{
		Name: "jsLocation", Type: named(FormatPath),
		Help: "Where the login pages find their JavaScript. Empty means the built-in files.",
	},
	{
		Name: "imgLocation", Type: named(FormatPath),
		Help: "Where the login pages find their images. Empty means the built-in images.",
	},
	{
		Name: "xframeOptionsHeaderValue", Type: enum("SAMEORIGIN", "DENY"),
		Help:    "X-Frame-Options of all login pages: DENY forbids framing by anyone, SAMEORIGIN by other sites.",
		Default: raw(`"SAMEORIGIN"`),
		Unset:   raw(`"SAMEORIGIN"`),
	},
	{
		Name: "applyXFrameOptionsHeaderIfUriContainsAny", Type: listOf(str),
		Help: "Further addresses that get the X-Frame-Options header, by any part of their path. All .htm pages have it " +
			"anyway.",
	},
	{
		Name: "corsConfigurationFilters", Type: listOf(corsFilter),
		Help: "Which web sites may call the endpoints from a browser (CORS). Only the entry named CorsFilter counts, and it" +
			" must be complete; as shipped it allows every origin.",
		Default: raw(`[{"filterName":"CorsFilter","corsAllowedOrigins":"*","corsAllowedMethods":"GET,POST,HEAD,OPTIONS","corsAllowedHeaders":"Origin,Authorization,Accept,X-Requested-With,Content-Type,Access-Control-Request-Method,Access-Control-Request-Headers","corsExposedHeaders":"","corsSupportCredentials":true,"corsLoggingEnabled":false,"corsPreflightMaxAge":1800,"corsRequestDecorate":true,"corsEnabled":true}]`),
	},
	{
		Name: "skipAuthenticationFilterOptionsMethod", Type: boolean,
		Help:    "Lets OPTIONS requests pass without client authentication, as browsers need for CORS.",
		Default: raw(`true`),
		Unset:   raw(`true`),
	},
}
