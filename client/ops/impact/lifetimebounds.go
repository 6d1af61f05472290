package impact

import (
	"fmt"

	"github.com/jansadm/jansadm/client/ops/change"
)

// longLifetime is a lifetime above which a stolen token, code or session is worth a warning.
type longLifetime struct {
	property string
	caution  int64 // seconds
	danger   int64 // seconds; 0 means that no length is dangerous
	message  string
}

var longLifetimes = []longLifetime{
	{"accessTokenLifetime", 86400, 30 * 86400, "A stolen access token works that long, and a JWT even after it was revoked, at resource servers that check it offline."},
	{"idTokenLifetime", 7 * 86400, 0, "Applications accept an id_token that long after the sign-in it attests."},
	{"refreshTokenLifetime", 365 * 86400, 0, "A stolen refresh token yields new access tokens that long."},
	{"authorizationCodeLifetime", 600, 0, "An intercepted code can be redeemed that long; RFC 6749 section 4.1.2 recommends 10 min at most."},
	{"deviceAuthzRequestExpiresIn", 3600, 0, "A user code can be guessed or passed on that long."},
	{"dpopTimeframe", 300, 0, "A recorded DPoP proof can be presented that long after it was made."},
	{"sessionIdLifetime", 30 * 86400, 0, "A login session lasts that long without a new sign-in."},
}

var lifetimeBoundRules = []Rule{
	{
		ID: "lifetime-long", Severity: Caution,
		Summary: "a lifetime becomes so long that a stolen token, code or session is a serious loss",
		Find:    about(findLongLifetime, longNames()...),
	},
	{
		ID: "jwt-bounded-by-key", Severity: Info,
		Summary: "accessTokenLifetime is longer than a signing key lives, which shortens JWT access tokens",
		Find:    about(findKeyBound, "accessTokenLifetime", "keyRegenerationInterval", "keyRegenerationEnabled"),
	},
	{
		ID: "device-poll-interval", Severity: Caution,
		Summary: "the device flow's advertised polling interval is not longer than the one it enforces",
		Find:    about(findPollInterval, "deviceAuthzTokenPollInterval", "backchannelAuthenticationResponseInterval"),
	},
	{
		ID: "device-slow-down-shared", Severity: Info,
		Summary: "backchannelAuthenticationResponseInterval also sets how fast device flow clients may poll",
		Find:    about(findSharedInterval, "backchannelAuthenticationResponseInterval"),
	},
}

func longNames() []string {
	names := make([]string, len(longLifetimes))
	for i, l := range longLifetimes {
		names[i] = l.property
	}
	return names
}

func findLongLifetime(f Facts, c change.Change) []Impact {
	for _, l := range longLifetimes {
		if l.property != c.Target.ID {
			continue
		}
		n, ok := f.Int(l.property)
		if before, had := f.IntBefore(l.property); !ok || n <= l.caution || had && before >= n {
			return nil
		}
		severity := Caution
		if l.danger > 0 && n > l.danger {
			severity = Danger
		}
		return []Impact{{Severity: severity, When: pickUp, Message: duration(n) + " is long. " + l.message}}
	}
	return nil
}

// findKeyBound: AbstractAuthorizationGrant.java, getAccessTokenLifetimeInSeconds.
func findKeyBound(f Facts, c change.Change) []Impact {
	lifetime, ok := f.Int("accessTokenLifetime")
	hours, ok2 := f.Int("keyRegenerationInterval")
	bound := ok && ok2 && f.Bool("keyRegenerationEnabled") && hours > 0 && lifetime > hours*3600
	return says(bound, Impact{
		Message: fmt.Sprintf("Signing keys are renewed every %d h, and a JWT access token is never issued beyond that: it gets the rest of the interval in place of %s. Opaque tokens get the full time.", hours, duration(lifetime)),
		When:    pickUp,
	})
}

// findPollInterval: /token measures polls against backchannelAuthenticationResponseInterval, while the device response announces
// deviceAuthzTokenPollInterval (TokenRestWebServiceImpl.java, DeviceAuthorizationRestWebServiceImpl.java).
func findPollInterval(f Facts, c change.Change) []Impact {
	advertised, ok := f.Int("deviceAuthzTokenPollInterval")
	enforced, ok2 := f.Int("backchannelAuthenticationResponseInterval")
	return says(ok && ok2 && advertised <= enforced, Impact{
		Message: fmt.Sprintf("The device flow tells clients to poll every %d s, and answers slow_down to polls no more than %d s apart: clients that do as they are told are slowed down.", advertised, enforced),
		When:    pickUp,
		Advice:  "Keep deviceAuthzTokenPollInterval above backchannelAuthenticationResponseInterval.",
	})
}

func findSharedInterval(f Facts, c change.Change) []Impact {
	n, ok := f.Int("backchannelAuthenticationResponseInterval")
	if !ok {
		return nil
	}
	if n <= 0 {
		return []Impact{{Severity: Caution, When: pickUp,
			Message: "CIBA and device flow clients are no longer slowed down at /token, however fast they poll."}}
	}
	return []Impact{{When: pickUp,
		Message: fmt.Sprintf("Besides CIBA this is the device flow's threshold too: /token answers slow_down to polls no more than %d s apart.", n)}}
}
