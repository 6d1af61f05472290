package sandbox

import (
	"encoding/json"
	"fmt"
	"strings"
)

// listKeys are the keys that are copied from lists of texts; an empty list gives no key.
var listKeys = map[string]string{
	"subject_types_supported":                                         "subjectTypesSupported",
	"authorization_signing_alg_values_supported":                      "authorizationSigningAlgValuesSupported",
	"authorization_encryption_alg_values_supported":                   "authorizationEncryptionAlgValuesSupported",
	"authorization_encryption_enc_values_supported":                   "authorizationEncryptionEncValuesSupported",
	"userinfo_signing_alg_values_supported":                           "userInfoSigningAlgValuesSupported",
	"userinfo_encryption_alg_values_supported":                        "userInfoEncryptionAlgValuesSupported",
	"userinfo_encryption_enc_values_supported":                        "userInfoEncryptionEncValuesSupported",
	"introspection_signing_alg_values_supported":                      "introspectionSigningAlgValuesSupported",
	"introspection_encryption_alg_values_supported":                   "introspectionEncryptionAlgValuesSupported",
	"introspection_encryption_enc_values_supported":                   "introspectionEncryptionEncValuesSupported",
	"logout_status_jwt_signing_alg_values_supported":                  "logoutStatusJwtSigningAlgValuesSupported",
	"tx_token_signing_alg_values_supported":                           "txTokenSigningAlgValuesSupported",
	"tx_token_encryption_alg_values_supported":                        "txTokenEncryptionAlgValuesSupported",
	"tx_token_encryption_enc_values_supported":                        "txTokenEncryptionEncValuesSupported",
	"id_token_signing_alg_values_supported":                           "idTokenSigningAlgValuesSupported",
	"id_token_encryption_alg_values_supported":                        "idTokenEncryptionAlgValuesSupported",
	"id_token_encryption_enc_values_supported":                        "idTokenEncryptionEncValuesSupported",
	"access_token_signing_alg_values_supported":                       "accessTokenSigningAlgValuesSupported",
	"request_object_signing_alg_values_supported":                     "requestObjectSigningAlgValuesSupported",
	"request_object_encryption_alg_values_supported":                  "requestObjectEncryptionAlgValuesSupported",
	"request_object_encryption_enc_values_supported":                  "requestObjectEncryptionEncValuesSupported",
	"token_endpoint_auth_methods_supported":                           "tokenEndpointAuthMethodsSupported",
	"token_endpoint_auth_signing_alg_values_supported":                "tokenEndpointAuthSigningAlgValuesSupported",
	"dpop_signing_alg_values_supported":                               "dpopSigningAlgValuesSupported",
	"display_values_supported":                                        "displayValuesSupported",
	"claim_types_supported":                                           "claimTypesSupported",
	"id_token_token_binding_cnf_values_supported":                     "idTokenTokenBindingCnfValuesSupported",
	"claims_locales_supported":                                        "claimsLocalesSupported",
	"ui_locales_supported":                                            "uiLocalesSupported",
	"backchannel_token_delivery_modes_supported":                      "backchannelTokenDeliveryModesSupported",
	"backchannel_authentication_request_signing_alg_values_supported": "backchannelAuthenticationRequestSigningAlgValuesSupported",
}

func (m *metadata) lists() {
	for key, property := range listKeys {
		if list, ok := m.x.config[property].([]any); ok && len(list) > 0 {
			m.keys[key] = list
		}
	}
	m.keys["prompt_values_supported"] = []any{"none", "login", "consent", "select_account", "create"}
	methods := []any{builtInMethod}
	for _, s := range m.x.scripts {
		if s.Type == scriptAuthentication {
			methods = append(methods, s.Name)
		}
	}
	m.keys["acr_values_supported"] = methods
}

// enumerations adds the lists of response types, response modes and grant types. A null list of response or grant types, and a null in any of
// them (what an unknown value becomes), makes the code throw.
func (m *metadata) enumerations() error {
	sets, ok := m.x.config["responseTypesSupported"].([]any)
	if !ok {
		return fmt.Errorf("%w: responseTypesSupported", errNullPointer)
	}
	var combinations []any
	for _, set := range sets {
		elements, ok := set.([]any)
		if !ok {
			return fmt.Errorf("%w: responseTypesSupported", errNullPointer)
		}
		words := make([]string, len(elements))
		for i, element := range elements {
			word, ok := element.(string)
			if !ok {
				return fmt.Errorf("%w: responseTypesSupported holds an unknown value", errNullPointer)
			}
			words[i] = word
		}
		combinations = append(combinations, strings.Join(words, " "))
	}
	if len(combinations) > 0 {
		m.keys["response_types_supported"] = combinations
	}
	if _, ok := m.x.config["grantTypesSupported"].([]any); !ok {
		return fmt.Errorf("%w: grantTypesSupported", errNullPointer)
	}
	for key, property := range map[string]string{
		"grant_types_supported": "grantTypesSupported", "response_modes_supported": "responseModesSupported",
	} {
		values, _ := m.x.config[property].([]any)
		for _, value := range values {
			if value == nil {
				return fmt.Errorf("%w: %s holds an unknown value", errNullPointer, property)
			}
		}
		if len(values) > 0 {
			m.keys[key] = values
		}
	}
	return nil
}

// scopeEntry is what discovery needs of a scope document.
type scopeEntry struct {
	ID         string   `json:"id"`
	Type       string   `json:"scopeType"`
	Deletable  *bool    `json:"deletable"`
	Group      *bool    `json:"groupClaims"`
	Claims     []string `json:"claims"`
	Scripts    []string `json:"dynamicScopeScripts"`
	Attributes *struct {
		Show *bool `json:"showInConfigurationEndpoint"`
	} `json:"attributes"`
}

func (s *scopeEntry) shown() bool {
	return s.Attributes == nil || s.Attributes.Show == nil || *s.Attributes.Show
}

// visitScopes calls visit with every scope.
func (a *authServer) visitScopes(visit func(*scopeEntry) error) error {
	return a.store.all(bucketScopes, func(id string, raw []byte) error {
		var scope scopeEntry
		if err := json.Unmarshal(raw, &scope); err != nil {
			return fmt.Errorf("stored scope %s is damaged: %w", id, err)
		}
		return visit(&scope)
	})
}

// scopes adds scopes_supported, claims_supported and their mapping. One dangling attribute DN in a visible scope, or one spontaneous scope
// without a deletable value, makes both lists disappear: they are filled in only after the whole loop, and the code catches what it throws.
func (m *metadata) scopes() error {
	attributes, err := m.x.server.attributes()
	if err != nil {
		return err
	}
	var scopes, mapping []any
	claims := make(map[string]bool)
	err = m.x.server.visitScopes(func(scope *scopeEntry) error {
		if scope.Type == "spontaneous" {
			if scope.Deletable == nil {
				return errNullPointer
			}
			if *scope.Deletable {
				return nil
			}
		}
		if !scope.shown() {
			return nil
		}
		names, err := m.x.claimNames(scope, attributes)
		if err != nil {
			return err
		}
		scopes = append(scopes, scope.ID)
		mapping = append(mapping, map[string]any{scope.ID: names})
		for _, name := range names {
			claims[name.(string)] = true
		}
		return nil
	})
	if mapping == nil {
		mapping = []any{}
	}
	m.keys["scope_to_claims_mapping"] = mapping
	switch {
	case isNullPointer(err):
		m.x.server.options.Log.Error("scopes of the discovery document", "error", err)
		return nil
	case err != nil:
		return err
	}
	if len(scopes) > 0 {
		m.keys["scopes_supported"] = m.x.server.config.mapper.Hashed(scopes)
	}
	if len(claims) > 0 {
		names := make([]any, 0, len(claims))
		for name := range claims {
			names = append(names, name)
		}
		m.keys["claims_supported"] = m.x.server.config.mapper.Hashed(names)
	}
	return nil
}
