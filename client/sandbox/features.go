package sandbox

import "strings"

// features are the feature flags that are on. The empty set means that all are: no restriction (FeatureFlagType.java).
type features map[string]bool

// featuresOf matches the stored strings without regard to case and drops unknown ones, so that a list of nothing but unknown strings
// switches everything on. Blanks around a string are not trimmed.
func featuresOf(config map[string]any, known []string) features {
	on := make(features)
	for _, stored := range textsMember(config, "featureFlags") {
		for _, flag := range known {
			if strings.EqualFold(stored, flag) {
				on[flag] = true
			}
		}
	}
	return on
}

func (f features) on(flag string) bool { return len(f) == 0 || f[flag] }

// The flags that gate what the sandbox serves or advertises.
const (
	flagHealthCheck       = "health_check"
	flagUserinfo          = "userinfo"
	flagClientinfo        = "clientinfo"
	flagIDGeneration      = "id_generation"
	flagRegistration      = "registration"
	flagIntrospection     = "introspection"
	flagRevokeToken       = "revoke_token"
	flagGlobalRevocation  = "global_token_revocation"
	flagStatusList        = "status_list"
	flagActiveSession     = "active_session"
	flagEndSession        = "end_session"
	flagStatusSession     = "status_session"
	flagJansConfiguration = "jans_configuration"
	flagCIBA              = "ciba"
	flagUMA               = "uma"
	flagDeviceAuthz       = "device_authz"
	flagStat              = "stat"
	flagPAR               = "par"
	flagAccessEvaluation  = "access_evaluation"
	flagSSA               = "ssa"
	flagCIMD              = "client_id_metadata_document"
	flagIDJAG             = "identity_assertion_authz_grant"
)
