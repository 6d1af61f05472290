package tokens

import (
	"context"
	"time"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
)

// giveUpAfter is how many items in a row may fail in the same way before the rest is not tried: the server is down, or will not have it.
const giveUpAfter = 3

// Progress is told before each item, and before each wait.
type Progress struct {
	Done, All int

	Revoked, Gone, Failed, Unknown int

	Wait time.Duration // until the next try; 0 when it is made now
	Why  error         // for the wait
}

// Run checks the consent and revokes item by item. What the server cannot do at the moment is tried again, as long after as it asks for.
// The context is looked at between items: no request is broken off. Done with, in the report, is what was revoked or gone; the error is an
// *IncompleteError when something is left, and anything else when nothing was sent. The watcher may be nil.
func (s *Service) Run(ctx context.Context, r *Revocation, consent ops.Consent, watch func(Progress)) (Report, error) {
	report := Report{Kind: r.Kind, of: r}
	if r.Len() == 0 {
		return report, nil
	}
	if err := ctx.Err(); err != nil {
		return report, err
	}
	id, recorded, err := s.deps.Ops.Perform(ctx, r.act, consent, func() ops.Done {
		s.work(ctx, r, &report, watch)
		return report.done(r)
	})
	report.ID, report.JournalErr = id, recorded
	if err != nil {
		return report, err
	}
	if report.Unfinished() > 0 {
		return report, &IncompleteError{Report: report}
	}
	s.lookAgain(ctx, r, &report)
	return report, nil
}

// work does what is to be done, until too much fails.
func (s *Service) work(ctx context.Context, r *Revocation, report *Report, watch func(Progress)) {
	if watch == nil {
		watch = func(Progress) {}
	}
	report.Outcomes = make([]Outcome, 0, r.Len())
	failures, kind := 0, client.Kind("")
	for i, item := range r.Items {
		watch(report.progress(r.Len()))
		if report.Stopped == nil {
			report.Stopped = context.Cause(ctx)
		}
		if report.Stopped != nil {
			report.leave(r.Items[i:])
			return
		}
		outcome := s.revoke(ctx, r.Kind, item, func(wait time.Duration, why error) {
			p := report.progress(r.Len())
			p.Wait, p.Why = wait, why
			watch(p)
		})
		report.add(outcome)
		if outcome.Err == nil {
			failures = 0
			continue
		}
		if now := client.KindOf(outcome.Err); now == kind {
			failures++
		} else {
			failures, kind = 1, now
		}
		if failures >= giveUpAfter || hopeless(outcome.Err) {
			report.Stopped = outcome.Err
		}
	}
	watch(report.progress(r.Len()))
}

// lookAgain counts the tokens of the same selection that were issued while the others went. That it cannot be counted is no failure.
func (s *Service) lookAgain(ctx context.Context, r *Revocation, report *Report) {
	if r.filter.IsZero() {
		return
	}
	gone := make(map[string]bool, r.Len())
	for _, item := range r.Items {
		gone[item.ID] = true
	}
	for entry, err := range s.All(ctx, r.filter) {
		if err != nil {
			return
		}
		if !gone[entry.Code] && !entry.Expired(s.deps.Now()) {
			report.Later++
		}
	}
}

func (s *Service) api(kind change.Resource) API {
	if kind == change.Session {
		return s.deps.Sessions
	}
	return s.deps.Tokens
}

// hopeless says that the next item would fail in the same way.
func hopeless(err error) bool {
	switch client.KindOf(err) {
	case client.KindNotPermitted, client.KindUnauthenticated, client.KindReadOnly, client.KindTLS, "":
		return true
	}
	return false
}

// state is how the journal calls what came of it.
func (r *Report) state() journal.State {
	switch {
	case r.Unfinished() == 0:
		return journal.Verified
	case r.Revoked > 0:
		return journal.Partial
	case r.Unknown > 0:
		return journal.Unknown
	}
	return journal.NotApplied
}
