package ops

import (
	"testing"

	"github.com/jansadm/jansadm/client/ops/change"
)

func TestNamed(t *testing.T) {
	var names Directory
	names = names.Add(
		Head{Resource: change.Claim, Inum: "1", Name: "displayName", Claim: "name"}, Head{Resource: change.Claim, Inum: "2", Name: "name", Claim: "other"},
		Head{Resource: change.Claim, Inum: "3", Name: "mail", Claim: "email"}, Head{Resource: change.Script, Inum: "4", Name: "twice"},
		Head{Resource: change.Script, Inum: "5", Name: "twice"}, Head{Resource: change.Script, Inum: "6"},
	)
	for dn, want := range map[string]string{
		"inum=1,ou=attributes,o=jans": "inum=1,ou=attributes,o=jans", // its name in tokens is the attribute of another
		"inum=2,ou=attributes,o=jans": "other", "inum=3,ou=attributes,o=jans": "email", "inum=9,ou=attributes,o=jans": "inum=9,ou=attributes,o=jans",
		"inum=4,ou=scripts,o=jans": "inum=4,ou=scripts,o=jans", "inum=6,ou=scripts,o=jans": "inum=6,ou=scripts,o=jans", "no dn": "no dn",
	} {
		if got := Named(names, dn); got != want {
			t.Errorf("%s is named %s, want %s", dn, got, want)
		}
	}
}
