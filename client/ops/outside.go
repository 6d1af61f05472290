package ops

import (
	"context"
	"time"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/document"
)

// SeesOutside says whether the auth server can be looked at as applications see it.
func (o *Ops) SeesOutside() bool { return o.deps.Discovery != nil && o.deps.Probe != nil }

// Advertised reads what the auth server tells about itself, which it keeps in a cache.
func (o *Ops) Advertised(ctx context.Context) (document.Document, error) {
	return o.deps.Discovery(ctx)
}

// Probe makes a harmless request to an endpoint of the auth server. Only that nothing answers is an error.
func (o *Ops) Probe(ctx context.Context, probe client.Probe) (client.Answer, error) {
	return o.deps.Probe(ctx, probe)
}

// Now tells the time, for those who watch what comes of a plan.
func (o *Ops) Now() time.Time { return o.deps.Now() }

// Pause waits. The error is that of the context.
func (o *Ops) Pause(ctx context.Context, d time.Duration) error { return o.deps.Sleep(ctx, d) }
