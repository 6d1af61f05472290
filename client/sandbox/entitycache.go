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
	c.keep(key, entity, now)
	return entity, nil
}

// put caches an entry from now on.
func (c *entityCache[T]) put(key string, entity *T, now time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.keep(key, entity, now)
}

func (c *entityCache[T]) keep(key string, entity *T, now time.Time) {
	if c.ttl <= 0 || entity == nil {
		return
	}
	if c.entries == nil || len(c.entries) >= cacheSize {
		c.entries = make(map[string]cachedEntity[T])
	}
	c.entries[key] = cachedEntity[T]{entity: entity, expires: now.Add(c.ttl)}
}

// cacheSize bounds a cache; a full one begins anew.
const cacheSize = 10000
