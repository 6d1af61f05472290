package ops

import (
	"encoding/json"
	"math"
	"strconv"

	"github.com/jansadm/jansadm/client/document"
)

// CacheLifetime is how long each process of the auth server keeps the discovery document, in minutes.
const CacheLifetime = "discoveryCacheLifetimeInMinutes"

// FlushDiscovery stages what makes the auth server compute its discovery document anew: another lifetime of the cache, upon which each
// process builds a new one within about a minute (LocalResponseCache.java). An even number becomes the one below, an odd one the one above:
// flushing twice leaves the number that there was, and none of them is 0, which would switch the cache off. The error is a
// NotSettableError when there is nothing to flush.
func (c *Configuration) FlushDiscovery(draft *Draft) error {
	entry, err := c.settable(CacheLifetime)
	if err != nil {
		return err
	}
	value := c.Value(draft, CacheLifetime)
	if !document.EqualOnWire(value, entry.Value) {
		return nil // another lifetime is staged already
	}
	if document.IsEmpty(value) {
		value = entry.Unset
	}
	minutes, err := strconv.ParseInt(string(value), 10, 32)
	switch {
	case err != nil:
		return &NotSettableError{Name: CacheLifetime, Why: "its present value is no number of minutes"}
	case minutes == 0:
		return &NotSettableError{Name: CacheLifetime, Why: "it is 0, so that nothing is cached and there is nothing to flush"}
	case minutes < 0:
		return &NotSettableError{Name: CacheLifetime, Why: "it is negative, and the server keeps the cache that it has until this becomes a positive number"}
	}
	next := minutes - 1
	if minutes%2 != 0 && minutes < math.MaxInt32 {
		next = minutes + 1
	}
	return c.Set(draft, CacheLifetime, json.RawMessage(strconv.FormatInt(next, 10)))
}
