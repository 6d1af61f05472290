package entries_test

import (
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/tui"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/tuitest"
)

// One key press in a form and the frame after it, with the most fields there are.
func BenchmarkKey(b *testing.B) {
	world := tuitest.NewWorld(b, sandbox.Options{})
	world.Session.Registry = tui.Registry()
	app := tui.New(world.Session, "home")
	d := tuitest.Drive(b, app, 120, 40)
	claim, err := world.Session.Ops.Find(b.Context(), change.Claim, "mail")
	if err != nil {
		b.Fatal(err)
	}
	d.Send(core.Open{ID: "auth.claim", Arg: claim.Target.ID})
	keys := []tea.KeyMsg{tuitest.Key("down"), tuitest.Key("up")}
	for i := 0; b.Loop(); i++ {
		app.Update(keys[i%2])
		app.View()
	}
}
