package tokens_test

import (
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"path"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/client/sandbox"
)

// weather is a network and a server that fail in every way, by a seed, and that counts what really happened to each token.
type weather struct {
	random  *rand.Rand
	removed map[string]int // by code: how often the server has removed it
	faults  map[string]int
	down    bool // nothing works
	calm    bool // everything does
}

func newWeather() *weather {
	return &weather{random: rand.New(rand.NewPCG(6, 7009)), removed: map[string]int{}, faults: map[string]int{}}
}

func (w *weather) carry(r *http.Request, deliver func(*http.Request) (*http.Response, error)) (*http.Response, error) {
	if r.Method != http.MethodDelete {
		return deliver(r)
	}
	fault := ""
	if n := w.random.IntN(100); n < len(faultKinds) {
		fault = faultKinds[n]
	}
	if w.down {
		fault = "500 before"
	}
	if w.calm {
		fault = ""
	}
	w.faults[fault]++
	switch fault {
	case "500 before":
		return answer(r, http.StatusInternalServerError, "", http.NoBody), nil
	case "429":
		return answer(r, http.StatusTooManyRequests, "3", http.NoBody), nil
	case "503":
		return answer(r, http.StatusServiceUnavailable, "", http.NoBody), nil
	case "reset before":
		return nil, syscall.ECONNRESET
	}
	response, err := deliver(r)
	if err == nil && response.StatusCode == http.StatusNoContent {
		w.removed[path.Base(r.URL.Path)]++
	}
	switch fault {
	case "reset after":
		return nil, syscall.ECONNRESET
	case "500 after":
		return answer(r, http.StatusInternalServerError, "", io.NopCloser(strings.NewReader("Failed to remove entry"))), nil
	case "cut":
		return answer(r, http.StatusOK, "", io.NopCloser(io.MultiReader(strings.NewReader("{"), broken{}))), nil
	case "portal":
		return answer(r, http.StatusOK, "", io.NopCloser(strings.NewReader("<html>Welcome</html>"))), nil
	}
	return response, err
}

// faultKinds are what can happen to one request in a hundred each; "after" is when the server has done its work already.
var faultKinds = []string{"500 before", "429", "503", "reset before", "reset after", "500 after", "cut", "portal"}

func answer(r *http.Request, status int, retryAfter string, body io.ReadCloser) *http.Response {
	header := http.Header{}
	if retryAfter != "" {
		header.Set("Retry-After", retryAfter)
	}
	return &http.Response{StatusCode: status, Header: header, Body: body, Request: r, ProtoMajor: 1, ProtoMinor: 1, ContentLength: -1}
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// Ten thousand tokens are revoked through bad weather, with a stop by the person, an outage, and what others revoke meanwhile: none is
// skipped, none is removed twice, and all are reported.
func TestTenThousand(t *testing.T) {
	w := newWorld(t, sandbox.Options{Seed: sandbox.Seed{Tokens: 10_000}})
	storm := newWeather()
	storm.calm = true
	*w.wire = storm.carry
	everything := tokens.Filter{ExpiresAfter: time.Unix(0, 0)}
	r := w.plan(tokens.Selection{Filter: everything})
	if r.Len() < 10_000 || len(r.Users) < 200 || len(r.Clients) < 4 {
		t.Fatalf("%s, %d users, %d clients", r.Title, len(r.Users), len(r.Clients))
	}
	all := idsOf(r)
	if last := r.Items[r.Len()-1]; !last.Own {
		t.Errorf("the console's own token does not go last")
	}
	elsewhere := r.Items[7000].ID // somebody else is faster
	if _, err := w.api.Tokens.Delete(t.Context(), elsewhere); err != nil {
		t.Fatal(err)
	}
	storm.calm = false

	outcomes := map[string]tokens.Outcome{}
	note := func(report tokens.Report) {
		for _, outcome := range report.Outcomes {
			if before, twice := outcomes[outcome.ID]; twice && (before.State == tokens.Revoked || before.State == tokens.Gone) {
				t.Fatalf("%s was done with and is reported again", outcome.ID)
			}
			outcomes[outcome.ID] = outcome
		}
	}
	ctx, cancel := context.WithCancelCause(t.Context())
	report, err := w.Run(ctx, r, agreed(r), func(p tokens.Progress) {
		if p.Done == 3000 {
			cancel(ops.ErrStopped)
		}
	})
	note(report)
	if !errors.Is(err, ops.ErrStopped) || report.Left != r.Len()-3000 || len(report.Outcomes) != r.Len() || w.Rest(report).Len() != r.Len()-report.Revoked-report.Gone {
		t.Fatalf("stopped at 3000: %v, %d left", err, report.Left)
	}
	rest := w.Rest(report)
	report, err = w.Run(t.Context(), rest, agreed(rest), func(p tokens.Progress) { storm.down = p.Done >= 2000 })
	note(report)
	if err == nil || report.Left == 0 || report.Stopped == nil || report.Failed+report.Unknown < 3 || report.Failed+report.Unknown > 20 {
		t.Fatalf("outage: %v, %d failed, %d left", err, report.Failed, report.Left)
	}
	storm.down = false
	runs := 2
	for rest = w.Rest(report); rest != nil; rest = w.Rest(report) {
		if runs++; runs > 20 {
			t.Fatal("it does not come to an end")
		}
		if report, err = w.Run(t.Context(), rest, agreed(rest), nil); err != nil && report.Failed+report.Unknown == 0 {
			t.Fatal(err)
		}
		note(report)
	}

	for _, id := range all {
		switch outcome, reported := outcomes[id]; {
		case !reported:
			t.Fatalf("%s is not reported", id)
		case outcome.State != tokens.Revoked && outcome.State != tokens.Gone:
			t.Fatalf("%s ends as %s: %v", id, outcome.State, outcome.Err)
		case storm.removed[id] != 1:
			t.Fatalf("%s was removed %d times", id, storm.removed[id])
		case (outcome.State == tokens.Gone) != (id == elsewhere):
			t.Errorf("%s ends as %s", id, outcome.State)
		}
	}
	for _, kind := range faultKinds {
		if storm.faults[kind] < 20 {
			t.Errorf("%s happened %d times only", kind, storm.faults[kind])
		}
	}
	if !slices.Contains(*w.waits, 3*time.Second) {
		t.Error("nobody waited as long as the server asked for")
	}
	left := w.list(everything)
	if len(left) != 1 { // the console's own, which it got after the one that it had was revoked
		t.Errorf("%d tokens are left", len(left))
	}
	w.checkRecords(runs, len(all))
}

// checkRecords looks whether the journal tells of each run, and of each token once.
func (w *world) checkRecords(runs, all int) {
	w.t.Helper()
	records := w.records()
	if len(records) != runs {
		w.t.Fatalf("%d records of %d runs", len(records), runs)
	}
	done := 0
	for i, record := range records {
		outcome := record.Outcome.Revocation
		if outcome == nil || !record.Intent.Final() || len(record.Intent.Revocation.Targets) == 0 || len(record.Intent.Revocation.Targets) > 100 {
			w.t.Fatalf("record %d: %+v", i, record)
		}
		done += outcome.Revoked + outcome.Gone
		if outcome.Revoked+outcome.Gone+outcome.Failed+outcome.Unknown+outcome.NotTried != record.Intent.Revocation.Count {
			w.t.Errorf("record %d does not add up: %+v", i, outcome)
		}
	}
	if done != all || records[0].Outcome.State != journal.Partial || records[len(records)-1].Outcome.State != journal.Verified {
		w.t.Errorf("%d done of %d, states %s to %s", done, all, records[0].Outcome.State, records[len(records)-1].Outcome.State)
	}
}

func idsOf(r *tokens.Revocation) []string {
	list := make([]string, r.Len())
	for i, item := range r.Items {
		list[i] = item.ID
	}
	if r.Kind != change.Token {
		return nil
	}
	return list
}
