package tokens

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
)

// State is what came of one item. The names are stable.
type State string

// The states of items.
const (
	Revoked  State = "revoked"      // it was there and is gone
	Gone     State = "already-gone" // somebody else was first, or it was cleaned up
	Failed   State = "failed"       // it is still there; why is told
	Unknown  State = "unknown"      // it was sent, and no answer came: it may be gone
	NotTried State = "not-tried"
)

// Outcome is what came of one item.
type Outcome struct {
	Item
	State     State
	Err       error  // of what failed or is not known
	RequestID string // of the last request
}

// Report is what came of a revocation, item by item, in the order of its items.
type Report struct {
	Kind     change.Resource
	ID       string // of the journal's record; empty when nothing was sent
	Outcomes []Outcome

	Revoked, Gone, Failed, Unknown, Left int // by state; Left were not tried

	Stopped    error // why some were not tried; nil when all were
	Later      int   // tokens of the same selection that were issued while the others went
	JournalErr error // it was done, but what came of it could not be recorded

	of *Revocation
}

// Unfinished is how many are left: what failed, what is not known and what was not tried.
func (r Report) Unfinished() int { return r.Failed + r.Unknown + r.Left }

// Rest is the revocation of what is unfinished, and of nothing that is done. It is nil when nothing is left.
func (s *Service) Rest(report Report) *Revocation {
	if report.of == nil || report.Unfinished() == 0 {
		return nil
	}
	left := make([]Item, 0, report.Unfinished())
	for _, outcome := range report.Outcomes {
		if outcome.State != Revoked && outcome.State != Gone {
			item := outcome.Item
			item.sent = item.sent || outcome.State == Unknown
			left = append(left, item)
		}
	}
	return s.reduced(report.of, left)
}

func (r *Report) add(outcome Outcome) {
	r.Outcomes = append(r.Outcomes, outcome)
	switch outcome.State {
	case Revoked:
		r.Revoked++
	case Gone:
		r.Gone++
	case Failed:
		r.Failed++
	case Unknown:
		r.Unknown++
	case NotTried:
		r.Left++
	}
}

// leave reports items that are not tried.
func (r *Report) leave(items []Item) {
	r.Outcomes = slices.Grow(r.Outcomes, len(items))
	for _, item := range items {
		r.add(Outcome{Item: item, State: NotTried})
	}
}

func (r *Report) progress(all int) Progress {
	return Progress{Done: len(r.Outcomes), All: all, Revoked: r.Revoked, Gone: r.Gone, Failed: r.Failed, Unknown: r.Unknown}
}

// done is what the journal keeps.
func (r *Report) done(of *Revocation) ops.Done {
	record := of.act.Record
	record.Targets, record.Clients, record.Users = nil, nil, nil // the intent has them
	record.Revoked, record.Gone, record.Failed, record.Unknown, record.NotTried = r.Revoked, r.Gone, r.Failed, r.Unknown, r.Left
	done := ops.Done{State: r.state(), Record: record, Err: r.cause()}
	for _, outcome := range r.Outcomes {
		if outcome.RequestID != "" {
			done.RequestID = outcome.RequestID
		}
	}
	return done
}

// cause is why something is left: what stopped it, else the last failure.
func (r *Report) cause() error {
	if r.Stopped != nil {
		return r.Stopped
	}
	for _, outcome := range slices.Backward(r.Outcomes) {
		if outcome.Err != nil {
			return outcome.Err
		}
	}
	return nil
}

// IncompleteError says that some of a revocation is left, and why.
type IncompleteError struct{ Report Report }

func (e *IncompleteError) Error() string {
	r := e.Report
	done := "revoked"
	if r.Kind == change.Session {
		done = "ended"
	}
	said := fmt.Sprintf("%d of %s %s", r.Revoked, noun(r.Kind, len(r.Outcomes)), done)
	for _, part := range []struct {
		count int
		words string
	}{{r.Gone, "already gone"}, {r.Failed, "failed"}, {r.Unknown, "perhaps " + done}, {r.Left, "not tried"}} {
		if part.count > 0 {
			said += fmt.Sprintf(", %d %s", part.count, part.words)
		}
	}
	switch cause := r.cause(); {
	case errors.Is(cause, context.Canceled):
		said += ": interrupted"
	case cause != nil:
		said += ": " + cause.Error()
	}
	return said
}

// Unwrap returns why it is not all done.
func (e *IncompleteError) Unwrap() error { return e.Report.cause() }

// Problem implements ops.Explained: that nothing was done is explained by its cause, and what somebody stopped is no failure.
func (e *IncompleteError) Problem() ops.Problem {
	cause := e.Report.cause()
	if errors.Is(cause, context.Canceled) {
		return ops.Problem{Kind: ops.ProblemCanceled, Message: e.Error(), Hint: "do the same again to go on: what is done is not repeated"}
	}
	if cause != nil && e.Report.Revoked+e.Report.Gone == 0 && e.Report.Unknown == 0 {
		problem := ops.Explain(cause)
		problem.Message = e.Error()
		return problem
	}
	return ops.Problem{Kind: ops.ProblemPartial, Message: e.Error(), Hint: "do the same again once the cause is mended: what is done is not repeated"}
}
