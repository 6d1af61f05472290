package schema

var performanceProperties = []Property{
	{
		Name: "useLocalCache", Type: boolean,
		Help: "Keeps clients, scopes and attributes in the memory of each node for a minute. Changes to them show that much" +
			" later; turning it off costs database reads.",
		Default: raw(`true`),
		Unset:   raw(`false`),
	},
	{
		Name: "sectorIdentifierCacheLifetimeInMinutes", Type: integer(UnitMinutes, 0),
		Help:    "How long the redirect addresses behind a sector identifier are kept before they are fetched again.",
		Default: raw(`1440`),
		Unset:   raw(`1440`),
	},
	{
		Name: "rateLimitConfiguration", Type: rateLimits,
		Help: "Limits on how often a caller may use an endpoint. Works while the flag rate_limit is on and at least one " +
			"rule exists.",
		AbsentInPatchTree: true,
	},
	{
		Name: "connectionServiceConfiguration", Type: connectionPool,
		Help: "Pool of the connections the server opens to other hosts: in all, for each host, and when idle ones are " +
			"tested.",
		Default: raw(`{"maxTotal":200,"maxPerRoute":50,"validateAfterInactivity":0}`),
	},
	{
		Name: "configurationUpdateInterval", Type: integer(UnitSeconds, 0),
		Help:    "Without effect: the server does not read it and looks for changed settings every 30 seconds.",
		Default: raw(`3600`),
		Unset:   raw(`0`),
	},
	{
		Name: "clientPeriodicUpdateTimerInterval", Type: integer(UnitSeconds, -1),
		Help: "How often the last use of clients is written to the database, all at once. A negative number switches it " +
			"off.",
		Default: raw(`3`),
		Unset:   raw(`3`),
	},
	{
		Name: "updateClientAccessTime", Type: boolean,
		Help:    "Records when each client was last used. Costs a database write, spread by clientPeriodicUpdateTimerInterval.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "updateUserLastLogonTime", Type: boolean,
		Help:    "Records when each user last logged in, at the cost of a database write per login.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "expirationNotificatorEnabled", Type: boolean,
		Help: "Runs a job that tells application_session scripts when a session expires and removes it. Only needed where " +
			"the database removes expired entries by itself.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "expirationNotificatorIntervalInSeconds", Type: integer(UnitSeconds, -1),
		Help:    "How often, and how far ahead, the expiration job looks for sessions that end. A negative number stops it.",
		Default: raw(`600`),
		Unset:   raw(`600`),
	},
	{
		Name: "expirationNotificatorMapSizeLimit", Type: number(0),
		Help:    "How many sessions the expiration job watches at a time. Read at start only; the server turns 0 into 100000.",
		Default: raw(`100000`),
		Unset:   raw(`100000`),
	},
	{
		Name: "metricReporterInterval", Type: integer(UnitSeconds, 0),
		Help: "How often metrics are written to the database. Read at start only; 0 means every minute. Needs the flag " +
			"metric.",
		Default: raw(`300`),
		Unset:   raw(`0`),
	},
	{
		Name: "metricReporterKeepDataDays", Type: integer(UnitDays, 0),
		Help:    "How long metrics stay in the database.",
		Default: raw(`15`),
		Unset:   raw(`0`),
	},
	{
		Name: "statTimerIntervalInSeconds", Type: integer(UnitSeconds, -1),
		Help: "How often monthly usage statistics are saved. 0 means a built-in interval, a negative number never. Needs " +
			"the flag stat.",
		Default: raw(`0`),
		Unset:   raw(`0`),
	},
	{
		Name: "statAuthorizationScope", Type: named(FormatScope),
		Help:    "Scope that a token must have to read the usage statistics.",
		Default: raw(`"jans_stat"`),
		Unset:   raw(`"jans_stat"`),
	},
}
