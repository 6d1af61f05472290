package schema

import (
	"strings"
	"testing"
)

// The order and spelling of FeatureFlagType.java.
const declaredFlags = `health_check userinfo clientinfo id_generation registration introspection revoke_token
	global_token_revocation status_list logout_status_jwt active_session end_session status_session
	jans_configuration ciba uma u2f device_authz metric stat par access_evaluation rate_limit ssa
	client_id_metadata_document identity_assertion_authz_grant`

func TestFlags(t *testing.T) {
	want := strings.Fields(declaredFlags)
	if len(Flags()) != 26 || len(want) != 26 {
		t.Fatalf("%d flags, want 26", len(Flags()))
	}
	for i, f := range Flags() {
		if f.Name != want[i] || f.Constant != strings.ToUpper(f.Name) {
			t.Errorf("flag %d is %s %s, want %s", i, f.Name, f.Constant, want[i])
		}
		if f.Title == "" || f.Gates == "" || f.WhenOff == "" {
			t.Errorf("%s is not described", f.Name)
		}
		if f.Inert != (len(f.Paths) == 0 && strings.HasPrefix(f.Gates, "nothing")) {
			t.Errorf("%s: Inert is %v but it gates %q, %v", f.Name, f.Inert, f.Gates, f.Paths)
		}
		if !strings.HasSuffix(f.DocURL(), "#"+f.Name) {
			t.Errorf("%s: %s", f.Name, f.DocURL())
		}
	}
}

func TestShippedFlagsAreThoseOfTheDefault(t *testing.T) {
	p, _ := Lookup("featureFlags")
	listed := ", " + Text(p.Type, p.Default) + ","
	for _, f := range Flags() {
		if in := strings.Contains(listed, ", "+f.Name+","); in != f.Shipped {
			t.Errorf("%s: Shipped is %v, in the default %v", f.Name, f.Shipped, in)
		}
	}
}

func TestLookupFlag(t *testing.T) {
	for _, typed := range []string{"revoke_token", "REVOKE_TOKEN", "Revoke_Token", "revoke-token", "REVOKE-TOKEN"} {
		if f, ok := LookupFlag(typed); !ok || f.Name != "revoke_token" {
			t.Errorf("LookupFlag(%q) = %s, %v", typed, f.Name, ok)
		}
	}
	for _, typed := range []string{"", "unknown", "revoke_session", "revoketoken"} {
		if f, ok := LookupFlag(typed); ok {
			t.Errorf("LookupFlag(%q) = %s", typed, f.Name)
		}
	}
}
