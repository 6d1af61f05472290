package verbs

import (
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
)

// apply carries out a draft, dangerous or not.
func (s server) apply(draft *ops.Draft) {
	s.t.Helper()
	plan, err := s.Plan(s.t.Context(), draft.Edits())
	if err == nil {
		_, err = s.Apply(s.t.Context(), plan, ops.Consent{Yes: true, Word: plan.Word()})
	}
	if err != nil {
		s.t.Fatal(err)
	}
}

// A claim that leads nowhere is kept, told, and removed by its inum or its DN.
func TestClaimsThatLeadNowhere(t *testing.T) {
	s, draft := newServer(t), ops.NewDraft()
	claim := s.create(draft, change.Claim, `{"name":"jansExtId","displayName":"D","description":"D","dataType":"string","viewType":["user"],"editType":["admin"]}`)
	s.apply(draft)
	gone := s.find(change.Claim, claim.Name())
	draft.Clear()
	s.create(draft, change.Scope, `{"id":"holes","scopeType":"openid","claims":["jansExtId","email"]}`)
	s.apply(draft)
	draft.Clear()
	if err := gone.Delete(draft); err != nil {
		t.Fatal(err)
	}
	s.apply(draft)

	dn := gone.Head().DN()
	scope := s.find(change.Scope, "holes")
	names, err := s.NamesOf(t.Context(), scope)
	if err != nil {
		t.Fatal(err)
	}
	field := scope.Field("/claims")
	if got := fieldText(names, field, scope.Get("/claims"), false); got != dn+" (does not exist), email" {
		t.Errorf("got %s", got)
	}
	if doc := forEditing(scope, names); !strings.Contains(string(doc.Get("claims")), dn) {
		t.Errorf("got %s", doc.Get("claims"))
	}
	if more, err := s.WithReferences(t.Context(), scope, "/claims", []string{"given_name", dn}); err != nil || !strings.Contains(string(more), dn) {
		t.Errorf("got %s, %v", more, err)
	}
	for _, word := range []string{gone.Target.ID, dn, strings.ToUpper(dn)} {
		left, err := s.WithoutReferences(t.Context(), scope, "/claims", []string{word})
		if listed, _ := document.Strings(left); err != nil || len(listed) != 1 || listed[0] == dn {
			t.Errorf("%s: got %s, %v", word, left, err)
		}
	}
	if _, err := s.WithReferences(t.Context(), s.find(change.Scope, "profile"), "/claims", []string{dn}); err == nil {
		t.Error("a claim that does not exist was added")
	}
	draft.Clear()
	left, _ := s.WithoutReferences(t.Context(), scope, "/claims", []string{dn})
	if err := scope.Set(draft, "/claims", left); err != nil {
		t.Fatal(err)
	}
	plan, err := s.Plan(t.Context(), draft.Edits())
	if err != nil {
		t.Fatal(err)
	}
	if lines := plan.Commands(); len(lines) != 1 || lines[0] != "jansadm scope update holes --claims email --yes" {
		t.Errorf("got %q", lines)
	}
}
