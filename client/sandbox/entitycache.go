package sandbox

import (
	"sync"
	"time"
)

// entityCache keeps entries of the database for a while, as the auth server does with clients, scopes and attributes
// (useLocalCache).
type entityCache[T any] struct {
	ttl     time.Duration
	mu      sync.Mutex
	entries map[string]cachedEntity[T]
}

type cachedEntity[T any] struct {
	entity  *T
	expires time.Time
}

// get returns a cached entry or loads it. A nil entity means that there is none.
func (c *entityCache[T]) get(key string, now time.Time, load func() (*T, error)) (*T, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if cached, ok := c.entries[key]; ok && now.Before(cached.expires) {
		return cached.entity, nil
	}
	entity, err := load()
	if err != nil {
		return nil, err
	}
	if c.entries == nil {
		c.entries = make(map[string]cachedEntity[T])
	}
	if c.ttl > 0 && entity != nil {
		c.entries[key] = cachedEntity[T]{entity: entity, expires: now.Add(c.ttl)}
	}
	return entity, nil
}
