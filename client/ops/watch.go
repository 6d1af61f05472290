package ops

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/transport"
)

// ScriptState is what is known of a script after it was saved. The words are stable.
type ScriptState string

// The states of watched scripts. The server writes down when loading fails, and takes that back when it succeeds; a success of a script that
// had no error leaves no trace (CustomScriptManager.java).
const (
	ScriptLoaded   ScriptState = "loaded"   // for certain: the error that it had is gone
	ScriptQuiet    ScriptState = "no_error" // the server had the time to load it, and has stored no error
	ScriptFailed   ScriptState = "failed"   // it could not be loaded, or failed when it ran
	ScriptDisabled ScriptState = "disabled" // the server does not load it
	ScriptGone     ScriptState = "gone"     // somebody has deleted it
)

// ScriptOutcome is what became of one script.
type ScriptOutcome struct {
	Target Target
	Name   string
	State  ScriptState
	Trace  string        // of a failure, as the server stored it
	After  time.Duration // that it was watched
}

// Failed says whether the script does not work.
func (s ScriptOutcome) Failed() bool { return s.State == ScriptFailed }

// String says it in a sentence. What the server stored is not cleaned.
func (s ScriptOutcome) String() string {
	switch s.State {
	case ScriptLoaded:
		return s.Name + ": loaded without error"
	case ScriptFailed:
		return s.Name + " does not work: " + Cause(s.Trace)
	case ScriptDisabled:
		return s.Name + ": disabled, so that the server does not load it"
	case ScriptGone:
		return s.Name + ": deleted meanwhile"
	}
	return fmt.Sprintf("%s: no error after %.0f seconds", s.Name, s.After.Seconds())
}

// How long scripts are watched. The server looks for changed ones every 30 s, and has to compile them then.
const (
	watchPause = 3 * time.Second
	watchFor   = time.Minute
)

// WatchLimit is how long scripts are watched at most.
const WatchLimit = watchFor

// WatchScripts reads scripts that were just saved until it is known what became of each, for a minute at most, and reports each once. The
// first look tells which error a script had before, so it has to come before the server has noticed the change; ScriptWatches know by
// themselves. The error is that of the last look, or of the context.
func (o *Ops) WatchScripts(ctx context.Context, inums []string, report func(ScriptOutcome)) error {
	var scripts []*ScriptWatch
	for _, inum := range inums {
		script := &ScriptWatch{target: Target{Resource: change.Script, ID: inum}, name: inum}
		err := o.look(ctx, script)
		if err != nil {
			return err
		}
		script.before = script.now
		scripts = append(scripts, script)
	}
	return o.watch(ctx, scripts, report)
}

// ScriptWatch is a script of which it is not known yet whether it works.
type ScriptWatch struct {
	target      Target
	name        string
	before, now json.RawMessage // the error that the server has stored, before the change and now
	trace       string
	gone, off   bool
}

// ScriptWatches are the enabled scripts that a plan has created or changed, which the server loads anew.
func (r *Result) ScriptWatches() []*ScriptWatch {
	var scripts []*ScriptWatch
	for _, written := range r.Written() {
		if written.Target().Resource != change.Script || written.After == nil || !written.After.Head().Active {
			continue
		}
		script := &ScriptWatch{target: written.Target(), name: written.Name()}
		if written.Before != nil {
			script.before = written.Before.Get("/scriptError")
		}
		scripts = append(scripts, script)
	}
	return scripts
}

// Target names the script.
func (w *ScriptWatch) Target() Target { return w.target }

// Name is what people call the script.
func (w *ScriptWatch) Name() string { return w.name }

// Look reads the script when some time has passed since it was saved; false when it is not known yet what became of it.
func (w *ScriptWatch) Look(ctx context.Context, o *Ops, after time.Duration) (ScriptOutcome, bool, error) {
	if err := o.look(ctx, w); err != nil {
		return ScriptOutcome{}, false, err
	}
	outcome, known := w.outcome(after)
	return outcome, known, nil
}

// watch looks at the scripts in turn. The time is counted by the pauses, which a slow server makes longer. A look that fails is made good by
// the next.
func (o *Ops) watch(ctx context.Context, scripts []*ScriptWatch, report func(ScriptOutcome)) error {
	var failure error
	for after := time.Duration(0); len(scripts) > 0; after += watchPause {
		var unknown []*ScriptWatch
		failure = nil
		for _, script := range scripts {
			outcome, known, err := script.Look(ctx, o, after)
			if known {
				report(outcome)
				continue
			}
			unknown = append(unknown, script)
			if err != nil {
				failure = err
			}
		}
		if scripts = unknown; len(scripts) == 0 || after >= watchFor {
			break
		}
		if err := o.Pause(ctx, watchPause); err != nil {
			return err
		}
	}
	return failure
}

// look reads a script.
func (o *Ops) look(ctx context.Context, script *ScriptWatch) error {
	entity, err := o.Entity(ctx, script.target)
	if transport.KindOf(err) == transport.KindNotFound {
		script.gone = true
		return nil
	}
	if err != nil {
		return err
	}
	head := entity.Head()
	script.name, script.now, script.trace, script.off = entity.Name(), entity.Get("/scriptError"), head.Failure, !head.Active
	return nil
}

// outcome is what the last look tells; false when that is nothing yet. An error that has stayed for the whole time means that loading has
// failed: success would have taken it away.
func (w *ScriptWatch) outcome(after time.Duration) (ScriptOutcome, bool) {
	had, has, late := !document.IsEmpty(w.before), !document.IsEmpty(w.now), after >= watchFor
	outcome := ScriptOutcome{Target: w.target, Name: w.name, After: after}
	switch {
	case w.gone:
		outcome.State = ScriptGone
	case w.off:
		outcome.State = ScriptDisabled
	case has && (late || !document.Equal(w.now, w.before)):
		outcome.State, outcome.Trace = ScriptFailed, w.trace
	case had && !has:
		outcome.State = ScriptLoaded
	case late:
		outcome.State = ScriptQuiet
	}
	return outcome, outcome.State != ""
}
