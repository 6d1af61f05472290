package ops

import (
	"errors"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/ops/impact"
)

func TestProfileThatWantsAWordAndAReason(t *testing.T) {
	f := setUp(`"accessTokenLifetime":300`)
	f.deps.Guards = Guards{ConfirmWord: "production", WordOf: "prod", RequireReason: true, ReasonOf: "prod"}
	danger := Impact{ID: "hurts", Severity: impact.Danger, Target: Target{Resource: "property", ID: "accessTokenLifetime"}}
	for _, tc := range []struct {
		name    string
		danger  bool
		consent Consent
		missing string // "" when it is accepted
	}{
		{"nothing", false, Consent{}, "--reason"},
		{"a blank reason", false, Consent{Yes: true, Word: "production", Reason: " "}, "--reason"},
		{"no word", false, Consent{Yes: true, Reason: "r"}, "--confirm production"},
		{"another word", false, Consent{Yes: true, Reason: "r", Word: "test"}, "--confirm production"},
		{"the word", false, Consent{Yes: true, Reason: "r", Word: " production\t"}, ""},
		{"the word in another case", false, Consent{Yes: true, Reason: "r", Word: "Production"}, "--confirm production"},
		{"danger with the word in another case", true, Consent{Yes: true, Reason: "r", Word: "Production accessTokenLifetime"}, "--confirm production"},
		{"no yes", false, Consent{Reason: "r", Word: "production"}, "--yes"},
		{"danger with the profile's word", true, Consent{Yes: true, Reason: "r", Word: "production"}, "--accept-risk"},
		{"danger with its own word", true, Consent{Yes: true, Reason: "r", Word: "accessTokenLifetime"}, "--confirm production"},
		{"danger with both", true, Consent{Yes: true, Reason: "r", Word: "production accesstokenlifetime"}, ""},
		{"danger accepted by its id", true, Consent{Yes: true, Reason: "r", Word: "production", AcceptedRisks: []string{"hurts"}}, ""},
		{"danger accepted without the word", true, Consent{Yes: true, Reason: "r", AcceptedRisks: []string{"hurts"}}, "--confirm production"},
	} {
		plan := f.plan(t, set("accessTokenLifetime", "600"))
		plan.Impacts = nil
		if tc.danger {
			plan.Impacts = []Impact{danger}
		}
		err := f.Guard(plan, tc.consent)
		refused := (*RefusedError)(nil)
		if tc.missing == "" {
			if err != nil {
				t.Errorf("%s: %v", tc.name, err)
			}
			continue
		}
		if !errors.As(err, &refused) || !strings.Contains(refused.Hint, tc.missing) {
			t.Errorf("%s: %v", tc.name, err)
		}
	}
	plan := f.plan(t, set("accessTokenLifetime", "600"))
	plan.Impacts = []Impact{danger}
	if got := plan.Word(); got != "production accessTokenLifetime" || !f.NeedsReason() {
		t.Errorf("the word is %q", got)
	}
	f.deps.Guards.ConfirmWord = "AccessTokenLifetime"
	plan = f.plan(t, set("accessTokenLifetime", "600"))
	plan.Impacts = []Impact{danger}
	if got := plan.Word(); got != "AccessTokenLifetime" || f.Guard(plan, Consent{Yes: true, Word: got, Reason: "r"}) != nil {
		t.Errorf("the word is %q", got)
	}
}
