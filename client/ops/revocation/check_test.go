package revocation_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/revocation"
	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/client/sandbox"
)

// everything is what lets the check test all that can be tested.
func (w *world) everything() revocation.With {
	other := w.server.Sample(sandbox.ClientOther)
	return revocation.With{
		Second:   revocation.ClientCredentials{ID: other.ID, Secret: revocation.NewToken(other.Secret)},
		Public:   w.server.Sample(sandbox.ClientPublic).ID,
		ShowCode: func(revocation.Code) {},
	}
}

func (w *world) check(with revocation.With) revocation.Report {
	w.t.Helper()
	report, err := w.Check(w.t.Context(), with, nil)
	if err != nil {
		w.t.Fatal(err)
	}
	return report
}

// codes are those of all tokens that the server has.
func (w *world) codes() []string {
	w.t.Helper()
	var list []string
	for entry, err := range w.tokens.All(w.t.Context(), tokens.Filter{}) {
		if err != nil {
			w.t.Fatal(err)
		}
		list = append(list, entry.Code)
	}
	return list
}

func with(report revocation.Report, verdict revocation.Conformity) []string {
	var list []string
	for _, row := range report.Rows {
		if row.Verdict == verdict {
			list = append(list, row.ID)
		}
	}
	return list
}

var known = []string{"jti-hint", "refresh-hint"}

func TestCheckOfAServerAsItIs(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	before := w.codes()
	var told []string
	report, err := w.Check(t.Context(), w.everything(), func(row revocation.Row) { told = append(told, row.ID+" "+string(row.Verdict)) })
	if err != nil {
		t.Fatal(err)
	}
	if d := with(report, revocation.Departs); len(d) > 0 || !slices.Equal(with(report, revocation.KnownGap), known) ||
		!slices.Equal(with(report, revocation.NotTested), []string{"self-contained", "unsupported-type"}) {
		t.Errorf("rows: %+v", report.Rows)
	}
	for i, row := range report.Rows {
		if row.ID != revocation.Rows()[i].ID || (row.Why == "") != (row.Verdict == revocation.Conforms) || row.Requirement == "" || row.Section == "" {
			t.Errorf("row %+v", row)
		}
		if told[2*i] != row.ID+" running" || told[2*i+1] != row.ID+" "+string(row.Verdict) {
			t.Errorf("told %v about %s", told[2*i:2*i+2], row.ID)
		}
	}
	if after := w.codes(); !slices.Equal(before, after) || len(report.Left) > 0 {
		t.Errorf("%d tokens before and %d after, left %v", len(before), len(after), report.Left)
	}
}

// Each requirement is broken once: the check names exactly it.
func TestCheckNamesWhatIsBroken(t *testing.T) {
	none := []string(nil)
	for _, c := range []struct {
		way     sandbox.Sabotage
		departs []string
		kept    bool // tokens of the server's people are not touched, even so
	}{
		{sandbox.SabotageNoAuthentication, []string{"client-authentication", "foreign-token"}, true}, // whoever asks is taken for the owner
		{sandbox.SabotagePublicRefused, []string{"public-client"}, true},
		{sandbox.SabotageGet, []string{"post-only"}, true},
		{sandbox.SabotageNoTokenAccepted, []string{"token-required"}, true},
		{sandbox.SabotageUnknownRefused, []string{"unknown-token"}, true},
		{sandbox.SabotageUnknownHint, []string{"unknown-hint"}, true},
		{sandbox.SabotageHintBinds, []string{"wrong-hint"}, true},
		{sandbox.SabotageNothingRevoked, []string{"revokes"}, true},
		{sandbox.SabotageOnlyItself, []string{"refresh-takes-access"}, true},
		{sandbox.SabotageTooMuch, []string{"only-its-grant"}, false},
		{sandbox.SabotageForeignRevoked, []string{"foreign-token"}, true},
		{sandbox.SabotageForeignUnanswered, []string{"foreign-token"}, true},
		{sandbox.SabotageCacheable, []string{"uncached"}, true},
		{sandbox.SabotagePlainErrors, []string{"error-form"}, true},
		{sandbox.SabotageNoChallenge, []string{"challenge"}, true},
		{sandbox.SabotageBroken, []string{"available"}, true},
		{sandbox.SabotageUnavailable, []string{"available"}, true},
	} {
		t.Run(string(c.way), func(t *testing.T) {
			w := newWorld(t, sandbox.Options{})
			before := w.codes()
			w.server.SetSabotage(c.way)
			report := w.check(w.everything())
			if got := with(report, revocation.Departs); !slices.Equal(got, c.departs) {
				t.Errorf("departs in %v and not %v: %+v", got, c.departs, report.Rows)
			}
			if after := w.codes(); c.kept && !slices.Equal(before, after) || !slices.Equal(report.Left, none) {
				t.Errorf("%d tokens before and %d after, left %v", len(before), len(after), report.Left)
			}
		})
	}
	if tried := 17; tried != len(sandbox.Sabotages()) {
		t.Errorf("there are %d ways to break it, and %d are tried", len(sandbox.Sabotages()), tried)
	}
}

// Without anything from a person the check tests what it can, and says what the rest would take.
func TestCheckWithoutMore(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	report := w.check(revocation.With{})
	want := []string{"foreign-token", "refresh-hint", "refresh-takes-access", "self-contained", "unsupported-type"}
	if got := with(report, revocation.NotTested); !slices.Equal(got, want) || report.Count(revocation.Departs) != 0 {
		t.Errorf("not tested %v: %+v", got, report.Rows)
	}
}

// Tokens that are JWTs outlive their revocation with whoever does not ask.
func TestCheckOfJWTs(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	jwt := w.server.Sample(sandbox.ClientJWT)
	w.callAs(auth.BasicCaller(jwt.ID, jwt.Secret))
	if got := with(w.check(revocation.With{}), revocation.KnownGap); !slices.Equal(got, []string{"jti-hint", "self-contained"}) {
		t.Errorf("known gaps: %v", got)
	}
}

func TestCheckDoesNotStart(t *testing.T) {
	for name, c := range map[string]struct {
		arrange func(*world)
		reason  string
	}{
		"switched off": {func(w *world) { w.set("revoke_token=off"); w.wait(2 * time.Minute) }, "is off for the process"},
		"bearer": {func(w *world) {
			token, _ := w.source.Token(w.t.Context())
			w.callAs(auth.BearerCaller(token))
		}, "shows no secret"},
		"public client": {func(w *world) { w.callAs(auth.NamedCaller(w.server.Sample(sandbox.ClientPublic).ID)) }, "shows no secret"},
		"wrong secret":  {func(w *world) { w.callAs(auth.BasicCaller(w.server.Info().ClientID, "wrong")) }, "does not accept"},
		"web page":      {func(w *world) { w.answers("/revoke", http.StatusNotFound, "text/html", "<html></html>") }, "web page"},
		"entries cannot be read": {
			func(w *world) { w.answers("/token/tknCde/"+own(w), http.StatusForbidden, "application/json", "{}") }, "token.readonly"},
		"the same grant again": {func(w *world) {
			token, _ := w.source.Token(w.t.Context())
			w.deps.Issue = func(context.Context, auth.Caller) (string, error) { return token, nil }
			w.deps.Remove = func(context.Context, string) (string, error) {
				w.t.Error("the console's own token is removed")
				return "", nil
			}
			w.reopen()
		}, "the same grant"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, sandbox.Options{})
			c.arrange(w)
			report, err := w.Check(t.Context(), w.everything(), func(revocation.Row) { t.Error("a row is told") })
			var notReady *revocation.NotReadyError
			if !errors.As(err, &notReady) || !strings.Contains(err.Error(), c.reason) || len(report.Rows) > 0 {
				t.Errorf("%v, rows %v", err, report.Rows)
			}
		})
	}
}

// Where nothing may be changed nothing is sent: the check could not remove what it gets.
func TestCheckOfAReadOnlySession(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	w.deps.Ops = ops.New(ops.Deps{Guards: ops.Guards{ReadOnly: true}})
	w.reopen()
	*w.wire = func(r *http.Request) *http.Response {
		t.Errorf("%s %s is sent", r.Method, r.URL)
		return nil
	}
	report, err := w.Check(t.Context(), w.everything(), nil)
	var refused *ops.RefusedError
	if !errors.As(err, &refused) || len(report.Rows) > 0 {
		t.Errorf("%v, rows %v", err, report.Rows)
	}
}

func own(w *world) string {
	token, err := w.source.Token(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	return tokens.CodeOf(token)
}

// A check that is stopped at any of its rows leaves no token behind.
func TestCheckStopped(t *testing.T) {
	for i := range revocation.Rows() {
		w := newWorld(t, sandbox.Options{})
		before := w.codes()
		ctx, cancel := context.WithCancel(t.Context())
		rows := 0
		report, err := w.Check(ctx, w.everything(), func(row revocation.Row) {
			if row.Verdict == revocation.Running {
				if rows++; rows == i+1 {
					cancel()
				}
			}
		})
		cancel()
		thinking := []string{"self-contained", "unsupported-type", "uncached", "tls", "challenge", "error-form"}
		if err == nil && !slices.Contains(thinking, revocation.Rows()[i].ID) {
			t.Errorf("stopped at %s: no error", revocation.Rows()[i].ID)
		}
		if after := w.codes(); !slices.Equal(before, after) || len(report.Left) > 0 || len(report.Rows) != len(revocation.Rows()) {
			t.Errorf("stopped at %s: %d tokens before and %d after, %d rows", revocation.Rows()[i].ID, len(before), len(after), len(report.Rows))
		}
	}
}

// Where revoking takes more than it should, nothing is revoked after that has been seen.
func TestCheckStopsRevoking(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	w.server.SetSabotage(sandbox.SabotageTooMuch)
	report := w.check(w.everything())
	at := slices.IndexFunc(report.Rows, func(row revocation.Row) bool { return row.ID == "only-its-grant" })
	for _, row := range report.Rows[at+1:] {
		if row.Verdict != revocation.NotTested && row.ID != "uncached" {
			t.Errorf("%s is tested all the same: %s", row.ID, row.Seen)
		}
	}
}

// In a session that may not remove entries the check revokes its tokens at the endpoint.
func TestCheckRemovesAtTheEndpoint(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	w.deps.Remove = func(context.Context, string) (string, error) { return "", client.KindReadOnly }
	w.reopen()
	before := w.codes()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	report, err := w.Check(ctx, w.everything(), func(row revocation.Row) {
		if row.ID == "refresh-hint" && row.Verdict != revocation.Running {
			cancel() // while there are tokens of a person
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("not stopped: %v", err)
	}
	if len(report.Left) > 0 || !slices.Equal(before, w.codes()) {
		t.Errorf("left %v", report.Left)
	}
}

// Tokens that cannot be removed are told.
func TestCheckLeavesBehind(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	w.server.SetSabotage(sandbox.SabotageNothingRevoked)
	refusal := errors.New("no")
	w.deps.Remove = func(context.Context, string) (string, error) { return "", refusal }
	w.reopen()
	report := w.check(revocation.With{})
	if len(report.Left) < 2 || !errors.Is(report.LeftErr, refusal) {
		t.Errorf("left %v, %v", report.Left, report.LeftErr)
	}
}
