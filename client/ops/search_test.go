package ops

import (
	"testing"

	"github.com/jansadm/jansadm/client/ops/change"
)

func TestSearchInAnyCase(t *testing.T) {
	for _, c := range []struct {
		resource    change.Resource
		typed, want string
	}{
		{change.Scope, "", ""},
		{change.Scope, "42", "42"},
		{change.Scope, "address", "address,ADDRESS,Address"},
		{change.Client, "sample app", "sample app,SAMPLE APP,Sample App,Sample app"},
		{change.Client, "SSO", "SSO,sso,Sso"},
		{change.Scope, "a,b", "a,A,b,B"},
		{change.Script, "王 ü", "王 ü,王 Ü"},
		{change.Claim, "Mail", "Mail"},
	} {
		if got := inAnyCase(c.resource, c.typed); got != c.want {
			t.Errorf("%s %q: %q, want %q", c.resource, c.typed, got, c.want)
		}
	}
}
