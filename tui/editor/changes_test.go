package editor

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/theme"
)

func TestChanges(t *testing.T) {
	for _, c := range []struct{ name, before, after, want string }{
		{"accessTokenLifetime", "300", "600", "300 s (5 min) → 600 s (10 min)"},
		{"accessTokenLifetime", "300", "300.0", ""},
		{"tokenRevocationEndpoint", "", `"https://x"`, "nothing → https://x"},
		{"keyStoreSecret", `"hunter2"`, `"hunter3"`, "•••••• → ••••••"},
		{"grantTypesSupported", `["implicit","none"]`, `["none","password"]`, "- implicit|+ password"},
		{"grantTypesSupported", "", `["none"]`, "+ none"},
		{"externalUriWhiteList", `["a","b"]`, `["b","a"]`, "another order"},
		{"externalUriWhiteList", `["a","b","a"]`, `["a","b"]`, "- a"},
		{"externalUriWhiteList", `["a","b"]`, `["a","c"]`, "#2 b → c"},
		{"acrMappings", `{"a":"1","b":"2"}`, `{"b":"3","c":"4"}`, "a: 1 → nothing|b: 2 → 3|c: nothing → 4"},
		{"acrMappings", `"text"`, `{"b":"3"}`, `"text" → b=3`},
		{"corsConfigurationFilters", `[{"filterName":"a","corsEnabled":true}]`, `[{"filterName":"a","corsEnabled":false}]`, "#1 corsEnabled: true → false"},
		{"dcrSsaValidationConfigs", `[{"id":"1","sharedSecret":"hunter2"}]`, `[{"id":"1","sharedSecret":"hunter3"}]`, "#1 sharedSecret: •••••• → ••••••"},
		{"lockMessageConfig", `{"new":1.50}`, `{"new":1.5,"other":"x"}`, "other: nothing → x"},
	} {
		p := known(t, c.name)
		got := strings.Join(Changes(theme.UnicodeGlyphs(), p.Type, json.RawMessage(c.before), json.RawMessage(c.after), p.Secret), "|")
		if got != c.want {
			t.Errorf("%s: %s to %s: %q, want %q", c.name, c.before, c.after, got, c.want)
		}
	}
}

func TestSummary(t *testing.T) {
	for _, c := range []struct{ name, value, want string }{
		{"accessTokenLifetime", "300", "300 s (5 min)"},
		{"accessTokenLifetime", "null", "null"},
		{"acrMappings", `{"a":"1"}`, "a=1"},
		{"acrMappings", `{ }`, "{}"},
		{"trustedSsaIssuers", `{"https://a":{"automaticallyGrantedScopes":["x"]},"https://b":{}}`, "https://a: automaticallyGrantedScopes x; https://b: {}"},
		{"corsConfigurationFilters", `[{"filterName":"a","new":7,"corsExposedHeaders":""},{"filterName":["odd"]}]`, `#1 filterName a, new 7; #2 filterName ["odd"]`},
		{"corsConfigurationFilters", `"odd"`, `"odd"`},
		{"lockMessageConfig", `["odd"]`, `["odd"]`},
		{"cibaEndUserNotificationConfig", `{"notificationKey":"hunter2","apiKey":"k"}`, "notificationKey ••••••, apiKey k"},
		{"responseTypesSupported", `[["code"],["code","token"]]`, "code, code token"},
	} {
		if got := Summary(known(t, c.name).Type, json.RawMessage(c.value), false); got != c.want {
			t.Errorf("%s: %q, want %q", c.value, got, c.want)
		}
	}
	long := Summary(schema.Type{Kind: schema.KindString}, json.RawMessage(`"`+strings.Repeat("é", 100_000)+`"`), false)
	if len(long) > summaryLimit {
		t.Errorf("%d bytes for one line", len(long))
	}
}

func TestMembersKeepTheirBytes(t *testing.T) {
	raw := json.RawMessage(` { "b" : 1.50 , "a\/\ud800" :{"x" :[ ]}, "b2":"\u00e9"} `)
	all, ok := membersOf(raw)
	if !ok || len(all) != 3 || string(all[1].key) != `"a\/\ud800"` || string(all[1].value) != `{"x" :[ ]}` {
		t.Fatalf("%v %q", ok, all)
	}
	if got := string(with(raw, toMember("b"), json.RawMessage("2"))); got != `{"b":2,"a\/\ud800":{"x" :[ ]},"b2":"\u00e9"}` {
		t.Error(got)
	}
	if got := string(renamed(raw, "b2", "<&>")); got != `{"b":1.50,"a\/\ud800":{"x" :[ ]},"<&>":"\u00e9"}` {
		t.Error(got)
	}
	for _, broken := range []string{"", "[]", `{"a"`, `{"a":}`, `{"a":1`, `"x"`} {
		if all, ok := membersOf(json.RawMessage(broken)); ok {
			t.Errorf("%q has members %v", broken, all)
		}
	}
}
