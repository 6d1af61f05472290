package verbs

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// watchedJSON is what became of a script that was waited for.
type watchedJSON struct {
	Target change.Target   `json:"target"`
	Name   string          `json:"name"`
	State  ops.ScriptState `json:"state"`
	Trace  string          `json:"trace,omitempty"`
}

// awaitScripts waits, when --wait asks for it, until it is known what the auth server made of the scripts that were changed.
func (a *app) awaitScripts(ctx context.Context, o *ops.Ops, result *ops.Result) ([]watchedJSON, error) {
	scripts := result.Scripts()
	if !a.global.wait || len(scripts) == 0 {
		return nil, nil
	}
	people := a.global.output == formatTable
	if people {
		names := make([]string, len(scripts))
		for i, script := range scripts {
			names[i] = text.CleanLine(script.Word())
		}
		a.say("Applied. The auth server is given a minute to load %s.", strings.Join(names, ", "))
	}
	var watched []watchedJSON
	var failing []string
	progress := waiting{shown: people && a.streams.ErrTerminal, to: a.streams.Err}
	err := o.WatchApplied(ctx, result, func(outcome ops.ScriptOutcome) {
		progress.clear()
		watched = append(watched, watchedJSON{Target: outcome.Target, Name: outcome.Name, State: outcome.State, Trace: outcome.Trace})
		if outcome.Failed() {
			failing = append(failing, outcome.String())
		} else if people {
			a.say("%s", text.CleanLine(outcome.String()))
		}
	}, progress.tick)
	progress.clear()
	switch {
	case err != nil:
		err = &unwatchedError{names: unwatched(scripts, watched), cause: err}
	case len(failing) > 0:
		err = &unverifiedError{message: "the change was made, but " + strings.Join(failing, "; "), hint: "the script's scriptError holds the whole trace"}
	}
	return watched, err
}

// waiting is the line on a terminal that counts the seconds, or what is done.
type waiting struct {
	shown bool
	to    io.Writer
	width int // of what stands there now
}

func (w *waiting) tick(after time.Duration) {
	w.show(fmt.Sprintf("waiting: %.0f of %.0f seconds", after.Seconds(), ops.WatchLimit.Seconds()))
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

// unwatched names the scripts of which nothing is known yet.
func unwatched(scripts []ops.Head, watched []watchedJSON) []string {
	var names []string
	for _, script := range scripts {
		if !slices.ContainsFunc(watched, func(known watchedJSON) bool { return known.Target == script.Target() }) {
			names = append(names, script.Word())
		}
	}
	return names
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
	found := ops.Problem{Kind: problemUnverified, Message: e.Error(), Hint: "look at it with \"jansadm script get NAME\""}
	if ops.Explain(e.cause).Kind == ops.ProblemCanceled {
		found.Kind = ops.ProblemCanceled
	}
	return found
}
