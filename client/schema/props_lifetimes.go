package schema

var lifetimesProperties = []Property{
	{
		Name: "accessTokenLifetime", Type: integer(UnitSeconds, 1),
		Help: "How long access tokens are valid. A client's own lifetime or an update_token script overrides it, and JWT " +
			"access tokens end no later than the next key rotation. 0 makes the token endpoint fail.",
		Default:      raw(`300`),
		Unset:        raw(`0`),
		UnsetWarning: "It becomes 0 and the token endpoint answers 500 to every client without a lifetime of its own.",
	},
	{
		Name: "refreshTokenLifetime", Type: integer(UnitSeconds, 0),
		Help: "How long refresh tokens are valid, unless the client has its own lifetime. 0 means that none is issued, " +
			"without an error.",
		Default:      raw(`14400`),
		Unset:        raw(`0`),
		UnsetWarning: "It becomes 0: no refresh tokens are issued any more, without an error.",
	},
	{
		Name: "idTokenLifetime", Type: integer(UnitSeconds, 1),
		Help: "How long id_tokens and logout tokens are valid, unless the client or a script sets another lifetime. It is " +
			"also added to the life of signing keys, so that keys outlive what they signed.",
		Default:      raw(`3600`),
		Unset:        raw(`0`),
		UnsetWarning: "It becomes 0: id_tokens expire the moment they are issued and applications refuse them.",
	},
	{
		Name: "authorizationCodeLifetime", Type: integer(UnitSeconds, 1),
		Help: "How long an application has to exchange an authorization code for tokens. A minute is usual; it must cover " +
			"the redirect through the browser.",
		Default:      raw(`60`),
		Unset:        raw(`0`),
		UnsetWarning: "It becomes 0: no code can be issued and every login with the code flow fails.",
	},
	{
		Name: "txTokenLifetime", Type: integer(UnitSeconds, 1),
		Help:         "How long transaction tokens are valid, unless the client or a tx_token script sets another lifetime.",
		Default:      raw(`180`),
		Unset:        raw(`0`),
		UnsetWarning: "It becomes 0: transaction tokens can no longer be issued.",
	},
	{
		Name: "userInfoLifetime", Type: integer(UnitSeconds, 0),
		Help: "How long a userinfo answer given as JWT is valid (its exp claim). The server turns 0 and negative numbers " +
			"into 3600.",
		Default: raw(`3600`),
		Unset:   raw(`3600`),
	},
	{
		Name: "logoutStatusJwtLifetime", Type: integer(UnitSeconds, 1),
		Help:    "How long logout status JWTs are valid. A logout_status_jwt script may set another lifetime.",
		Default: raw(`86400`),
		Unset:   raw(`86400`),
	},
}
