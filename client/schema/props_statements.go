package schema

var statementsProperties = []Property{
	{
		Name: "dcrSignatureValidationEnabled", Type: boolean,
		Help: "Accepts only registration requests that are signed JWTs. They are checked with the keys, address or secret " +
			"in this group, or by a script.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "dcrSignatureValidationSharedSecret", Type: str,
		Help:   "Secret for registration requests signed with HMAC. When empty a client_registration script is asked for it.",
		Secret: true,
	},
	{
		Name: "dcrSignatureValidationJwks", Type: named(FormatJSON),
		Help: "Keys for signed registration requests, as the text of a JSON Web Key Set.",
	},
	{
		Name: "dcrSignatureValidationJwksUri", Type: address,
		Help: "Address of the keys for signed registration requests. A key address found in the software statement goes " +
			"first.",
	},
	{
		Name: "dcrSignatureValidationSoftwareStatementJwksURIClaim", Type: named(FormatClaim),
		Help: "Claim of the software statement that holds the address of the keys for a signed registration request.",
	},
	{
		Name: "dcrSignatureValidationSoftwareStatementJwksClaim", Type: named(FormatClaim),
		Help: "Claim of the software statement that holds the keys themselves. It goes before dcrSignatureValidationJwks.",
	},
	{
		Name: "dcrAttestationEvidenceRequired", Type: boolean,
		Help:    "Refuses registration requests without attestation evidence; the answer contains a nonce for a new try.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "softwareStatementValidationType", Type: suggest("none", "builtin", "jwks", "jwks_uri", "script"),
		Help: "How software statements are checked: by a script, by dcrSsaValidationConfigs (builtin), or with keys found " +
			"through softwareStatementValidationClaimName (jwks, jwks_uri). none does not check signatures at all.",
		Default: raw(`"script"`),
		Unset:   raw(`"script"`),
	},
	{
		Name: "softwareStatementValidationClaimName", Type: named(FormatClaim),
		Help: "Claim of a software statement that holds its keys or their address. Needed for the validation types jwks and" +
			" jwks_uri.",
	},
	{
		Name: "dcrSsaValidationConfigs", Type: listOf(ssaValidation),
		Help: "Issuers whose software statements or signed requests are accepted, with their keys. Statements are checked " +
			"by it when softwareStatementValidationType is builtin.",
	},
	{
		Name: "trustedSsaIssuers", Type: mapOf(trustedIssuer),
		Help: "Issuers whose software statements and JWT bearer assertions are accepted, by their iss. Empty accepts every " +
			"issuer.",
	},
	{
		Name: "ssaConfiguration", Type: ssaIssuing,
		Help: "Software statements that this server issues: address, algorithm, lifetime and scopes by role. Its empty " +
			"members cannot be replaced, only added.",
		Default:           raw(`{"ssaEndpoint":"{issuer}/jans-auth/restv1/ssa","ssaSigningAlg":"RS256","ssaExpirationInDays":30,"ssaCustomAttributes":[],"ssaMapSoftwareRolesToScopes":{}}`),
		UnsetWarning:      "Discovery loses ssa_endpoint and the server can no longer issue statements.",
		AbsentInPatchTree: true,
	},
}
