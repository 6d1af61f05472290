package sandbox

import (
	"fmt"
	"maps"
	"strings"
)

// metadata computes the discovery document from the configuration in force (DiscoveryService.java).
func (x *exchange) metadata() (map[string]any, error) {
	m := &metadata{x: x, keys: make(map[string]any)}
	m.endpoints()
	m.lists()
	m.switches()
	if err := m.enumerations(); err != nil {
		return nil, err
	}
	if err := m.endSession(); err != nil {
		return nil, err
	}
	if err := m.scopes(); err != nil {
		return nil, err
	}
	if aliases := m.aliases(); len(aliases) > 0 {
		m.keys["mtls_endpoint_aliases"] = aliases
	}
	filterKeys(m.keys, x.config)
	return m.keys, nil
}

type metadata struct {
	x    *exchange
	keys map[string]any
}

// set gives a key the value of a property; null gives none.
func (m *metadata) set(key, property string) {
	if value := m.x.config[property]; value != nil {
		m.keys[key] = value
	}
}

// derived replaces the end of the end-session URL, which is where several endpoints without a property get theirs from. A URL without
// that end is repeated unchanged.
func (m *metadata) derived(property, path string) (string, bool) {
	url, ok := m.x.config[property].(string)
	return strings.ReplaceAll(url, "/end_session", path), ok
}

// plainEndpoints are the endpoints that are copied from properties, with the flag that must be on; "" is none.
var plainEndpoints = []struct{ key, property, mtls, flag string }{
	{"issuer", "issuer", "", ""},
	{"authorization_endpoint", "authorizationEndpoint", "mtlsAuthorizationEndpoint", ""},
	{"authorization_challenge_endpoint", "authorizationChallengeEndpoint", "mtlsAuthorizationChallengeEndpoint", ""},
	{"token_endpoint", "tokenEndpoint", "mtlsTokenEndpoint", ""},
	{"jwks_uri", "jwksUri", "mtlsJwksUri", ""},
	{"archived_jwks_uri", "archivedJwksUri", "", ""},
	{"check_session_iframe", "checkSessionIFrame", "mtlsCheckSessionIFrame", ""},
	{"revocation_endpoint", "tokenRevocationEndpoint", "mtlsTokenRevocationEndpoint", flagRevokeToken},
	{"userinfo_endpoint", "userInfoEndpoint", "mtlsUserInfoEndpoint", flagUserinfo},
	{"clientinfo_endpoint", "clientInfoEndpoint", "mtlsClientInfoEndpoint", flagClientinfo},
	{"end_session_endpoint", "endSessionEndpoint", "mtlsEndSessionEndpoint", flagEndSession},
	{"registration_endpoint", "registrationEndpoint", "mtlsRegistrationEndpoint", flagRegistration},
	{"id_generation_endpoint", "idGenerationEndpoint", "mtlsIdGenerationEndpoint", flagIDGeneration},
	{"introspection_endpoint", "introspectionEndpoint", "mtlsIntrospectionEndpoint", flagIntrospection},
	{"device_authorization_endpoint", "deviceAuthzEndpoint", "mtlsDeviceAuthzEndpoint", flagDeviceAuthz},
	{"pushed_authorization_request_endpoint", "parEndpoint", "mtlsParEndpoint", flagPAR},
	{"require_pushed_authorization_requests", "requirePar", "", flagPAR},
	{"backchannel_authentication_endpoint", "backchannelAuthenticationEndpoint", "", ""}, // shown even when ciba is off
	{"backchannel_user_code_parameter_supported", "backchannelUserCodeParameterSupported", "", ""},
}

// derivedEndpoints are the endpoints without a property of their own.
var derivedEndpoints = []struct {
	key, path, flag string
	alias           bool
}{
	{"global_token_revocation_endpoint", "/global-token-revocation", flagGlobalRevocation, true},
	{"status_list_endpoint", "/status_list", flagStatusList, true},
	{"status_list_aggregation_endpoint", "/status_list_aggregation", flagStatusList, true},
	{"access_evaluation_v1_endpoint", "/access/v1/evaluation", flagAccessEvaluation, true},
}

func (m *metadata) on(flag string) bool { return flag == "" || m.x.features.on(flag) }

func (m *metadata) endpoints() {
	for _, e := range plainEndpoints {
		if m.on(e.flag) {
			m.set(e.key, e.property)
		}
	}
	for _, e := range derivedEndpoints {
		if url, ok := m.derived("endSessionEndpoint", e.path); ok && m.on(e.flag) {
			m.keys[e.key] = url
		}
	}
	if m.on(flagAccessEvaluation) {
		maps.Copy(m.keys, m.x.accessEvaluation())
	}
	if ssa, ok := m.x.config["ssaConfiguration"].(map[string]any); ok && m.on(flagSSA) && ssa["ssaEndpoint"] != nil {
		m.keys["ssa_endpoint"] = ssa["ssaEndpoint"]
	}
}

// accessEvaluation are the AuthZEN keys (AccessEvaluationDiscoveryService.java). A missing end-session URL shows as the text null.
func (x *exchange) accessEvaluation() map[string]any {
	base := "null"
	if url, ok := x.config["endSessionEndpoint"].(string); ok {
		base = strings.TrimSuffix(url, "/end_session")
	}
	keys := map[string]any{"capabilities": []any{}}
	if issuer := x.config["issuer"]; issuer != nil {
		keys["policy_decision_point"] = issuer
	}
	for key, path := range map[string]string{
		"access_evaluation_endpoint": "evaluation", "access_evaluations_endpoint": "evaluations", "search_subject_endpoint": "search/subject",
		"search_resource_endpoint": "search/resource", "search_action_endpoint": "search/action", "access_evaluation_v1_endpoint": "evaluation",
	} {
		keys[key] = base + "/access/v1/" + path
	}
	return keys
}

// aliases are the endpoints for clients with certificates: those whose property is set and whose flag is on.
func (m *metadata) aliases() map[string]any {
	aliases := make(map[string]any)
	for _, e := range plainEndpoints {
		if url := textMember(m.x.config, e.mtls); e.mtls != "" && strings.TrimSpace(url) != "" && m.on(e.flag) {
			aliases[e.key] = url
		}
	}
	for _, e := range derivedEndpoints {
		if url, _ := m.derived("mtlsEndSessionEndpoint", e.path); e.alias && strings.TrimSpace(url) != "" && m.on(e.flag) {
			aliases[e.key] = url
		}
	}
	return aliases
}

// endSession adds the logout keys.
func (m *metadata) endSession() error {
	on := m.on(flagEndSession)
	for _, key := range []string{"backchannel_logout_supported", "backchannel_logout_session_supported", "frontchannel_logout_supported"} {
		m.keys[key] = on
	}
	session, ok := m.x.config["frontChannelLogoutSessionSupported"].(bool)
	if !ok {
		return fmt.Errorf("%w: frontChannelLogoutSessionSupported", errNullPointer)
	}
	m.keys["frontchannel_logout_session_supported"] = session && on
	return nil
}

// switches adds single values that are neither endpoints nor lists.
func (m *metadata) switches() {
	for key, property := range map[string]string{
		"service_documentation": "serviceDocumentation", "op_policy_uri": "opPolicyUri", "op_tos_uri": "opTosUri",
		"claims_parameter_supported": "claimsParameterSupported", "request_parameter_supported": "requestParameterSupported",
		"request_uri_parameter_supported":                "requestUriParameterSupported",
		"require_request_uri_registration":               "requireRequestUriRegistration",
		"authorization_response_iss_parameter_supported": "authorizationResponseIssParameterSupported",
	} {
		m.set(key, property)
	}
	m.keys["tls_client_certificate_bound_access_tokens"] = true
	m.keys["auth_level_mapping"] = map[string]any{}
	if mappings, ok := m.x.config["acrMappings"].(map[string]any); ok && len(mappings) > 0 {
		m.keys["acr_mappings"] = mappings
	}
	if m.on(flagCIMD) {
		m.keys["client_id_metadata_document_supported"] = true
	}
	if m.on(flagIDJAG) {
		m.keys["identity_chaining_requested_token_types_supported"] = []any{"urn:ietf:params:oauth:token-type:id-jag"}
		m.keys["authorization_grant_profiles_supported"] = []any{"urn:ietf:params:oauth:grant-profile:id-jag"}
	}
}
