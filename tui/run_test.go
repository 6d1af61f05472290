package tui_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/tui"
	"github.com/jansadm/jansadm/tui/tuitest"
)

// A terminal can go without a signal: only the keyboard ends then.
func TestTheEndOfTheKeyboardEndsTheConsole(t *testing.T) {
	world := tuitest.NewWorld(t, sandbox.Options{})
	keyboard, typing, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	screen, err := os.Create(filepath.Join(t.TempDir(), "screen"))
	if err != nil {
		t.Fatal(err)
	}
	if err := typing.Close(); err != nil {
		t.Fatal(err)
	}
	err = tui.Run(t.Context(), world.Session, nil, nil, tui.Terminal{In: keyboard, Out: screen, Env: func(string) string { return "" }})
	if err != nil {
		t.Error(err)
	}
}
