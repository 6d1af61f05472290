package ops_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/impact"
	"github.com/jansadm/jansadm/client/sandbox"
)

// What a server as shipped is told to do, and the gravest thing that is said about it.
func TestImpactsOnAServerAsShipped(t *testing.T) {
	s := newWorld(t, sandbox.Options{})
	set := func(resource change.Resource, name, path string, value any) func(*ops.Draft) {
		return func(draft *ops.Draft) {
			text, err := json.Marshal(value)
			if err != nil {
				t.Fatal(err)
			}
			if err := s.find(resource, name).Set(draft, path, text); err != nil {
				t.Fatal(err)
			}
		}
	}
	remove := func(resource change.Resource, name string) func(*ops.Draft) {
		return func(draft *ops.Draft) {
			if err := s.find(resource, name).Delete(draft); err != nil {
				t.Fatal(err)
			}
		}
	}
	create := func(resource change.Resource, text string) func(*ops.Draft) {
		return func(draft *ops.Draft) {
			doc, err := document.Parse([]byte(text))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := ops.Create(draft, resource, doc); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, _, err := s.api.Scopes.Create(t.Context(), parse(t, `{"id":"work","scopeType":"dynamic","dynamicScopeScripts":["inum=031C-5622,ou=scripts,o=jans"]}`)); err != nil {
		t.Fatal(err)
	}
	claims, _ := document.Strings(s.find(change.Scope, "profile").Get("/claims"))
	withoutRole := slices.DeleteFunc(claims, func(dn string) bool { return strings.HasPrefix(dn, "inum=4CF1,") })
	for _, c := range []struct {
		edit     func(*ops.Draft)
		id       string
		severity ops.Severity
	}{
		{set(change.Scope, "profile", "/claims", withoutRole), "profile-admin-role", impact.LockOut},
		{remove(change.Claim, "jansAdminUIRole"), "admin-role-claim", impact.LockOut},
		{remove(change.Claim, "mail"), "claim-deleted-in-use", impact.LockOut},
		{set(change.Scope, "address", "/groupClaims", false), "scope-ungrouped", impact.Danger},
		{set(change.Scope, "revoke_any_token", "/defaultScope", true), "default-scope-management", impact.Danger},
		{remove(change.Scope, "email"), "scope-standard-gone", impact.Danger},
		{remove(change.Scope, "https://jans.io/oauth/config/scopes.write"), "scope-management-gone", impact.LockOut},
		{create(change.Scope, `{"id":"address","scopeType":"openid"}`), "scope-id-duplicate", impact.Danger},
		{create(change.Scope, `{"id":"w","scopeType":"dynamic","dynamicScopeScripts":["inum=031C-5622,ou=scripts,o=jans"]}`), "scope-script-disabled", impact.Caution},
		{set(change.Client, s.server.Sample(sandbox.ClientApp).ID, "/scopes", []string{s.find(change.Scope, "openid").Head().DN(), s.find(change.Scope, "work").Head().DN()}), "client-scope-idle", impact.Caution},
		{set(change.Script, "dynamic_permission", "/enabled", false), "script-disabled-in-use", impact.Danger},
		{set(change.Script, "role_based_scopes_update_token", "/enabled", false), "admin-permission-script", impact.LockOut},
	} {
		draft := ops.NewDraft()
		c.edit(draft)
		plan := s.plan(draft)
		i := slices.IndexFunc(plan.Impacts, func(i ops.Impact) bool { return i.ID == c.id })
		if i < 0 || plan.Impacts[i].Severity != c.severity || plan.Risk() != c.severity {
			t.Errorf("no %s of %v, or it is not the gravest, among %+v", c.id, c.severity, plan.Impacts)
		}
	}
}

// Nothing is said about a change that changes nothing for anybody.
func TestOrdinaryEditsAreQuiet(t *testing.T) {
	s := newWorld(t, sandbox.Options{})
	for _, resource := range []change.Resource{change.Scope, change.Claim, change.Script} {
		page, err := s.List(t.Context(), resource, ops.Query{})
		if err != nil {
			t.Fatal(err)
		}
		draft := ops.NewDraft()
		for _, entity := range page.Entities[:20] {
			if err := entity.SetText(draft, "/description", "In other words"); err != nil {
				t.Fatal(err)
			}
		}
		if plan := s.plan(draft); len(plan.Changes) != 20 || len(plan.Impacts) != 0 {
			t.Errorf("%d changes of %ss: %+v", len(plan.Changes), resource, plan.Impacts)
		}
	}
}
