package schema

var deviceProperties = []Property{
	{
		Name: "deviceAuthzRequestExpiresIn", Type: integer(UnitSeconds, 1),
		Help: "How long a user has to enter the code that a device shows. Polling renews it, so a device that keeps asking " +
			"never runs out.",
		Default:      raw(`1800`),
		Unset:        raw(`0`),
		UnsetWarning: "It becomes 0: device codes expire at once, and console logins with them.",
	},
	{
		Name: "deviceAuthzTokenPollInterval", Type: integer(UnitSeconds, 0),
		Help: "How often devices are told to ask for their token. Advertised only: slow_down is decided by " +
			"backchannelAuthenticationResponseInterval.",
		Default: raw(`5`),
		Unset:   raw(`0`),
	},
	{
		Name: "deviceAuthzResponseTypeToProcessAuthz", Type: suggest("code", "token", "id_token"),
		Help:         "Response type of the login that the verification page starts. Leave it at code.",
		Default:      raw(`"code"`),
		UnsetWarning: "The verification page starts logins without a response type, which are refused.",
	},
	{
		Name: "deviceAuthzAcr", Type: named(FormatACR),
		Help: "Authentication method for users who confirm a device. Empty uses the server's default.",
	},
}
