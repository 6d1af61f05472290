package sandbox

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"
)

// access is what @ProtectedApi says about an operation: any super scope suffices, else any group scope, else all plain scopes are
// needed. The zero value is a public operation.
type access struct {
	plain, group, super []string
}

func (a access) public() bool { return len(a.plain) == 0 }

// allows says whether the scopes of a token suffice.
func (a access) allows(scopes []string) bool {
	holds := func(scope string) bool { return slices.Contains(scopes, scope) }
	if slices.ContainsFunc(a.super, holds) || slices.ContainsFunc(a.group, holds) {
		return true
	}
	return !slices.ContainsFunc(a.plain, func(scope string) bool { return !holds(scope) })
}

// readAccess is what most GET operations ask for: the read scope of their group, its write scope as group scope, and the super scopes.
func readAccess(read, write, admin string) access {
	return access{plain: []string{read}, group: []string{write}, super: []string{admin, scopeReadAll, scopeWriteAll}}
}

// writeAccess is what most POST, PUT and PATCH operations ask for.
func writeAccess(write, admin string) access {
	return access{plain: []string{write}, super: []string{admin, scopeWriteAll}}
}

// deleteAccess is what most DELETE operations ask for.
func deleteAccess(remove, admin string) access {
	return access{plain: []string{remove}, super: []string{admin, scopeDeleteAll}}
}

const (
	scopeWriteAll  = oauthPrefix + "config/write-all"
	scopeDeleteAll = oauthPrefix + "config/delete-all"
)

// The texts of 401 answers.
const (
	tokenOnly     = "ONLY TOKEN BASED AUTHORIZATION IS SUPPORTED!"
	tokenInvalid  = "Token is Invalid."
	issuerInvalid = "Header Issuer is Invalid."
	introRefused  = "HTTP 401 Unauthorized"
)

// authorize checks the token of a request as AuthorizationFilter.java and OpenIdAuthorizationService.java do, and gives the text to refuse
// with, "" when the request may pass. Missing permission is 401 like everything else here.
func (c *configAPI) authorize(r *http.Request, need access) string {
	if need.public() {
		return ""
	}
	header := r.Header.Get("Authorization")
	if len(header) < len("bearer ") || !strings.EqualFold(header[:len("bearer ")], "bearer ") {
		return tokenOnly
	}
	token := strings.TrimSpace(header[len("bearer "):])
	issuer := r.Header.Get("issuer")
	if strings.TrimSpace(issuer) != "" && issuer != c.base {
		return issuerInvalid
	}
	scopes, refusal := c.tokenScopes(r, token, issuer)
	if refusal != "" {
		return refusal
	}
	if !need.allows(scopes) {
		return fmt.Sprintf("oAuth authorization error Insufficient scopes! , Required scope: %s, however token scopes: %s",
			javaList(need.plain), javaList(scopes))
	}
	return ""
}

// tokenScopes gives the scopes of a token, or the text to refuse it with. A JWT is not looked up anywhere: what has been revoked passes until it
// expires.
func (c *configAPI) tokenScopes(r *http.Request, token, issuer string) (scopes []string, refusal string) {
	if claims, ok := parseJWT(token); ok {
		if refusal := c.jwtRefusal(token, claims, expiredByFault(r)); refusal != "" {
			return nil, refusal
		}
		return jwtScopes(claims), ""
	}
	if expiredByFault(r) {
		return nil, tokenInvalid
	}
	return c.introspect(token, issuer)
}

// javaList prints a list as java.util.List does.
func javaList(items []string) string { return "[" + strings.Join(items, ", ") + "]" }

// introspect asks the auth server about a token, at the URL that the stored configuration names and presenting the token itself. The
// stored value counts at once; what the auth server makes of the question depends on the configuration it has picked up.
func (c *configAPI) introspect(token, issuer string) (scopes []string, refusal string) {
	config, err := c.config.current()
	if err != nil {
		return nil, err.Error()
	}
	live, _, err := c.auth.present()
	if err != nil {
		return nil, err.Error()
	}
	endpoint := config["introspectionEndpoint"]
	if strings.TrimSpace(issuer) != "" { // the endpoint that the issuer advertises
		endpoint = live["introspectionEndpoint"]
		if !featuresOf(live, c.auth.known).on(flagIntrospection) {
			endpoint = nil
		}
	}
	if text := c.introspectionFailure(endpoint); text != "" {
		return nil, text
	}
	record, err := c.auth.tokens.find(token)
	if err != nil {
		return nil, err.Error()
	}
	// The server's code would say introRefused here, as the endpoint refuses a caller whose token it does not know; this text is what was
	// seen of real servers.
	if record == nil || !record.isAccess() || !record.validAt(c.options.Clock.Now()) {
		return nil, tokenInvalid
	}
	for property, scope := range map[string]string{
		"introspectionAccessTokenMustHaveUmaProtectionScope": "uma_protection",
		"introspectionAccessTokenMustHaveIntrospectionScope": "introspection",
	} {
		if boolMember(live, property) && !boolMember(live, "introspectionSkipAuthorization") && !slices.Contains(record.scopes(), scope) {
			return nil, introRefused
		}
	}
	return record.scopes(), ""
}

// introspectionFailure gives the message of the exception that asking at an endpoint ends in; "" for this server's own endpoint.
func (c *configAPI) introspectionFailure(endpoint any) string {
	raw, ok := endpoint.(string)
	if !ok || strings.TrimSpace(raw) == "" {
		return "RESTEASY004710: uriTemplate was null"
	}
	target, err := url.Parse(raw)
	if err != nil || target.Host == "" {
		return "RESTEASY004655: Unable to invoke request: java.net.URISyntaxException: " + raw
	}
	base, err := url.Parse(c.base)
	if err != nil {
		return err.Error()
	}
	local := strings.EqualFold(target.Hostname(), base.Hostname()) || strings.EqualFold(target.Hostname(), "localhost")
	switch {
	case !local || target.Port() != base.Port():
		return "RESTEASY004655: Unable to invoke request: java.net.ConnectException: Connection refused"
	case target.Scheme != base.Scheme:
		return "HTTP 400 Bad Request"
	case strings.TrimSuffix(target.Path, "/") != introspectionPath: // as the auth server itself routes it
		return "HTTP 404 Not Found"
	default:
		return ""
	}
}

// parseJWT reads the claims of a token that is a JWT. They are not verified.
func parseJWT(token string) (claims map[string]any, ok bool) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return nil, false
	}
	for i, part := range parts[:2] {
		raw, err := base64.RawURLEncoding.DecodeString(part)
		if err != nil {
			return nil, false
		}
		claims = nil
		if err := json.Unmarshal(raw, &claims); err != nil || claims == nil && i == 1 {
			return nil, false
		}
	}
	return claims, true
}

// jwtRefusal checks a JWT (JwtUtil.java).
func (c *configAPI) jwtRefusal(token string, claims map[string]any, expired bool) string {
	expires, _ := claims["exp"].(float64)
	if expired || c.options.Clock.Now().After(time.Unix(int64(expires), 0)) {
		return "ID Token is expired"
	}
	if claims["iss"] != c.base {
		return "Jwt Issuer is Invalid."
	}
	if _, err := c.auth.verifiedClaims(token); err != nil {
		return "Jwt Signature is Invalid."
	}
	return ""
}

// jwtScopes are the scopes of a JWT. A text counts as one scope, blanks and all.
func jwtScopes(claims map[string]any) []string {
	if scope, ok := claims["scope"].(string); ok {
		return []string{scope}
	}
	return textsMember(claims, "scope")
}
