package schema

var algorithmsProperties = []Property{
	{
		Name: "defaultSignatureAlgorithm", Type: signing,
		Help: "Algorithm that signs id_tokens and JWT access tokens of clients that ask for none. The server needs a key " +
			"for it, see keyAlgsAllowedForGeneration.",
		Default:      raw(`"RS256"`),
		UnsetWarning: "Signing fails for every client that asks for no algorithm of its own.",
	},
	{
		Name: "rejectJwtWithNoneAlg", Type: boolean,
		Help: "Refuses to make or accept unsigned JWTs (algorithm none), whatever the lists of supported algorithms say. " +
			"Keep it on.",
		Default: raw(`true`),
		Unset:   raw(`true`),
	},
	{
		Name: "idTokenSigningAlgValuesSupported", Type: listOf(signing),
		Help: "Algorithms a client may register for signing its id_tokens, as listed in discovery. none works only when " +
			"rejectJwtWithNoneAlg is false.",
		Default: shippedSigningOrNone,
	},
	{
		Name: "idTokenEncryptionAlgValuesSupported", Type: listOf(keyEncryption),
		Help:    "Key encryption algorithms a client may register for its id_tokens. The encrypting key is the client's.",
		Default: shippedKeyEncryption,
	},
	{
		Name: "idTokenEncryptionEncValuesSupported", Type: listOf(contentEncryption),
		Help:    "Content encryption algorithms a client may register for its id_tokens.",
		Default: shippedContentEncryption,
	},
	{
		Name: "accessTokenSigningAlgValuesSupported", Type: listOf(signing),
		Help:    "Algorithms a client may register for access tokens that are JWTs.",
		Default: shippedSigningOrNone,
	},
	{
		Name: "userInfoSigningAlgValuesSupported", Type: listOf(signing),
		Help:    "Algorithms a client may register for userinfo answers as signed JWT.",
		Default: shippedSigning,
	},
	{
		Name: "userInfoEncryptionAlgValuesSupported", Type: listOf(keyEncryption),
		Help:    "Key encryption algorithms a client may register for userinfo answers.",
		Default: shippedKeyEncryption,
	},
	{
		Name: "userInfoEncryptionEncValuesSupported", Type: listOf(contentEncryption),
		Help:    "Content encryption algorithms a client may register for userinfo answers.",
		Default: shippedContentEncryption,
	},
	{
		Name: "introspectionSigningAlgValuesSupported", Type: listOf(signing),
		Help:    "Algorithms a client may register for introspection answers as signed JWT.",
		Default: shippedSigning,
	},
	{
		Name: "introspectionEncryptionAlgValuesSupported", Type: listOf(keyEncryption),
		Help:    "Key encryption algorithms a client may register for introspection answers.",
		Default: shippedKeyEncryption,
	},
	{
		Name: "introspectionEncryptionEncValuesSupported", Type: listOf(contentEncryption),
		Help:    "Content encryption algorithms a client may register for introspection answers.",
		Default: shippedContentEncryption,
	},
	{
		Name: "authorizationSigningAlgValuesSupported", Type: listOf(signing),
		Help:    "Algorithms a client may register for signed authorization responses (JARM).",
		Default: shippedSigning,
	},
	{
		Name: "authorizationEncryptionAlgValuesSupported", Type: listOf(keyEncryption),
		Help:    "Key encryption algorithms a client may register for authorization responses (JARM).",
		Default: shippedKeyEncryption,
	},
	{
		Name: "authorizationEncryptionEncValuesSupported", Type: listOf(contentEncryption),
		Help:    "Content encryption algorithms a client may register for authorization responses (JARM).",
		Default: shippedContentEncryption,
	},
	{
		Name: "requestObjectSigningAlgValuesSupported", Type: listOf(signing),
		Help: "Algorithms a client may register for the request objects it signs. forceSignedRequestObject refuses none " +
			"among them.",
		Default: shippedSigningOrNone,
	},
	{
		Name: "requestObjectEncryptionAlgValuesSupported", Type: listOf(keyEncryption),
		Help: "Key encryption algorithms a client may register for its request objects. The server needs a matching " +
			"decryption key.",
		Default: shippedKeyEncryption,
	},
	{
		Name: "requestObjectEncryptionEncValuesSupported", Type: listOf(contentEncryption),
		Help:    "Content encryption algorithms a client may register for its request objects.",
		Default: shippedContentEncryption,
	},
	{
		Name: "tokenEndpointAuthSigningAlgValuesSupported", Type: listOf(signing),
		Help: "Algorithms a client may register for the JWT with which it authenticates (private_key_jwt, " +
			"client_secret_jwt).",
		Default: shippedSigning,
	},
	{
		Name: "txTokenSigningAlgValuesSupported", Type: listOf(signing),
		Help:    "Algorithms a client may register for transaction tokens.",
		Default: shippedSigning,
	},
	{
		Name: "txTokenEncryptionAlgValuesSupported", Type: listOf(keyEncryption),
		Help:    "Key encryption algorithms a client may register for transaction tokens.",
		Default: shippedKeyEncryption,
	},
	{
		Name: "txTokenEncryptionEncValuesSupported", Type: listOf(contentEncryption),
		Help:    "Content encryption algorithms a client may register for transaction tokens.",
		Default: shippedContentEncryption,
	},
	{
		Name: "logoutStatusJwtSigningAlgValuesSupported", Type: listOf(signing),
		Help:    "Algorithms a client may register for logout status JWTs.",
		Default: shippedSigning,
	},
}
