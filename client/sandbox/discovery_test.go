package sandbox

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

const discoveryPath = "/.well-known/openid-configuration"

// discover reads the discovery document.
func (f *fixture) discover() map[string]json.RawMessage {
	f.t.Helper()
	a := f.request(http.MethodGet, discoveryPath, "")
	if a.status != http.StatusOK || a.header.Get("Content-Type") != "application/json" {
		f.t.Fatalf("%d %v", a.status, a.header)
	}
	return a.object(f.t)
}

// uncachedDiscovery makes the discovery document follow the configuration at once.
func uncachedDiscovery(t *testing.T) *fixture {
	f := newFixture(t)
	f.replace("discoveryCacheLifetimeInMinutes", "0")
	return f
}

func list(t *testing.T, raw json.RawMessage) []string {
	t.Helper()
	var items []string
	if err := json.Unmarshal(raw, &items); err != nil {
		t.Fatalf("%s: %v", raw, err)
	}
	slices.Sort(items)
	return items
}

func TestShippedDiscovery(t *testing.T) {
	f := newFixture(t)
	doc := f.discover()
	base := f.Info().URL
	for key, want := range map[string]string{
		"issuer":                                         `"` + base + `"`,
		"token_endpoint":                                 `"` + base + `/jans-auth/restv1/token"`,
		"revocation_endpoint":                            `"` + base + `/jans-auth/restv1/revoke"`,
		"introspection_endpoint":                         `"` + base + `/jans-auth/restv1/introspection"`,
		"global_token_revocation_endpoint":               `"` + base + `/jans-auth/restv1/global-token-revocation"`,
		"status_list_endpoint":                           `"` + base + `/jans-auth/restv1/status_list"`,
		"status_list_aggregation_endpoint":               `"` + base + `/jans-auth/restv1/status_list_aggregation"`,
		"access_evaluation_v1_endpoint":                  `"` + base + `/jans-auth/restv1/access/v1/evaluation"`,
		"search_subject_endpoint":                        `"` + base + `/jans-auth/restv1/access/v1/search/subject"`,
		"policy_decision_point":                          `"` + base + `"`,
		"ssa_endpoint":                                   `"` + base + `/jans-auth/restv1/ssa"`,
		"op_tos_uri":                                     `"` + base + `/tos"`,
		"tls_client_certificate_bound_access_tokens":     "true",
		"frontchannel_logout_session_supported":          "true",
		"backchannel_logout_supported":                   "true",
		"require_pushed_authorization_requests":          "false",
		"authorization_response_iss_parameter_supported": "false",
		"claims_parameter_supported":                     "false",
	} {
		if got := string(doc[key]); got != want {
			t.Errorf("%s is %s, want %s", key, got, want)
		}
	}
	for _, key := range []string{
		"id_generation_endpoint", "auth_level_mapping", "scope_to_claims_mapping", "op_policy_uri", // denied as shipped
		"mtls_endpoint_aliases", "client_id_metadata_document_supported", "session_revocation_endpoint", "acr_mappings",
		"revocation_endpoint_auth_methods_supported", "authorization_details_types_supported",
		"backchannel_authentication_request_signing_alg_values_supported",
	} {
		if doc[key] != nil {
			t.Errorf("%s is %s", key, doc[key])
		}
	}
	scopes := list(t, doc["scopes_supported"])
	want := strings.Fields(`openid profile email address phone clientinfo user_name uma_protection access_evaluation introspection
		authorization_challenge revoke_any_token global_token_revocation mobile_phone online_access role offline_access device_sso
		https://jans.io/auth/ssa.admin`)
	slices.Sort(want)
	if !slices.Equal(scopes, want) {
		t.Errorf("scopes_supported: %v", scopes)
	}
	claims := list(t, doc["claims_supported"])
	want = strings.Fields(`birthdate country email email_verified family_name formatted gender given_name inum jansAdminUIRole locale locality
		middle_name name nickname phone_mobile_number phone_number phone_number_verified picture post_office_box postal_code preferred_language
		preferred_username profile region role room_number street_address updated_at user_name website zoneinfo`)
	slices.Sort(want)
	if !slices.Equal(claims, want) {
		t.Errorf("claims_supported: %v", claims)
	}
	if got := list(t, doc["response_types_supported"]); len(got) != 7 || !slices.Contains(got, "code") {
		t.Errorf("response_types_supported: %v", got)
	}
}

func TestDiscoveryURLsAndForm(t *testing.T) {
	f := newFixture(t)
	first := f.request(http.MethodGet, discoveryPath, "")
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		for _, path := range []string{discoveryPath, "/jans-auth" + discoveryPath} {
			if a := f.request(method, path, ""); a.body != first.body {
				t.Errorf("%s %s differs", method, path)
			}
		}
	}
	if !strings.Contains(first.body, "\n  \"") || strings.Contains(first.body, `\/`) || !strings.HasSuffix(first.body, "}\n") {
		t.Errorf("not pretty: %.200s", first.body)
	}
}

// Every flag that hides keys, and the keys it hides. Flags that are not listed here hide none.
var hiddenByFlag = map[string][]string{
	"userinfo": {"userinfo_endpoint"}, "clientinfo": {"clientinfo_endpoint"}, "registration": {"registration_endpoint"},
	"introspection": {"introspection_endpoint"}, "revoke_token": {"revocation_endpoint"},
	"global_token_revocation": {"global_token_revocation_endpoint"}, "device_authz": {"device_authorization_endpoint"},
	"status_list": {"status_list_endpoint", "status_list_aggregation_endpoint"}, "end_session": {"end_session_endpoint"},
	"id_generation": {"id_generation_endpoint"}, "ssa": {"ssa_endpoint"},
	"par": {"pushed_authorization_request_endpoint", "require_pushed_authorization_requests"},
	"access_evaluation": {"policy_decision_point", "access_evaluation_endpoint", "access_evaluations_endpoint", "search_subject_endpoint",
		"search_resource_endpoint", "search_action_endpoint", "capabilities", "access_evaluation_v1_endpoint"},
	"client_id_metadata_document":    {"client_id_metadata_document_supported"},
	"identity_assertion_authz_grant": {"identity_chaining_requested_token_types_supported", "authorization_grant_profiles_supported"},
}

func TestFlagsHideTheirKeys(t *testing.T) {
	f := uncachedDiscovery(t)
	f.patch(`[{"op":"replace","path":"/discoveryDenyKeys","value":[]},{"op":"replace","path":"/featureFlags","value":[]}]`)
	f.clock.Advance(30 * time.Second)
	all := f.discover()
	known := f.instance.Load().config.class.Flags
	for _, flag := range known {
		others := slices.DeleteFunc(slices.Clone(known), func(other string) bool { return other == flag })
		raw, err := json.Marshal(others)
		if err != nil {
			t.Fatal(err)
		}
		f.replace("featureFlags", string(raw))
		doc := f.discover()
		var missing []string
		for key := range all {
			if doc[key] == nil {
				missing = append(missing, key)
			}
		}
		want := slices.Clone(hiddenByFlag[flag])
		slices.Sort(missing)
		slices.Sort(want)
		if !slices.Equal(missing, want) {
			t.Errorf("without %s these keys are gone: %v, want %v", flag, missing, want)
		}
	}
}

func TestEndSessionFlagSwitchesLogoutKeys(t *testing.T) {
	f := uncachedDiscovery(t)
	f.replace("featureFlags", `["revoke_token"]`)
	doc := f.discover()
	for _, key := range []string{"backchannel_logout_supported", "backchannel_logout_session_supported", "frontchannel_logout_supported", "frontchannel_logout_session_supported"} {
		if string(doc[key]) != "false" {
			t.Errorf("%s is %s", key, doc[key])
		}
	}
}

func TestFlagLists(t *testing.T) {
	for _, c := range []struct {
		flags      string
		revocation bool
		userinfo   bool
	}{
		{`[]`, true, true},
		{`null`, true, true},
		{`["unknown"]`, true, true},
		{`["revoke_tokn"]`, true, true},
		{`["","  "]`, true, true},
		{`["REVOKE_TOKEN"]`, true, false},
		{`["Revoke_Token","nonsense"]`, true, false},
		{`[" revoke_token"]`, true, true}, // blanks are not trimmed, so nothing known is left
		{`["userinfo"]`, false, true},
		{`["userinfo","userinfo","revoke_session"]`, false, true},
	} {
		f := uncachedDiscovery(t)
		f.replace("featureFlags", c.flags)
		doc := f.discover()
		if (doc["revocation_endpoint"] != nil) != c.revocation || (doc["userinfo_endpoint"] != nil) != c.userinfo {
			t.Errorf("%s: revocation %v, userinfo %v", c.flags, doc["revocation_endpoint"] != nil, doc["userinfo_endpoint"] != nil)
		}
	}
}

func TestDiscoveryFilters(t *testing.T) {
	f := uncachedDiscovery(t)
	f.replace("tokenRevocationEndpoint", `" "`)
	if doc := f.discover(); doc["revocation_endpoint"] != nil {
		t.Errorf("a blank value is shown: %s", doc["revocation_endpoint"])
	}
	if a := f.form(revokePath, f.Sample(ClientOther), tokenForm("x")); a.status != http.StatusOK {
		t.Errorf("the endpoint is gone with its key: %d", a.status)
	}
	f.replace("allowBlankValuesInDiscoveryResponse", "true")
	if doc := f.discover(); string(doc["revocation_endpoint"]) != `" "` {
		t.Errorf("a blank value is not shown: %s", doc["revocation_endpoint"])
	}
	f.replace("tokenRevocationEndpoint", "null")
	if doc := f.discover(); doc["revocation_endpoint"] != nil {
		t.Errorf("null is shown: %s", doc["revocation_endpoint"])
	}
	f.replace("discoveryAllowedKeys", `["issuer","token_endpoint","op_policy_uri","nonsense"]`)
	if doc := f.discover(); len(doc) != 2 || doc["issuer"] == nil || doc["token_endpoint"] == nil {
		t.Errorf("allowed keys: %v", doc)
	}
}

func TestMtlsAliases(t *testing.T) {
	f := uncachedDiscovery(t)
	f.replace("mtlsTokenRevocationEndpoint", `"https://mtls/revoke"`)
	aliases := func() string { return strings.Join(strings.Fields(string(f.discover()["mtls_endpoint_aliases"])), "") }
	if got := aliases(); got != `{"revocation_endpoint":"https://mtls/revoke"}` {
		t.Errorf("got %s", got)
	}
	f.replace("mtlsEndSessionEndpoint", `"https://mtls/end_session"`)
	want := `{"access_evaluation_v1_endpoint":"https://mtls/access/v1/evaluation","end_session_endpoint":"https://mtls/end_session",` +
		`"global_token_revocation_endpoint":"https://mtls/global-token-revocation","revocation_endpoint":"https://mtls/revoke",` +
		`"status_list_aggregation_endpoint":"https://mtls/status_list_aggregation","status_list_endpoint":"https://mtls/status_list"}`
	if got := aliases(); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}
	f.replace("featureFlags", `["userinfo"]`)
	if got := aliases(); got != "" {
		t.Errorf("with the flags off: %s", got)
	}
}

func TestDerivedEndpointsFollowEndSession(t *testing.T) {
	f := uncachedDiscovery(t)
	f.replace("endSessionEndpoint", `"https://x/logout"`)
	doc := f.discover()
	if string(doc["global_token_revocation_endpoint"]) != `"https://x/logout"` || string(doc["access_evaluation_endpoint"]) != `"https://x/logout/access/v1/evaluation"` {
		t.Errorf("%s, %s", doc["global_token_revocation_endpoint"], doc["access_evaluation_endpoint"])
	}
	f.replace("endSessionEndpoint", "null")
	doc = f.discover()
	if doc["global_token_revocation_endpoint"] != nil || string(doc["access_evaluation_endpoint"]) != `"null/access/v1/evaluation"` {
		t.Errorf("%s, %s", doc["global_token_revocation_endpoint"], doc["access_evaluation_endpoint"])
	}
}
