package impact

import "fmt"

// When impacts become visible. The auth server compares the revision of its configuration every 30 seconds
// (ConfigurationFactory.java); the Config API reads the configuration anew for each request (OpenIdAuthorizationService.java).
const (
	pickUp    = "within 30 s"
	atOnce    = "at once, on the next request to the Config API"
	atRestart = "when the auth server is restarted"
)

// entryPickUp is when a change of a scope, claim or client counts: each node of the auth server keeps entries for 60 s, and a look-up by DN
// can store an old one once more (useLocalCache).
const entryPickUp = "within two minutes, when every node has read the entry anew"

// nextLogin is when a change counts that existing tokens do not show.
const nextLogin = "with the next token; those already issued keep what they have until they expire"

// cacheProperty is the lifetime of the discovery document in the cache of each auth server process, in minutes.
const cacheProperty = "discoveryCacheLifetimeInMinutes"

// defaultCacheMinutes is what a server without the setting uses (LocalResponseCache.java).
const defaultCacheMinutes = 60

// cacheRebuilt says whether the plan itself empties the discovery cache: the server builds a new one when the lifetime has become
// another number. It fails to build one for a negative number and keeps the old (LocalResponseCache.java).
func (f Facts) cacheRebuilt() bool {
	after := cacheMinutes(f.Int(cacheProperty))
	return after >= 0 && after != cacheMinutes(f.IntBefore(cacheProperty))
}

func cacheMinutes(n int64, set bool) int64 {
	if !set {
		return defaultCacheMinutes
	}
	return n
}

// discoveryWhen says when the discovery document shows a change, and what shortens the wait.
func (f Facts) discoveryWhen() (when, advice string) {
	if f.cacheRebuilt() {
		return "within about a minute: the new " + cacheProperty + " makes the server rebuild its cache", ""
	}
	minutes := cacheMinutes(f.IntBefore(cacheProperty))
	if minutes <= 0 {
		return pickUp, ""
	}
	return fmt.Sprintf("up to %d min later, when the cached discovery document expires", minutes),
		fmt.Sprintf("To have it rebuilt within about a minute, set %s to a number other than %d in the same plan.", cacheProperty, minutes)
}
