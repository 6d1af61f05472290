package sandbox

import (
	"encoding/json"
	"fmt"
)

// attributeEntry is what the auth server needs of an attribute.
type attributeEntry struct {
	Name        string `json:"name"`
	ClaimName   string `json:"claimName"`
	Type        string `json:"dataType"`
	MultiValued bool   `json:"oxMultiValuedAttribute"`
	Hidden      bool   `json:"jansHideOnDiscovery"`
}

// attributeAt finds an attribute by its DN, nil when there is none. Entries are cached for a while.
func (x *exchange) attributeAt(dn string) (*attributeEntry, error) {
	if entry, ok := x.staged[inumOf(dn)]; ok {
		return entry, nil
	}
	return cached(x, x.server.attributeCache, dn, func() (*attributeEntry, error) {
		var entry attributeEntry
		ok, err := x.server.store.decode(bucketAttributes, inumOf(dn), &entry)
		if err != nil || !ok {
			return nil, err
		}
		return &entry, nil
	})
}

// scopeNamed finds a scope by its id, nil when there is none. Of several with one id the first counts.
func (x *exchange) scopeNamed(id string) (*scopeEntry, error) {
	return cached(x, x.server.scopesByID, id, func() (*scopeEntry, error) {
		found, err := x.server.tables.scopes.search(query{equals: []equality{{"jansId", &id}}, limit: 1})
		if err != nil || len(found.entries) == 0 {
			return nil, err
		}
		return x.server.storedScope(textMember(found.entries[0], "inum"))
	})
}

// scopeAt finds a scope by its DN, nil when there is none. What it finds, stale or not, is cached under the id as well, so that a change can
// take twice as long to be noticed as the cache lasts.
func (x *exchange) scopeAt(dn string) (*scopeEntry, error) {
	scope, err := cached(x, x.server.scopesByDN, dn, func() (*scopeEntry, error) { return x.server.storedScope(inumOf(dn)) })
	if err == nil && scope != nil && boolMember(x.config, "useLocalCache") {
		x.server.scopesByID.put(scope.ID, scope, x.server.options.Clock.Now())
	}
	return scope, err
}

func (a *authServer) storedScope(inum string) (*scopeEntry, error) {
	raw, err := a.store.get(bucketScopes, inum)
	if err != nil || raw == nil {
		return nil, err
	}
	var scope scopeEntry
	if err := json.Unmarshal(raw, &scope); err != nil {
		return nil, fmt.Errorf("stored scope %s is damaged: %w", inum, err)
	}
	return &scope, nil
}

// cached looks into a cache first, unless useLocalCache is off.
func cached[T any](x *exchange, cache *entityCache[T], key string, load func() (*T, error)) (*T, error) {
	if !boolMember(x.config, "useLocalCache") {
		return load()
	}
	return cache.get(key, x.server.options.Clock.Now(), load)
}
