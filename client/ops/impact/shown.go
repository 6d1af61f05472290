package impact

import (
	"encoding/json"
	"slices"
	"time"
)

// Shown is a key of the discovery document and what it will hold. A key below mtls_endpoint_aliases is written with a dot.
type Shown struct {
	Key   string
	Value json.RawMessage // nil: the key is not there
}

// DiscoveryChanges lists the keys of the discovery document that become others by the changes of properties, those that matter most first.
func (f Facts) DiscoveryChanges() []Shown {
	after := f.advertised(f.After)
	gone, added, changed := differences(f.advertised(f.Before), after)
	var shown []Shown
	for _, key := range slices.Concat(gone, added, changed) {
		shown = append(shown, shownIn(after, key))
	}
	return shown
}

// GatedKeys are the keys that feature flags decide about, as they should be after the changes. Of a flag that the server does not know nothing
// is said.
func (f Facts) GatedKeys() []Shown {
	after := f.advertised(f.After)
	var shown []Shown
	for _, e := range endpoints {
		if e.flag != "" && f.knows(e.flag) {
			shown = append(shown, shownIn(after, e.key))
		}
	}
	return shown
}

func shownIn(keys map[string]string, key string) Shown {
	value, there := keys[key]
	if !there {
		return Shown{Key: key}
	}
	return Shown{Key: key, Value: json.RawMessage(value)}
}

// FeedsDiscovery says whether the discovery document is made from a property.
func FeedsDiscovery(property string) bool { return feedsDiscovery(property) }

// PickUp is how long the auth server takes at most to notice a change of its configuration or of a script (ConfigurationFactory.java,
// CustomScriptManager.java).
const PickUp = 30 * time.Second

// EntryPickUp is how long a node of the auth server goes by a scope, claim or client that has changed: 60 s, and as much again when a look-up by
// DN has stored the old one once more (useLocalCache).
const EntryPickUp = 2 * time.Minute

// CacheRebuilt says whether the changes themselves make the server rebuild the cache of its discovery document, which takes about a minute.
func (f Facts) CacheRebuilt() bool { return f.cacheRebuilt() }

// CacheLifetime is how long the discovery document may be out of date before the changes: zero when it is not cached. A negative setting
// leaves the server with the cache that it had, of which nobody knows the lifetime; it counts as the default.
func (f Facts) CacheLifetime() time.Duration {
	minutes := cacheMinutes(f.IntBefore(cacheProperty))
	if minutes < 0 {
		minutes = defaultCacheMinutes
	}
	return time.Duration(min(minutes, 1<<20)) * time.Minute
}
