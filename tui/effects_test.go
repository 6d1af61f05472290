package tui_test

import (
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"
	"github.com/charmbracelet/x/exp/golden"

	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/tuitest"
)

// watching is a console on a sandbox with the delays of a real server. later lets the time pass until the next look.
func watching(t *testing.T, width, height int) (world *tuitest.World, d *tuitest.Driver, later func() bool) {
	t.Helper()
	clock := sandbox.NewManualClock(time.Date(2026, 7, 13, 12, 0, 0, 0, time.UTC))
	world = tuitest.NewWorld(t, sandbox.Options{Clock: clock, Timing: sandbox.RealTiming()})
	later = world.Watch(clock, func(msg tea.Msg) { d.Send(msg) })
	d = open(t, world.Session, width, height)
	world.Discover()
	return world, d, later
}

func switchOff(d *tuitest.Driver, name string) {
	toFlags(d)
	stageOff(d, name)
	d.Keys("ctrl+s", "enter")
}

// A flag is switched off: the status line says when that shows, the header how much of it was seen, and the page lists it. Nothing of it holds
// anybody up.
func TestEffectsOfAFlag(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {120, 40}, {60, 15}} {
		_, d, later := watching(t, size[0], size[1])
		name := map[int]string{80: "80x24", 120: "120x40", 60: "60x15"}[size[0]]
		shows := func(state string) {
			t.Run(state+"/"+name, func(t *testing.T) {
				d.CheckSize(size[0], size[1])
				golden.RequireEqual(t, []byte(d.Screen()))
			})
		}
		switchOff(d, "REVOKE_TOKEN")
		d.Expect("Applied and verified: featureFlags", "shows it in up to 60 min, when its cache expires", "effects 0 of 3")
		d.Keys("w")
		shows("applied")
		for range 10 {
			later()
		}
		d.Expect("endpoint /revoke: 403 after", "discovery document: still lists revocation_endpoint", "stored values: as applied", "effects 2 of 3")
		shows("half")
		for later() {
		}
		d.Expect("discovery document: revocation_endpoint is gone")
		d.Refuse("effects 2 of 3", "effects 3 of 3")
		shows("seen")
	}
}

// Several plans are watched at once, and the flush is a plan as any other.
func TestFlushFromTheEffects(t *testing.T) {
	world, d, later := watching(t, 80, 24)
	switchOff(d, "REVOKE_TOKEN")
	d.Keys("w", "f")
	d.Expect("Review", "discoveryCacheLifetimeInMinutes", "60 min", "59 min")
	d.Keys("enter")
	d.Expect("Applied and verified: discoveryCacheLifetimeInMinutes")
	for range 20 {
		later()
	}
	d.Expect("discovery document: revocation_endpoint is gone after")
	if got := world.Value("discoveryCacheLifetimeInMinutes"); got != "59" {
		t.Errorf("the lifetime is %s", got)
	}
	d.Keys("f")
	d.Expect("Review", "59 min", "60 min")
}

// Somebody else's change of what was applied is told wherever the person is.
func TestOverwriteIsReported(t *testing.T) {
	world, d, later := watching(t, 80, 24)
	switchOff(d, "REVOKE_TOKEN")
	world.Change("featureFlags", "userinfo")
	for range 10 {
		later()
	}
	d.Expect("somebody else's change: featureFlags has been changed since", "userinfo")
}

// With another connection the watch over the old one has ended.
func TestEffectsEndWithTheConnection(t *testing.T) {
	world, d, later := watching(t, 80, 24)
	switchOff(d, "REVOKE_TOKEN")
	world.Session.Connect(world.Opened())
	if len(world.Session.Effects()) > 0 {
		t.Error("the old effects are still listed")
	}
	later()
	if later() {
		t.Error("the old server is still looked at")
	}
	d.Send(core.Open{ID: core.EffectsScreen})
	d.Expect("Nothing was applied yet through this connection.")
}
