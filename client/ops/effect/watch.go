package effect

import (
	"context"
	"slices"
	"sync"
	"time"

	"github.com/jansadm/jansadm/client/ops"
)

// Watch looks for the effects of one plan until each of them was seen, or should have been. It looks at one node of the auth server, the one
// that happens to answer: in a cluster, each node reads its configuration at its own time and has a cache of its own. It may be used by several
// goroutines, but only one of them looks at a time.
type Watch struct {
	ops    *ops.Ops
	result *ops.Result
	start  time.Time
	limit  time.Duration // of the whole watch; zero for none
	pauses time.Duration // that were made before the looks so far
	looks  int

	mu     sync.Mutex
	items  []*item
	stored *storage // nil when nothing is to be read once more
}

// item is an effect with what is known of it.
type item struct {
	Progress
	silent error // why the last look has seen nothing
}

// New starts the watch over a plan that was just applied. Without a way to look at the auth server from outside only scripts are watched.
func New(o *ops.Ops, result *ops.Result) *Watch {
	w := &Watch{ops: o, result: result, start: o.Now()}
	outside := o.SeesOutside()
	for _, effect := range Of(result) {
		if _, script := effect.sign.(*loading); !script && !outside && effect.Watched() {
			effect.sign, effect.Why = nil, "this console has no way to look at the auth server from outside"
		}
		progress := Progress{Effect: effect, State: Waiting}
		if !effect.Watched() {
			progress.State, progress.Says = Unwatched, effect.What+": not watched, "+effect.Why
		}
		w.items = append(w.items, &item{Progress: progress})
	}
	if outside && result.Applied() {
		w.stored = &storage{}
	}
	return w
}

// Within bounds the whole watch: what was not seen by then is not waited for any more.
func (w *Watch) Within(limit time.Duration) *Watch {
	w.limit = limit
	return w
}

// Idle says whether there is nothing to look for.
func (w *Watch) Idle() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.stored == nil && !slices.ContainsFunc(w.items, (*item).open)
}

// Progress is what is known so far.
func (w *Watch) Progress() []Progress {
	w.mu.Lock()
	defer w.mu.Unlock()
	var all []Progress
	for _, it := range w.items {
		all = append(all, it.Progress)
	}
	if w.stored != nil {
		all = append(all, w.stored.progress())
	}
	return all
}

// The pauses between two looks: short at first, when much happens, and then ever longer.
const (
	firstPause = 2 * time.Second
	mostPause  = 30 * time.Second
)

// Pause is how long to wait before the next look.
func (w *Watch) Pause() time.Duration {
	pause := firstPause
	for range w.looks {
		pause = min(pause*5/4, mostPause)
	}
	if left := w.limit - w.pauses; w.limit > 0 && left < pause {
		pause = max(left, 0)
	}
	return pause
}

// Look looks once at everything that is not known yet, after a Pause was made, and says whether it is worth looking again. The error is that of
// the context.
func (w *Watch) Look(ctx context.Context) (more bool, err error) {
	w.pauses += w.Pause()
	w.looks++
	after := max(w.pauses, w.ops.Now().Sub(w.start))
	for _, it := range w.waiting() {
		found, err := it.sign.look(ctx, w.ops, after)
		if ctx.Err() != nil {
			return false, ctx.Err()
		}
		w.take(it, found, err, after)
	}
	last := w.limit > 0 && w.pauses >= w.limit
	if last {
		w.End()
	}
	return w.recheck(ctx, after, last)
}

// Run pauses and looks until everything is known, and reports whatever changes. Those who ask for it are told before each pause how long it has
// taken so far. The error is that of the context.
func (w *Watch) Run(ctx context.Context, report func(Progress), ticks ...func(after time.Duration)) error {
	told := map[string]Progress{}
	tell := func() {
		for _, p := range w.Progress() {
			if before, known := told[p.ID]; !known || before.State != p.State || before.Says != p.Says {
				told[p.ID] = p
				report(p)
			}
		}
	}
	tell()
	for more := !w.Idle(); more; {
		for _, tick := range ticks {
			tick(w.pauses)
		}
		err := w.ops.Pause(ctx, w.Pause())
		if err == nil {
			more, err = w.Look(ctx)
		}
		if err != nil {
			return err
		}
		tell()
	}
	return nil
}

// End gives up what is still waited for.
func (w *Watch) End() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, it := range w.items {
		if it.open() {
			it.giveUp()
		}
	}
}

// Yield leaves to a later watch what that one looks for as well: a value that was changed once more no longer has the effect that it had. It
// says whether anything is left.
func (w *Watch) Yield(later *Watch) bool {
	theirs := later.signs()
	w.mu.Lock()
	defer w.mu.Unlock()
	w.items = slices.DeleteFunc(w.items, func(it *item) bool {
		for _, sign := range theirs {
			if it.sign != nil {
				it.sign = it.sign.less(sign)
			}
		}
		return it.sign == nil
	})
	if w.stored != nil {
		w.stored.leave(later.result)
	}
	return len(w.items) > 0
}

func (w *Watch) signs() []sign {
	w.mu.Lock()
	defer w.mu.Unlock()
	var all []sign
	for _, it := range w.items {
		if it.sign != nil {
			all = append(all, it.sign)
		}
	}
	return all
}

// waiting are copies of the effects that are looked for.
func (w *Watch) waiting() []item {
	w.mu.Lock()
	defer w.mu.Unlock()
	var open []item
	for _, it := range w.items {
		if it.open() {
			open = append(open, *it)
		}
	}
	return open
}

// take keeps what was seen of an effect, unless it was left to a later watch meanwhile.
func (w *Watch) take(looked item, found sight, err error, after time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, it := range w.items {
		if it.ID == looked.ID && it.open() {
			it.take(found, err, after)
		}
	}
}
