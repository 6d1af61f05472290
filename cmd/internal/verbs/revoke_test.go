package verbs

import (
	"regexp"
	"strings"
	"testing"
)

// A name or a type that is mistyped is told, and is not the same as nothing being there.
func TestMistypedSelection(t *testing.T) {
	r := newRevoking(t)
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
		{[]string{"token", "revoke", "--user", "maria", "--type", "authorization_code", "--yes"}, 0, "Nothing to do"},
	} {
		if code, _, errs := r.run("", tc.args...); code != tc.code || !strings.Contains(strings.Join(strings.Fields(errs), " "), tc.says) {
			t.Errorf("%v: exit code %d: %s", tc.args, code, errs)
		}
	}
}

// Who may not end sessions is told the commands after which he may.
func TestSessionsAfterTheHint(t *testing.T) {
	r := newRevoking(t)
	defer r.kept()
	code, _, errs := r.run("", "session", "revoke", "--user", "maria", "--yes")
	hint := strings.Join(strings.Fields(errs), " ")
	found := regexp.MustCompile(`by: jansadm (scope create .*?); then jansadm (client add-scope [^"]*?revoke_session)`).FindStringSubmatch(hint)
	if code != 4 || found == nil {
		t.Fatalf("exit code %d: %s", code, errs)
	}
	for _, command := range found[1:] {
		if code, _, errs := r.run("", append(strings.Fields(command), "--yes")...); code != 0 {
			t.Fatalf("%s: exit code %d: %s", command, code, errs)
		}
	}
	if code, out, errs := r.run("", "session", "revoke", "--user", "maria", "--yes"); code != 0 {
		t.Errorf("exit code %d: %s%s", code, out, errs)
	}
}
