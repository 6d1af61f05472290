package effect

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/impact"
)

// keysOf are what an effect on discovery waits for: a key that goes is written with a minus.
func keysOf(effects []Effect) []string {
	var keys []string
	for _, effect := range effects {
		page, ok := effect.sign.(*metadata)
		if !ok {
			continue
		}
		for _, member := range page.members {
			key := member.key
			if member.element != "" {
				key += " " + member.element
			}
			if member.value == nil && !member.holds {
				key = "-" + key
			}
			keys = append(keys, key)
		}
	}
	slices.Sort(keys)
	return keys
}

// otherEffects are those on anything but discovery; one that is not watched is written in brackets.
func otherEffects(effects []Effect) []string {
	var found []string
	for _, effect := range effects {
		switch {
		case effect.ID == Discovery:
		case effect.Watched():
			found = append(found, effect.What)
		default:
			found = append(found, "("+effect.ID+")")
		}
	}
	return found
}

func TestEffectsOfFlags(t *testing.T) {
	for _, tc := range []struct{ flag, gate, keys string }{
		{"health_check", "endpoint /sys/health-check", ""},
		{"userinfo", "endpoint /userinfo", "-userinfo_endpoint"},
		{"clientinfo", "endpoint /clientinfo", "-clientinfo_endpoint"},
		{"id_generation", "", ""}, // the shipped deny list hides the key
		{"registration", "endpoint /register", "-registration_endpoint"},
		{"introspection", "", "-introspection_endpoint"},
		{"revoke_token", "endpoint /revoke", "-revocation_endpoint"},
		{"global_token_revocation", "(endpoint/global_token_revocation)", "-global_token_revocation_endpoint"},
		{"status_list", "endpoint /status_list", "-status_list_aggregation_endpoint -status_list_endpoint"},
		{"logout_status_jwt", "(endpoint/logout_status_jwt)", ""},
		{"active_session", "endpoint /session/active", ""},
		{"end_session", "endpoint /end_session", "-end_session_endpoint backchannel_logout_session_supported backchannel_logout_supported " +
			"frontchannel_logout_session_supported frontchannel_logout_supported"},
		{"status_session", "endpoint /session_status", ""},
		{"jans_configuration", "endpoint /.well-known/jans-configuration", ""},
		{"ciba", "endpoint /bc-deviceRegistration", ""},
		{"uma", "endpoint /uma2-configuration", ""},
		{"u2f", "", ""},
		{"device_authz", "(endpoint/device_authz)", "-device_authorization_endpoint"},
		{"metric", "(endpoint/metric)", ""},
		{"stat", "endpoint /internal/stat", ""},
		{"par", "endpoint /par", "-pushed_authorization_request_endpoint -require_pushed_authorization_requests"},
		{"access_evaluation", "endpoint /authzen-configuration", "-access_evaluation_endpoint -access_evaluation_v1_endpoint -access_evaluations_endpoint " +
			"-policy_decision_point -search_action_endpoint -search_resource_endpoint -search_subject_endpoint"},
		{"rate_limit", "(endpoint/rate_limit)", ""},
		{"ssa", "endpoint /ssa", "-ssa_endpoint"},
		{"client_id_metadata_document", "(endpoint/client_id_metadata_document)", "-client_id_metadata_document_supported"},
		{"identity_assertion_authz_grant", "(endpoint/identity_assertion_authz_grant)", "-authorization_grant_profiles_supported"},
	} {
		t.Run(tc.flag, func(t *testing.T) {
			w := newWorld(t, nil)
			configuration, err := w.LoadWithFlags(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if shipped := configuration.Flags(ops.NewDraft()); !slices.ContainsFunc(shipped.Flags, func(f ops.FlagState) bool { return f.Name == tc.flag && f.Enabled }) {
				w.settings(flag(true, tc.flag))
			}
			effects := Of(w.settings(flag(false, tc.flag)))
			if got := strings.Join(otherEffects(effects), " "); got != tc.gate {
				t.Errorf("off: %q, want %q", got, tc.gate)
			}
			if got := strings.Join(keysOf(effects), " "); got != tc.keys {
				t.Errorf("off: discovery %q, want %q", got, tc.keys)
			}
			effects = Of(w.settings(flag(true, tc.flag)))
			if got := strings.Join(otherEffects(effects), " "); got != tc.gate {
				t.Errorf("on: %q, want %q", got, tc.gate)
			}
			if got := len(keysOf(effects)); got != len(strings.Fields(tc.keys)) {
				t.Errorf("on: %v", keysOf(effects))
			}
		})
	}
}

// Every flag of the catalogue is in the table of probes: what is not asked says why.
func TestEveryFlagHasAProbe(t *testing.T) {
	for _, name := range impact.KnownFlags() {
		probe, known := probes[name]
		if !known || !probe.nothing && probe.why == "" && probe.request.Path == "" {
			t.Errorf("%s: %+v", name, probe)
		}
	}
	if len(probes) != len(impact.KnownFlags()) {
		t.Errorf("%d probes for %d flags", len(probes), len(impact.KnownFlags()))
	}
}

func TestEffectsOfSettings(t *testing.T) {
	for _, tc := range []struct{ name, value, others, keys, when string }{
		{"accessTokenLifetime", "600", "(settings)", "", "in effect within 30 s"},
		{"tokenRevocationEndpoint", "https://id.example.org/revoke", "", "revocation_endpoint", "discovery shows it in up to 60 min, when its cache expires"},
		{"mtlsTokenRevocationEndpoint", "https://mtls.example.org/revoke", "", "mtls_endpoint_aliases.revocation_endpoint", "discovery shows it in up to 60 min, when its cache expires"},
		{"requirePar", "true", "", "require_pushed_authorization_requests", ""},
		{"claimsParameterSupported", "true", "", "claims_parameter_supported", ""},
		{"grantTypesSupported", "authorization_code", "", "grant_types_supported", ""},
		{"discoveryDenyKeys", "jwks_uri", "", "-jwks_uri id_generation_endpoint op_policy_uri", ""}, // in place of the shipped list
		{"discoveryAllowedKeys", "", "", "", ""},
		{"discoveryCacheLifetimeInMinutes", "59", "", "clientinfo_endpoint device_authorization_endpoint end_session_endpoint introspection_endpoint " +
			"pushed_authorization_request_endpoint registration_endpoint revocation_endpoint userinfo_endpoint -id_generation_endpoint", "discovery shows it within about a minute"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			w := newWorld(t, nil)
			effects := Of(w.settings(set(tc.name, tc.value)))
			want := strings.Fields(tc.keys)
			slices.Sort(want)
			if got := strings.Join(keysOf(effects), " "); got != strings.Join(want, " ") {
				t.Errorf("discovery %q, want %q", got, want)
			}
			if got := strings.Join(otherEffects(effects), " "); got != tc.others {
				t.Errorf("%q, want %q", got, tc.others)
			}
			if got := When(effects); tc.when != "" && got != tc.when {
				t.Errorf("%q, want %q", got, tc.when)
			}
		})
	}
}

func TestEffectsOfEntries(t *testing.T) {
	w := newWorld(t, nil)
	email := w.entity(change.Scope, "email")
	edit := func(path, base, value string) ops.Edit {
		return ops.Edit{Target: email.Target, Path: path, Kind: change.Set, Base: json.RawMessage(base), Value: json.RawMessage(value)}
	}
	created := ops.Edit{Target: change.NewTarget(change.Scope, "work"), Kind: change.Create, Value: json.RawMessage(`{"id":"work","scopeType":"oauth"}`)}
	for _, tc := range []struct {
		name, others, keys string
		edits              []ops.Edit
	}{
		{"hidden", "(" + email.Target.String() + ")", "-scopes_supported email", []ops.Edit{edit("/attributes/showInConfigurationEndpoint", "true", "false")}},
		{"shown", "(" + email.Target.String() + ")", "scopes_supported email", []ops.Edit{edit("/attributes/showInConfigurationEndpoint", "false", "true")}},
		{"renamed", "(" + email.Target.String() + ")", "-scopes_supported email scopes_supported mail", []ops.Edit{edit("/id", `"email"`, `"mail"`)}},
		{"new", "", "scopes_supported work", []ops.Edit{created}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			effects := Of(w.apply(tc.edits...))
			if got := strings.Join(keysOf(effects), " "); got != tc.keys {
				t.Errorf("discovery %q, want %q", got, tc.keys)
			}
			if got := strings.Join(otherEffects(effects), " "); tc.others != "" && got != tc.others {
				t.Errorf("%q, want %q", got, tc.others)
			}
		})
	}
	if none := Of(nil); len(none) > 0 {
		t.Errorf("%v", none)
	}
}
