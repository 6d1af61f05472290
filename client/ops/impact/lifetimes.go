package impact

import (
	"fmt"
	"slices"

	"github.com/jansadm/jansadm/client/ops/change"
)

// breakingLifetime is a lifetime that breaks something at 0 and below, which is also what unsetting most of them yields: the
// Java field is a primitive integer.
type breakingLifetime struct {
	property string
	severity Severity
	message  string
	advice   string
}

// breakingLifetimes: a token with a lifetime of 0 or less cannot be constructed (AbstractToken.java).
var breakingLifetimes = []breakingLifetime{
	{"accessTokenLifetime", LockOut,
		"/token answers 500 to every client without an access token lifetime of its own: applications and services get no tokens, and neither do consoles with such a client.",
		"This console's present token still works: take the change back before that token expires."},
	{"authorizationCodeLifetime", LockOut,
		"No authorization code can be issued: users cannot sign in to applications, nor administrators to a console by device flow, which ends in such a request.",
		repairable},
	{"deviceAuthzRequestExpiresIn", LockOut,
		"Device codes are announced as expired (expires_in 0 or less), so consoles and devices give up before anybody can approve the login.",
		repairable},
	{"refreshTokenLifetime", Danger,
		"No refresh tokens are issued any more, without an error: clients without a refresh token lifetime of their own send their users back to the login page whenever an access token expires.",
		""},
	{"idTokenLifetime", Danger,
		"id_tokens, and logout tokens for back-channel logout, are expired when they are issued: applications refuse them, unless the client has a lifetime of its own.",
		""},
	{"txTokenLifetime", Danger,
		"Transaction tokens can no longer be issued to clients without a lifetime of their own.",
		""},
	{"logoutStatusJwtLifetime", Danger,
		"Logout status JWTs can no longer be issued.",
		""},
	{"statusListResponseJwtLifetime", Danger,
		"The status list is published in a JWT that is expired when it is signed: verifiers cannot tell revoked tokens from valid ones.",
		""},
	{"backchannelAuthenticationResponseExpiresIn", Danger,
		"CIBA requests expire when they are made, unless the client asks for an expiry of its own.",
		""},
	{"authorizationChallengeSessionLifetimeInSeconds", Danger,
		"Sessions at the authorization challenge endpoint expire when they are made: native applications cannot finish a sign-in of several steps.",
		""},
	{"sessionIdUnusedLifetime", Danger,
		"Login sessions are no longer stored: single sign-on and every login of more than one step fail.",
		""},
}

// replacedLifetimes are those for which the server uses a number of its own in place of 0 and less.
var replacedLifetimes = map[string]int64{
	"userInfoLifetime":         3600,    // AppConfiguration.java
	"idJagLifetime":            300,     // AppConfiguration.java
	"spontaneousScopeLifetime": 86400,   // SpontaneousScopeService.java
	"umaRptLifetime":           3600,    // UmaRptService.java
	"umaTicketLifetime":        3600,    // UmaPermissionService.java
	"umaPctLifetime":           2592000, // UmaPctService.java
}

var lifetimeRules = []Rule{
	{
		ID: "lifetime-zero", Severity: Danger,
		Summary: "a lifetime becomes 0 or less, or is unset, which breaks what it limits",
		Find:    about(findBreakingLifetime, breakingNames()...),
	},
	{
		ID: "lifetime-replaced", Severity: Info,
		Summary: "a lifetime becomes 0 or less and the server uses a number of its own",
		Find:    about(findReplacedLifetime, replacedNames()...),
	},
	{
		ID: "lifetime-new-only", Severity: Info,
		Summary: "a token lifetime becomes shorter, which tokens already issued do not notice",
		Find:    about(findShortenedLifetime, "accessTokenLifetime", "refreshTokenLifetime", "idTokenLifetime", "umaRptLifetime"),
	},
}

func breakingNames() []string {
	names := make([]string, len(breakingLifetimes))
	for i, l := range breakingLifetimes {
		names[i] = l.property
	}
	return names
}

func replacedNames() []string {
	names := make([]string, 0, len(replacedLifetimes))
	for name := range replacedLifetimes {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

func findBreakingLifetime(f Facts, c change.Change) []Impact {
	for _, l := range breakingLifetimes {
		if l.property != c.Target.ID {
			continue
		}
		n, ok := f.Int(l.property)
		if before, had := f.IntBefore(l.property); !ok || n > 0 || had && before <= 0 {
			return nil
		}
		message := l.message
		if c.Kind == change.Unset {
			message = fmt.Sprintf("Unset, %s is %d, the default of the Java field. ", l.property, n) + message
		}
		return []Impact{{Severity: l.severity, Message: message, When: pickUp, Advice: l.advice}}
	}
	return nil
}

func findReplacedLifetime(f Facts, c change.Change) []Impact {
	n, ok := f.Int(c.Target.ID)
	return says(ok && n <= 0 && c.Kind != change.Unset, Impact{
		Message: fmt.Sprintf("The server works with %d s in place of %d: 0 and less do not mean “never” or “unlimited” here.", replacedLifetimes[c.Target.ID], n),
		When:    pickUp,
	})
}

func findShortenedLifetime(f Facts, c change.Change) []Impact {
	n, ok := f.Int(c.Target.ID)
	before, had := f.IntBefore(c.Target.ID)
	return says(ok && had && n > 0 && n < before, Impact{
		Message: fmt.Sprintf("Tokens already issued keep the expiry they were given, up to %s from their issue. Clients with a lifetime of their own do not change.", duration(before)),
		When:    "for tokens issued from 30 s on",
	})
}

// duration spells seconds in the largest unit that divides them.
func duration(seconds int64) string {
	for _, unit := range []struct {
		seconds int64
		name    string
	}{{86400, "d"}, {3600, "h"}, {60, "min"}} {
		if seconds >= unit.seconds && seconds%unit.seconds == 0 {
			return fmt.Sprintf("%d %s", seconds/unit.seconds, unit.name)
		}
	}
	return fmt.Sprintf("%d s", seconds)
}
