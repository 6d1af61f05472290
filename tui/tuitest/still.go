package tuitest

import (
	"math/rand/v2"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client/sandbox"
)

// Noon is the moment at which the clock of a still world stands, and from which those of sessions go on.
var Noon = time.Date(2026, 7, 13, 12, 0, 0, 0, time.UTC)

// NewStillWorld is a world whose tokens and sessions are the same each time, and that can be looked at from outside.
func NewStillWorld(t testing.TB, options sandbox.Options) (*World, *sandbox.ManualClock) {
	t.Helper()
	clock := sandbox.NewManualClock(Noon)
	options.Clock, options.Timing, options.Rand = clock, sandbox.RealTiming(), rand.NewChaCha8([32]byte{})
	w := NewWorld(t, options)
	deps := w.deps(false)
	deps.Now, deps.Discovery, deps.Probe = clock.Now, w.api.Discovery.Get, w.api.Endpoints.Probe
	w.use(deps)
	return w, clock
}
