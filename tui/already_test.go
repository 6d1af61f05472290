package tui_test

import (
	"encoding/json"
	"testing"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/tui/core"
)

// The review calls what the server holds already by its name, and that is staged no more.
func TestTheReviewSettlesWhatTheServerHoldsAlready(t *testing.T) {
	world, d := start(t)
	name := func(draft *ops.Draft) {
		scope, err := world.Session.Ops.Find(t.Context(), change.Scope, "phone")
		if err != nil || scope.Set(draft, "/displayName", json.RawMessage(`"Calls"`)) != nil {
			t.Fatal(err)
		}
	}
	configuration, err := world.Session.Ops.Load(t.Context())
	if err != nil || configuration.SetText(world.Session.Draft, "idTokenLifetime", "88") != nil {
		t.Fatal(err)
	}
	name(world.Session.Draft)
	world.Elsewhere(name)
	d.Send(core.Open{ID: "plan"})
	d.Expect("1 change", "scope phone: Display name has that value on the server already", "1 staged")
}
