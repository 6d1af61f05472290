package tokens_test

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/client/transport"
)

// failing answers deletions with the failures that are prepared, one after the other, then for good with the last.
type failing struct {
	tokens.API
	failures []error
	asked    int
}

func (f *failing) Delete(context.Context, string) (string, error) {
	f.asked++
	return "id", f.failures[min(f.asked, len(f.failures))-1]
}

// What may pass is tried again, what has gone is called that, and what is hopeless ends it.
func TestFailures(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	codes := w.list(tokens.Filter{Client: w.info.AppID})[:6]
	wait := func(d time.Duration) error {
		return &transport.Error{Kind: client.KindRateLimited, Status: http.StatusTooManyRequests, RetryAfter: d}
	}
	lost := &transport.Error{Kind: client.KindUnreachable, Unknown: true}
	absent := &transport.Error{Kind: client.KindNotFound, Status: http.StatusNotFound}
	down := &transport.Error{Kind: client.KindUnreachable}
	for name, tc := range map[string]struct {
		failures                    []error
		revoked, gone, failed, left int
		requests                    int
		kind                        ops.ProblemKind
	}{
		"all well":           {[]error{nil}, 6, 0, 0, 0, 6, ""},
		"all gone":           {[]error{absent}, 0, 6, 0, 0, 6, ""},
		"lost, done":         {[]error{lost, absent, nil}, 6, 0, 0, 0, 7, ""},
		"lost, not done":     {[]error{lost, nil}, 6, 0, 0, 0, 7, ""},
		"told to wait":       {[]error{wait(7 * time.Second), nil}, 6, 0, 0, 0, 7, ""},
		"for too long":       {[]error{wait(time.Hour)}, 0, 0, 3, 3, 3, ops.ProblemServer},
		"down":               {[]error{down}, 0, 0, 3, 3, 12, ops.ProblemUnreachable},
		"down after one":     {[]error{nil, down}, 1, 0, 3, 2, 13, ops.ProblemPartial},
		"lost for good":      {[]error{lost}, 0, 0, 3, 3, 12, ops.ProblemPartial},
		"lost, then busy":    {[]error{lost, wait(time.Hour), nil}, 5, 0, 1, 0, 7, ops.ProblemPartial},
		"not permitted":      {[]error{&transport.Error{Kind: client.KindNotPermitted}}, 0, 0, 1, 5, 1, ops.ProblemNotPermitted},
		"signed out":         {[]error{&transport.Error{Kind: client.KindUnauthenticated}}, 0, 0, 1, 5, 1, ops.ProblemUnauthenticated},
		"not permitted then": {[]error{nil, nil, &transport.Error{Kind: client.KindNotPermitted}}, 2, 0, 1, 3, 3, ops.ProblemPartial},
	} {
		t.Run(name, func(t *testing.T) {
			w := *w
			w.t = t
			api := &failing{API: w.api.Tokens, failures: tc.failures}
			w.deps.Tokens = api
			w.reopen()
			r := w.plan(tokens.Selection{Entries: codes})
			report, err := w.Run(t.Context(), r, agreed(r), nil)
			if report.Revoked != tc.revoked || report.Gone != tc.gone || report.Failed+report.Unknown != tc.failed || (report.Unknown > 0) != (name == "lost for good" || name == "lost, then busy") || report.Left != tc.left || api.asked != tc.requests {
				t.Errorf("%d revoked, %d gone, %d failed, %d left, %d requests", report.Revoked, report.Gone, report.Failed, report.Left, api.asked)
			}
			if (err == nil) != (tc.kind == "") || err != nil && ops.Explain(err).Kind != tc.kind {
				t.Errorf("%v", err)
			}
			if rest := w.Rest(report); (rest == nil) != (tc.failed+tc.left == 0) || rest != nil && rest.Len() != tc.failed+tc.left {
				t.Errorf("the rest is %+v", rest)
			}
		})
	}
}

// What was sent, and is not there when it is tried again later, went with the first request.
func TestLostIsFoundOutLater(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	lost, absent := &transport.Error{Kind: client.KindUnreachable, Unknown: true}, &transport.Error{Kind: client.KindNotFound}
	w.deps.Tokens = &failing{API: w.api.Tokens, failures: []error{lost, lost, lost, lost, absent}}
	w.reopen()
	r := w.plan(tokens.Selection{Entries: w.list(tokens.Filter{Client: w.info.AppID})[:2]})
	report, err := w.Run(t.Context(), r, agreed(r), nil)
	if err == nil || report.Unknown != 1 || report.Failed != 0 || report.Outcomes[0].State != tokens.Unknown || report.Gone != 1 || w.records()[0].Outcome.State != journal.Unknown {
		t.Fatalf("%v, %+v", err, report)
	}
	rest := w.Rest(report)
	if report, err = w.Run(t.Context(), rest, agreed(rest), nil); err != nil || report.Revoked != 1 {
		t.Errorf("%v, %+v", err, report)
	}
}

// A person can stop it while it waits for the server, and before it begins.
func TestStops(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	codes := w.list(tokens.Filter{Client: w.info.AppID})[:3]
	busy := &transport.Error{Kind: client.KindRateLimited, RetryAfter: time.Minute}
	w.deps.Tokens = &failing{API: w.api.Tokens, failures: []error{nil, busy}}
	w.reopen()
	r := w.plan(tokens.Selection{Entries: codes})
	ctx, cancel := context.WithCancel(t.Context())
	told := time.Duration(0)
	report, err := w.Run(ctx, r, agreed(r), func(p tokens.Progress) {
		if p.Wait > 0 {
			told = p.Wait
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) || told != time.Minute || report.Revoked != 1 || report.Left != 2 || report.Failed != 0 {
		t.Errorf("%v, told to wait %s, %+v", err, told, report)
	}
	if problem := ops.Explain(err); problem.Kind != ops.ProblemCanceled || problem.Message != "1 of 3 tokens revoked, 2 not tried: interrupted" ||
		!strings.Contains(problem.Hint, "to go on") {
		t.Errorf("an interruption is told as %+v", problem)
	}
	if report, err := w.Run(ctx, r, agreed(r), nil); !errors.Is(err, context.Canceled) || report.ID != "" || len(w.records()) != 1 {
		t.Errorf("stopped before: %v, %+v", err, report)
	}
}

// Sessions end one by one; whoever lacks one of the two permissions is told which they are.
func TestSessions(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	selection := tokens.SessionSelection{Filter: tokens.SessionFilter{User: "maria"}}
	r, err := w.PlanSessions(t.Context(), selection)
	if err != nil || r.Len() != 2 || len(r.Users) != 1 || r.Users[0].ID != "maria" {
		t.Fatalf("%+v, %v", r, err)
	}
	report, err := w.Run(t.Context(), r, agreed(r), nil)
	if problem := ops.Explain(err); problem.Kind != ops.ProblemNotPermitted || !strings.Contains(problem.Hint, "revoke_session") || report.Left != 1 {
		t.Fatalf("%v, %s", err, problem.Hint)
	}

	w.signIn("https://jans.io/oauth/config/read-all", "https://jans.io/oauth/config/delete-all")
	gone := r.Items[0].ID
	if _, err := w.api.Sessions.Delete(t.Context(), gone); err != nil {
		t.Fatal(err)
	}
	report, err = w.Run(t.Context(), r, agreed(r), nil)
	if err != nil || report.Revoked != 1 || report.Gone != 1 || report.Outcomes[0].State != tokens.Gone {
		t.Fatalf("%+v, %v", report, err)
	}
	page, err := w.ListSessions(t.Context(), selection.Filter, 0, 0)
	if err != nil || page.Total != 0 {
		t.Errorf("%d sessions are left, %v", page.Total, err)
	}
	if _, err := w.GetSession(t.Context(), gone); client.KindOf(err) != client.KindNotFound {
		t.Errorf("one that has ended: %v", err)
	}
}
