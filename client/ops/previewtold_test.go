package ops_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
)

// Inactive claims are released like others, which is said once.
func TestPreviewOfInactiveClaims(t *testing.T) {
	th := newTheater(t)
	preview := th.preview(th.scope("address"), th.scope("address"))
	said := 0
	for _, note := range preview.Notes {
		if strings.HasPrefix(note, "Inactive claims are released like active ones: ") {
			said += strings.Count(note, "locality")
		}
	}
	for _, claim := range preview.Claims {
		if claim.State != ops.ClaimReleased || claim.Why != "" {
			t.Errorf("%s: %s %s", claim.Name, claim.State, claim.Why)
		}
	}
	if said != 1 {
		t.Errorf("notes %q", preview.Notes)
	}
}

// A secret among the properties of a script made from the template is no attribute, and shows nowhere.
func TestPreviewKeepsSecrets(t *testing.T) {
	th := newTheater(t)
	template, _ := schema.ScriptTemplate("dynamic_scope")
	script := th.make(change.Script, fmt.Sprintf(`{"name":"badge","scriptType":"dynamic_scope","programmingLanguage":"python","enabled":true,"script":%s,
		"configurationProperties":[{"value1":"api_key","value2":"S3cretKey","hide":true},{"value1":"hidden_mail","value2":"mail","hide":true}]}`, document.Quote(template)))
	scope := th.make(change.Scope, `{"id":"badge","scopeType":"dynamic","dynamicScopeScripts":["`+script.Head().DN()+`"]}`)
	if told, _ := th.userinfo("maria", "openid badge"); len(told) != 0 {
		t.Errorf("the sandbox takes secrets for attributes: %v", told)
	}
	for _, preview := range []*ops.Preview{th.preview(scope), th.previewFor("maria", scope)} {
		shown, err := json.Marshal(preview)
		if err != nil || strings.Contains(string(shown), "S3cretKey") || strings.Contains(string(shown), "api_key") || len(preview.Claims) != 0 {
			t.Errorf("%s %v", shown, err)
		}
	}
}

// What a script looks for in vain is named, with what it may have been meant to look for.
func TestUnknownAttributesAreNamed(t *testing.T) {
	th := newTheater(t)
	template, _ := schema.ScriptTemplate("dynamic_scope")
	draft := ops.NewDraft()
	target, err := ops.Create(draft, change.Script, parse(t, fmt.Sprintf(`{"name":"badge","scriptType":"dynamic_scope","programmingLanguage":"python","enabled":true,
		"script":%s,"configurationProperties":[{"value1":"badge_number","value2":"employeNumber"}]}`, document.Quote(template))))
	if err != nil {
		t.Fatal(err)
	}
	plan := th.plan(draft)
	i := slices.IndexFunc(plan.Impacts, func(found ops.Impact) bool { return found.ID == "script-maps-unknown-attribute" })
	if i < 0 || plan.Impacts[i].Target != target.Target || !strings.Contains(plan.Impacts[i].Advice, `"employeeNumber"`) {
		t.Errorf("%+v", plan.Impacts)
	}
	script := th.find(change.Script, "work_phone").With(ops.NewDraft())
	staged := &ops.Entity{Kind: script.Kind, Target: script.Target, Document: parse(t, fmt.Sprintf(`{"inum":%q,"name":"badge","scriptType":"dynamic_scope","enabled":true,
		"script":%s,"configurationProperties":[{"value1":"badge_number","value2":"employeNumber"}]}`, script.Target.ID, document.Quote(template)))}
	scope := ops.NewEntity(change.Scope, parse(t, `{"id":"badge","scopeType":"dynamic","dynamicScopeScripts":["`+script.Head().DN()+`"]}`))
	preview, err := th.Preview(t.Context(), []*ops.Entity{scope}, staged)
	if err != nil || len(preview.Claims) != 1 || !strings.Contains(preview.Claims[0].Why, "There is no attribute employeNumber. Did you mean employeeNumber") {
		t.Errorf("%+v %v", preview, err)
	}
}
