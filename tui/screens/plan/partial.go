package plan

import (
	"errors"
	"fmt"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/core"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// partial says of each part of a plan that stopped in the middle what came of it.
func (p *page) partial(plan *ops.Plan, partial *ops.PartialError) {
	stopped := errors.Is(partial, ops.ErrStopped)
	all := len(partial.Done) + 1 + len(partial.Left)
	p.Add(p.th.Warn, fmt.Sprintf("%s %d of %d parts were applied, the rest was not.", p.th.Glyphs.Warn, len(partial.Done), all))
	p.Space()
	for _, target := range partial.Done {
		p.part(plan, target, p.th.Glyphs.OK, p.th.OK, "done")
	}
	switch unknown := (*ops.UnknownResultError)(nil); {
	case stopped:
		p.part(plan, partial.Failed, p.th.Glyphs.Bullet, p.th.Muted, "not tried")
	case errors.As(partial, &unknown):
		p.part(plan, partial.Failed, p.th.Glyphs.Error, p.th.Danger, "it is not known whether it was applied")
	default:
		p.part(plan, partial.Failed, p.th.Glyphs.Error, p.th.Danger, "failed")
	}
	if !stopped {
		p.cause(partial.Err)
	}
	for _, target := range partial.Left {
		p.part(plan, target, p.th.Glyphs.Bullet, p.th.Muted, "not tried")
	}
	p.Space()
	p.Add(p.th.Text, p.say.rest+" r checks again and goes on.")
	if len(partial.Done) > 0 {
		p.Add(p.th.Text, "u reviews taking back what was done.")
	}
}

func (p *page) part(plan *ops.Plan, target ops.Target, sign string, style theme.Style, outcome string) {
	p.Bullet(sign, style, p.th.Text, text.CleanLine(plan.Subject(target, "").Name())+": "+outcome)
}

// cause is why a part failed.
func (p *page) cause(err error) {
	problem := core.Explain(err)
	p.Indent(3, p.th.Text, problem.Message)
	p.Indent(3, p.th.Text, problem.Hint)
	if problem.RequestID != "" {
		p.Indent(3, p.th.Muted, "Request "+problem.RequestID)
	}
}
