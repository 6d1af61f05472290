package sandbox

import (
	"errors"
	"net/http"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

const discoveryDefaultMinutes = 60

// discoveryCache keeps the discovery document. A reload of the configuration does not clear it; a changed lifetime and a changed script do
// (LocalResponseCache.java).
type discoveryCache struct {
	minute   time.Duration // what one minute lasts
	minutes  int64         // lifetime that the cache was built with
	document []byte
	expires  time.Time
}

func (c *discoveryCache) clear() { c.document = nil }

// rebuild gives the cache another lifetime. With a negative one building fails and the old cache stays.
func (c *discoveryCache) rebuild(minutes int64) {
	if minutes != c.minutes && minutes >= 0 {
		c.minutes, c.document = minutes, nil
	}
}

func (c *discoveryCache) get(now time.Time) []byte {
	if c.document == nil || !now.Before(c.expires) {
		return nil
	}
	return c.document
}

func (c *discoveryCache) put(document []byte, now time.Time) {
	if c.minutes > 0 {
		c.document, c.expires = document, now.Add(time.Duration(c.minutes)*c.minute)
	}
}

// serveDiscovery is GET and POST of openid-configuration, at both URLs (OpenIdConfiguration.java). When a property that the code takes for
// granted is null, it throws, and the answer is 200 without a body.
func (a *authServer) serveDiscovery(x *exchange) {
	now := a.options.Clock.Now()
	a.mu.Lock()
	cached := a.discovery.get(now)
	a.mu.Unlock()
	if cached != nil {
		x.json(cached)
		return
	}
	metadata, err := x.metadata()
	if err != nil {
		if !errors.Is(err, errNullPointer) {
			x.broken(err)
			return
		}
		a.options.Log.Error("discovery document", "error", err)
		x.json(nil)
		return
	}
	document := append(jsontree.AppendIndent(nil, metadata, "  "), '\n')
	a.mu.Lock()
	a.discovery.put(document, now)
	a.mu.Unlock()
	x.json(document)
}

// errNullPointer stands for a NullPointerException of the server.
var errNullPointer = errors.New("null pointer")

// filterKeys removes what the configuration hides: blank texts, denied keys, and all that is not on a list of allowed ones.
func filterKeys(metadata, config map[string]any) {
	if !boolMember(config, "allowBlankValuesInDiscoveryResponse") {
		for key, value := range metadata {
			if s, ok := value.(string); ok && strings.TrimSpace(s) == "" {
				delete(metadata, key)
			}
		}
	}
	for _, key := range textsMember(config, "discoveryDenyKeys") {
		delete(metadata, key)
	}
	allowed := make(map[string]bool)
	for _, key := range textsMember(config, "discoveryAllowedKeys") {
		allowed[key] = true
	}
	if len(allowed) == 0 {
		return
	}
	for key := range metadata {
		if !allowed[key] {
			delete(metadata, key)
		}
	}
}

// serveFAPIDiscovery is the variant below fapi-rs (FapiOpenIdConfiguration.java): it wants an access token and a client certificate, which
// the web server in front passes on in a header, and it ignores feature flags. Without a certificate the answer is 200 without a body.
func (a *authServer) serveFAPIDiscovery(x *exchange) {
	scheme, token := splitAuthorization(x.r.Header.Get("Authorization"))
	var record *tokenRecord
	if scheme == "bearer" {
		var err error
		if record, err = x.accessToken(token); err != nil {
			x.broken(err)
			return
		}
	}
	if record == nil {
		x.write(http.StatusUnauthorized, nil)
		return
	}
	if x.r.Header.Get("X-ClientCert") == "" {
		x.json(nil)
		return
	}
	id := x.r.Header.Get("x-fapi-interaction-id")
	if id == "" {
		id = "c770aef3-6784-41f7-8e0e-ff5f97bddb3a" // a constant of the server
	}
	x.w.Header().Set("x-fapi-interaction-id", id)
	x.features = nil
	metadata, err := x.metadata()
	if err != nil {
		x.broken(err)
		return
	}
	x.json(append(jsontree.AppendIndent(nil, metadata, "  "), '\n'))
}
