package schema

var revocationProperties = []Property{
	{
		Name: "tokenRevocationEndpoint", Type: address,
		Help: "The address that discovery shows as revocation_endpoint, and nothing more: the server answers at " +
			"/jans-auth/restv1/revoke whatever stands here. Empty hides it from discovery; the flag revoke_token switches" +
			" the endpoint itself off.",
		Aliases:      []string{"revocation_endpoint", "revocationEndpoint"},
		Default:      raw(`"{issuer}/jans-auth/restv1/revoke"`),
		UnsetWarning: "Discovery stops naming a revocation endpoint, so clients no longer find it.",
	},
	{
		Name: "mtlsTokenRevocationEndpoint", Type: address,
		Help: "Revocation address for mutual TLS, shown in discovery under mtls_endpoint_aliases while revoke_token is on. " +
			"It adds that line only: no listener and no routing.",
	},
	{
		Name: "allowAllValueForRevokeEndpoint", Type: boolean,
		Help: "Lets a client send token=all to the revocation endpoint. On SQL databases the server then appears to remove " +
			"the tokens of every client, not only the caller's: leave it off.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "allowRevokeForOtherClients", Type: boolean,
		Help: "Meant to let clients with the scope revoke_any_token revoke the tokens of others. The server's check of that" +
			" scope appears never to match, so that foreign tokens are refused with 400 either way.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "removeRefreshTokensForClientOnLogout", Type: boolean,
		Help: "Whether logout removes the refresh tokens of the session as well. When false they survive, except those " +
			"granted with the scope online_access.",
		Default: raw(`true`),
		Unset:   raw(`true`),
	},
	{
		Name: "statusListBitSize", Type: integer(UnitBits, 2),
		Help: "Bits per token in the status list: 2 gives 4 states, 4 gives 16. Stored entries keep the size they were " +
			"written with, so settle it before the status list is in use.",
		Default: raw(`2`),
		Unset:   raw(`2`),
	},
	{
		Name: "statusListResponseJwtLifetime", Type: integer(UnitSeconds, 1),
		Help: "How long a status list answer may be cached: its exp and ttl. A token revoked meanwhile looks valid to " +
			"whoever trusts the old list.",
		Default: raw(`600`),
		Unset:   raw(`600`),
	},
	{
		Name: "statusListResponseJwtSignatureAlgorithm", Type: signing,
		Help:    "Algorithm that signs status list answers. When empty the default signature algorithm is used.",
		Default: raw(`"RS256"`),
		Unset:   raw(`"RS256"`),
	},
	{
		Name: "statusListIndexAllocationBlockSize", Type: number(1),
		Help: "How many status list indexes one server node reserves at a time. The allocator reads it at start, and tokens" +
			" are assigned to pools by it, so change it on an idle server and restart.",
		Default: raw(`100`),
		Unset:   raw(`100`),
	},
}
