package core_test

import (
	"testing"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/transport"
	"github.com/jansadm/jansadm/tui/core"
)

func TestExplainNamesTheKey(t *testing.T) {
	err := &auth.LoginRequiredError{Profile: "prod", Reason: "nobody is signed in", Err: transport.KindUnauthenticated}
	if hint := core.Explain(err).Hint; hint != "Sign in with L." {
		t.Errorf("the hint is %q", hint)
	}
}
