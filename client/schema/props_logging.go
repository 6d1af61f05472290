package schema

var loggingProperties = []Property{
	{
		Name: "loggingLevel", Type: suggest("TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL", "OFF", "ALL"),
		Help: "How much the auth server logs; an unknown level counts as INFO. A change takes up to a minute. TRACE and " +
			"DEBUG write tokens and personal data.",
		Default: raw(`"INFO"`),
	},
	{
		Name: "loggingLayout", Type: suggest("text", "json"),
		Help:    "Form of log lines: plain text, or one JSON object a line for log collectors.",
		Default: raw(`"text"`),
	},
	{
		Name: "externalLoggerConfiguration", Type: named(FormatPath),
		Help: "Path of a log4j2 file on the server that replaces the built-in logging. Used only if " +
			"disableExternalLoggerConfiguration is false.",
	},
	{
		Name: "disableExternalLoggerConfiguration", Type: boolean,
		Help:    "Ignores externalLoggerConfiguration. True unless set.",
		Default: raw(`true`),
		Unset:   raw(`true`),
	},
	{
		Name: "disableJdkLogger", Type: boolean,
		Help:    "Switches off messages that libraries write through the logging of the Java runtime.",
		Default: raw(`true`),
		Unset:   raw(`true`),
	},
	{
		Name: "httpLoggingEnabled", Type: boolean,
		Help:    "Logs each request and its answer at level DEBUG. They may contain credentials and tokens.",
		Default: raw(`false`),
	},
	{
		Name: "httpLoggingExcludePaths", Type: setOf(named(FormatPath)),
		Help: "Beginnings of paths whose requests are not logged, such as /jans-auth/img.",
	},
	{
		Name: "httpLoggingResponseBodyContent", Type: boolean,
		Help:    "Adds the body of each answer to the HTTP log, tokens included. Needs httpLoggingEnabled.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "logClientIdOnClientAuthentication", Type: boolean,
		Help:    "Writes the id of each client that authenticates to the log.",
		Default: raw(`true`),
	},
	{
		Name: "logClientNameOnClientAuthentication", Type: boolean,
		Help:    "Writes the name of each client that authenticates to the log.",
		Default: raw(`false`),
	},
	{
		Name: "logNotFoundEntityAsError", Type: boolean,
		Help: "Logs a session or token that is not found as an error. When false it is only traced, since it is usually " +
			"harmless.",
		Default: raw(`false`),
		Unset:   raw(`false`),
	},
	{
		Name: "enabledOAuthAuditLogging", Type: boolean,
		Help: "Writes an audit message for each token, registration and login request: to a JMS broker if one is set up, " +
			"else to the audit log file.",
	},
	{
		Name: "jmsBrokerURISet", Type: setOf(str),
		Help: "JMS brokers for audit messages. Without brokers, user and password the messages go to the log file.",
	},
	{
		Name: "jmsUserName", Type: str,
		Help: "User name at the JMS broker for audit messages.",
	},
	{
		Name: "jmsPassword", Type: str,
		Help:   "Password at the JMS broker for audit messages. The Config API returns it in clear text.",
		Secret: true,
	},
}
