package impact

import (
	"fmt"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
)

// essentialKeys are those without which applications and consoles cannot use the server.
var essentialKeys = []string{
	"issuer", "authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint", "introspection_endpoint",
	"device_authorization_endpoint", "end_session_endpoint", "revocation_endpoint",
}

// discoveryRules: DiscoveryService.java, LocalResponseCache.java.
var discoveryRules = slices.Concat([]Rule{
	{
		ID: "discovery-keys-hidden", Severity: Danger,
		Summary: "the allow or deny list hides keys from discovery that applications and consoles cannot do without",
		Find:    about(findHiddenKeys, "discoveryAllowedKeys", "discoveryDenyKeys"),
	},
	{
		ID: "discovery-allow-list", Severity: Caution,
		Summary: "discoveryAllowedKeys becomes non-empty, which hides every key that it does not list",
		Find:    about(findAllowList, "discoveryAllowedKeys"),
	},
	{
		ID: "discovery-cache-zero", Severity: Caution,
		Summary: "discoveryCacheLifetimeInMinutes becomes 0 or less",
		Find:    about(findCacheOff, cacheProperty),
	},
	{
		ID: "discovery-cache-long", Severity: Caution,
		Summary: "discoveryCacheLifetimeInMinutes becomes longer than a day",
		Find:    about(findCacheLong, cacheProperty),
	},
	{
		ID: "discovery-lag", Severity: Info,
		Summary: "what the discovery document shows changes, which applications see only when its cache expires",
		Find:    findDiscoveryLag,
	},
}, toggleRules(
	toggle{
		id: "discovery-blank-on", property: "allowBlankValuesInDiscoveryResponse", to: true, severity: Caution,
		message: "Discovery also shows keys whose value is an empty text. Applications that test only whether a key is there take it for an address.",
	},
))

func findHiddenKeys(f Facts, c change.Change) []Impact {
	gone, _, _ := differences(f.advertised(f.Before), f.advertised(f.After))
	var lost []string
	for _, key := range gone {
		if slices.Contains(essentialKeys, key) && f.hides(key) {
			lost = append(lost, key)
		}
	}
	when, _ := f.discoveryWhen()
	return says(len(lost) > 0, Impact{
		Message: "Discovery no longer shows " + enumerate(lost) + ". Applications and consoles that find the server through it fail, although the endpoints go on answering.",
		When:    when,
	})
}

// hides says whether the lists, and not an empty value or a flag, keep a key out of discovery.
func (f Facts) hides(key string) bool {
	allow := f.Strings("discoveryAllowedKeys")
	return slices.Contains(f.Strings("discoveryDenyKeys"), key) || len(allow) > 0 && !slices.Contains(allow, key)
}

func findAllowList(f Facts, c change.Change) []Impact {
	allow := f.Strings("discoveryAllowedKeys")
	when, _ := f.discoveryWhen()
	return says(len(allow) > 0 && len(f.StringsBefore("discoveryAllowedKeys")) == 0, Impact{
		Message: fmt.Sprintf("From now on discovery shows only the keys on this list (%d), and none that a later release adds.", len(allow)),
		When:    when,
		Advice:  "To hide single keys use discoveryDenyKeys and leave this list empty.",
	})
}

func findCacheOff(f Facts, c change.Change) []Impact {
	n, ok := f.Int(cacheProperty)
	switch {
	case !ok || n > 0:
		return nil
	case n < 0:
		return []Impact{{When: pickUp, Message: "The server cannot make a cache with a negative lifetime: each process keeps the one it has, and after a restart one of 60 min."}}
	}
	return []Impact{{When: "within about a minute",
		Message: "The discovery document is no longer cached: every request for it is computed anew, reading every scope from the database.",
		Advice:  "For frequent changes a few minutes do as well."}}
}

func findCacheLong(f Facts, c change.Change) []Impact {
	n, ok := f.Int(cacheProperty)
	before, had := f.IntBefore(cacheProperty)
	return says(ok && n > 24*60 && !(had && before >= n), Impact{
		Message: fmt.Sprintf("Changes of flags, endpoints and scopes stay invisible in discovery for up to %s.", duration(n*60)),
		When:    "from the next change on",
	})
}

// discoverySources are the properties besides the endpoints and the copied ones from which discovery is made.
var discoverySources = []string{
	flagsProperty, "requirePar", "frontChannelLogoutSessionSupported", "ssaConfiguration", "discoveryAllowedKeys", "discoveryDenyKeys",
}

func feedsDiscovery(property string) bool {
	return slices.Contains(discoverySources, property) || slices.Contains(copied, property) ||
		slices.ContainsFunc(endpoints, func(e endpoint) bool { return e.property == property || e.mtls == property && property != "" })
}

// findDiscoveryLag speaks about the plan as a whole, so that several changes yield one impact.
func findDiscoveryLag(f Facts, c change.Change) []Impact {
	if c.Target.Resource != change.Property || !feedsDiscovery(c.Target.ID) || document.EqualOnWire(c.Old, c.New) {
		return nil
	}
	gone, added, changed := differences(f.advertised(f.Before), f.advertised(f.After))
	var parts []string
	for _, part := range []struct {
		verb string
		keys []string
	}{{"drops", gone}, {"adds", added}, {"changes", changed}} {
		if len(part.keys) > 0 {
			parts = append(parts, part.verb+" "+enumerate(part.keys))
		}
	}
	if len(parts) == 0 {
		return nil
	}
	when, advice := f.discoveryWhen()
	return []Impact{{Message: "The discovery document " + strings.Join(parts, "; ") + ".", When: when, Advice: advice}}
}
