package verbs

import (
	"strings"
	"testing"
)

// A name or a type that is mistyped is told, and is not the same as nothing being there.
func TestMistypedSelection(t *testing.T) {
	r := newRevoking(t)
	defer r.kept()
	for _, tc := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"token", "revoke", "--user", "mraia", "--yes"}, 3, "no token of the user mraia was found"},
		{[]string{"token", "revoke", "--user", "mraia", "--dry-run"}, 3, "no token of the user mraia was found"},
		{[]string{"session", "revoke", "--user", "nobody", "--yes"}, 3, "no session of the user nobody was found"},
		{[]string{"token", "revoke", "--user", "maria", "--type", "acess", "--yes"}, 2, "the types are access, refresh"},
		{[]string{"token", "list", "--type", "foo"}, 2, `"foo" is no type of tokens`},
		{[]string{"token", "list", "--type", "access_token", "--limit", "1"}, 0, ""},
		{[]string{"token", "list", "--type", "authorization_code"}, 0, "no token matches"},
		{[]string{"token", "revoke", "--user", "maria", "--type", "tx", "--yes"}, 0, "Nothing to do"},
	} {
		if code, _, errs := r.run("", tc.args...); code != tc.code || !strings.Contains(strings.Join(strings.Fields(errs), " "), tc.says) {
			t.Errorf("%v: exit code %d: %s", tc.args, code, errs)
		}
	}
}
