package sandbox

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestRevokeScripts(t *testing.T) {
	for _, c := range []struct {
		name, source string
		enabled      bool
		gone         bool
		scriptError  string
	}{
		{"agrees", "# sandbox: return true", true, true, ""},
		{"says no", "# sandbox: return false", true, false, ""},
		{"says no but is off", "# sandbox: return false", false, true, ""},
		{"throws", "// sandbox: raise NameError: global name 'x' is not defined", true, false, "NameError"},
		{"old version", "# sandbox: return false\n# sandbox: api 1", true, true, ""},
		{"does not load", "# sandbox: return false\n# sandbox: load error ImportError", true, true, "ImportError"},
		{"lacks a method", "class RevokeToken:\n    def init(self):\n        return True\n", true, true, "'destroy'"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFixture(t)
			f.putScript("A1", scriptRevokeToken, c.source, c.enabled)
			token, _ := f.mint(ClientOther, "")
			f.form(revokePath, f.Sample(ClientOther), tokenForm("x"))
			f.clock.Advance(29 * time.Second)
			early, _ := f.mint(ClientOther, "")
			if f.form(revokePath, f.Sample(ClientOther), tokenForm(early)); f.alive(early) {
				t.Error("the script ran before it was picked up")
			}
			f.clock.Advance(time.Second)
			if a := f.form(revokePath, f.Sample(ClientOther), tokenForm(token)); a.status != http.StatusOK || a.body != "" {
				t.Errorf("%d %q", a.status, a.body)
			}
			if f.alive(token) == c.gone {
				t.Errorf("alive %v", f.alive(token))
			}
			var doc map[string]json.RawMessage
			if _, err := f.store.decode(bucketScripts, "A1", &doc); err != nil {
				t.Fatal(err)
			}
			if got := string(doc["scriptError"]); (got != "") != (c.scriptError != "") || !strings.Contains(got, c.scriptError) {
				t.Errorf("scriptError is %s", got)
			}
			if string(doc["revision"]) != "1" {
				t.Errorf("revision is %s", doc["revision"])
			}
		})
	}
}

// The oldest run-time error stays.
func TestRevokeScriptKeepsItsFirstError(t *testing.T) {
	f := newFixture(t)
	f.putScript("A1", scriptRevokeToken, "# sandbox: raise first", true)
	f.clock.Advance(30 * time.Second)
	f.form(revokePath, f.Sample(ClientOther), tokenForm("x"))
	var before, after map[string]json.RawMessage
	if _, err := f.store.decode(bucketScripts, "A1", &before); err != nil {
		t.Fatal(err)
	}
	f.clock.Advance(time.Hour)
	f.form(revokePath, f.Sample(ClientOther), tokenForm("x"))
	if _, err := f.store.decode(bucketScripts, "A1", &after); err != nil {
		t.Fatal(err)
	}
	if len(before["scriptError"]) == 0 || string(before["scriptError"]) != string(after["scriptError"]) {
		t.Errorf("%s became %s", before["scriptError"], after["scriptError"])
	}
}

func (f *fixture) putScript(inum, kind, source string, enabled bool) {
	f.t.Helper()
	raw, err := json.Marshal(document{"inum": inum, "name": "sample", "scriptType": kind, "script": source, "enabled": enabled, "revision": 1})
	if err != nil {
		f.t.Fatal(err)
	}
	if err := f.PutScript(raw); err != nil {
		f.t.Fatal(err)
	}
}

func TestPutScriptNeedsAnInum(t *testing.T) {
	f := newFixture(t)
	for _, raw := range []string{`{}`, `[`, `{"inum":5}`} {
		if err := f.PutScript(json.RawMessage(raw)); err == nil {
			t.Errorf("%s was accepted", raw)
		}
	}
}

// The samples of the type revoke_token are off. Switched on, two of them stop all revocation while clients are told that all is well; only
// the script's own error tells, and of the one that just refuses nothing does.
func TestSampleRevokeScripts(t *testing.T) {
	for _, c := range []struct {
		inum      string
		revokes   bool
		scriptErr string
	}{
		{"0300-CC01", false, "tokenRevocationLog"}, {"0300-CC02", false, ""}, {"0300-CC03", true, "ImportError"},
	} {
		f := newFixture(t)
		revoke := func() bool {
			token, _ := f.mint(ClientOther, "")
			if a := f.form(revokePath, f.Sample(ClientOther), tokenForm(token)); a.status != http.StatusOK {
				t.Errorf("%s: %d %s", c.inum, a.status, a.body)
			}
			return !f.alive(token)
		}
		if !revoke() {
			t.Errorf("%s works although it is off", c.inum)
		}
		f.must(http.MethodPatch, "/config/scripts/"+c.inum, `[{"op":"replace","path":"/enabled","value":true}]`)
		f.clock.Advance(RealTiming().ConfigPickup)
		if revoke() != c.revokes {
			t.Errorf("%s: revokes %v", c.inum, !c.revokes)
		}
		got := string(f.must(http.MethodGet, "/config/scripts/inum/"+c.inum, "")["scriptError"])
		if (got != "") != (c.scriptErr != "") || !strings.Contains(got, c.scriptErr) {
			t.Errorf("%s: scriptError is %s", c.inum, got)
		}
	}
}
