package tokens_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/impact"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/ops/tokens"
	"github.com/jansadm/jansadm/client/sandbox"
)

// What is found is what is meant, and the plan of it says whom that touches.
func TestPlans(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	one := w.list(tokens.Filter{User: "maria", Type: "refresh"})[0]
	own, err := w.own(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		selection tokens.Selection
		count     int // 0 is not looked at
		users     string
		impacts   []string // those that say more than "new tokens"
		word      string
	}{
		"a client": {tokens.Selection{Filter: tokens.Filter{Client: w.info.AppID}}, 10, "maria wang.wei",
			[]string{"revoke-session-stays", "revoke-whole-client"}, w.info.AppID},
		"some of a client": {tokens.Selection{Filter: tokens.Filter{Client: w.info.AppID, Type: "refresh_token"}}, 2, "maria wang.wei",
			[]string{"revoke-grant-stays", "revoke-session-stays"}, ""},
		"a user":      {tokens.Selection{Filter: tokens.Filter{User: "wang.wei"}}, 5, "wang.wei", []string{"revoke-session-stays"}, ""},
		"by the inum": {tokens.Selection{Filter: tokens.Filter{User: one.UserDN, GrantID: one.GrantID}}, 4, "maria", []string{"revoke-session-stays"}, ""},
		"a grant":     {tokens.Selection{Filter: tokens.Filter{GrantID: one.GrantID}}, 4, "maria", []string{"revoke-session-stays"}, ""},
		"a code":      {tokens.Selection{Codes: []string{one.Code, one.Code}}, 1, "maria", []string{"revoke-grant-stays", "revoke-session-stays"}, ""},
		"its grant": {tokens.Selection{Codes: []string{one.Code}, WholeGrants: true}, 4, "maria",
			[]string{"revoke-session-stays"}, ""},
		"what was read":    {tokens.Selection{Entries: []tokens.Entry{one}, WholeGrants: true}, 4, "maria", []string{"revoke-session-stays"}, ""},
		"a scope":          {tokens.Selection{Filter: tokens.Filter{Scope: "address"}}, 2, "maria", []string{"revoke-session-stays"}, ""},
		"no part of one":   {tokens.Selection{Filter: tokens.Filter{Scope: "addr"}}, -1, "", nil, ""},
		"a grant type":     {tokens.Selection{Filter: tokens.Filter{Grant: "implicit"}}, 1, "maria", []string{"revoke-session-stays"}, ""},
		"JWTs":             {tokens.Selection{Filter: tokens.Filter{Client: w.info.JWTID, Type: "access"}}, 2, "", []string{"revoke-jwt-stays-valid"}, ""},
		"expired ones":     {tokens.Selection{Filter: tokens.Filter{User: "maria", ExpiresBefore: time.Now()}}, 2, "maria", nil, ""},
		"its own":          {tokens.Selection{Codes: []string{own.Access}}, 1, "", []string{"revoke-own-token"}, ""},
		"nobody's":         {tokens.Selection{Filter: tokens.Filter{User: "nobody"}}, -1, "", nil, ""},
		"of a deleted one": {tokens.Selection{Filter: tokens.Filter{Client: "gone"}}, -1, "", nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			w := *w
			w.t = t
			r := w.plan(tc.selection)
			if r.Len() != max(tc.count, 0) || r.Word() != tc.word {
				t.Errorf("%d of them, word %q: %s", r.Len(), r.Word(), r.Title)
			}
			var users []string
			for _, user := range r.Users {
				users = append(users, user.ID)
			}
			if strings.Join(slices.Sorted(slices.Values(users)), " ") != tc.users {
				t.Errorf("users %v", users)
			}
			said := slices.DeleteFunc(ids(r.Impacts), func(id string) bool { return id == "revoke-new-tokens" })
			if tc.impacts != nil && !slices.Equal(said, tc.impacts) {
				t.Errorf("impacts %v", said)
			}
		})
	}
}

// A person who would end his own sign-in has to say so; a console that gets itself another token is only told.
func TestOwnSignIn(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	entries := w.list(tokens.Filter{User: "admin"})
	at := func(kind string) string {
		return entries[slices.IndexFunc(entries, func(e tokens.Entry) bool { return e.Type == kind })].Code
	}
	access, refresh := at("access_token"), at("refresh_token")
	for name, tc := range map[string]struct {
		own   tokens.Own
		codes []string
		want  string
	}{
		"a client's":          {tokens.Own{Login: impact.LoginClient, Access: access}, []string{access}, "revoke-own-token"},
		"handed in":           {tokens.Own{Login: impact.LoginToken, Access: access}, []string{access}, "revoke-own-sign-in"},
		"a person's":          {tokens.Own{Login: impact.LoginPerson, Access: access, Refresh: refresh}, []string{access, refresh}, "revoke-own-sign-in"},
		"that can be renewed": {tokens.Own{Login: impact.LoginPerson, Access: access, Refresh: refresh}, []string{access}, "revoke-own-token"},
		"that cannot":         {tokens.Own{Login: impact.LoginPerson, Access: access}, []string{access}, "revoke-own-sign-in"},
		"another's":           {tokens.Own{Login: impact.LoginPerson, Access: "x", Refresh: "y"}, []string{access, refresh}, ""},
	} {
		w.deps.Own = func(context.Context) (tokens.Own, error) { return tc.own, nil }
		w.reopen()
		r := w.plan(tokens.Selection{Codes: tc.codes})
		said := strings.Join(slices.DeleteFunc(ids(r.Impacts), func(id string) bool { return !strings.Contains(id, "own") }), " ")
		if said != tc.want || (r.Word() != "") != (tc.want == "revoke-own-sign-in") {
			t.Errorf("%s: %q, word %q", name, said, r.Word())
		}
		if tc.want != "" && r.Items[r.Len()-1].ID != access {
			t.Errorf("%s: the token that requests are made with does not go last", name)
		}
	}
	// the session of the browser in which the person signed in
	w.deps.Own = func(context.Context) (tokens.Own, error) {
		return tokens.Own{Login: impact.LoginPerson, Access: "none", Person: access}, nil
	}
	w.reopen()
	r, err := w.PlanSessions(t.Context(), tokens.SessionSelection{Filter: tokens.SessionFilter{User: "admin"}})
	if err != nil || r.Len() != 1 || !slices.Contains(ids(r.Impacts), "revoke-own-sign-in") {
		t.Errorf("%+v, %v", r, err)
	}
}

// What cannot be meant, or found, is refused before anything happens.
func TestRefusals(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	unfit := func(err error) bool { return errors.As(err, new(*tokens.FilterError)) }
	for name, tc := range map[string]struct {
		selection tokens.Selection
		want      func(error) bool
	}{
		"nothing":           {tokens.Selection{}, unfit},
		"nothing, in whole": {tokens.Selection{WholeGrants: true}, unfit},
		"scope and text":    {tokens.Selection{Filter: tokens.Filter{Scope: "a", Text: "b"}}, unfit},
		"two scopes":        {tokens.Selection{Filter: tokens.Filter{Scope: "a,b"}}, unfit},
		"a comma":           {tokens.Selection{Filter: tokens.Filter{Client: "a,b"}}, unfit},
		"an operator":       {tokens.Selection{Filter: tokens.Filter{User: "a<b"}}, unfit},
		"no code":           {tokens.Selection{Codes: []string{"secret-token"}}, func(err error) bool { return client.KindOf(err) == client.KindInvalid }},
		"unknown codes": {tokens.Selection{Codes: []string{strings.Repeat("a", 64), strings.Repeat("b", 64)}}, func(err error) bool {
			names := ops.NameErrors{}
			return errors.As(err, &names) && len(names) == 2 && ops.Explain(err).Kind == ops.ProblemNotFound
		}},
	} {
		if _, err := w.PlanRevocation(t.Context(), tc.selection); err == nil || !tc.want(err) || strings.Contains(err.Error(), "secret-token") {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := w.PlanSessions(t.Context(), tokens.SessionSelection{SIDs: []string{"nope"}}); ops.Explain(err).Kind != ops.ProblemNotFound {
		t.Errorf("an unknown session: %v", err)
	}
	if _, err := w.PlanSessions(t.Context(), tokens.SessionSelection{}); !unfit(err) {
		t.Errorf("all sessions: %v", err)
	}
}

// Guards hold for a revocation as for a plan, and nothing is sent or recorded before they are content.
func TestGuards(t *testing.T) {
	w := newWorld(t, sandbox.Options{})
	deletes := 0
	*w.wire = func(r *http.Request, deliver func(*http.Request) (*http.Response, error)) (*http.Response, error) {
		if r.Method == http.MethodDelete {
			deletes++
		}
		return deliver(r)
	}
	whole := tokens.Selection{Filter: tokens.Filter{Client: w.info.AppID}}
	for name, tc := range map[string]struct {
		guards  ops.Guards
		consent ops.Consent
		why     string
	}{
		"read-only":        {ops.Guards{ReadOnly: true}, ops.Consent{Yes: true, Word: w.info.AppID}, "read-only"},
		"a bare yes":       {ops.Guards{}, ops.Consent{Yes: true}, "dangerous"},
		"another risk":     {ops.Guards{}, ops.Consent{Yes: true, AcceptedRisks: []string{"revoke-many-users"}}, "dangerous"},
		"no yes":           {ops.Guards{}, ops.Consent{Word: w.info.AppID}, "not confirmed"},
		"no reason":        {ops.Guards{RequireReason: true, ReasonOf: "p"}, ops.Consent{Yes: true, Word: w.info.AppID}, "a reason"},
		"without the word": {ops.Guards{ConfirmWord: "prod", WordOf: "p"}, ops.Consent{Yes: true, AcceptedRisks: []string{"revoke-whole-client"}}, "prod"},
	} {
		w.opsDeps.Guards = tc.guards
		w.reopen()
		report, err := w.Run(t.Context(), w.plan(whole), tc.consent, nil)
		refused := (*ops.RefusedError)(nil)
		if !errors.As(err, &refused) || !strings.Contains(refused.Why, tc.why) || report.ID != "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if deletes > 0 || len(w.records()) > 0 {
		t.Fatalf("%d requests, %d records", deletes, len(w.records()))
	}
	w.opsDeps.Guards = ops.Guards{ConfirmWord: "prod", WordOf: "p", RequireReason: true, ReasonOf: "p"}
	w.reopen()
	r := w.plan(whole)
	report, err := w.Run(t.Context(), r, ops.Consent{Yes: true, Word: r.Word(), Reason: "leaked"}, nil)
	if err != nil || report.Revoked != 10 || r.Word() != "prod "+w.info.AppID {
		t.Fatalf("%+v, %v, word %q", report, err, r.Word())
	}
	record := w.records()[0]
	if record.Intent.Reason != "leaked" || !slices.Equal(record.Intent.Accepted, []string{"revoke-whole-client"}) || record.Outcome.State != journal.Verified ||
		record.Intent.Revocation.Users["maria"] != 6 || record.Intent.Revocation.Clients[w.info.AppID] != 10 || record.Outcome.Revocation.Revoked != 10 {
		t.Errorf("%+v", record)
	}
}
