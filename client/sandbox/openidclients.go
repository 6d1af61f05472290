package sandbox

import (
	"net/http"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/sandbox/internal/entities"
	"github.com/jansadm/jansadm/client/sandbox/internal/jsonpatch"
)

const (
	scopeClientsRead   = oauthPrefix + "config/openid/clients.readonly"
	scopeClientsWrite  = oauthPrefix + "config/openid/clients.write"
	scopeClientsDelete = oauthPrefix + "config/openid/clients.delete"
	scopeClientsAdmin  = oauthPrefix + "config/openid/clients.admin"
	scopeOpenidRead    = oauthPrefix + "config/openid/openid.readonly"
	scopeOpenidWrite   = oauthPrefix + "config/openid/openid.write"
	scopeOpenidDelete  = oauthPrefix + "config/openid/openid.delete"
)

// clientRoutes are the operations of ClientsResource.java. The write scope does not include reading here.
func (c *configAPI) clientRoutes() []apiRoute {
	read := readAccess(scopeClientsRead, scopeOpenidRead, scopeClientsAdmin)
	write := writeAccess(scopeClientsWrite, scopeClientsAdmin)
	write.group = []string{scopeOpenidWrite}
	remove := deleteAccess(scopeClientsDelete, scopeClientsAdmin)
	remove.group = []string{scopeOpenidDelete}
	const path = "/openid/clients"
	return []apiRoute{
		{method: http.MethodGet, path: path, access: read, handle: listClients},
		{method: http.MethodPost, path: path, access: write, argument: "client", handle: createClient},
		{method: http.MethodPut, path: path, access: write, argument: "client", handle: updateClient},
		{method: http.MethodGet, path: path + "/{inum}", access: read, handle: getClient},
		{method: http.MethodPatch, path: path + "/{inum}", access: write, argument: "jsonPatchString", handle: patchClient},
		{method: http.MethodDelete, path: path + "/{inum}", access: remove, handle: deleteClient},
	}
}

const clientThing = "openid connect client"

func listClients(call *apiCall) apiAnswer {
	q, refusal := call.listParameters()
	if refusal != nil {
		return *refusal
	}
	return call.list(call.api.clients, q, asStored)
}

// findClient answers itself when there is no client.
func (call *apiCall) findClient(inum string) (object, *apiAnswer) {
	client, err := call.api.clients.find(inum)
	if err != nil {
		call.api.options.Log.Error("find client", "inum", inum, "error", err)
	}
	if err != nil || client == nil {
		refusal := notFound(clientThing)
		return nil, &refusal
	}
	return client, nil
}

// getClient shows the encrypted secret, as the Config API does unless it is told not to.
func getClient(call *apiCall) apiAnswer {
	client, refusal := call.findClient(call.inum())
	if refusal != nil {
		return *refusal
	}
	return okJSON(call.api.clients.response(client))
}

func createClient(call *apiCall) apiAnswer {
	clients := call.api.clients
	clients.writing.Lock()
	defer clients.writing.Unlock()
	client, err := clients.body(call.body)
	if err != nil {
		return call.entityFailure(err)
	}
	inum := textMember(client, "inum")
	if strings.TrimSpace(inum) == "" {
		if inum, err = newUUID(call.api.options.Rand); err != nil {
			return call.broken(err)
		}
	}
	client["inum"] = inum
	claims := client["claims"]
	if refusal := call.resolveReferences(client); refusal != nil {
		return *refusal
	}
	secret := textMember(client, "clientSecret")
	if strings.TrimSpace(secret) == "" {
		if secret, err = newSecret(call.api.options.Rand); err != nil {
			return call.broken(err)
		}
	}
	client["clientSecret"] = call.api.vault.sealed(secret)
	client["deletable"] = client["clientSecretExpiresAt"] != nil
	if err := call.registerClient(client); err != nil {
		return call.broken(err)
	}
	if err := clients.insert(client); err != nil {
		return call.entityFailure(err)
	}
	return call.shownClient(http.StatusCreated, inum, claims)
}

// registerClient reduces the grant and response types of a new client to those that the auth server supports, for grants also at dynamic
// registration, and fills in the method of authentication (ClientService.java).
func (call *apiCall) registerClient(client object) error {
	config, err := call.api.config.current()
	if err != nil {
		return err
	}
	keep := func(member string, properties ...string) {
		kept := []any{}
		for _, value := range textsMember(client, member) {
			supported := !slices.Contains(kept, any(value))
			for _, property := range properties {
				supported = supported && slices.Contains(textsMember(config, property), value)
			}
			if supported {
				kept = append(kept, value)
			}
		}
		client[member] = call.api.config.mapper.Hashed(kept)
	}
	keep("responseTypes", "allResponseTypesSupported")
	keep("grantTypes", "grantTypesSupported", "grantTypesSupportedByDynamicRegistration")
	if strings.TrimSpace(textMember(client, "tokenEndpointAuthMethod")) == "" {
		client["tokenEndpointAuthMethod"] = methodBasic
	}
	return nil
}

// updateClient replaces a client; a blank secret keeps the stored one.
func updateClient(call *apiCall) apiAnswer {
	clients := call.api.clients
	clients.writing.Lock()
	defer clients.writing.Unlock()
	client, err := clients.body(call.body)
	if err != nil {
		return call.entityFailure(err)
	}
	inum := textMember(client, "inum")
	switch {
	case strings.TrimSpace(inum) == "":
		return missingAttribute("inum")
	case len(textsMember(client, "redirectUris")) == 0:
		return missingAttribute("redirectUris")
	}
	existing, refusal := call.findClient(inum)
	if refusal != nil {
		return *refusal
	}
	claims := client["claims"]
	if refusal := call.resolveReferences(client); refusal != nil {
		return *refusal
	}
	client["dn"] = clients.entity.DN(inum)
	client["deletable"] = client["expirationDate"] != nil
	if secret := textMember(client, "clientSecret"); strings.TrimSpace(secret) != "" {
		client["clientSecret"] = call.api.vault.sealed(secret)
	} else {
		client["clientSecret"] = existing["clientSecret"]
	}
	if err := clients.merge(client); err != nil {
		return call.entityFailure(err)
	}
	return call.shownClient(http.StatusOK, inum, claims)
}

// shownClient reads a client again; the claims are shown as they were asked for.
func (call *apiCall) shownClient(status int, inum string, claims any) apiAnswer {
	stored, refusal := call.findClient(inum)
	if refusal != nil {
		return *refusal
	}
	stored["claims"] = claims
	return apiAnswer{status, call.api.clients.response(stored)}
}

// resolveReferences replaces the scopes and claims of a client by DNs and refuses unknown ones. Redirect URIs must be there before that is
// looked at. Of several scopes with an id the first is meant.
func (call *apiCall) resolveReferences(client object) *apiAnswer {
	if len(textsMember(client, "redirectUris")) == 0 {
		refusal := missingAttribute("redirectUris")
		return &refusal
	}
	for _, reference := range []struct {
		member, thing, column string
		table                 *table
	}{
		{"scopes", "scope", "jansId", call.api.scopes}, {"claims", "claim", "jansClaimName", call.api.attributes},
	} {
		names := textsMember(client, reference.member)
		dns := make([]any, 0, len(names))
		var unknown []string
		for _, name := range names {
			dn, err := reference.table.resolve(reference.column, name)
			switch {
			case err != nil:
				failure := call.entityFailure(err)
				return &failure
			case dn == "":
				unknown = append(unknown, name)
			default:
				dns = append(dns, dn)
			}
		}
		if unknown != nil {
			refusal := apiError(http.StatusBadRequest, "Invalid "+reference.thing+" in request -> "+javaList(unknown))
			return &refusal
		}
		if len(dns) > 0 {
			client[reference.member] = dns
		}
	}
	return nil
}

// resolve gives the DN of the entry that a DN (letters, an equals sign) or a value of a column means, "" when there is none.
func (t *table) resolve(column, name string) (string, error) {
	if kind, _, ok := strings.Cut(name, "="); ok && strings.Trim(strings.ToLower(kind), "abcdefghijklmnopqrstuvwxyz") == "" {
		inum := entities.Inum(name)
		raw, err := t.store.get(t.bucket, inum)
		if err != nil || raw == nil {
			return "", err
		}
		return t.entity.DN(inum), nil
	}
	found, err := t.search(query{equals: []equality{{column, &name}}, limit: 1})
	if err != nil || len(found.entries) == 0 {
		return "", err
	}
	return textMember(found.entries[0], "dn"), nil
}

// patchClient checks neither scopes nor claims, and answers the patched object as it is.
func patchClient(call *apiCall) apiAnswer {
	clients := call.api.clients
	clients.writing.Lock()
	defer clients.writing.Unlock()
	existing, refusal := call.findClient(call.inum())
	if refusal != nil {
		return *refusal
	}
	client, err := clients.patched(existing, call.body)
	if err != nil {
		return call.patchFailure(err)
	}
	if secret := textMember(client, "clientSecret"); touchesSecret(call.body) && strings.TrimSpace(secret) != "" {
		client["clientSecret"] = call.api.vault.sealed(secret)
	}
	if err := clients.merge(client); err != nil {
		return call.entityFailure(err)
	}
	return okJSON(clients.response(client))
}

// touchesSecret says whether an operation of a patch names the secret.
func touchesSecret(body []byte) bool {
	patch, err := jsonpatch.Parse(body)
	return err == nil && slices.ContainsFunc(patch, func(o jsonpatch.Operation) bool {
		return o.Path != nil && len(*o.Path) > 0 && (*o.Path)[0] == "clientSecret"
	})
}

func deleteClient(call *apiCall) apiAnswer {
	existed, err := call.api.clients.remove(call.inum())
	if err != nil {
		return call.broken(err)
	}
	if !existed {
		return notFound(clientThing)
	}
	return noContent()
}
