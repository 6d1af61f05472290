package revocation

import (
	"time"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/impact"
)

// The members of discovery (DiscoveryService.java).
const (
	keyEndpoint = "revocation_endpoint"
	keyAliases  = "mtls_endpoint_aliases"
)

func advertisedIn(doc document.Document, read time.Time) Advertised {
	advertised := Advertised{Known: true, Read: read, Endpoint: textIn(doc, keyEndpoint)}
	advertised.Issuer, _ = document.Text(doc.Get("issuer"))
	if aliases, ok := document.Members(doc.Get(keyAliases)); ok {
		advertised.MTLS = textIn(aliases, keyEndpoint)
	}
	return advertised
}

func textIn(doc document.Document, key string) *string {
	if value, ok := document.Text(doc.Get(key)); ok {
		return &value
	}
	return nil
}

// StaleMinutes is for how many minutes from its reading the document may be stale at most. It does not tell how old the document is: the
// moment until when moves on with each reading.
func (a Advertised) StaleMinutes() int {
	return int((a.StaleUntil.Sub(a.Read) + time.Minute - 1) / time.Minute)
}

// rememberedFor reckons how old the document may be: what is set now shows at the latest when a cache that was filled at this moment expires,
// after the server has noticed the change. While the cache's lifetime is negative the server keeps one of which nobody knows the lifetime.
func (a *Advertised) rememberedFor(facts impact.Facts) {
	if !a.Known || facts.Before == nil {
		return
	}
	minutes, set := facts.Int(ops.CacheLifetime)
	a.Cached = !set || minutes != 0
	if a.Cached && minutes >= 0 {
		a.StaleUntil = a.Read.Add(impact.PickUp + facts.CacheLifetime())
	}
}
