package schema

var dpopProperties = []Property{
	{
		Name: "dpopSigningAlgValuesSupported", Type: listOf(signing),
		Help:    "Algorithms for DPoP proofs that discovery lists. It does not restrict which proofs are accepted.",
		Default: raw(`["RS256","RS384","RS512","ES256","ES384","ES512","ES512","PS256","PS384","PS512"]`),
	},
	{
		Name: "dpopTimeframe", Type: integer(UnitSeconds, 1),
		Help:    "How old a DPoP proof may be. Allow for clocks that differ.",
		Default: raw(`5`),
		Unset:   raw(`5`),
	},
	{
		Name: "dpopJtiCacheTime", Type: integer(UnitSeconds, 0),
		Help: "How long the ids of used proofs are remembered, so that none is used twice. It should not be shorter than " +
			"dpopTimeframe.",
		Default: raw(`3600`),
		Unset:   raw(`3600`),
	},
	{
		Name: "dpopUseNonce", Type: boolean,
		Help: "Whether proofs must contain a nonce from the server. Clients without it get an error with a fresh nonce and " +
			"try again.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "dpopNonceCacheTime", Type: integer(UnitSeconds, 0),
		Help:    "How long a nonce given to a client can be used. Counts only while dpopUseNonce is true.",
		Default: raw(`3600`),
		Unset:   raw(`3600`),
	},
	{
		Name: "dpopJktForceForAuthorizationCode", Type: boolean,
		Help: "Requires login requests to name the key of the client (dpop_jkt), which binds the authorization code to it. " +
			"Requests without it are refused.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
}
