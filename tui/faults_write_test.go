package tui_test

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"testing"

	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/tui/tuitest"
)

// review stages a change and opens its plan, with a reason.
func (c *trouble) review() {
	c.stageEdit()
	c.Keys("ctrl+s")
	c.Expect("1 change", "false → true")
	c.Keys("m")
	c.Type("ticket 4711")
	c.Keys("enter")
}

// recovers shows that nothing was lost: the edit, the reason, and the way to apply them.
func (c *trouble) recovers(t *testing.T) {
	t.Helper()
	c.Expect("Your edits are kept", "1 staged")
	c.usable()
	c.mend()
	c.Keys("r")
	c.Expect("1 change", "false → true", "ticket 4711", "connected")
	c.Keys("enter")
	c.Expect("Applied and verified: errorReasonEnabled", "connected")
	c.Refuse("1 staged")
	if held := c.world.Value("errorReasonEnabled"); held != "true" {
		t.Errorf("the server holds %s", held)
	}
	c.world.Change("errorReasonEnabled", "false")
}

func onlyFor(method string, failure error) func(*http.Request) error {
	return func(r *http.Request) error {
		if r.Method == method {
			return failure
		}
		return nil
	}
}

// Right before writing, the configuration is read once more; when that fails, nothing is sent.
func TestReadingBeforeTheWriteFails(t *testing.T) {
	t.Parallel()
	world := tuitest.NewWorld(t, sandbox.Options{})
	for _, f := range readFaults {
		t.Run(f.name, func(t *testing.T) {
			c := enter(t, world, memory{})
			c.review()
			f.strike(c)
			c.Keys("enter")
			c.Expect(append(f.says, "Nothing was", "nothing was written:")...)
			if n := c.wire.count(http.MethodPatch, configPath); n != 0 {
				t.Errorf("%d writes were sent", n)
			}
			c.recovers(t)
		})
	}
}

// A refusal is believed; where the answer leaves open whether something was written, the server is asked.
func TestTheServerRefusesTheWrite(t *testing.T) {
	t.Parallel()
	world := tuitest.NewWorld(t, sandbox.Options{})
	for kind, says := range map[string]string{
		sandbox.Fault401: "did not accept the credentials (HTTP 401)", sandbox.Fault403: "not permitted (HTTP 403)",
		sandbox.Fault404: "not found (HTTP 404)", sandbox.Fault409: "(HTTP 409)", sandbox.Fault429: "too many requests (HTTP 429)",
		sandbox.Fault500: "the server failed (HTTP 500)", sandbox.Fault500HTML: "an HTML page, probably from a proxy",
		sandbox.FaultReset: "the connection was closed before an answer arrived", sandbox.FaultNonsense: "was not understood",
	} {
		t.Run(kind, func(t *testing.T) {
			c := enter(t, world, memory{})
			c.review()
			c.fail(http.MethodPatch, configPath, kind)
			c.Keys("enter")
			c.Expect("Nothing was", says)
			want := 1
			if kind == sandbox.Fault401 {
				want = 2 // the second time with a fresh token
			}
			if n := c.wire.count(http.MethodPatch, configPath); n != want {
				t.Errorf("the write was sent %d times, want %d", n, want)
			}
			c.recovers(t)
		})
	}
}

// The answer is lost, but not the change: reading back finds out.
func TestTheAnswerToTheWriteIsLost(t *testing.T) {
	world := tuitest.NewWorld(t, sandbox.Options{})
	for name, lose := range map[string]func(*trouble){
		"cut":      func(c *trouble) { c.fail(http.MethodPatch, configPath, sandbox.FaultCut) },
		"reset":    func(c *trouble) { c.wire.behind = onlyFor(http.MethodPatch, errReset) },
		"time-out": func(c *trouble) { c.wire.behind = onlyFor(http.MethodPatch, context.DeadlineExceeded) },
	} {
		t.Run(name, func(t *testing.T) {
			c := enter(t, world, memory{})
			c.review()
			lose(c)
			c.Keys("enter")
			c.Expect("Applied and verified: errorReasonEnabled")
			c.Refuse("1 staged")
			if n := c.wire.count(http.MethodPatch, configPath); n != 1 {
				t.Errorf("the write was sent %d times", n)
			}
			world.Change("errorReasonEnabled", "false")
		})
	}
}

func TestTheServerIsGoneBetweenPlanAndApply(t *testing.T) {
	world := tuitest.NewWorld(t, sandbox.Options{})
	c := enter(t, world, memory{})
	c.review()
	c.wire.before = func(*http.Request) error { return errRefused }
	c.Keys("enter")
	c.Expect("Nothing was changed.", "connection refused", "no connection")
	c.recovers(t)
}

// Neither the answer arrives, nor can the server be read afterwards. Checking again tells which it was.
func TestTheResultIsUnknown(t *testing.T) {
	world := tuitest.NewWorld(t, sandbox.Options{})
	for name, arrives := range map[string]bool{"the write arrived": true, "the write did not arrive": false} {
		t.Run(name, func(t *testing.T) {
			c := enter(t, world, memory{})
			c.review()
			sent := false
			c.wire.before = func(r *http.Request) error {
				if sent || r.Method == http.MethodPatch && !arrives {
					sent = true
					return errReset
				}
				return nil
			}
			c.wire.behind = func(r *http.Request) error {
				if r.Method != http.MethodPatch {
					return nil
				}
				sent = true
				return errReset
			}
			c.Keys("enter")
			c.Expect("It is not known whether the change was applied.", "r reads what the server holds now.", "1 staged", "no connection")
			if !arrives {
				c.recovers(t)
				return
			}
			c.mend()
			c.Keys("r")
			c.Expect("There is nothing to change: the server holds what the staged edits ask for.")
			world.Change("errorReasonEnabled", "false")
		})
	}
}

// Nothing is written that cannot be journalled.
func TestTheJournalCannotBeWritten(t *testing.T) {
	world := tuitest.NewWorld(t, sandbox.Options{})
	notAFolder := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(notAFolder, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, recorder := range map[string]*refusing{
		"no folder": {first: journal.Open(filepath.Join(notAFolder, "journal.jsonl"))},
		"disk full": {first: full{}},
	} {
		t.Run(name, func(t *testing.T) {
			c := enter(t, world, recorder)
			c.review()
			c.Keys("enter")
			c.Expect("Nothing was changed.", "cannot be written", "changes are applied only when they can be recorded")
			if n := c.wire.count(http.MethodPatch, configPath); n != 0 {
				t.Errorf("%d writes were sent", n)
			}
			recorder.first = memory{}
			c.recovers(t)
		})
	}
}

// A change that was made, but whose outcome could not be recorded, is told as both.
func TestTheOutcomeCannotBeJournalled(t *testing.T) {
	world := tuitest.NewWorld(t, sandbox.Options{})
	c := enter(t, world, &refusing{first: memory{}, then: full{}})
	c.review()
	c.Keys("enter")
	c.Expect("Applied and verified", "The outcome could not be written to the journal", "no space left on device")
	c.Refuse("1 staged")
	c.Keys("enter")
	c.Expect("Properties", "329 of 329")
}

// While a write is under way nothing leads away from it, and quitting warns.
func TestAWriteIsNotLeft(t *testing.T) {
	world := tuitest.NewWorld(t, sandbox.Options{})
	c := enter(t, world, memory{})
	c.review()
	write := c.leave(tuitest.Key("enter"))
	c.Expect("Applying")
	for _, key := range []string{"esc", ":", "ctrl+p"} {
		c.Keys(key)
		c.Expect("Leaving is not possible: the change is being applied")
		c.Refuse("Go to or do")
	}
	c.Keys("enter", "r", "X", "ctrl+s") // nothing of the review is left
	c.Expect("Applying")
	c.Keys("q")
	c.Expect("A change is being applied right now; you would not see what came of")
	c.Keys("esc")
	c.Send(work(write))
	c.Expect("Applied and verified: errorReasonEnabled", "Properties")
	c.Refuse("Review")
}
