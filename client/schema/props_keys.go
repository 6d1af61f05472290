package schema

var keysProperties = []Property{
	{
		Name: "keyRegenerationEnabled", Type: boolean,
		Help: "Whether the server replaces its signing keys regularly. When false somebody has to do it by hand before they" +
			" expire.",
		Default:      raw(`true`),
		UnsetWarning: "Reading the keys fails, since the server expects true or false: tokens can no longer be signed.",
	},
	{
		Name: "keyRegenerationInterval", Type: integer(UnitHours, 1),
		Help: "How often the signing keys are replaced. JWT access tokens end no later than the next replacement, so keep " +
			"it well above accessTokenLifetime.",
		Default:      raw(`48`),
		Unset:        raw(`0`),
		UnsetWarning: "It becomes 0: new keys expire as soon as the last id_token they signed.",
	},
	{
		Name: "archivedJwkLifetimeInSeconds", Type: integer(UnitSeconds, 0),
		Help:    "How long replaced public keys stay available in the archive. 0 means one year.",
		Default: raw(`0`),
		Unset:   raw(`0`),
	},
	{
		Name: "jwksAlgorithmsSupported", Type: listOf(keyAlgorithm),
		Help: "Public keys for other algorithms are left out of the published key set. Clients then cannot check what such " +
			"keys sign. Empty publishes all.",
		Default: raw(`["RS256","RS384","RS512","ES256","ES384","ES512","PS256","PS384","PS512","RSA1_5","RSA-OAEP"]`),
	},
	{
		Name: "keyAlgsAllowedForGeneration", Type: listOf(keyAlgorithm),
		Help: "Algorithms for which keys are generated. Empty means all; fewer make key generation faster, but each " +
			"algorithm in use needs its key.",
	},
	{
		Name: "keySelectionStrategy", Type: enum("OLDER", "NEWER", "FIRST"),
		Help: "Which of several keys for an algorithm signs: the one that expires first (OLDER), last (NEWER), or the first" +
			" in the list. OLDER gives clients time to learn about new keys.",
		Default: raw(`"OLDER"`),
		Unset:   raw(`"OLDER"`),
	},
	{
		Name: "keySignWithSameKeyButDiffAlg", Type: boolean,
		Help:    "Signs with the first key of the right use, whatever algorithm it is for, as some open banking profiles want.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "staticKid", Type: str,
		Help: "Id of the one key that signs everything. Empty chooses by algorithm and keySelectionStrategy. A key id that " +
			"does not exist stops signing.",
	},
	{
		Name: "staticDecryptionKid", Type: str,
		Help: "Id of the key that decrypts request objects for which no key is found otherwise.",
	},
	{
		Name: "webKeysStorage", Type: enum("keystore", "pkcs11"),
		Help: "Where private keys are: in a key store file or in a PKCS#11 device. The server has no working code for " +
			"pkcs11 and cannot sign with it: keep keystore.",
		Default:      raw(`"keystore"`),
		UnsetWarning: "The server finds no private keys and can no longer sign tokens.",
	},
	{
		Name: "keyStoreFile", Type: named(FormatPath),
		Help:         "Path of the key store file on the server. With a wrong path no token can be signed.",
		UnsetWarning: "The server finds no private keys and can no longer sign tokens.",
		Generated:    true,
	},
	{
		Name: "keyStoreSecret", Type: str,
		Help:         "Password of the key store file. It must match the file on every node.",
		UnsetWarning: "The key store can no longer be opened, and no token can be signed.",
		Secret:       true,
		Generated:    true,
	},
	{
		Name: "dnName", Type: named(FormatDN),
		Help:         "Distinguished name in the certificates made for generated keys.",
		UnsetWarning: "New keys can no longer be generated, so the present ones run out.",
		Generated:    true,
	},
}
