package verbs

import (
	"bytes"
	"context"
	"errors"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// partialOf is the outcome of a plan that stopped in the middle, with the parts that were not tried as well.
func partialOf(plan *ops.Plan, result *ops.Result, partial *ops.PartialError) outcomeJSON {
	shape := outcomeOf(plan, result, false)
	for _, target := range partial.Left {
		if target != ops.AllProperties {
			shape.Parts = append(shape.Parts, partJSON{Target: target, Name: plan.Name(target), State: journal.NotApplied})
		}
	}
	return shape
}

// partialText says of each part of such a plan what came of it, one a line.
func (a *app) partialText(result *ops.Result, partial *ops.PartialError) []byte {
	paint, width := a.paint(a.streams.OutTerminal), a.width(a.streams.OutTerminal)
	var out bytes.Buffer
	line := func(target ops.Target, outcome string) {
		paragraph(&out, 0, text.CleanLine(partial.Titles[target])+": "+outcome, width)
	}
	for _, part := range result.Parts() {
		switch {
		case part.State == journal.Verified:
			line(part.Target, paint.OK.Paint("verified"))
		case part.State == journal.Unverified:
			line(part.Target, paint.Danger.Paint("NOT AS ASKED"))
		case part.State == journal.Unknown:
			line(part.Target, paint.Danger.Paint("not known")+", it may have been applied")
		case errors.Is(partial.Err, context.Canceled):
			line(part.Target, paint.Warn.Paint("not tried"))
		default:
			line(part.Target, paint.Danger.Paint("failed"))
		}
	}
	for _, target := range partial.Left {
		line(target, paint.Warn.Paint("not tried"))
	}
	a.say("recorded in the journal as %s", result.ID)
	if len(partial.Done) > 0 {
		a.say("to take back what was applied: %s", ops.CommandLine("history", "undo", result.ID))
	}
	return out.Bytes()
}
