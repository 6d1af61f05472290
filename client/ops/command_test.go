package ops

import (
	"encoding/json"
	"testing"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
)

func TestCommandsAreOneShellWordEach(t *testing.T) {
	cases := []struct{ property, value, want string }{
		{"accessTokenLifetime", `600`, `jansadm property set accessTokenLifetime=600`},
		{"cookieDomain", `"a b"`, `jansadm property set 'cookieDomain=a b'`},
		{"cookieDomain", `"it's"`, `jansadm property set 'cookieDomain=it'\''s'`},
		{"cookieDomain", `"x\u001b[201~; rm"`, `jansadm property set $'cookieDomain=x\x1b[201~; rm'`},
		{"cookieDomain", `"\u0085\n'"`, `jansadm property set $'cookieDomain=\xc2\x85\x0a\''`},
		{"cookieDomain", `"@home"`, `jansadm property set cookieDomain=@@home`},
		{"cookieDomain", `"-"`, `printf %s - | jansadm property set cookieDomain=-`},
		{"cookieDomain", `""`, `jansadm property unset cookieDomain`},
		{"keyStoreSecret", `"s"`, `jansadm property set keyStoreSecret=-`},
	}
	for _, c := range cases {
		property, ok := schema.Lookup(c.property)
		if !ok {
			t.Fatal(c.property)
		}
		if got := (Entry{Property: property}).Command(change.Set, json.RawMessage(c.value)); got != c.want {
			t.Errorf("%s = %s: got %s, want %s", c.property, c.value, got, c.want)
		}
	}
}
