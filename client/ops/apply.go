package ops

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/transport"
)

// Result is what came of applying a plan.
type Result struct {
	ID         string // of the journal's record
	State      journal.State
	RequestID  string
	Items      []Item
	Others     []Drift // what else differs in the answer: somebody else's change of the same moment, or the server's doing
	After      *Configuration
	JournalErr error // the plan was applied, but its outcome could not be recorded
}

// Applied says whether the server took the changes, as asked or not.
func (r *Result) Applied() bool {
	return r != nil && (r.State == journal.Verified || r.State == journal.Unverified)
}

// Verified says whether the server holds exactly what was asked.
func (r *Result) Verified() bool { return r != nil && r.State == journal.Verified }

// Apply checks the consent, reads the configuration once more, refuses when a touched value has changed, records the intent, writes,
// and compares what the server stored with what was asked. An error means that nothing was changed, but for UnknownResultError.
func (o *Ops) Apply(ctx context.Context, plan *Plan, consent Consent) (*Result, error) {
	if plan.Empty() && len(plan.Conflicts) == 0 {
		return &Result{State: journal.NotApplied, After: plan.Present}, nil
	}
	if err := o.Guard(plan, consent); err != nil {
		return nil, err
	}
	present, err := o.Load(ctx)
	if err != nil {
		return nil, fmt.Errorf("nothing was written: %w", err)
	}
	if conflicts := changedSince(plan, present); len(conflicts) > 0 {
		return nil, &ConflictError{Conflicts: conflicts}
	}
	result := &Result{ID: o.deps.NewID()}
	if err := o.deps.Journal.Append(ctx, o.intent(result.ID, plan, consent)); err != nil {
		return nil, fmt.Errorf("nothing was written: %w", err)
	}
	err = o.write(ctx, plan, present, result)
	result.JournalErr = o.record(ctx, result, err)
	return result, err
}

// changedSince compares what the plan saw with what is there now.
func changedSince(plan *Plan, present *Configuration) []Conflict {
	var conflicts []Conflict
	for _, c := range plan.Changes {
		entry, err := present.Lookup(c.Target.ID)
		if err == nil && entry.Type.Equal(entry.Value, c.Old) {
			continue
		}
		conflicts = append(conflicts, Conflict{Target: c.Target, Base: c.Old, Mine: c.New, Theirs: entry.Value, Secret: c.Secret})
	}
	return conflicts
}

func (o *Ops) write(ctx context.Context, plan *Plan, present *Configuration, result *Result) error {
	answer, requestID, err := o.deps.Configuration.Patch(ctx, buildPatch(plan.Changes, true))
	result.RequestID = requestID
	if err == nil {
		result.settle(plan, present, &Configuration{Document: answer, Read: o.deps.Now(), known: present.known})
		return nil
	}
	if certainlyRefused(err) {
		result.State = journal.NotApplied
		if transport.KindOf(err) == transport.KindConflict {
			return o.explainConflict(ctx, plan, err)
		}
		return err
	}
	return o.findOut(ctx, plan, present, result, err)
}

// certainlyRefused says whether the server, or this client, turned the write down before anything happened.
func certainlyRefused(err error) bool {
	var failure *transport.Error
	if !errors.As(err, &failure) || failure.Unknown {
		return false
	}
	switch failure.Kind {
	case transport.KindServer, transport.KindProtocol, transport.KindTooLarge:
		return false // a proxy's error page, or a failure after the write
	}
	return true
}

// explainConflict turns a failed test of an old value into the three versions.
func (o *Ops) explainConflict(ctx context.Context, plan *Plan, cause error) error {
	present, err := o.Load(ctx)
	if err != nil {
		return cause
	}
	if conflicts := changedSince(plan, present); len(conflicts) > 0 {
		return &ConflictError{Conflicts: conflicts}
	}
	return cause
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
func (o *Ops) findOut(ctx context.Context, plan *Plan, present *Configuration, result *Result, cause error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), readBackLimit)
	defer cancel()
	var seen *Configuration
	var failure error
	for try := range readBackTries {
		if try > 0 && o.deps.Sleep(ctx, readBackWait<<(try-1)) != nil {
			break
		}
		now, err := o.Load(ctx)
		if failure = err; err != nil {
			continue
		}
		if seen = now; len(changedSince(plan, now)) > 0 {
			result.settle(plan, present, now)
			return nil
		}
	}
	result.After = seen
	switch {
	case seen == nil:
		result.State = journal.Unknown
		return &UnknownResultError{Write: cause, Read: failure}
	case mayStillArrive(cause):
		result.State = journal.Unknown
		return &UnknownResultError{Write: cause}
	}
	result.State = journal.NotApplied
	return &NotAppliedError{Err: cause}
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

func (o *Ops) intent(id string, plan *Plan, consent Consent) journal.Record {
	return journal.Record{
		ID: id, Phase: journal.Intent, Time: o.deps.Now().UTC(),
		Server: o.deps.Server, Profile: o.deps.Profile, User: o.deps.User, Reason: consent.Reason,
		Changes: journal.Changes(concealed(plan)), Accepted: accepted(plan),
	}
}

// concealed masks the secrets inside objects and names the changes that touch one: no value of a secret may be kept.
func concealed(plan *Plan) []Change {
	changes := slices.Clone(plan.Changes)
	for i, c := range changes {
		entry, err := plan.Present.Lookup(c.Target.ID)
		if err != nil || c.Secret {
			continue // journal.Changes leaves out the values of a secret itself
		}
		var before, after bool
		changes[i].Old, before = entry.Hide(c.Old)
		changes[i].New, after = entry.Hide(c.New)
		changes[i].Masked = before || after
	}
	return changes
}

func accepted(plan *Plan) []string {
	var names []string
	for _, i := range plan.Impacts {
		if i.Severity.NeedsConsent() {
			names = append(names, i.ID)
		}
	}
	return names
}

// record writes the outcome. Cancelling the caller does not cancel it: what happened must be on disk.
func (o *Ops) record(ctx context.Context, result *Result, failure error) error {
	record := journal.Record{
		ID: result.ID, Phase: journal.Outcome, Time: o.deps.Now().UTC(), State: result.State, RequestID: result.RequestID,
	}
	if failure != nil {
		record.Error = failure.Error()
	}
	for _, item := range result.Items {
		if entry, err := result.After.Lookup(item.Change.Target.ID); err == nil && !item.OK && !item.Change.Secret {
			got, _ := entry.Hide(item.Got)
			record.Stored = append(record.Stored, journal.Stored{Target: item.Change.Target, Value: document.Compact(got)})
		}
	}
	return o.deps.Journal.Append(context.WithoutCancel(ctx), record)
}
