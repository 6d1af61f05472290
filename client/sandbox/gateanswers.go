package sandbox

import (
	"net/http"
	"strings"

	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

// What gates answer with that is more than a refusal from the error catalogue.

const grantUMATicket = "urn:ietf:params:oauth:grant-type:uma-ticket"

const privately = "no-store, no-transform, private"

// refuseSessions answers as SessionRestWebService.java to a request without an access token.
func (x *exchange) refuseSessions() {
	x.w.Header().Set("Cache-Control", privately)
	x.fail(http.StatusBadRequest, "invalid_token", "")
}

// unknownSession answers as CheckSessionStatusRestWebServiceImpl.java to a browser without a cookie.
func (x *exchange) unknownSession() {
	x.w.Header().Set("Cache-Control", privately)
	x.w.Header().Set("Pragma", "no-cache")
	x.json([]byte(`{"state":"unknown","custom_state":"","auth_time":null}`))
}

// refusePushed answers as ParRestWebService.java to a request that names no client.
func (x *exchange) refusePushed() {
	x.failAloud(http.StatusBadRequest, "unauthorized_client", "client_id is empty or blank.")
}

// refuseRemoval answers as SsaRevokeAction.java to a request that does not say what to revoke.
func (x *exchange) refuseRemoval() {
	x.w.Header().Set("Content-Type", "application/json")
	x.write(http.StatusNotAcceptable, nil)
}

// refuseEvaluation answers as AccessEvaluationService.java to a request without credentials: with a sentence, which it calls JSON.
func (x *exchange) refuseEvaluation() {
	x.w.Header().Set("Content-Type", "application/json")
	x.write(http.StatusUnauthorized, []byte("Authorization is not valid. Please provide valid authorization in 'Authorization' header."))
}

// redeemBackchannel is the CIBA grant for a request that nobody has made, as processCIBA of TokenRestWebServiceImpl.java answers it.
func (x *exchange) redeemBackchannel() {
	if x.feature(flagCIBA) {
		x.fail(http.StatusBadRequest, "expired_token", "Unable to find grant object for given auth_req_id.")
	}
}

// authzenConfiguration is GET authzen-configuration (AccessEvaluationDiscoveryWS.java).
func (x *exchange) authzenConfiguration() {
	x.json(jsontree.AppendIndent(nil, x.accessEvaluation(), "  "))
}

// umaConfiguration is GET uma2-configuration (UmaMetadataWS.java). What is not set shows as null.
func (x *exchange) umaConfiguration() {
	base := textMember(x.config, "baseEndpoint")
	document := map[string]any{
		"grant_types_supported":            []any{grantAuthorizationCode, "implicit", grantClientCredentials, grantUMATicket},
		"response_types_supported":         []any{"code", "id_token", "token"},
		"uma_profiles_supported":           []any{},
		"code_challenge_methods_supported": nil,
		"introspection_endpoint":           base + "/rpt/status",
		"resource_registration_endpoint":   base + "/host/rsrc/resource_set",
		"permission_endpoint":              base + "/host/rsrc_pr",
		"scope_endpoint":                   base + "/uma/scopes",
		"claims_interaction_endpoint":      base + "/uma/gather_claims",
	}
	for key, property := range map[string]string{
		"issuer": "issuer", "token_endpoint_auth_methods_supported": "tokenEndpointAuthMethodsSupported",
		"token_endpoint_auth_signing_alg_values_supported": "tokenEndpointAuthSigningAlgValuesSupported", "ui_locales_supported": "uiLocalesSupported",
		"op_tos_uri": "opTosUri", "op_policy_uri": "opPolicyUri", "jwks_uri": "jwksUri", "service_documentation": "serviceDocumentation",
		"registration_endpoint": "registrationEndpoint", "token_endpoint": "tokenEndpoint", "authorization_endpoint": "authorizationEndpoint",
		"authorization_challenge_endpoint": "authorizationChallengeEndpoint",
	} {
		document[key] = x.config[property]
	}
	x.json(jsontree.AppendIndent(nil, document, "  "))
}

const (
	statusListJSON = "application/statuslist+json"
	nothingPacked  = "eNoDAAAAAAE" // no bytes at all, deflated as RFC 1950 has it and in base64url
)

// emptyStatusList answers as StatusListService.java while no token has another status than valid. Tokens that were revoked are not entered.
func (x *exchange) emptyStatusList() {
	if strings.TrimSpace(x.parameters.Get("time")) != "" {
		x.write(http.StatusNotImplemented, []byte("Time parameter is not supported."))
		return
	}
	bits, _ := integerMember(x.config, "statusListBitSize")
	list := object{"bits": jsonNumber(bits), "lst": nothingPacked}
	if strings.EqualFold(x.r.Header.Get("Accept"), statusListJSON) {
		x.w.Header().Set("Content-Type", statusListJSON)
		x.write(http.StatusOK, jsontree.Append(nil, list))
		return
	}
	x.signedStatusList(list)
}

func (x *exchange) signedStatusList(list object) {
	alg := textMember(x.config, "statusListResponseJwtSignatureAlgorithm")
	if alg == "" {
		alg = textMember(x.config, "defaultSignatureAlgorithm")
	}
	lifetime, _ := integerMember(x.config, "statusListResponseJwtLifetime")
	now := x.server.options.Clock.Now().Unix()
	body, err := x.server.signJWT(alg, "statuslist+jwt", object{
		"iss": x.config["issuer"], "sub": x.statusListURI(), "iat": jsonNumber(now), "nbf": jsonNumber(now), "exp": jsonNumber(now + lifetime),
		"ttl": jsonNumber(lifetime), "status_list": list,
	}, "")
	if err != nil {
		x.broken(err)
		return
	}
	x.w.Header().Set("Content-Type", "application/statuslist+jwt")
	x.write(http.StatusOK, body)
}
