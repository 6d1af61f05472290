package tui_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/charmbracelet/bubbles/spinner"
	tea "github.com/charmbracelet/bubbletea"

	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/tuitest"
)

// patience is how long something that must end may take on a slow machine.
const patience = 30 * time.Second

// aside runs a command as the program does, while keys go on being pressed. The result is its message.
func aside(t *testing.T, cmd tea.Cmd) func() tea.Msg {
	t.Helper()
	if cmd == nil {
		t.Fatal("nothing was started")
	}
	done := make(chan tea.Msg, 1)
	go func() { done <- work(cmd) }()
	return func() tea.Msg {
		t.Helper()
		select {
		case msg := <-done:
			return msg
		case <-time.After(patience):
			t.Fatal("what was given up does not end")
		}
		return nil
	}
}

// work runs a command and leaves out the wheel that turns beside it.
func work(cmd tea.Cmd) tea.Msg {
	msg := cmd()
	batch, ok := msg.(tea.BatchMsg)
	if !ok {
		return msg
	}
	for _, part := range batch {
		if part == nil {
			continue
		}
		if msg := work(part); msg != nil {
			if _, turns := msg.(spinner.TickMsg); !turns {
				return msg
			}
		}
	}
	return nil
}

// gate holds requests back until it is opened, and tells when one has come.
func gate() (hold func(*http.Request) error, arrived <-chan struct{}, open func()) {
	came, opened := make(chan struct{}, 1), make(chan struct{})
	hold = func(r *http.Request) error {
		select {
		case came <- struct{}{}:
		default: // somebody knows already
		}
		select {
		case <-opened:
			return nil
		case <-r.Context().Done():
			return r.Context().Err()
		}
	}
	return hold, came, func() { close(opened) }
}

func await(t *testing.T, signal <-chan struct{}) {
	t.Helper()
	select {
	case <-signal:
	case <-time.After(patience):
		t.Fatal("no request was sent")
	}
}

// While the server takes its time, the screen says what it waits for and can be used; then it shows what has come.
func TestASlowServer(t *testing.T) {
	world := tuitest.NewWorld(t, sandbox.Options{})
	for _, place := range places {
		t.Run(place.name, func(t *testing.T) {
			c := enter(t, world, memory{})
			hold, arrived, release := gate()
			c.wire.before = hold
			answer := aside(t, c.leave(place.open))
			await(t, arrived)
			c.Expect(place.waiting)
			c.usable()
			release()
			c.Send(answer())
			c.Expect(place.shown, "connected")
			c.Refuse(place.waiting)
		})
	}
}

// A server that never answers can be left at once: the request is given up, and nothing of it shows up later.
func TestAServerThatHangs(t *testing.T) {
	world := tuitest.NewWorld(t, sandbox.Options{})
	for _, place := range places {
		t.Run(place.name, func(t *testing.T) {
			c := enter(t, world, memory{})
			c.fail(http.MethodGet, "*", sandbox.FaultHang)
			hold, arrived, release := gate()
			release()
			c.wire.before = hold
			answer := aside(t, c.leave(place.open))
			await(t, arrived)
			c.Expect(place.waiting)
			c.Keys("esc")
			c.Send(answer())
			c.Expect("Home", "Auth Server")
			c.Refuse(place.waiting, place.failed, "✗")
			c.mend()
			c.Send(place.open)
			c.Expect(place.shown)
		})
	}
}

func TestLeavingAReviewGivesTheCheckUp(t *testing.T) {
	world := tuitest.NewWorld(t, sandbox.Options{})
	c := enter(t, world, memory{})
	c.stageEdit()
	c.fail(http.MethodGet, "*", sandbox.FaultHang)
	answer := aside(t, c.leave(tuitest.Key("ctrl+s")))
	c.Expect("Checking 1 staged edit against the server")
	c.Keys("enter")
	c.Expect("Apply is not possible: the plan is still being checked against the server")
	c.Keys("esc")
	c.Send(answer())
	c.Expect("Properties", "1 staged")
	c.Refuse("could not be checked")
	c.mend()
	c.Keys("ctrl+s")
	c.Expect("1 change")
}

// Of two answers the one to the later question counts, also when it comes first.
func TestALateAnswerIsDropped(t *testing.T) {
	world := tuitest.NewWorld(t, sandbox.Options{})
	c := enter(t, world, memory{})
	c.find("errorReasonEnabled")
	hold, arrived, release := gate()
	c.wire.before = hold
	first := aside(t, c.leave(tuitest.Key("r")))
	await(t, arrived)
	release()
	world.Change("errorReasonEnabled", "true")
	c.Keys("r")
	c.Expect("errorReasonEnabled true")
	c.Send(first())
	c.Expect("errorReasonEnabled true", "connected")
	c.Refuse("✗")
}

// A token that has expired is replaced, and the person sees nothing of it: on reading, on checking and on writing.
func TestAnExpiredTokenIsRenewedSilently(t *testing.T) {
	world := tuitest.NewWorld(t, sandbox.Options{})
	c := enter(t, world, memory{})
	tokens := 0
	expire := func(method string) {
		t.Helper()
		if n := c.wire.count(http.MethodPost, tokenPath); n != tokens {
			t.Errorf("%d tokens were asked for, want %d", n, tokens)
		}
		tokens++
		world.Sandbox.SetFaults([]sandbox.Fault{{Method: method, Path: configPath, Kind: sandbox.FaultExpired, Times: 1}})
	}
	c.find("errorReasonEnabled")
	tokens = 1
	expire(http.MethodGet)
	c.Keys("r", "space")
	c.Expect("1 staged", "329 of 329")
	expire(http.MethodGet)
	c.Keys("ctrl+s")
	c.Expect("1 change")
	expire(http.MethodPatch)
	c.Keys("enter")
	c.Expect("Applied and verified: errorReasonEnabled")
	expire(http.MethodGet)
	c.Refuse("✗")
}

// When no token can be had, the page says so, and the next try asks for one again.
func TestNoTokenCanBeHad(t *testing.T) {
	world := tuitest.NewWorld(t, sandbox.Options{})
	for _, place := range places {
		c := enter(t, world, memory{})
		c.fail(http.MethodPost, tokenPath, sandbox.Fault401)
		c.Send(place.open)
		c.Expect(place.failed, "did not accept the credentials (HTTP 401)", "r tries again.")
		c.mend()
		c.Keys("r")
		c.Expect(place.shown)
	}
}

// Requests are what takes time: opening a list is one, its palette, help, cursor and filter are none.
func TestLookingAroundSendsNothing(t *testing.T) {
	world := tuitest.NewWorld(t, sandbox.Options{})
	c := enter(t, world, memory{})
	c.Keys("enter", "enter")
	c.Expect("329 of 329")
	c.Keys("/")
	c.Type("token")
	c.Keys("enter", "down", "down", "pgdown", "end", "home", "?", "q", ":", "esc", "space", "c", "enter", "esc")
	if reads, flags := c.wire.count(http.MethodGet, configPath), c.wire.count(http.MethodGet, "/feature-flags"); reads != 1 || flags != 0 {
		t.Errorf("%d reads of the configuration, %d of the flags", reads, flags)
	}
	c.Send(core.Open{ID: "auth.flags"})
	if reads, flags := c.wire.count(http.MethodGet, configPath), c.wire.count(http.MethodGet, "/feature-flags"); reads != 1 || flags != 1 {
		t.Errorf("with the flags %d reads of the configuration, %d of the flags", reads, flags)
	}
}
