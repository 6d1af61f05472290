package tui_test

import (
	"testing"

	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/tui"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/tuitest"
)

// properties opens the list with all 329 properties, at the size of a large terminal.
func properties(b *testing.B) tea.Model {
	world := tuitest.NewWorld(b, sandbox.Options{})
	world.Session.Registry = tui.Registry()
	app := tui.New(world.Session, "home")
	d := tuitest.Drive(b, app, 140, 45)
	d.Keys("enter", "enter")
	return app
}

// From a key press to the finished frame, moving through the list.
func BenchmarkMoveOnProperties(b *testing.B) {
	app := properties(b)
	down, up := tuitest.Key("down"), tuitest.Key("up")
	b.ReportAllocs()
	for i := range b.N {
		key := down
		if i/300%2 == 1 {
			key = up
		}
		app.Update(key)
		app.View()
	}
}

// From a key press to the finished frame, typing into the filter.
func BenchmarkFilterOnProperties(b *testing.B) {
	app := properties(b)
	app.Update(tuitest.Key("/"))
	keys := []tea.KeyMsg{tuitest.Key("t"), tuitest.Key("o"), tuitest.Key("k"), tuitest.Key("backspace"), tuitest.Key("backspace"), tuitest.Key("backspace")}
	b.ReportAllocs()
	for i := range b.N {
		app.Update(keys[i%len(keys)])
		app.View()
	}
}

// scopes opens the list of a hundred thousand scopes, at the size of a large terminal.
func scopes(b *testing.B) *tuitest.Driver {
	world := tuitest.NewWorld(b, sandbox.Options{Seed: sandbox.Seed{Scopes: 100_000}})
	world.Session.Registry = tui.Registry()
	d := tuitest.Drive(b, tui.New(world.Session, "home"), 140, 45)
	d.Send(core.Open{ID: "auth.scopes"})
	return d
}

// Moving through the list: most keys find their rows there, some bring a page from the server.
func BenchmarkScrollScopes(b *testing.B) {
	d := scopes(b)
	b.ReportAllocs()
	for b.Loop() {
		d.Keys("pgdown")
	}
}

// From a key press to the finished frame, within what is loaded.
func BenchmarkMoveOnScopes(b *testing.B) {
	d := scopes(b)
	down, up := tuitest.Key("down"), tuitest.Key("up")
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		key := down
		if i/100%2 == 1 {
			key = up
		}
		d.Send(key)
	}
}

// Searching a hundred thousand scopes for what is typed, with the server's answer.
func BenchmarkSearchScopes(b *testing.B) {
	d := scopes(b)
	d.Keys("/")
	b.ReportAllocs()
	for b.Loop() {
		d.Type("s")
		d.Keys("backspace")
	}
}
