package effect

import (
	"testing"
	"time"

	"github.com/jansadm/jansadm/client/ops/impact"
)

// Whatever flag is switched, and whichever way, the watch sees the endpoint follow within the time that the auth server takes to pick it up, and
// nothing is left that somebody would have to look into.
func TestEveryFlagSwitched(t *testing.T) {
	w := newWorld(t, nil)
	w.settings(flag(true, impact.KnownFlags()...))
	for _, name := range impact.KnownFlags() {
		t.Run(name, func(t *testing.T) {
			w.t = t
			for _, on := range []bool{false, true} {
				found := w.run(New(w.Ops, w.settings(flag(on, name))))
				for _, p := range found {
					if p.State.Wrong() {
						t.Errorf("on %v: %s: %s, %s", on, p.ID, p.State, p.Says)
					}
				}
				if probes[name].request.Path == "" {
					continue
				}
				says := " 403 after "
				if on {
					says = " answers ("
				}
				expect(t, found["endpoint/"+name], Seen, time.Second, 2*impact.PickUp, says)
			}
		})
	}
}
