package revocation_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/ops/revocation"
	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/client/sandbox"
)

// mint gets a person's tokens at a client, in one grant.
func (w *world) mint(clientID string) (access, refresh string) {
	w.t.Helper()
	access, refresh, err := w.server.Mint(clientID, "maria", "openid", "offline_access")
	if err != nil || refresh == "" {
		w.t.Fatal(refresh, err)
	}
	return access, refresh
}

func (w *world) revoke(asked revocation.Asked) (*revocation.Request, revocation.Outcome) {
	w.t.Helper()
	request, err := w.Plan(w.t.Context(), asked)
	if err != nil {
		w.t.Fatal(err)
	}
	outcome, err := w.Revoke(w.t.Context(), request, ops.Consent{Yes: true, Word: request.Act().Word()})
	if err != nil {
		w.t.Fatal(err)
	}
	return request, outcome
}

func (w *world) has(token string) bool {
	w.t.Helper()
	_, err := w.tokens.Get(w.t.Context(), tokens.CodeOf(token))
	if err != nil && client.KindOf(err) != client.KindNotFound {
		w.t.Fatal(err)
	}
	return err == nil
}

func TestRevoke(t *testing.T) {
	for name, c := range map[string]struct {
		arrange func(*world)
		refresh bool // the refresh token is sent
		hint    string
		other   bool // they are of another client
		want    revocation.Result
		state   journal.State
		gone    int
		offers  int
		says    string // part of what is explained
	}{
		"access token":              {want: revocation.Revoked, state: journal.Verified, gone: 2, says: "whole grant"},
		"refresh token":             {refresh: true, want: revocation.Revoked, state: journal.Verified, gone: 2, says: "whole grant"},
		"wrong hint that is passed": {hint: "refresh_token", want: revocation.Revoked, state: journal.Verified, gone: 2},
		"hint that misses": {
			refresh: true, hint: "access_token", want: revocation.StillThere, state: journal.NotApplied, offers: 2, says: "Leave the hint out"},
		"of another client": {other: true, want: revocation.OfOther, state: journal.NotApplied, offers: 2, says: "Config API"},
		"script that says no": {
			arrange: func(w *world) { w.enable("revoke_token_refuses") },
			want:    revocation.StillThere, state: journal.NotApplied, offers: 2, says: "script"},
		"script that fails": {
			arrange: func(w *world) { w.enable("revoke_token_fails") },
			want:    revocation.StillThere, state: journal.NotApplied, offers: 2, says: "script"},
		"switched off": {
			arrange: func(w *world) { w.set("revoke_token=off"); w.wait(time.Minute) },
			want:    revocation.Refused, state: journal.NotApplied, offers: 2},
		"only itself goes": {
			arrange: func(w *world) { w.server.SetSabotage(sandbox.SabotageOnlyItself) },
			want:    revocation.Revoked, state: journal.Verified, gone: 1, offers: 1, says: "still there"},
		"no answer": {
			arrange: func(w *world) { w.deps.Endpoint = deaf{w.api.Endpoints}; w.reopen() }, want: revocation.Failed, state: journal.Unknown, says: "not known"},
		"web page": {
			arrange: func(w *world) { w.answers("/revoke", http.StatusOK, "text/html", "<html></html>") },
			want:    revocation.Refused, state: journal.NotApplied, offers: 2},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, sandbox.Options{})
			id := w.server.Info().ClientID
			if c.other {
				id = w.server.Sample(sandbox.ClientApp).ID
			}
			access, refresh := w.mint(id)
			if c.arrange != nil {
				c.arrange(w)
			}
			token := access
			if c.refresh {
				token = refresh
			}
			request, outcome := w.revoke(revocation.Asked{Token: revocation.NewToken(token), Hint: c.hint})
			if outcome.Result != c.want || outcome.Gone != c.gone || len(outcome.Offers) != c.offers || outcome.Says == "" ||
				!strings.Contains(strings.Join(outcome.Explains, " "), c.says) {
				t.Errorf("outcome: %+v", outcome)
			}
			if request.Known == nil || request.Foreign != c.other || len(request.Grant) != 1 {
				t.Errorf("request: %+v", request)
			}
			if left := w.has(token); left == outcome.Result.Done() {
				t.Errorf("the token is there: %t", left)
			}
			w.checkJournal(c.state, access, refresh)
		})
	}
}

// deaf is an endpoint that does not answer.
type deaf struct{ revocation.Endpoint }

func (deaf) Revoke(context.Context, auth.RevokeRequest) (auth.RevokeAnswer, error) {
	return auth.RevokeAnswer{}, client.KindUnreachable
}

// checkJournal looks at the last record, which tells no token.
func (w *world) checkJournal(state journal.State, secrets ...string) {
	w.t.Helper()
	log, err := w.journal.Read()
	if err != nil || len(log.Entries) == 0 {
		w.t.Fatal(log, err)
	}
	last := log.Entries[len(log.Entries)-1]
	if last.Outcome.State != state || !last.Intent.Final() || last.Intent.Revocation.Count == 0 || len(last.Intent.Revocation.Targets) == 0 {
		w.t.Errorf("the journal says %+v, %+v", last.Intent, last.Outcome)
	}
	for _, secret := range secrets {
		if strings.Contains(fmt.Sprintf("%+v", last), secret) {
			w.t.Error("the journal tells the token")
		}
	}
}

// The offers for a token of another client remove it, alone or with its grant.
func TestOffers(t *testing.T) {
	for i, left := range []bool{true, false} {
		w := newWorld(t, sandbox.Options{})
		access, refresh := w.mint(w.server.Sample(sandbox.ClientApp).ID)
		_, outcome := w.revoke(revocation.Asked{Token: revocation.NewToken(access)})
		plan, err := w.tokens.PlanRevocation(t.Context(), outcome.Offers[i].Selection)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.tokens.Run(t.Context(), plan, ops.Consent{Yes: true, Word: plan.Word()}, nil); err != nil {
			t.Fatal(err)
		}
		if w.has(access) || w.has(refresh) != left {
			t.Errorf("%s: access token %t, refresh token %t", outcome.Offers[i].Title, w.has(access), w.has(refresh))
		}
	}
}

func TestRevokeAs(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	app, public := w.server.Sample(sandbox.ClientApp), w.server.Sample(sandbox.ClientPublic)
	access, _ := w.mint(app.ID)
	_, outcome := w.revoke(revocation.Asked{Token: revocation.NewToken(access),
		As: revocation.ClientCredentials{ID: app.ID, Secret: revocation.NewToken(app.Secret)}})
	if outcome.Result != revocation.Revoked {
		t.Errorf("as its client: %+v", outcome)
	}
	access, _, err := w.server.Mint(public.ID, "maria", "openid")
	if err != nil {
		t.Fatal(err)
	}
	if _, outcome = w.revoke(revocation.Asked{Token: revocation.NewToken(access), As: revocation.ClientCredentials{ID: public.ID}}); outcome.Result != revocation.Revoked {
		t.Errorf("as a public client: %+v", outcome)
	}
	access, _ = w.mint(app.ID)
	w.callAs(auth.BearerCaller(access))
	if _, outcome = w.revoke(revocation.Asked{Token: revocation.NewToken(access)}); outcome.Result != revocation.Revoked {
		t.Errorf("a token by itself: %+v", outcome)
	}
}

func TestRevokeWhatIsNotThere(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	request, outcome := w.revoke(revocation.Asked{Token: revocation.NewToken("never-given-out")})
	if outcome.Result != revocation.NotThere || request.Known != nil || len(request.Notes) == 0 || len(outcome.Explains) == 0 {
		t.Errorf("%+v, %+v", request, outcome)
	}
	w.checkJournal(journal.Verified, "never-given-out")
}

func TestRevokeWithoutPermission(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	access, _ := w.mint(w.server.Info().ClientID)
	w.answers(tokens.CodeOf(access), http.StatusForbidden, "application/json", "{}")
	if _, outcome := w.revoke(revocation.Asked{Token: revocation.NewToken(access)}); outcome.Result != revocation.Unverified {
		t.Errorf("%+v", outcome)
	}
	w.checkJournal(journal.Unverified, access)
}

func TestWhatIsNoToken(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	for _, text := range []string{"", "  ", "all", "ALL", "one two", "line\nbreak", "\x1b[2J", strings.Repeat("0a", 32)} {
		_, err := w.Plan(t.Context(), revocation.Asked{Token: revocation.NewToken(text)})
		var no *revocation.TokenError
		if !errors.As(err, &no) || ops.Explain(err).Kind != ops.ProblemUsage || text != "" && strings.TrimSpace(text) != "" && text != "all" && strings.Contains(err.Error(), text) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// What the console works with is not revoked by a yes alone where a person would have to sign in again; traps are told beforehand.
func TestImpactsOfRevoking(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	access, refresh := w.mint(w.server.Sample(sandbox.ClientApp).ID)
	for _, c := range []struct {
		token, hint string
		want        []string
	}{
		{access, "", []string{"revoke-foreign-token"}},
		{refresh, "access_token", []string{"revoke-foreign-token", "revoke-hint-misses"}},
	} {
		request, err := w.Plan(t.Context(), revocation.Asked{Token: revocation.NewToken(c.token), Hint: c.hint})
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range c.want {
			if !slices.ContainsFunc(request.Impacts, func(i ops.Impact) bool { return i.ID == id }) {
				t.Errorf("%s is not among %+v", id, request.Impacts)
			}
		}
		var refused *ops.RefusedError
		if _, err := w.Revoke(t.Context(), request, ops.Consent{}); !errors.As(err, &refused) {
			t.Errorf("without a yes: %v", err)
		}
		if !w.has(c.token) {
			t.Error("it is gone all the same")
		}
	}
}

// However a token, a request or a client is printed, no secret shows.
func TestNothingSecretShows(t *testing.T) {
	const secret = "s3cr3t-t0ken"
	asked := revocation.Asked{Token: revocation.NewToken(secret), As: revocation.ClientCredentials{ID: "x", Secret: revocation.NewToken(secret)}}
	for _, form := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
		for _, value := range []any{asked, &asked, asked.Token, revocation.Grant{Access: asked.Token}, auth.BasicCaller("x", secret), auth.PostCaller("x", secret),
			auth.BearerCaller(secret)} {
			if text := fmt.Sprintf(form, value); strings.Contains(text, secret) {
				t.Errorf("%s of %T tells it: %s", form, value, text)
			}
		}
	}
}
