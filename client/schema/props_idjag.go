package schema

var idjagProperties = []Property{
	{
		Name: "idJagTrustedIdpIssuers", Type: mapOf(trustedIssuer),
		Help: "Identity providers whose assertions are accepted, by their issuer address. Empty accepts every issuer.",
	},
	{
		Name: "idJagLifetime", Type: integer(UnitSeconds, 0),
		Help: "How long identity assertions issued by this server are valid. The server turns 0 and negative numbers into " +
			"300.",
		Default: raw(`300`),
		Unset:   raw(`300`),
	},
	{
		Name: "idJagIssueRefreshToken", Type: boolean,
		Help: "Whether a client that presents an identity assertion also gets a refresh token. The specification advises " +
			"against it.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
}
