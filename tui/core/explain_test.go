package core_test

import (
	"testing"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/transport"
	"github.com/jansadm/jansadm/tui/core"
)

func TestExplainNamesTheKey(t *testing.T) {
	err := &auth.LoginRequiredError{Profile: "prod", Reason: "nobody is signed in", Err: transport.KindUnauthenticated}
	if hint := core.Explain(err).Hint; hint != "Sign in with L." {
		t.Errorf("the hint is %q", hint)
	}
}

// A guard that another process has put up meets a person who has a console before them.
func TestExplainNamesTheWayPastAGuard(t *testing.T) {
	for want, guards := range map[string]ops.Guards{
		"lift that with e in Profiles where it is right to do so":           {ReadOnly: true, ReadOnlyOf: "prod"},
		"type it exactly so when it is asked for; r checks again, and asks": {ConfirmWord: "Go on", WordOf: "prod"},
		"say why with m, after r has checked again":                         {RequireReason: true, ReasonOf: "prod"},
		"start without --read-only":                                         {ReadOnly: true},
	} {
		err := ops.New(ops.Deps{Guards: guards}).Guard(&ops.Plan{}, ops.Consent{Yes: true})
		if hint := core.Explain(err).Hint; hint != want {
			t.Errorf("the hint is %q", hint)
		}
	}
}
