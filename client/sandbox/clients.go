package sandbox

import (
	"crypto/subtle"
	"encoding/base64"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// client is what the auth server needs of a client document.
type client struct {
	ID                  string   `json:"inum"`
	Secret              string   `json:"clientSecret"` // in clear
	Scopes              []string `json:"scopes"`       // DNs
	GrantTypes          []string `json:"grantTypes"`
	Method              string   `json:"tokenEndpointAuthMethod"`
	Disabled            bool     `json:"disabled"`
	AccessTokenLifetime int64    `json:"accessTokenLifetime"`
	RefreshLifetime     int64    `json:"refreshTokenLifetime"`
	UserinfoSigning     string   `json:"userInfoSignedResponseAlg"`
	UserinfoKeyAlg      string   `json:"userInfoEncryptedResponseAlg"`
	UserinfoContentEnc  string   `json:"userInfoEncryptedResponseEnc"`
	IDTokenSigning      string   `json:"idTokenSignedResponseAlg"`
	AccessTokenAsJWT    bool     `json:"accessTokenAsJwt"`
	AccessTokenSigning  string   `json:"accessTokenSigningAlg"`
	Name                string   `json:"clientName"`
	AfterLogout         []string `json:"postLogoutRedirectUris"`
	Attributes          struct {
		AdditionalMethods  []string `json:"additionalTokenEndpointAuthMethods"`
		UpdateTokenScripts []string `json:"updateTokenScriptDns"` // DNs
		IDTokenLifetime    int64    `json:"idTokenLifetime"`
		SubjectDN          string   `json:"tlsClientAuthSubjectDn"`
	} `json:"attributes"`
}

// The authentication methods of clients that the sandbox can carry out.
const (
	methodBasic = "client_secret_basic"
	methodPost  = "client_secret_post"
	methodNone  = "none"
)

func (c *client) hasMethod(method string) bool {
	return c.Method == method || slices.Contains(c.Attributes.AdditionalMethods, method)
}

func (c *client) isPublic() bool { return c != nil && c.hasMethod(methodNone) }

func (c *client) hasSecret(secret string) bool {
	return c.Secret != "" && subtle.ConstantTimeCompare([]byte(c.Secret), []byte(secret)) == 1
}

// client finds a client by its id, nil when there is none. Without useLocalCache nothing is cached.
func (x *exchange) client(id string) (*client, error) {
	if id == "" {
		return nil, nil
	}
	load := func() (*client, error) {
		var found client
		ok, err := x.server.store.decode(bucketClients, id, &found)
		if err != nil || !ok {
			return nil, err
		}
		if secret, err := x.server.tables.vault.decrypt(found.Secret); err == nil {
			found.Secret = secret
		}
		return &found, nil
	}
	return cached(x, x.server.clients, id, load)
}

// scopeIDs resolves the scope DNs of a client. A DN without an entry is passed over.
func (x *exchange) scopeIDs(c *client) (map[string]bool, error) {
	ids := make(map[string]bool, len(c.Scopes))
	for _, dn := range c.Scopes {
		scope, err := x.scopeAt(dn)
		if err != nil {
			return nil, err
		}
		if scope != nil {
			ids[scope.ID] = true
		}
	}
	return ids, nil
}

// authenticateClient carries out the client authentication of the token endpoint and its relatives, in the order of
// AuthenticationFilter.java. It answers the request itself when that fails, and returns false. At the revocation endpoint a public client
// passes by its client_id alone, before any Authorization header is looked at; the client is nil then.
func (x *exchange) authenticateClient(publicPasses bool) (*client, bool) {
	named, err := x.client(x.parameters.Get("client_id"))
	if err != nil {
		x.broken(err)
		return nil, false
	}
	switch authenticated, refused := x.byCertificate(named); {
	case authenticated:
		return named, true
	case refused:
		x.fail(http.StatusUnauthorized, "invalid_client", "")
		return nil, false
	}
	if publicPasses && named.isPublic() {
		return nil, true
	}
	found, err := x.credentials(named)
	if err != nil {
		x.broken(err)
		return nil, false
	}
	if found == nil {
		x.failClient()
		return nil, false
	}
	return found, true
}

// confidentialClient is authenticateClient for endpoints where public clients do not pass by their client_id.
func (x *exchange) confidentialClient() (*client, bool) {
	found, ok := x.authenticateClient(false)
	if ok && found.isPublic() && x.r.Header.Get("Authorization") == "" {
		x.failClient()
		return nil, false
	}
	return found, ok
}

// credentials finds the client that a request proves to be, nil when it proves nothing.
func (x *exchange) credentials(named *client) (*client, error) {
	scheme, value := splitAuthorization(x.r.Header.Get("Authorization"))
	switch {
	case (scheme == "bearer" || scheme == "accesstoken") && value != "":
		return x.clientOfToken(value)
	case x.parameters.Has("client_assertion") && x.parameters.Has("client_assertion_type"):
		return nil, nil // no sample client has a key to sign with
	case scheme == "basic":
		id, secret, ok := basicCredentials(value)
		if !ok {
			return nil, nil
		}
		return x.clientWithSecret(id, secret, methodBasic)
	}
	secret := x.parameters.Get("client_secret")
	if named != nil && secret != "" {
		return x.clientWithSecret(named.ID, secret, methodPost)
	}
	if named.isPublic() && secret == "" {
		return named, nil
	}
	return nil, nil
}

func (x *exchange) clientWithSecret(id, secret, method string) (*client, error) {
	found, err := x.client(id)
	if err != nil || found == nil || !found.hasMethod(method) || !found.hasSecret(secret) {
		return nil, err
	}
	return found, nil
}

// clientOfToken makes the caller the client that an access token was issued to.
func (x *exchange) clientOfToken(token string) (*client, error) {
	record, err := x.accessToken(token)
	if err != nil || record == nil || !record.validAt(x.server.options.Clock.Now()) || expiredByFault(x.r) {
		return nil, err
	}
	return x.client(record.ClientID)
}

// splitAuthorization takes an Authorization header apart; the scheme is in lower case.
func splitAuthorization(header string) (scheme, value string) {
	scheme, value, _ = strings.Cut(strings.TrimSpace(header), " ")
	return strings.ToLower(scheme), strings.TrimSpace(value)
}

// basicCredentials decodes Basic credentials; both halves are URL-encoded (RFC 6749 section 2.3.1).
func basicCredentials(value string) (id, secret string, ok bool) {
	raw, err := base64.StdEncoding.DecodeString(value)
	if err != nil {
		return "", "", false
	}
	id, secret, ok = strings.Cut(string(raw), ":")
	if !ok {
		return "", "", false
	}
	id, idErr := url.QueryUnescape(id)
	secret, secretErr := url.QueryUnescape(secret)
	return id, secret, idErr == nil && secretErr == nil
}

// expiredByFault says that a fault wants the token of this request to be treated as expired.
func expiredByFault(r *http.Request) bool { return r.Context().Value(expiredKey{}) != nil }
