package schema

var subjectsProperties = []Property{
	{
		Name: "openidSubAttribute", Type: named(FormatClaim),
		Help: "User attribute that becomes the sub of public clients. Changing it gives every user a new identity in all " +
			"those applications.",
		Default:      raw(`"inum"`),
		UnsetWarning: "Tokens for public clients have no sub any more, and logins fail.",
	},
	{
		Name: "defaultSubjectType", Type: subjectType,
		Help: "Subject type of newly registered clients that ask for none. pairwise gives each sector its own identifier " +
			"for a user, public the same one everywhere.",
		Default: raw(`"pairwise"`),
	},
	{
		Name: "subjectTypesSupported", Type: listOf(subjectType),
		Help:         "Subject types a client may register with, also shown in discovery.",
		Default:      raw(`["public","pairwise"]`),
		UnsetWarning: "Client registration fails, since the server expects a list here.",
	},
	{
		Name: "publicSubjectIdentifierPerClientEnabled", Type: boolean,
		Help:    "Whether a public client may choose the user attribute that becomes its sub.",
		Default: raw(`true`),
		Unset:   raw(`false`),
	},
	{
		Name: "subjectIdentifiersPerClientSupported", Type: listOf(named(FormatClaim)),
		Help:    "User attributes that clients may choose as their sub, if publicSubjectIdentifierPerClientEnabled is on.",
		Default: raw(`["mail","uid"]`),
	},
	{
		Name: "pairwiseIdType", Type: suggest("algorithmic", "persistent"),
		Help: "How pairwise identifiers are made: algorithmic computes them from key and salt, persistent draws them at " +
			"random and stores them. Anything else counts as algorithmic. Changing it changes the identity of users in " +
			"every pairwise client.",
		Default: raw(`"algorithmic"`),
	},
	{
		Name: "pairwiseCalculationKey", Type: str,
		Help: "Secret key from which algorithmic pairwise identifiers are computed. Changing it gives every user a new " +
			"identity in every pairwise client.",
		UnsetWarning: "Pairwise identifiers can no longer be computed; logins to pairwise clients fail.",
		Secret:       true,
		Generated:    true,
	},
	{
		Name: "pairwiseCalculationSalt", Type: str,
		Help: "Secret salt mixed into algorithmic pairwise identifiers. Like the key, it must never change once clients are" +
			" in use.",
		UnsetWarning: "Pairwise identifiers come out differently: users look new to every pairwise client.",
		Secret:       true,
		Generated:    true,
	},
	{
		Name: "shareSubjectIdBetweenClientsWithSameSectorId", Type: boolean,
		Help: "Whether pairwise clients of one sector see the same identifier for a user. Changing it changes those " +
			"identifiers.",
		Default: raw(`true`),
		Unset:   raw(`false`),
	},
	{
		Name: "useOpenidSubAttributeValueForPairwiseLocalAccountId", Type: boolean,
		Help: "Computes algorithmic pairwise identifiers from the attribute named by openidSubAttribute instead of the " +
			"inum. Changing it changes all of them.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
}
