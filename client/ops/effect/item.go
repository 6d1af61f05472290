package effect

import (
	"time"

	"github.com/jansadm/jansadm/client/ops"
)

// open says whether the effect is still looked for.
func (it *item) open() bool { return it.State == Waiting }

// take keeps what a look has seen.
func (it *item) take(found sight, err error, after time.Duration) {
	it.After, it.silent = after, err
	switch {
	case err != nil:
		it.Says = it.What + ": " + plainly(err)
	case found.state == Waiting:
		it.Says = it.What + ": " + found.says
	default:
		it.State, it.Outcome, it.Deadline = found.state, found.outcome, ""
		it.Says = it.What + ": " + found.says
		if found.state == Seen && found.outcome == nil {
			it.Says += " after " + spoken(after)
		}
		return
	}
	switch left := it.Within - after; {
	case after >= it.Within+grace:
		it.giveUp()
	case left > 0:
		it.Deadline = "at the latest in " + spoken(left)
	default:
		it.Deadline = "overdue"
	}
}

// giveUp settles an effect that did not show in time.
func (it *item) giveUp() {
	it.Deadline = ""
	if it.silent != nil {
		it.State = Unknown
		return
	}
	it.State = NotYet
	if it.Says == "" {
		it.Says = it.What + ": nobody has looked"
	}
}

func plainly(err error) string { return ops.Explain(err).Message }
