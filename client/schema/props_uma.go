package schema

var umaProperties = []Property{
	{
		Name: "umaConfigurationEndpoint", Type: address,
		Help: "Address of the UMA metadata. Nothing in the server reads this setting; the metadata is always at the same " +
			"path.",
		Default: raw(`"{issuer}/jans-auth/restv1/uma2-configuration"`),
	},
	{
		Name: "umaRptAsJwt", Type: boolean,
		Help: "Meant to issue requesting party tokens as JWT. The server decides by the client's own setting and does not " +
			"read this one.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "umaRptLifetime", Type: integer(UnitSeconds, 0),
		Help:    "How long requesting party tokens (RPT) are valid. 0 means one hour.",
		Default: raw(`3600`),
		Unset:   raw(`0`),
	},
	{
		Name: "umaTicketLifetime", Type: integer(UnitSeconds, 0),
		Help:    "How long a permission ticket can be exchanged for a token. 0 means one hour.",
		Default: raw(`3600`),
		Unset:   raw(`0`),
	},
	{
		Name: "umaPctLifetime", Type: integer(UnitSeconds, 0),
		Help:    "How long a persisted claims token spares the user from giving claims again. 0 means 30 days.",
		Default: raw(`1728000`),
		Unset:   raw(`0`),
	},
	{
		Name: "umaResourceLifetime", Type: integer(UnitSeconds, 0),
		Help:    "How long a registered resource exists before it is removed. 0 means a built-in time of a month.",
		Default: raw(`1728000`),
		Unset:   raw(`0`),
	},
	{
		Name: "umaAddScopesAutomatically", Type: boolean,
		Help: "Creates unknown UMA scopes when a resource is registered with them. When false such a registration is " +
			"refused.",
		Default: raw(`true`),
	},
	{
		Name: "umaValidateClaimToken", Type: boolean,
		Help:    "Checks that a claim_token is an id_token issued by this server. When false any JWT is taken at its word.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "umaGrantAccessIfNoPolicies", Type: boolean,
		Help: "Grants access to resources whose scopes no policy protects. When false such requests are refused, which is " +
			"safer.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "umaRestrictResourceToAssociatedClient", Type: boolean,
		Help:    "Lets only the client that registered a resource ask for permissions on it.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
}
