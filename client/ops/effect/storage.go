package effect

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
)

// recheckAfter is when what was applied is read once more for the first time: who had a form open before, and writes the whole document, has
// done it by then or will be seen at the end of the watch.
const recheckAfter = 15 * time.Second

// storage is what is known about the stored values.
type storage struct {
	state State
	says  string
	after time.Duration // of the last reading; zero before the first
	left  []ops.Target  // that a later plan has changed
	path  map[ops.Target][]string
}

func (s *storage) progress() Progress {
	effect := Effect{ID: Stored, What: "stored values", Within: recheckAfter, When: "to stay as applied"}
	p := Progress{Effect: effect, State: s.state, After: s.after, Says: s.says}
	if p.State == "" {
		p.State, p.Deadline = Waiting, "read once more after "+spoken(recheckAfter)
	}
	return p
}

// leave takes out what a later plan has changed.
func (s *storage) leave(later *ops.Result) {
	if s.path == nil {
		s.path = map[ops.Target][]string{}
	}
	for _, item := range later.Items {
		if item.Change.Target.Resource == change.Property {
			s.left = append(s.left, item.Change.Target)
		}
	}
	for _, written := range later.Written() {
		if written.Kind == change.Set {
			s.path[written.Target()] = append(s.path[written.Target()], written.Paths...)
		} else {
			s.left = append(s.left, written.Target())
		}
	}
}

func (s *storage) mine(found ops.Overwritten) bool {
	return !slices.Contains(s.left, found.Target) && !slices.Contains(s.path[found.Target], found.Path)
}

// recheck reads the stored values once more when it is time for it, and again at the end of the watch. It says whether the watch goes on.
func (w *Watch) recheck(ctx context.Context, after time.Duration, last bool) (more bool, err error) {
	w.mu.Lock()
	open := slices.ContainsFunc(w.items, (*item).open)
	due := w.stored != nil && w.stored.due(after, open, last)
	more = open || w.stored != nil && w.stored.state == "" && !due
	w.mu.Unlock()
	if !due {
		return more, nil
	}
	found, err := w.ops.Recheck(ctx, w.result)
	if ctx.Err() != nil {
		return false, ctx.Err()
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.stored.take(found, err, after)
	return open, nil
}

// due says whether to read now: when the time has come, and at the end. What somebody has changed needs no second look.
func (s *storage) due(after time.Duration, open, last bool) bool {
	return s.state != Failed && (last || after >= recheckAfter && (!open || s.state == ""))
}

func (s *storage) take(found []ops.Overwritten, err error, after time.Duration) {
	s.after = after
	if err != nil {
		s.state, s.says = Unknown, "stored values: "+plainly(err)
		return
	}
	var changed []string
	for _, overwritten := range found {
		if s.mine(overwritten) {
			changed = append(changed, overwritten.String())
		}
	}
	if len(changed) > 0 {
		s.state, s.says = Failed, "somebody else's change: "+strings.Join(changed, "; ")
		return
	}
	s.state, s.says = Seen, "stored values: as applied, after "+spoken(after)
}
