package verbs

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/goccy/go-yaml"

	"github.com/jansadm/jansadm/client/ops/access"
)

// A server that means ill cannot make the terminal obey, in no form of output; in JSON and YAML the values stay what they are.
func TestHostileSignIn(t *testing.T) {
	hostile := "AB\u202eCD\x1b[2J\u0085\u200f\u2066\x7f"
	for _, form := range []format{formatTable, formatJSON, formatYAML} {
		var out bytes.Buffer
		a := &app{program: Program{Env: func(string) string { return "" }}, streams: Streams{Err: &out}, format: form}
		a.newSignInWait().show(access.Code{UserCode: hostile, URL: "https://x/" + hostile, CompleteURL: "https://y/" + hostile, Expires: time.Now().Add(time.Minute)})
		for _, r := range out.String() {
			if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)) {
				t.Errorf("%s: %U in %q", form, r, out.String())
			}
		}
		if form == formatTable {
			if !strings.Contains(out.String(), "The code is AB") {
				t.Errorf("%q", out.String())
			}
			continue
		}
		read := json.Unmarshal
		if form == formatYAML {
			read = yaml.Unmarshal
		}
		var told map[string]struct {
			UserCode string `json:"user_code" yaml:"user_code"`
		}
		if err := read(out.Bytes(), &told); err != nil || told["sign_in"].UserCode != hostile {
			t.Errorf("%s: %q, %v", form, told, err)
		}
	}
}
