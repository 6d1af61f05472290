package schema

// The nested objects of the configuration.
var (
	// BaseFilter.java
	authenticationFilter = object(
		Field{Name: "filter", Type: str, Help: "LDAP-style filter; {0}, {1} … stand for the request parameters it uses"},
		Field{Name: "bind", Type: boolean, Help: "whether the entry found must also accept the password given"},
		Field{Name: "bindPasswordAttribute", Type: str, Help: "request parameter that carries that password"},
		Field{Name: "baseDn", Type: named(FormatDN), Help: "branch of the database to search"},
	)
	// CorsConfigurationFilter.java
	corsFilter = object(
		Field{Name: "filterName", Type: str, Help: "name the server looks the filter up by: CorsFilter"},
		Field{Name: "corsEnabled", Type: boolean, Help: "whether CORS headers are sent at all"},
		Field{Name: "corsAllowedOrigins", Type: str, Help: "origins, separated by commas; * allows every site"},
		Field{Name: "corsAllowedMethods", Type: str, Help: "HTTP methods, separated by commas"},
		Field{Name: "corsAllowedHeaders", Type: str, Help: "request headers, separated by commas"},
		Field{Name: "corsExposedHeaders", Type: str, Help: "response headers a page may read, separated by commas"},
		Field{Name: "corsSupportCredentials", Type: boolean, Help: "whether browsers may send cookies along"},
		Field{Name: "corsLoggingEnabled", Type: boolean, Help: "whether the filter logs what it decides"},
		Field{Name: "corsPreflightMaxAge", Type: integer(UnitSeconds, -1), Help: "how long a browser may keep a preflight answer"},
		Field{Name: "corsRequestDecorate", Type: boolean, Help: "whether the request carries what the filter found out about it"},
	)
	// AuthorizationRequestCustomParameter.java
	customParameter = object(
		Field{Name: "paramName", Type: str, Help: "name of the request parameter"},
		Field{Name: "returnInResponse", Type: boolean, Help: "whether it is repeated in the authorization response"},
	)
	// AuthenticationProtectionConfiguration.java
	bruteForceProtection = object(
		Field{Name: "attemptExpiration", Type: integer(UnitSeconds, 0), Help: "how long a failed login counts"},
		Field{Name: "maximumAllowedAttemptsWithoutDelay", Type: number(0), Help: "failed logins after which the next is slowed down"},
		Field{Name: "delayTime", Type: integer(UnitSeconds, 0), Help: "how long a slowed-down login waits"},
		Field{Name: "bruteForceProtectionEnabled", Type: boolean, Help: "whether any of this happens"},
	)
	// CIBAEndUserNotificationConfig.java
	cibaNotification = object(
		Field{Name: "apiKey", Type: str, Help: "Firebase web API key, readable by the registration page"},
		Field{Name: "authDomain", Type: str, Help: "Firebase authentication domain"},
		Field{Name: "databaseURL", Type: str, Help: "Firebase database address"},
		Field{Name: "projectId", Type: str, Help: "Firebase project"},
		Field{Name: "storageBucket", Type: str, Help: "Firebase storage bucket"},
		Field{Name: "messagingSenderId", Type: str, Help: "Firebase Cloud Messaging sender"},
		Field{Name: "appId", Type: str, Help: "Firebase application"},
		Field{Name: "notificationUrl", Type: str, Help: "address the server posts notifications to"},
		Field{Name: "notificationKey", Type: str, Help: "key for that address, kept encrypted", Secret: true},
		Field{Name: "publicVapidKey", Type: str, Help: "public key with which browsers subscribe to notifications"},
	)
	// EngineConfig.java
	agamaEngine = object(
		Field{Name: "enabled", Type: boolean, Help: "whether Agama flows can be used for login"},
		Field{Name: "rootDir", Type: named(FormatPath), Help: "folder of the Agama assets on the server"},
		Field{Name: "templatesPath", Type: named(FormatPath), Help: "pages, below the root folder"},
		Field{Name: "scriptsPath", Type: named(FormatPath), Help: "Groovy scripts, below the root folder"},
		Field{Name: "maxItemsLoggedInCollections", Type: number(1), Help: "how many elements of a list or map a Log statement writes; the server refuses 0"},
		Field{Name: "disableTCHV", Type: boolean, Help: "skips the check that the compiled code of a flow is unaltered"},
		Field{Name: "pageMismatchErrorPage", Type: str, Help: "page for a request that is not the one the flow expects"},
		Field{Name: "interruptionErrorPage", Type: str, Help: "page for a flow that took too long"},
		Field{Name: "crashErrorPage", Type: str, Help: "page for a flow that failed"},
		Field{Name: "finishedFlowPage", Type: str, Help: "page that returns from a finished flow"},
		Field{Name: "startEndUrlMapping", Type: mapOf(str), Help: "page a flow starts from to page it ends at"},
		Field{Name: "serializeRules", Type: mapOf(listOf(str)), Help: "serializer (JAVA, KRYO) to the Java packages it handles"},
		Field{Name: "defaultResponseHeaders", Type: mapOf(str), Help: "HTTP headers of every Agama page"},
	)
	// SsaValidationConfig.java
	ssaValidation = object(
		Field{Name: "id", Type: str, Help: "name of this entry"},
		Field{Name: "type", Type: enum("NONE", "SSA", "DCR"), Help: "checks software statements (SSA) or signed registration requests (DCR)"},
		Field{Name: "displayName", Type: str, Help: "title for people"},
		Field{Name: "description", Type: str, Help: "note for people"},
		Field{Name: "scopes", Type: listOf(named(FormatScope)), Help: "scopes given to clients registered this way"},
		Field{Name: "allowedClaims", Type: listOf(named(FormatClaim)), Help: "claims taken over from the statement"},
		Field{Name: "jwks", Type: named(FormatJSON), Help: "the issuer's keys, as a JSON Web Key Set"},
		Field{Name: "jwksUri", Type: address, Help: "where the issuer's keys are"},
		Field{Name: "issuers", Type: listOf(str), Help: "iss values this entry is for"},
		Field{Name: "configurationEndpoint", Type: address, Help: "issuer metadata that names its keys"},
		Field{Name: "configurationEndpointClaim", Type: named(FormatClaim), Help: "claim of that metadata which names them"},
		Field{Name: "sharedSecret", Type: str, Help: "secret for statements signed with HMAC", Secret: true},
	)
	// RateLimitConfig.java, RateLimitRule.java, KeyExtractor.java
	rateLimits = object(
		Field{Name: "rateLimitRules", Type: listOf(rateLimitRule), Help: "what is limited; nothing is while this is empty"},
		Field{Name: "rateLoggingEnabled", Type: boolean, Help: "whether decisions are logged"},
	)
	rateLimitRule = object(
		Field{Name: "path", Type: str, Help: "request path the rule is for"},
		Field{Name: "methods", Type: listOf(suggest("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS")), Help: "HTTP methods the rule is for"},
		Field{Name: "requestCount", Type: number(1), Help: "requests allowed in a period; 10 when left out"},
		Field{Name: "periodInSeconds", Type: integer(UnitSeconds, 1), Help: "length of the period; 60 when left out"},
		Field{Name: "keyExtractors", Type: listOf(keyExtractor), Help: "what tells one caller from another"},
		Field{Name: "wellFormed", Type: boolean, Help: "whether the server can use the rule", ReadOnly: true},
	)
	keyExtractor = object(
		Field{Name: "source", Type: enum("body", "header", "query", "unknown"), Help: "where the parameters are"},
		Field{Name: "parameterNames", Type: listOf(str), Help: "parameters whose values together identify a caller"},
		Field{Name: "wellFormed", Type: boolean, Help: "whether the server can use the extractor", ReadOnly: true},
	)
	// SsaConfiguration.java
	ssaIssuing = object(
		Field{Name: "ssaEndpoint", Type: address, Help: "address published in discovery as ssa_endpoint"},
		Field{Name: "ssaCustomAttributes", Type: listOf(str), Help: "attributes a request may add to its statement"},
		Field{Name: "ssaSigningAlg", Type: signing, Help: "algorithm that signs statements; RS256 when left out"},
		Field{Name: "ssaExpirationInDays", Type: integer(UnitDays, 1), Help: "lifetime of a statement that asks for none; 30 when left out"},
		Field{Name: "ssaMapSoftwareRolesToScopes", Type: mapOf(listOf(named(FormatScope))), Help: "software role to the scopes it brings"},
	)
	// LockMessageConfig.java
	lockMessages = object(
		Field{Name: "enableTokenMessages", Type: boolean, Help: "whether issuing and removing access tokens is announced"},
		Field{Name: "tokenMessagesChannel", Type: str, Help: "channel of the announcements; none are sent without it"},
	)
	// ConnectionServiceConfiguration.java
	connectionPool = object(
		Field{Name: "maxTotal", Type: number(1), Help: "open connections in all"},
		Field{Name: "maxPerRoute", Type: number(1), Help: "open connections to one host"},
		Field{Name: "validateAfterInactivity", Type: integer(UnitMilliseconds, -1), Help: "idle time after which a connection is tested before use"},
	)
	// TrustedIssuerConfig.java
	trustedIssuer = object(
		Field{Name: "automaticallyGrantedScopes", Type: listOf(named(FormatScope)), Help: "scopes granted without being asked for"},
	)
)
