package sandbox

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

func isNullPointer(err error) bool { return errors.Is(err, errNullPointer) }

// claimNames gives the claims a scope stands for in discovery: those its scripts name for a dynamic scope, whose own list is not looked at,
// else those of its attributes, except the hidden ones.
func (x *exchange) claimNames(scope *scopeEntry, attributes attributeEntries) ([]any, error) {
	names := []any{}
	if scope.Type == scriptDynamicScopeType {
		for _, s := range x.scripts {
			if s.Type != scriptDynamicScope || !slices.Contains(scope.Scripts, distinguishedName(s.Inum, "scripts")) {
				continue
			}
			for _, claim := range s.claims() {
				names = append(names, claim)
			}
		}
		return names, nil
	}
	for _, dn := range scope.Claims {
		attribute, err := attributes.find(dn)
		if err != nil {
			return nil, err
		}
		if strings.TrimSpace(attribute.ClaimName) != "" && !attribute.Hidden {
			names = append(names, attribute.ClaimName)
		}
	}
	return names, nil
}

const scriptDynamicScopeType = "dynamic" // of scopes

// attributeEntries are all attributes by inum. They are read before scopes are walked through: a read within a read can lock up the
// database when a write needs more room.
type attributeEntries map[string]attributeEntry

func (a *authServer) attributes() (attributeEntries, error) {
	entries := make(attributeEntries)
	err := a.store.all(bucketAttributes, func(id string, raw []byte) error {
		var entry attributeEntry
		if err := json.Unmarshal(raw, &entry); err != nil {
			return fmt.Errorf("stored attribute %s is damaged: %w", id, err)
		}
		entries[id] = entry
		return nil
	})
	return entries, err
}

// find looks an attribute up by its DN. A DN without an entry is what the server does not expect.
func (e attributeEntries) find(dn string) (attributeEntry, error) {
	entry, ok := e[inumOf(dn)]
	if !ok {
		return attributeEntry{}, fmt.Errorf("%w: attribute %s does not exist", errNullPointer, dn)
	}
	return entry, nil
}

// serveJansConfiguration is GET jans-configuration (JansConfigurationWS.java). Hidden scopes are included, scripts are not asked.
func (a *authServer) serveJansConfiguration(x *exchange) {
	if !x.feature(flagJansConfiguration) {
		return
	}
	attributes, err := a.attributes()
	if err != nil {
		x.broken(err)
		return
	}
	mapping := make(map[string]any)
	err = a.visitScopes(func(scope *scopeEntry) error {
		names := []any{}
		for _, dn := range scope.Claims {
			attribute, err := attributes.find(dn)
			if err != nil {
				return err
			}
			if strings.TrimSpace(attribute.ClaimName) != "" {
				names = append(names, attribute.ClaimName)
			}
		}
		mapping[scope.ID] = names
		return nil
	})
	if err != nil && !isNullPointer(err) {
		x.broken(err)
		return
	}
	x.json(jsontree.AppendIndent(nil, map[string]any{
		"id_generation_endpoint": x.config["idGenerationEndpoint"], "introspection_endpoint": x.config["introspectionEndpoint"],
		"auth_level_mapping": map[string]any{}, "scope_to_claims_mapping": mapping,
	}, "  "))
}

// serveHealthCheck is GET and POST of the health check.
func (a *authServer) serveHealthCheck(x *exchange) {
	if !x.feature(flagHealthCheck) {
		return
	}
	x.json([]byte(`{"status": "running", "db_status":"online"}`))
}

// healthy answers as the health check does, for the Config API, which asks over the network.
func (a *authServer) healthy() (int, []byte, error) {
	config, _, err := a.present()
	if err != nil {
		return 0, nil, err
	}
	if !featuresOf(config, a.known).on(flagHealthCheck) {
		return http.StatusForbidden, nil, nil
	}
	return http.StatusOK, []byte(`{"status":"running","db_status":"online"}`), nil
}
