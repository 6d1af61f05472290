// Package effect watches what a plan does to the auth server as its clients see it. That the Config API holds a value proves nothing about the
// auth server: it reads its configuration on a timer, and keeps what it tells about itself in a cache.
package effect

import (
	"context"
	"time"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/impact"
)

// State is what is known of an effect. The words are stable.
type State string

// The states of effects.
const (
	Waiting   State = "waiting"   // not seen yet, and looked for
	Seen      State = "seen"      //
	NotYet    State = "not-yet"   // looked for until the server should have shown it, or until the watch was ended
	Failed    State = "failed"    // a script does not work, or somebody has changed a value since
	Unknown   State = "unknown"   // what would show it could not be asked
	Unwatched State = "unwatched" // nothing shows it that could be asked without changing anything
)

// Wrong says whether somebody has to look into it.
func (s State) Wrong() bool { return s == NotYet || s == Failed || s == Unknown }

// Effect is one thing that a plan brings about.
type Effect struct {
	ID     string        // stable, as in "discovery", "endpoint/revoke_token", "script/2D3E.5A04"
	What   string        // in a few words
	Within time.Duration // how long the server may take; zero where When says it
	When   string        // when it shows, in words
	Why    string        // why nobody can look; empty when somebody can

	sign sign
}

// Discovery and Stored are the ids of the effects on the discovery document and on the stored values.
const (
	Discovery = "discovery"
	Stored    = "stored"
)

// Watched says whether the effect can be seen.
func (e Effect) Watched() bool { return e.sign != nil }

// Slow says whether the effect waits for the cache of the discovery document, which can be flushed.
func (e Effect) Slow() bool { return e.ID == Discovery && e.Within > flushed }

// flushed is how long it takes until the discovery document is computed anew when its cache is rebuilt.
const flushed = 2 * impact.PickUp

// sign is how an effect shows.
type sign interface {
	// look says what is to be seen when some time has passed since the change. An error means that nothing could be seen.
	look(ctx context.Context, o *ops.Ops, after time.Duration) (sight, error)
	// less is the sign without what a later change makes untrue; nil when nothing is left of it.
	less(later sign) sign
}

// sight is what was seen.
type sight struct {
	state   State  // Waiting when it is not what was expected yet
	says    string // without the name of the effect; not cleaned
	outcome *ops.ScriptOutcome
}

// Progress is how far the watch over one effect has come. What the server has sent is in it, not cleaned.
type Progress struct {
	Effect
	State    State
	After    time.Duration // until it was seen, or that it has been looked for
	Says     string        // a sentence without the full stop: "endpoint /revoke: 403 after 12 s"
	Deadline string        // of one that is waited for: "at the latest in 58 min"
	Outcome  *ops.ScriptOutcome
}

// grace is added to what the server may take before an effect counts as missing: it has to do something as well, and clocks are not the same.
const grace = time.Minute
