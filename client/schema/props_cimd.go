package schema

var cimdProperties = []Property{
	{
		Name: "cimdSchemeAllowlist", Type: listOf(suggest("https", "http")),
		Help:    "Address schemes a client id may have, in lower case. Empty means https alone.",
		Default: raw(`["https"]`),
		Unset:   raw(`["https"]`),
	},
	{
		Name: "cimdDomainAllowlist", Type: listOf(named(FormatDomain)),
		Help: "Hosts from which client metadata may come, in lower case and without subdomains. Empty allows all that are " +
			"not blocked.",
	},
	{
		Name: "cimdDomainBlocklist", Type: listOf(named(FormatDomain)),
		Help: "Hosts from which client metadata is refused, in lower case; subdomains are not included. It goes before the " +
			"allow list.",
	},
	{
		Name: "cimdBlockPrivateIp", Type: boolean,
		Help: "Refuses client ids whose host has a private, loopback or link-local address. Turning it off lets anyone make" +
			" the server fetch internal pages.",
		Default: raw(`true`),
		Unset:   raw(`true`),
	},
	{
		Name: "cimdMaxResponseSize", Type: integer(UnitBytes, 1),
		Help:    "Largest client metadata document that is read. Larger ones are refused.",
		Default: raw(`65536`),
		Unset:   raw(`65536`),
	},
	{
		Name: "cimdConnectTimeoutMs", Type: integer(UnitMilliseconds, 0),
		Help:    "How long the server tries to connect for client metadata. 0 means without limit.",
		Default: raw(`5000`),
		Unset:   raw(`5000`),
	},
	{
		Name: "cimdReadTimeoutMs", Type: integer(UnitMilliseconds, 0),
		Help:    "How long the server waits for client metadata once connected. 0 means without limit.",
		Default: raw(`10000`),
		Unset:   raw(`10000`),
	},
	{
		Name: "cimdTtlMinutes", Type: integer(UnitMinutes, 0),
		Help:    "How long client metadata is kept when the answer says nothing about caching.",
		Default: raw(`60`),
		Unset:   raw(`60`),
	},
	{
		Name: "cimdMaxTtlMinutes", Type: integer(UnitMinutes, 0),
		Help:    "Longest time client metadata is kept, even if the answer allows more. It does not limit cimdTtlMinutes.",
		Default: raw(`1440`),
		Unset:   raw(`1440`),
	},
}
