package verbs

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/effect"
	"github.com/jansadm/jansadm/client/transport"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// watchedJSON is what became of a script that was waited for.
type watchedJSON struct {
	Target change.Target   `json:"target"`
	Name   string          `json:"name"`
	State  ops.ScriptState `json:"state"`
	Trace  string          `json:"trace,omitempty"`
}

// effectJSON is one thing that a change brings about, and what was seen of it.
type effectJSON struct {
	ID      string       `json:"id"`
	What    string       `json:"what"`
	State   effect.State `json:"state"`
	Seconds float64      `json:"seconds"` // until it was seen, or that it was waited for
	Says    string       `json:"says"`
}

// awaited is what waiting has brought.
type awaited struct {
	scripts []watchedJSON
	effects []effectJSON
}

// await waits, when --wait asks for it, for what the change brings about. Without --wait it says when that shows.
func (a *app) await(ctx context.Context, o *ops.Ops, result *ops.Result) (awaited, error) {
	people := a.global.output == formatTable
	if !a.global.wait {
		if people {
			a.sayWhen(effect.Of(result))
		}
		return awaited{}, nil
	}
	watch := effect.New(o, result)
	if flags := a.global.flags; flags != nil && flags.Changed(timeoutFlag) || a.global.connect.Timeout != transport.DefaultTimeout {
		watch.Within(a.global.connect.Timeout)
	}
	if watch.Idle() {
		return reached(watch), nil
	}
	if people {
		a.say("Applied. Waiting for what the change brings about; ctrl+c stops the waiting, not the change.")
	}
	progress := waiting{shown: people && a.streams.ErrTerminal, to: a.streams.Err}
	err := watch.Run(ctx, func(p effect.Progress) {
		progress.clear()
		if people && p.State != effect.Waiting && !p.State.Wrong() {
			a.say("%s", text.CleanLine(p.Says))
		}
	}, func(after time.Duration) { progress.tick(after, watch.Progress()) })
	progress.clear()
	return reached(watch), missed(watch.Progress(), err)
}

// sayWhen tells of each effect when it shows.
func (a *app) sayWhen(effects []effect.Effect) {
	for _, e := range effects {
		line := e.What + ": in effect " + e.When
		if e.ID == effect.Discovery {
			line = e.What + ": shows it " + e.When
		}
		if e.Slow() {
			line += "; \"jansadm property flush-discovery\" makes that a minute"
		}
		a.say("%s", text.CleanLine(line))
	}
}

// reached is what is known of all effects.
func reached(watch *effect.Watch) awaited {
	var found awaited
	for _, p := range watch.Progress() {
		found.effects = append(found.effects, effectJSON{ID: p.ID, What: p.What, State: p.State, Seconds: p.After.Seconds(), Says: p.Says})
		if p.Outcome != nil {
			found.scripts = append(found.scripts, watchedJSON{
				Target: p.Outcome.Target, Name: p.Outcome.Name, State: p.Outcome.State, Trace: p.Outcome.Trace})
		}
	}
	return found
}

// missed is the error of a change that was made, and of which an effect was not seen.
func missed(all []effect.Progress, interrupted error) error {
	var unknown, wrong []string
	hint := "\"jansadm property flush-discovery\" has the discovery document computed anew; each node of a cluster shows a change at its own time"
	for _, p := range all {
		switch {
		case p.State == effect.Waiting:
			unknown = append(unknown, p.What)
		case p.Outcome != nil && p.Outcome.Failed():
			wrong, hint = append(wrong, p.Outcome.String()), "the script's scriptError holds the whole trace"
		case p.ID == effect.Stored && p.State.Wrong():
			wrong, hint = append(wrong, p.Says), "look at what is there now and ask for it again; every attempt begins with reading"
		case p.State.Wrong():
			wrong = append(wrong, p.Says)
		}
	}
	switch {
	case interrupted != nil:
		return &unwatchedError{names: unknown, cause: interrupted}
	case len(wrong) > 0:
		return &unverifiedError{message: "the change was made, but " + strings.Join(wrong, "; "), hint: hint}
	}
	return nil
}

// waiting is the line on a terminal that counts the seconds, or what is done.
type waiting struct {
	shown bool
	to    io.Writer
	width int // of what stands there now
}

func (w *waiting) tick(after time.Duration, all []effect.Progress) {
	seen, watched, next := 0, 0, ""
	for _, p := range all {
		if p.State == effect.Unwatched {
			continue
		}
		watched++
		if p.State != effect.Waiting {
			seen++
		} else if next == "" && p.Deadline != "" {
			next = "; " + text.CleanLine(p.What) + " " + p.Deadline
		}
	}
	w.show(fmt.Sprintf("waiting: %.0f s, effects %d of %d%s", after.Seconds(), seen, watched, next))
}

// show puts a line in the place of the one before.
func (w *waiting) show(line string) {
	if !w.shown {
		return
	}
	w.width = max(w.width, len(line))
	fmt.Fprintf(w.to, "\r%-*s", w.width, line)
}

func (w *waiting) clear() {
	if w.width > 0 {
		fmt.Fprintf(w.to, "\r%-*s\r", w.width, "")
		w.width = 0
	}
}

// unwatchedError says that a change was made, and that waiting for what becomes of it ended early.
type unwatchedError struct {
	names []string
	cause error
}

func (e *unwatchedError) Error() string {
	why := "waiting was interrupted"
	if !errors.Is(e.cause, context.Canceled) {
		why = e.cause.Error()
	}
	return "the change was made, but what became of " + strings.Join(e.names, ", ") + " is not known: " + why
}

// Unwrap returns what ended the waiting.
func (e *unwatchedError) Unwrap() error { return e.cause }

// problem is of the kind interrupted when the person ended it, else one of a change that could not be verified.
func (e *unwatchedError) problem() ops.Problem {
	found := ops.Problem{Kind: problemUnverified, Message: e.Error(), Hint: "the change is stored and stays; \"jansadm script get NAME\" shows whether a script works"}
	if ops.Explain(e.cause).Kind == ops.ProblemCanceled {
		found.Kind = ops.ProblemCanceled
	}
	return found
}
