package ops

import (
	"context"
	"time"
)

// Outside is the auth server as applications see it; nil when nobody can look.
func (o *Ops) Outside() Outside { return o.deps.Outside }

// Now tells the time, for those who watch what comes of a plan.
func (o *Ops) Now() time.Time { return o.deps.Now() }

// Pause waits. The error is that of the context.
func (o *Ops) Pause(ctx context.Context, d time.Duration) error { return o.deps.Sleep(ctx, d) }
