package impact

import (
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
)

// featureRules are about Agama, CIBA, rate limits and the protection of passwords.
var featureRules = []Rule{
	{
		ID: "agama-off", Severity: Danger,
		Summary: "agamaConfiguration switches Agama flows off",
		Find:    about(findAgamaOff, "agamaConfiguration"),
	},
	{
		ID: "rate-limit-removed", Severity: Caution,
		Summary: "rateLimitConfiguration no longer holds a rule",
		Find:    about(findNoRateLimit, "rateLimitConfiguration"),
	},
	{
		ID: "rate-limit-added", Severity: Caution,
		Summary: "rateLimitConfiguration gets its first rules",
		Find:    about(findRateLimit, "rateLimitConfiguration"),
	},
	{
		ID: "brute-force-protection-off", Severity: Danger,
		Summary: "authenticationProtectionConfiguration no longer slows down password guessing",
		Find:    about(findNoBruteForceProtection, "authenticationProtectionConfiguration"),
	},
	{
		ID: "ciba-job-interval", Severity: Caution,
		Summary: "backchannelRequestsProcessorJobIntervalSec becomes 0 or less, or no longer is",
		Find:    about(findCIBAJob, "backchannelRequestsProcessorJobIntervalSec"),
	},
	{
		ID: "stat-timer-off", Severity: Caution,
		Summary: "statTimerIntervalInSeconds becomes negative, which switches statistics off",
		Find:    about(findStatTimerOff, "statTimerIntervalInSeconds"),
	},
	{
		ID: "acr-mapping", Severity: Caution,
		Summary: "acrMappings changes, which decides by which method users sign in",
		Find:    about(findACRMapping, "acrMappings"),
		Wants:   wants(about(findACRMapping, "acrMappings"), Wanted{Scripts: true}),
	},
	{
		ID: "trusted-issuer-added", Severity: Caution,
		Summary: "an issuer is trusted whose statements or assertions give clients and users access",
		Find:    about(findTrustedIssuer, "trustedSsaIssuers", "idJagTrustedIdpIssuers"),
	},
}

func member(doc document.Document, property, name string) string {
	members, _ := document.Members(doc.Get(property))
	return string(members.Get(name))
}

func namesIn(doc document.Document, property string) []string {
	members, _ := document.Members(doc.Get(property))
	return members.Names()
}

func unquoted(raw string) string {
	value, _ := document.Text([]byte(raw))
	return value
}

func findAgamaOff(f Facts, c change.Change) []Impact {
	on := func(doc document.Document) bool { return member(doc, "agamaConfiguration", "enabled") == "true" }
	return says(on(f.Before) && !on(f.After), Impact{When: pickUp,
		Message: "Agama flows no longer run: users whose sign-in is such a flow, administrators among them, cannot sign in.",
		Advice:  repairable})
}

func hasRateRules(doc document.Document) bool {
	members, _ := document.Members(doc.Get("rateLimitConfiguration"))
	return !document.IsEmpty(members.Get("rateLimitRules"))
}

func findNoRateLimit(f Facts, c change.Change) []Impact {
	return says(hasRateRules(f.Before) && !hasRateRules(f.After), Impact{When: pickUp,
		Message: "Nothing limits how fast clients may send requests."})
}

// findRateLimit: RateLimitService.java.
func findRateLimit(f Facts, c change.Change) []Impact {
	return says(!hasRateRules(f.Before) && hasRateRules(f.After), Impact{When: pickUp,
		Message: "Requests beyond the limits are refused, each node counting for itself. A rule for /token or /introspection that is too tight refuses consoles and the Config API as well."})
}

func findNoBruteForceProtection(f Facts, c change.Change) []Impact {
	on := func(doc document.Document) bool {
		return member(doc, "authenticationProtectionConfiguration", "bruteForceProtectionEnabled") == "true"
	}
	return says(on(f.Before) && !on(f.After), Impact{When: pickUp,
		Message: "Failed sign-ins no longer delay the next one: passwords can be guessed as fast as the server answers."})
}

// findCIBAJob: the job is started at boot and only for a positive interval (AppInitializer.java, initCibaRequestsProcessor).
func findCIBAJob(f Facts, c change.Change) []Impact {
	n, ok := f.Int(c.Target.ID)
	before, had := f.IntBefore(c.Target.ID)
	switch {
	case ok && n <= 0 && !(had && before <= 0):
		return []Impact{{When: atRestart, Message: "The job that expires CIBA requests and tells ping and push clients about it is not started any more."}}
	case ok && had && n > 0 && before <= 0:
		return []Impact{{When: atRestart, Message: "The job that expires CIBA requests is started only when the server starts."}}
	}
	return nil
}

// findStatTimerOff: StatTimer.java.
func findStatTimerOff(f Facts, c change.Change) []Impact {
	n, ok := f.Int(c.Target.ID)
	return says(ok && n < 0, Impact{When: pickUp,
		Message: "The server stops writing statistics: active users and tokens of this time will be missing for good."})
}

func findTrustedIssuer(f Facts, c change.Change) []Impact {
	now, _ := document.Members(f.After.Get(c.Target.ID))
	before, _ := document.Members(f.Before.Get(c.Target.ID))
	added := without(now.Names(), before.Names())
	if len(added) == 0 {
		return nil
	}
	if c.Target.ID == "idJagTrustedIdpIssuers" {
		return []Impact{{When: pickUp, Message: "Identity assertions of " + enumerate(quoted(added)) + " are accepted: whoever runs it decides who is signed in here."}}
	}
	return []Impact{{When: pickUp, Message: "Software statements of " + enumerate(quoted(added)) + " are trusted: clients that bring one get the scopes granted automatically for that issuer."}}
}
