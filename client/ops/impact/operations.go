package impact

import (
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/ops/change"
)

// operationRules are about logging and caching.
var operationRules = slices.Concat([]Rule{
	{
		ID: "logging-level", Severity: Caution,
		Summary: "loggingLevel becomes so detailed that tokens are logged, or so coarse that faults are not",
		Find:    about(findLoggingLevel, "loggingLevel"),
	},
	{
		ID: "external-logging", Severity: Caution,
		Summary: "externalLoggerConfiguration changes, the file that replaces the built-in logging",
		Find:    about(findExternalLogging, "externalLoggerConfiguration"),
	},
	{
		ID: "stat-scope", Severity: Caution,
		Summary: "statAuthorizationScope is not jans_stat, the scope that the Config API has for the statistics",
		Find:    about(findStatScope, "statAuthorizationScope"),
	},
}, toggleRules(
	toggle{
		id: "http-log-on", property: "httpLoggingEnabled", to: true, severity: Caution,
		message: "Requests and answers are logged when the level is DEBUG or TRACE, with headers and parameters: credentials, codes and tokens end up in the log.",
		advice:  "List the paths that must not be logged in httpLoggingExcludePaths, and switch it off afterwards.",
	},
	toggle{
		id: "http-log-bodies-on", property: "httpLoggingResponseBodyContent", to: true, severity: Danger,
		message: "The bodies of answers are logged while httpLoggingEnabled is on and the level is DEBUG or TRACE: every access, refresh and id_token that the server issues ends up in the log.",
	},
	toggle{
		id: "oauth-audit-off", property: "enabledOAuthAuditLogging", to: false, severity: Caution,
		message: "Registrations, authorizations and token requests are no longer reported to the audit log.",
	},
	toggle{
		id: "local-cache-off", property: "useLocalCache", to: false, severity: Caution,
		message: "Scopes, attributes, clients and the organization are read from the database, or the shared cache, for every request: changes show at once, and the load rises.",
	},
	toggle{
		id: "local-cache-on", property: "useLocalCache", to: true, severity: Info,
		message: "Each node keeps scopes, attributes, clients and the organization for 60 s: their changes show up to two minutes later, and not on all nodes at once.",
	},
	toggle{
		id: "last-access-writes-on", property: "updateClientAccessTime", to: true, severity: Info,
		message: "Every authentication of a client is written to its entry, which adds to the load of the database.",
	},
	toggle{
		id: "last-logon-writes-on", property: "updateUserLastLogonTime", to: true, severity: Info,
		message: "Every sign-in is written to the user's entry, which adds to the load of the database.",
	},
))

// loggingLevels in the order of their detail.
var loggingLevels = []string{"ALL", "TRACE", "DEBUG", "INFO", "WARN", "ERROR", "FATAL", "OFF"}

func findLoggingLevel(f Facts, c change.Change) []Impact {
	const when = "within 15 s of the pick-up, which takes up to 30 s"
	level := f.Text("loggingLevel")
	switch i := slices.Index(loggingLevels, strings.ToUpper(level)); {
	case i < 0:
		return []Impact{{When: when, Message: "The server does not know the level " + shown(level) + " and uses INFO."}}
	case i <= 1:
		return []Impact{{Severity: Danger, When: when, Advice: "Set it back as soon as the fault is found, and delete the log.",
			Message: "At this level the server logs access tokens and other secrets in clear text, and a great deal of it."}}
	case i == 2:
		return []Impact{{When: when, Message: "At this level the server logs the parameters of requests, which may hold personal data, and a great deal of it."}}
	case i >= 6:
		return []Impact{{When: when, Message: "At this level faults leave no trace in the log."}}
	}
	return nil
}

// statScope is what the Config API asks for when it reads the statistics (StatResource.java).
const statScope = "jans_stat"

func findStatScope(f Facts, c change.Change) []Impact {
	scope := f.Text("statAuthorizationScope")
	return says(scope != "" && scope != statScope, Impact{When: pickUp,
		Message: "/internal/stat is open to tokens with the scope " + shown(scope) + ". The Config API reads the statistics with a token that has jans_stat, and is refused.",
		Advice:  "Leave it " + statScope + ".",
	})
}

// findExternalLogging: LoggerService.java; the file counts only while disableExternalLoggerConfiguration is false.
func findExternalLogging(f Facts, c change.Change) []Impact {
	path := f.Text("externalLoggerConfiguration")
	if path == "" {
		return nil
	}
	if f.Bool("disableExternalLoggerConfiguration") {
		return []Impact{{When: pickUp, Message: "Without effect while disableExternalLoggerConfiguration is true."}}
	}
	return []Impact{{When: pickUp, Message: "Logging follows the file " + shown(path) + " on the server's disk; if it is missing or wrong there, nothing may be logged."}}
}
