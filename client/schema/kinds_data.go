package schema

// The types that many properties share.
var (
	boolean = Type{Kind: KindBoolean}
	str     = Type{Kind: KindString}
	free    = Type{Kind: KindAny}
	address = named(FormatURL)
)

func integer(unit Unit, least int64) Type {
	return Type{Kind: KindInteger, Unit: unit, Min: limit(least)}
}

func number(least int64) Type { return integer(UnitNone, least) }

func named(f Format) Type { return Type{Kind: KindString, Format: f} }

func enum(values ...string) Type { return Type{Kind: KindEnum, Values: values} }

func suggest(values ...string) Type { return Type{Kind: KindString, Values: values, Open: true} }

func listOf(elem Type) Type { return Type{Kind: KindList, Elem: &elem} }

func setOf(elem Type) Type { return Type{Kind: KindSet, Elem: &elem} }

func mapOf(elem Type) Type { return Type{Kind: KindMap, Elem: &elem} }

func object(fields ...Field) Type { return Type{Kind: KindObject, Fields: fields} }

// The values of the server's enumerations (ResponseType.java, ResponseMode.java,
// GrantType.java, SignatureAlgorithm.java, KeyEncryptionAlgorithm.java,
// BlockEncryptionAlgorithm.java, Algorithm.java).
var (
	responseType = enum("code", "token", "id_token")
	responseMode = enum("query", "fragment", "form_post", "query.jwt", "fragment.jwt", "form_post.jwt", "jwt")
	grantType    = enum("none", "authorization_code", "implicit", "password", "client_credentials", "refresh_token",
		"urn:ietf:params:oauth:grant-type:uma-ticket", "urn:ietf:params:oauth:grant-type:token-exchange",
		"urn:openid:params:grant-type:ciba", "urn:ietf:params:oauth:grant-type:device_code",
		"urn:ietf:params:oauth:grant-type:jwt-bearer")
	signing = suggest("none", "HS256", "HS384", "HS512", "RS256", "RS384", "RS512",
		"ES256", "ES256K", "ES384", "ES512", "PS256", "PS384", "PS512", "EdDSA")
	keyEncryption = suggest("RSA1_5", "RSA-OAEP", "RSA-OAEP-256", "ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A192KW",
		"ECDH-ES+A256KW", "A128KW", "A192KW", "A256KW", "A128GCMKW", "A192GCMKW", "A256GCMKW",
		"PBES2-HS256+A128KW", "PBES2-HS384+A192KW", "PBES2-HS512+A256KW", "dir")
	contentEncryption = suggest("A128CBC+HS256", "A256CBC+HS512", "A128GCM", "A256GCM")
	keyAlgorithm      = suggest("RS256", "RS384", "RS512", "ES256", "ES256K", "ES384", "ES512", "PS256", "PS384", "PS512",
		"EdDSA", "RSA1_5", "RSA-OAEP", "RSA-OAEP-256", "ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A192KW", "ECDH-ES+A256KW")
	subjectType      = suggest("public", "pairwise")
	clientAuthMethod = suggest("client_secret_basic", "client_secret_post", "client_secret_jwt", "private_key_jwt",
		"tls_client_auth", "self_signed_tls_client_auth", "none")
)

// flagName suggests the names of the feature flags.
func flagName() Type {
	t := Type{Kind: KindString, Open: true, Format: FormatFlag}
	for _, f := range flags {
		t.Values = append(t.Values, f.Name)
	}
	return t
}
