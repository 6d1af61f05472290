package effect

import (
	"context"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client/ops"
)

// loading is a script that the server has to load anew.
type loading struct{ script *ops.ScriptWatch }

func (l *loading) look(ctx context.Context, o *ops.Ops, after time.Duration) (sight, error) {
	outcome, known, err := l.script.Look(ctx, o, after)
	if err != nil {
		return sight{}, err
	}
	if !known {
		return sight{state: Waiting, says: "no error so far"}, nil
	}
	found := sight{state: Seen, says: strings.TrimPrefix(strings.TrimPrefix(outcome.String(), outcome.Name), ": "), outcome: &outcome}
	switch outcome.State {
	case ops.ScriptFailed:
		found.state = Failed
	case ops.ScriptGone, ops.ScriptDisabled:
		found.state = Unknown // somebody has been quicker than the server
	}
	return found, nil
}

func (l *loading) less(later sign) sign {
	if other, ok := later.(*loading); ok && other.script.Target() == l.script.Target() {
		return nil
	}
	return l
}
