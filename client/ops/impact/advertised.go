package impact

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/jansadm/jansadm/client/document"
)

// endpoint is an address that the discovery document shows: the key, the property it is copied from, the flag that must be on,
// and the path below the issuer at which the server really answers, whatever the property says. The mTLS alias is a property of
// its own (DiscoveryService.java).
type endpoint struct {
	key, property, flag, path, mtls string
}

var endpoints = []endpoint{
	{"issuer", "issuer", "", "", ""},
	{"authorization_endpoint", "authorizationEndpoint", "", "/jans-auth/restv1/authorize", "mtlsAuthorizationEndpoint"},
	{"authorization_challenge_endpoint", "authorizationChallengeEndpoint", "", "/jans-auth/restv1/authorize-challenge", "mtlsAuthorizationChallengeEndpoint"},
	{"token_endpoint", "tokenEndpoint", "", "/jans-auth/restv1/token", "mtlsTokenEndpoint"},
	{"jwks_uri", "jwksUri", "", "/jans-auth/restv1/jwks", "mtlsJwksUri"},
	{"archived_jwks_uri", "archivedJwksUri", "", "/jans-auth/restv1/jwks/archived", ""},
	{"check_session_iframe", "checkSessionIFrame", "", "/jans-auth/opiframe.htm", "mtlsCheckSessionIFrame"},
	{"revocation_endpoint", "tokenRevocationEndpoint", "revoke_token", "/jans-auth/restv1/revoke", "mtlsTokenRevocationEndpoint"},
	{"userinfo_endpoint", "userInfoEndpoint", "userinfo", "/jans-auth/restv1/userinfo", "mtlsUserInfoEndpoint"},
	{"clientinfo_endpoint", "clientInfoEndpoint", "clientinfo", "/jans-auth/restv1/clientinfo", "mtlsClientInfoEndpoint"},
	{"end_session_endpoint", "endSessionEndpoint", "end_session", "/jans-auth/restv1/end_session", "mtlsEndSessionEndpoint"},
	{"registration_endpoint", "registrationEndpoint", "registration", "/jans-auth/restv1/register", "mtlsRegistrationEndpoint"},
	{"id_generation_endpoint", "idGenerationEndpoint", "id_generation", "", "mtlsIdGenerationEndpoint"},
	{"introspection_endpoint", "introspectionEndpoint", "introspection", "/jans-auth/restv1/introspection", "mtlsIntrospectionEndpoint"},
	{"device_authorization_endpoint", "deviceAuthzEndpoint", "device_authz", "/jans-auth/restv1/device_authorization", "mtlsDeviceAuthzEndpoint"},
	{"pushed_authorization_request_endpoint", "parEndpoint", "par", "/jans-auth/restv1/par", "mtlsParEndpoint"},
	{"backchannel_authentication_endpoint", "backchannelAuthenticationEndpoint", "", "/jans-auth/restv1/bc-authorize", ""},
}

// derivedKeys are the addresses that discovery makes from endSessionEndpoint, and from its mTLS alias, by putting another path in
// place of /end_session.
var derivedKeys = []struct{ key, flag, path string }{
	{"global_token_revocation_endpoint", "global_token_revocation", "/global-token-revocation"},
	{"status_list_endpoint", "status_list", "/status_list"},
	{"status_list_aggregation_endpoint", "status_list", "/status_list_aggregation"},
	{"access_evaluation_v1_endpoint", "access_evaluation", "/access/v1/evaluation"},
}

// appendedKeys are those that it makes by appending a path to endSessionEndpoint without /end_session
// (AccessEvaluationDiscoveryService.java).
var appendedKeys = []struct{ key, path string }{
	{"access_evaluation_endpoint", "/access/v1/evaluation"},
	{"access_evaluations_endpoint", "/access/v1/evaluations"},
	{"search_subject_endpoint", "/access/v1/search/subject"},
	{"search_resource_endpoint", "/access/v1/search/resource"},
	{"search_action_endpoint", "/access/v1/search/action"},
}

// copied are the properties that discovery shows as they are, under their name in snake case.
var copied = []string{
	"claimsParameterSupported", "requestParameterSupported", "requestUriParameterSupported", "requireRequestUriRegistration",
	"authorizationResponseIssParameterSupported", "opPolicyUri", "opTosUri", "serviceDocumentation", "acrMappings",
	"responseTypesSupported", "responseModesSupported", "grantTypesSupported", "subjectTypesSupported", "displayValuesSupported",
	"claimTypesSupported", "claimsLocalesSupported", "uiLocalesSupported", "idTokenTokenBindingCnfValuesSupported",
	"authorizationSigningAlgValuesSupported", "authorizationEncryptionAlgValuesSupported", "authorizationEncryptionEncValuesSupported",
	"userInfoSigningAlgValuesSupported", "userInfoEncryptionAlgValuesSupported", "userInfoEncryptionEncValuesSupported",
	"introspectionSigningAlgValuesSupported", "introspectionEncryptionAlgValuesSupported", "introspectionEncryptionEncValuesSupported",
	"logoutStatusJwtSigningAlgValuesSupported",
	"txTokenSigningAlgValuesSupported", "txTokenEncryptionAlgValuesSupported", "txTokenEncryptionEncValuesSupported",
	"idTokenSigningAlgValuesSupported", "idTokenEncryptionAlgValuesSupported", "idTokenEncryptionEncValuesSupported",
	"accessTokenSigningAlgValuesSupported",
	"requestObjectSigningAlgValuesSupported", "requestObjectEncryptionAlgValuesSupported", "requestObjectEncryptionEncValuesSupported",
	"tokenEndpointAuthMethodsSupported", "tokenEndpointAuthSigningAlgValuesSupported", "dpopSigningAlgValuesSupported",
	"backchannelTokenDeliveryModesSupported", "backchannelAuthenticationRequestSigningAlgValuesSupported",
	"backchannelUserCodeParameterSupported",
}

// logoutKeys are always there; their value is the flag end_session, for the last one together with a property.
var logoutKeys = []string{
	"backchannel_logout_supported", "backchannel_logout_session_supported", "frontchannel_logout_supported",
	"frontchannel_logout_session_supported",
}

// flagKeys are keys that a flag alone adds.
var flagKeys = []struct{ key, flag, value string }{
	{"client_id_metadata_document_supported", "client_id_metadata_document", "true"},
	{"authorization_grant_profiles_supported", "identity_assertion_authz_grant", `["urn:ietf:params:oauth:grant-profile:id-jag"]`},
}

// advertised models the part of the discovery document that follows from the configuration: its keys with their values as JSON.
// Keys below mtls_endpoint_aliases are written with a dot. Keys without a value are left out, then those that the deny list
// names, then those that a non-empty allow list does not name.
func (f Facts) advertised(doc document.Document) map[string]string {
	keys := map[string]string{}
	put := func(key, flag string, raw json.RawMessage) {
		if !document.IsEmpty(raw) && (flag == "" || flagOn(f.enabled(doc), flag)) {
			keys[key] = string(raw)
		}
	}
	for _, e := range endpoints {
		put(e.key, e.flag, doc.Get(e.property))
		if e.mtls != "" {
			put("mtls_endpoint_aliases."+e.key, e.flag, doc.Get(e.mtls))
		}
	}
	for _, d := range derivedKeys {
		put(d.key, d.flag, derive(text(doc, "endSessionEndpoint"), d.path))
		put("mtls_endpoint_aliases."+d.key, d.flag, derive(text(doc, "mtlsEndSessionEndpoint"), d.path))
	}
	for _, a := range appendedKeys {
		put(a.key, "access_evaluation", document.Quote(strings.TrimSuffix(text(doc, "endSessionEndpoint"), "/end_session")+a.path))
	}
	for _, name := range copied {
		put(snake(name), "", doc.Get(name))
	}
	for _, k := range flagKeys {
		put(k.key, k.flag, json.RawMessage(k.value))
	}
	put("policy_decision_point", "access_evaluation", doc.Get("issuer"))
	put("require_pushed_authorization_requests", "par", held(doc, "requirePar"))
	for _, key := range logoutKeys {
		supported := flagOn(f.enabled(doc), "end_session")
		if key == "frontchannel_logout_session_supported" {
			supported = supported && boolean(doc, "frontChannelLogoutSessionSupported")
		}
		keys[key] = strconv.FormatBool(supported)
	}
	ssa, _ := document.Members(doc.Get("ssaConfiguration"))
	put("ssa_endpoint", "ssa", ssa.Get("ssaEndpoint"))

	allow, deny := list(doc, "discoveryAllowedKeys"), list(doc, "discoveryDenyKeys")
	maps.DeleteFunc(keys, func(key, _ string) bool {
		top, _, _ := strings.Cut(key, ".")
		return slices.Contains(deny, top) || len(allow) > 0 && !slices.Contains(allow, top)
	})
	return keys
}

func derive(endSession, path string) json.RawMessage {
	if endSession == "" {
		return nil
	}
	return document.Quote(strings.ReplaceAll(endSession, "/end_session", path))
}

func hasEndSession(address string) bool { return strings.Contains(address, "/end_session") }

// snake is the key under which discovery shows a property, as in userinfo_signing_alg_values_supported.
func snake(property string) string {
	var key strings.Builder
	for _, r := range property {
		if r >= 'A' && r <= 'Z' {
			key.WriteByte('_')
			r += 'a' - 'A'
		}
		key.WriteRune(r)
	}
	return strings.ReplaceAll(key.String(), "user_info_", "userinfo_")
}

// differences compares two discovery documents: keys that go, that come, and whose value changes; each with the
// essential keys in front, since messages name only the first few, and then in alphabetical order.
func differences(before, after map[string]string) (gone, added, changed []string) {
	for key, value := range before {
		now, stays := after[key]
		switch {
		case !stays:
			gone = append(gone, key)
		case !document.Equal(json.RawMessage(value), json.RawMessage(now)):
			changed = append(changed, key)
		}
	}
	for key := range after {
		if _, was := before[key]; !was {
			added = append(added, key)
		}
	}
	for _, keys := range [][]string{gone, added, changed} {
		slices.SortFunc(keys, func(a, b string) int {
			return cmp.Or(essentialRank(a)-essentialRank(b), strings.Compare(a, b))
		})
	}
	return gone, added, changed
}

func essentialRank(key string) int {
	if i := slices.Index(essentialKeys, key); i >= 0 {
		return i
	}
	return len(essentialKeys)
}
