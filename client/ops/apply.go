package ops

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/transport"
)

// Result is what came of applying a plan.
type Result struct {
	ID         string // of the journal's record
	State      journal.State
	RequestID  string // of the last request
	Items      []Item
	Others     []Drift // what else differs in the answer: somebody else's change of the same moment, or the server's doing
	After      *Configuration
	Entities   []*Entity // that were created or changed, as the server holds them now
	JournalErr error     // the plan was applied, but its outcome could not be recorded

	plan    *Plan
	began   time.Time
	parts   []journal.Part
	covered []part // that were applied, as asked or not
}

// Applied says whether the server took the changes, as asked or not. A plan that was applied in part was not.
func (r *Result) Applied() bool {
	return r != nil && (r.State == journal.Verified || r.State == journal.Unverified)
}

// Verified says whether the server holds exactly what was asked.
func (r *Result) Verified() bool { return r != nil && r.State == journal.Verified }

// Settled are the edits of a plan that are done with: all of them, or those of the parts that were applied before one failed.
func (r *Result) Settled(plan *Plan) []Edit {
	if r == nil {
		return nil
	}
	var settled []Edit
	for _, edit := range plan.Edits {
		if r.Applied() || slices.ContainsFunc(r.covered, func(p part) bool { return p.covers(edit) }) {
			settled = append(settled, edit)
		}
	}
	return settled
}

// Parts says what came of each request.
func (r *Result) Parts() []journal.Part { return slices.Clone(r.parts) }

func (r *Result) sent(requestID string) {
	if requestID != "" {
		r.RequestID = requestID
	}
}

// ErrStopped is what a Watcher returns when the person wants no more requests to be made.
var ErrStopped = errors.New("it was stopped before this was tried")

// Watcher is told, before each request of a plan, how many of how many have been made. An error stops the plan there: no request is broken
// off in the middle, and what has been applied stays applied.
type Watcher func(done, all int) error

// Apply checks the consent, reads what is to be changed once more, refuses when any of it has changed, records the intent, writes part
// by part, and compares what the server stored with what was asked. An error means that nothing was changed, but for UnknownResultError
// and PartialError.
func (o *Ops) Apply(ctx context.Context, plan *Plan, consent Consent, watchers ...Watcher) (*Result, error) {
	if plan.Empty() && len(plan.Conflicts) == 0 {
		return &Result{State: journal.NotApplied, After: plan.Present}, nil
	}
	if err := o.Guard(plan, consent); err != nil {
		return nil, err
	}
	var conflicts []Conflict
	for _, part := range plan.parts {
		changed, err := part.reread(ctx, o)
		if err != nil {
			return nil, fmt.Errorf("nothing was written: %w", err)
		}
		conflicts = append(conflicts, changed...)
	}
	if len(conflicts) > 0 {
		return nil, &ConflictError{Conflicts: conflicts}
	}
	if err := o.free(ctx, plan); err != nil {
		return nil, err
	}
	result := &Result{ID: o.deps.NewID(), State: journal.Verified, plan: plan, began: o.deps.Now()}
	if err := o.deps.Journal.Append(ctx, o.intent(result.ID, plan, consent)); err != nil {
		return nil, fmt.Errorf("nothing was written: %w", err)
	}
	if err := o.alone(result.ID, plan); err != nil {
		return nil, o.withdraw(ctx, plan, result, err)
	}
	err := o.carryOut(ctx, plan, result, watchers)
	result.JournalErr = o.record(ctx, plan, result, err)
	return result, err
}

// carryOut makes the requests one after the other and stops at the first that fails.
func (o *Ops) carryOut(ctx context.Context, plan *Plan, result *Result, watchers []Watcher) error {
	created := references{}
	for i, part := range plan.parts {
		created.fill(part)
		state, err := journal.NotApplied, tell(watchers, i, len(plan.parts))
		if err == nil {
			state, err = o.carryOutPart(ctx, part, result, i > 0)
		}
		done := journal.Part{Target: part.target(), State: state, RequestID: result.RequestID}
		if err == nil {
			result.covered = append(result.covered, part)
			done.Inum = created.take(part)
		}
		result.parts = append(result.parts, done)
		if err != nil {
			return result.stop(plan, i, state, err)
		}
		if state == journal.Unverified {
			result.State = state
		}
	}
	return nil
}

func tell(watchers []Watcher, done, all int) error {
	for _, watch := range watchers {
		if err := watch(done, all); err != nil {
			return err
		}
	}
	return nil
}

// stop ends a plan at the part that failed.
func (r *Result) stop(plan *Plan, at int, state journal.State, cause error) error {
	r.State = state
	if len(plan.parts) == 1 {
		return cause
	}
	failure := &PartialError{Failed: plan.parts[at].target(), Titles: map[Target]string{}, Err: cause}
	for i, part := range plan.parts {
		failure.Titles[part.target()] = plan.Subject(part.target(), "").Title
		switch {
		case i < at:
			failure.Done = append(failure.Done, part.target())
		case i > at:
			failure.Left = append(failure.Left, part.target())
		}
	}
	switch {
	case at > 0 || state != journal.NotApplied:
		r.State = journal.Partial
		return failure
	case errors.Is(cause, ErrStopped):
		return cause
	}
	return &FirstFailedError{Failed: failure.Failed, Left: failure.Left, Titles: failure.Titles, Err: cause}
}

// carryOutPart makes one request and finds out what came of it. Between two parts a cancelled caller is heeded.
func (o *Ops) carryOutPart(ctx context.Context, p part, result *Result, later bool) (journal.State, error) {
	if err := ctx.Err(); err != nil && later {
		return journal.NotApplied, err
	}
	if later && !p.guarded() { // what was read before the first request may be old by now, and the server will not notice
		conflicts, err := p.reread(ctx, o)
		if err == nil && len(conflicts) > 0 {
			err = &ConflictError{Conflicts: conflicts}
		}
		if err != nil {
			return journal.NotApplied, err
		}
	}
	items := len(result.Items)
	err := p.write(ctx, o, result)
	for certainlyRefused(err) && disputed(err) {
		conflicts, unread := p.reread(ctx, o)
		if len(conflicts) > 0 {
			return journal.NotApplied, &ConflictError{Conflicts: conflicts}
		}
		if unread != nil || !testFailed(err) || !p.again() {
			break
		}
		err = p.write(ctx, o, result)
	}
	switch {
	case err == nil:
		return stateOf(result.Items[items:]), nil
	case certainlyRefused(err):
		return journal.NotApplied, err
	case taken(err):
		return journal.Unknown, err
	}
	return o.findOut(ctx, p, result, err)
}

// disputed says whether somebody else may be the cause: by another value, by having deleted the thing, or by having taken away what the
// request speaks about.
func disputed(err error) bool {
	switch transport.KindOf(err) {
	case transport.KindConflict, transport.KindNotFound, transport.KindInvalid:
		return true
	}
	return false
}

// testFailed says whether a test of the patch has failed, which the Config API answers with status 500 (Jackson.java).
func testFailed(err error) bool {
	var failure *transport.Error
	return errors.As(err, &failure) && failure.Kind == transport.KindConflict && failure.Status == http.StatusInternalServerError
}

func stateOf(items []Item) journal.State {
	if slices.ContainsFunc(items, func(item Item) bool { return item.Gone }) {
		return journal.AlreadyGone
	}
	if slices.ContainsFunc(items, func(item Item) bool { return !item.OK }) {
		return journal.Unverified
	}
	return journal.Verified
}

// certainlyRefused says whether the server, or this client, turned the write down before anything happened.
func certainlyRefused(err error) bool {
	var failure *transport.Error
	if !errors.As(err, &failure) || failure.Unknown || taken(err) {
		return false
	}
	switch failure.Kind {
	case transport.KindServer, transport.KindProtocol, transport.KindTooLarge:
		return false // a proxy's error page, or a failure after the write
	}
	return true
}

// taken says whether the server has taken a write, and only reading back has failed.
func taken(err error) bool {
	var unread *UnknownResultError
	return errors.As(err, &unread)
}

// How often and how long a result is sought after a write whose answer was lost. A slow server may still be at work on it, so that
// one read of the old value proves nothing.
const (
	readBackTries = 6
	readBackWait  = 250 * time.Millisecond // doubled each time: 8 s in all
	readBackLimit = 30 * time.Second
)

// findOut reads back after a write whose answer was lost, until the change shows or the tries are used up. It goes on when the caller
// has been cancelled: the write may have been made, and the person must be told.
func (o *Ops) findOut(ctx context.Context, p part, result *Result, cause error) (journal.State, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), readBackLimit)
	defer cancel()
	seen := false
	var failure error
	items := len(result.Items)
	for try := range readBackTries {
		if try > 0 && o.deps.Sleep(ctx, readBackWait<<(try-1)) != nil {
			break
		}
		found, err := p.found(ctx, o, result)
		if failure = err; err != nil {
			continue
		}
		if seen = true; found {
			return stateOf(result.Items[items:]), nil
		}
	}
	switch {
	case !seen:
		return journal.Unknown, &UnknownResultError{Write: cause, Read: failure}
	case mayStillArrive(cause):
		return journal.Unknown, &UnknownResultError{Write: cause}
	}
	return journal.NotApplied, &NotAppliedError{Err: cause}
}

// mayStillArrive says whether the server may be at work on the write still: nobody has seen it end.
func mayStillArrive(cause error) bool {
	switch transport.KindOf(cause) {
	case transport.KindTimeout, transport.KindCanceled, "":
		return true
	}
	var failure *transport.Error
	return errors.As(cause, &failure) && (failure.Status == 502 || failure.Status == 503 || failure.Status == 504)
}
