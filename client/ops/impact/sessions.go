package impact

import (
	"slices"

	"github.com/jansadm/jansadm/client/ops/change"
)

// sessionRules: SessionIdService.java, CookieService.java.
var sessionRules = slices.Concat([]Rule{
	{
		ID: "session-endless", Severity: Caution,
		Summary: "sessionIdLifetime becomes 0 or less: sessions end only when they are not used",
		Find:    about(findEndlessSession, "sessionIdLifetime"),
	},
	{
		ID: "session-cookie-browser", Severity: Info,
		Summary: "sessionIdCookieLifetime becomes 0 or less: the cookie lasts until the browser is closed",
		Find:    about(findBrowserCookie, "sessionIdCookieLifetime"),
	},
	{
		ID: "session-lifetime-shorter", Severity: Caution,
		Summary: "a session lifetime becomes shorter, which ends sessions that are older at once",
		Find:    about(findShorterSession, "sessionIdLifetime", "sessionIdUnusedLifetime"),
	},
	{
		ID: "login-time-short", Severity: Danger,
		Summary: "sessionIdUnauthenticatedUnusedLifetime leaves people too little time to sign in",
		Find:    about(findShortLogin, "sessionIdUnauthenticatedUnusedLifetime"),
	},
	{
		ID: "cookie-domain", Severity: Caution,
		Summary: "cookieDomain changes: browsers drop cookies for a domain the server is not in",
		Find:    about(findCookieDomain, "cookieDomain"),
	},
}, toggleRules(
	toggle{
		id: "session-in-cache-on", property: "sessionIdPersistInCache", to: true, severity: Caution,
		message: "Sessions are kept in the cache and no longer found in the database: everybody signs in again, and with a cache in memory each node knows only its own sessions.",
	},
	toggle{
		id: "session-in-cache-off", property: "sessionIdPersistInCache", to: false, severity: Caution,
		message: "Sessions are kept in the database and no longer found in the cache: everybody signs in again.",
	},
	toggle{
		id: "session-cookies-dropped", property: "invalidateSessionCookiesAfterAuthorizationFlow", to: true, severity: Danger,
		message: "The session cookie is dropped after each sign-in: single sign-on ends, and users sign in again at every application.",
	},
	toggle{
		id: "logout-hint-required", property: "forceIdTokenHintPresence", to: true, severity: Caution,
		message: "/end_session refuses requests without id_token_hint: applications that send none can no longer sign users out.",
	},
	toggle{
		id: "logout-expired-hint-refused", property: "rejectEndSessionIfIdTokenExpired", to: true, severity: Caution,
		message: "/end_session refuses an id_token_hint that is no longer stored, as after its expiry: users who stayed signed in for long cannot sign out.",
	},
))

func findEndlessSession(f Facts, c change.Change) []Impact {
	n, ok := f.Int(c.Target.ID)
	before, had := f.IntBefore(c.Target.ID)
	return says(ok && n <= 0 && !(had && before <= 0), Impact{When: pickUp,
		Message: "Sessions have no end of their own: a user who keeps using one never signs in again. sessionIdUnusedLifetime alone ends them."})
}

func findBrowserCookie(f Facts, c change.Change) []Impact {
	n, ok := f.Int(c.Target.ID)
	before, had := f.IntBefore(c.Target.ID)
	return says(ok && n <= 0 && !(had && before <= 0), Impact{When: pickUp,
		Message: "The session cookie has no expiry: browsers keep it until they are closed, and some beyond."})
}

func findShorterSession(f Facts, c change.Change) []Impact {
	n, ok := f.Int(c.Target.ID)
	before, had := f.IntBefore(c.Target.ID)
	return says(ok && had && n > 0 && (n < before || before <= 0 && c.Target.ID == "sessionIdLifetime"), Impact{When: pickUp,
		Message: "Sessions older, or longer unused, than " + duration(n) + " end with their next use: those users sign in again."})
}

// shortestLogin is the time, in seconds, below which a sign-in with a second factor cannot be expected to succeed.
const shortestLogin = 120

func findShortLogin(f Facts, c change.Change) []Impact {
	n, ok := f.Int(c.Target.ID)
	return says(ok && n < shortestLogin && n != -1, Impact{When: pickUp,
		Message: "A sign-in that takes longer than " + duration(max(n, 0)) + " fails, from opening the page to the last factor; this includes administrators who approve a console by device flow."})
}

func findCookieDomain(f Facts, c change.Change) []Impact {
	domain := f.Text("cookieDomain")
	if domain == "" {
		return []Impact{{Severity: Caution, When: pickUp,
			Message: "Cookies are for the server's own host only. Everybody signs in again, and applications on other hosts of the domain no longer get the cookies."}}
	}
	return []Impact{{Severity: Danger, When: pickUp, Advice: "Try a sign-in in a fresh browser before this console is closed.",
		Message: "Browsers drop the session cookie unless the server's host lies in " + shown(domain) + ": then nobody can sign in, by device flow neither. If it does, every host in that domain gets the session cookie."}}
}
