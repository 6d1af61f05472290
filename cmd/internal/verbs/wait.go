package verbs

import (
	"context"
	"strings"

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
	err := o.WatchApplied(ctx, result, func(outcome ops.ScriptOutcome) {
		watched = append(watched, watchedJSON{Target: outcome.Target, Name: outcome.Name, State: outcome.State, Trace: outcome.Trace})
		if outcome.Failed() {
			failing = append(failing, outcome.String())
		} else if people {
			a.say("%s", text.CleanLine(outcome.String()))
		}
	})
	if err == nil && len(failing) > 0 {
		err = &unverifiedError{message: "the change was made, but " + strings.Join(failing, "; "), hint: "the script's scriptError holds the whole trace"}
	}
	return watched, err
}
