package sandbox

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client/sandbox/internal/appconfig"
)

const (
	grantClientCredentials = "client_credentials"
	grantAuthorizationCode = "authorization_code"
	grantCIBA              = "urn:openid:params:grant-type:ciba"
)

// serveToken is POST /token (TokenRestWebServiceImpl.java).
func (a *authServer) serveToken(x *exchange) {
	found, ok := x.authenticateClient(false)
	if !ok {
		return
	}
	grantType := x.form.Get("grant_type")
	x.uncached()
	switch {
	case grantType == "":
		x.fail(http.StatusBadRequest, "invalid_request", "Grant Type is not set.")
	case found.Disabled:
		x.fail(http.StatusForbidden, "disabled_client", "Client is disabled.")
	case !x.knownGrant(grantType) || !slices.Contains(found.GrantTypes, grantType):
		x.fail(http.StatusBadRequest, "invalid_grant", "GrantType is not allowed by client's grantTypes.")
	case !slices.Contains(textsMember(x.config, "grantTypesSupported"), grantType):
		x.fail(http.StatusBadRequest, "invalid_grant", "GrantType is not allowed by AS configuration")
	case grantType == grantClientCredentials:
		x.clientCredentials(found)
	case grantType == grantPassword:
		x.password(found)
	case grantType == grantRefreshToken:
		x.refresh(found)
	case grantType == grantDeviceCode:
		x.redeemDevice(found)
	case grantType == grantCIBA:
		x.redeemBackchannel()
	default:
		x.fail(http.StatusBadRequest, "unsupported_grant_type", "Unsupported Grant Type.")
	}
}

func (x *exchange) knownGrant(grantType string) bool {
	member := x.server.config.class.Class.Find("grantTypesSupported")
	return slices.Contains(appconfig.EnumValues(member.Type), grantType)
}

func (x *exchange) clientCredentials(c *client) {
	scope, err := x.grantedScope(c, x.form.Get("scope"))
	if err != nil {
		x.broken(err)
		return
	}
	id, err := newUUID(x.server.options.Rand)
	if err != nil {
		x.broken(err)
		return
	}
	// The scope is "" when none was asked for or granted: the member is there all the same. What a script makes of it does not show.
	x.issue(c, grant{id: id, grantType: grantClientCredentials, clientID: c.ID, scope: scope}, issuance{scope: scope})
}

// grantedScope reduces requested scopes to those assigned to the client, silently. The parameter is URL-decoded once more than the form
// asks for.
func (x *exchange) grantedScope(c *client, requested string) (string, error) {
	if decoded, err := url.QueryUnescape(requested); err == nil {
		requested = decoded
	}
	if strings.TrimSpace(requested) == "" {
		return "", nil
	}
	assigned, err := x.scopeIDs(c)
	if err != nil {
		return "", err
	}
	var granted []string
	for _, scope := range strings.Fields(requested) {
		if assigned[scope] && !slices.Contains(granted, scope) {
			granted = append(granted, scope)
		}
	}
	return strings.Join(granted, " "), nil
}

func (x *exchange) accessTokenLifetime(c *client) time.Duration {
	lifetime, _ := integerMember(x.config, "accessTokenLifetime")
	if c.AccessTokenLifetime > 0 {
		lifetime = c.AccessTokenLifetime
	}
	return time.Duration(lifetime) * time.Second
}
