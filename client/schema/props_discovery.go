package schema

var discoveryProperties = []Property{
	{
		Name: "discoveryCacheLifetimeInMinutes", Type: integer(UnitMinutes, 0),
		Help: "How long each node keeps its discovery document: other changes show there this much later. Changing the " +
			"number empties the cache within a minute; 0 switches caching off.",
		Default: raw(`60`),
		Unset:   raw(`60`),
	},
	{
		Name: "discoveryAllowedKeys", Type: listOf(str),
		Help: "If not empty, discovery contains these members and no others. Leaving out one that clients need, such as " +
			"token_endpoint, breaks them.",
		Aliases: []string{"opConfigMetadataAllowList"},
	},
	{
		Name: "discoveryDenyKeys", Type: listOf(str),
		Help: "Members that discovery leaves out. As shipped it hides scope_to_claims_mapping, id_generation_endpoint, " +
			"auth_level_mapping and op_policy_uri.",
		Default:      raw(`["id_generation_endpoint","auth_level_mapping","scope_to_claims_mapping","op_policy_uri"]`),
		UnsetWarning: "Discovery also shows the members that a new installation hides.",
	},
	{
		Name: "allowBlankValuesInDiscoveryResponse", Type: boolean,
		Help: "Whether discovery keeps members whose value is an empty text. When false they are left out, which clients " +
			"cope with better.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "serviceDocumentation", Type: address,
		Help:    "Address of documentation for developers, shown in discovery as service_documentation.",
		Default: raw(`"http://jans.org/docs"`),
	},
	{
		Name: "opPolicyUri", Type: address,
		Help: "Address of the rules on how applications may use personal data (op_policy_uri). The shipped " +
			"discoveryDenyKeys hides it.",
		Default: raw(`"{issuer}/opPolicy"`),
	},
	{
		Name: "opTosUri", Type: address,
		Help:    "Address of the terms of service, shown in discovery as op_tos_uri.",
		Default: raw(`"{issuer}/tos"`),
	},
	{
		Name: "uiLocalesSupported", Type: listOf(str),
		Help: "Languages that the login pages offer and discovery shows. A language without an installed translation " +
			"appears in the default one.",
		Default:      raw(`["en","bg","de","es","fr","it","ru","tr"]`),
		UnsetWarning: "The login pages fail, since the server expects a list here.",
	},
	{
		Name: "claimsLocalesSupported", Type: listOf(str),
		Help:    "Languages in which claim values are available, for discovery only.",
		Default: raw(`["en"]`),
	},
	{
		Name: "claimTypesSupported", Type: listOf(suggest("normal", "aggregated", "distributed")),
		Help:    "Kinds of claims the server offers, for discovery only.",
		Default: raw(`["normal"]`),
	},
	{
		Name: "displayValuesSupported", Type: listOf(suggest("page", "popup", "touch", "wap")),
		Help:    "Values of the request parameter display that discovery lists.",
		Default: raw(`["page","popup"]`),
	},
	{
		Name: "idTokenTokenBindingCnfValuesSupported", Type: listOf(str),
		Help: "Confirmation methods for id_tokens bound to a TLS connection, for discovery. Empty says that token binding " +
			"is not supported.",
		Default: raw(`["tbh"]`),
	},
}
