package transport

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
)

// Texts with which the Config API refuses a token (OpenIdAuthorizationService.java). Status 401 stands for missing permission too.
const (
	tokenInvalid       = "Token is Invalid."
	tokenExpired       = "ID Token is expired"
	tokenNotSeen       = "HTTP 401 Unauthorized" // the introspection endpoint refused the token itself
	noToken            = "ONLY TOKEN BASED AUTHORIZATION IS SUPPORTED!"
	insufficientScopes = "Insufficient scopes"
	requiredLabel      = "Required scope: ["
	heldLabel          = "token scopes: ["
	heldClause         = ", however token scopes"
)

var unauthorizedHints = map[string]string{
	tokenInvalid:                "The token is unknown, expired or revoked: log in again.",
	tokenExpired:                "The token has expired: log in again.",
	tokenNotSeen:                "The auth server does not accept the token: log in again; if it stays, check introspectionEndpoint.",
	noToken:                     "The token did not arrive: log in, and check that no proxy removes the Authorization header.",
	"Header Issuer is Invalid.": "The server does not approve the issuer named in the request: see apiApprovedIssuer of the Config API.",
	"Jwt Issuer is Invalid.":    "The token comes from an issuer that the server does not approve: see apiApprovedIssuer of the Config API.",
	"Jwt Signature is Invalid.": "The server cannot check the token's signature: look at jwksUri and the keys of the issuer.",
	"Jwt Token is Invalid.":     "The token is damaged: log in again.",
}

func classifyUnauthorized(e *Error) {
	if strings.Contains(e.Message, insufficientScopes) {
		e.Kind = KindNotPermitted
		e.Needed, e.Held = listAfter(e.Message, requiredLabel), listAfter(e.Message, heldLabel)
		e.Hint = scopeHint(e.Needed, e.Held)
		e.Message, _, _ = strings.Cut(e.Message, heldClause) // an administrator's token has dozens; Held keeps them
		return
	}
	e.Hint = "The server could not check the token. Log in again; if it stays, check introspectionEndpoint and the server's log."
	if hint, ok := unauthorizedHints[e.Message]; ok {
		e.Hint = hint
	}
}

// listAfter reads a Java list, "[a, b]", that follows the label.
func listAfter(text, label string) []string {
	_, rest, found := strings.Cut(text, label)
	if !found {
		return nil
	}
	inside, _, _ := strings.Cut(rest, "]")
	var list []string
	for item := range strings.SplitSeq(inside, ",") {
		if item = strings.TrimSpace(item); item != "" {
			list = append(list, item)
		}
	}
	return list
}

func scopeHint(needed, held []string) string {
	if len(needed) == 0 {
		return wordings[KindNotPermitted].hint
	}
	missing := slices.DeleteFunc(slices.Clone(needed), func(s string) bool { return slices.Contains(held, s) })
	if len(missing) == 0 {
		missing = needed
	}
	noun := "the scope "
	if len(missing) > 1 {
		noun = "the scopes "
	}
	if len(missing) > shownScopes {
		missing = append(missing[:shownScopes:shownScopes], fmt.Sprintf("%d more", len(missing)-shownScopes))
	}
	hint := "Ask an administrator to give this client, or the role of the person who signed in, " + noun + strings.Join(missing, " and ") + "."
	if len(held) == 0 {
		hint += " Its token has none at all."
	}
	return hint
}

// shownScopes is how many of the missing scopes a hint names.
const shownScopes = 4

// textRule recognises a refusal by its text, where the status says too little: the Config API reports failed patches as 500.
type textRule struct {
	status int
	text   string // contained in the message
	kind   Kind
	hint   string
}

const unknownPath = "The server does not know that property or element: names are case-sensitive and differ between versions. Nothing was changed."

// constraint goes with violated constraints, which start with the Java method and its argument: createAttribute.attribute.name.
const constraint = "A value is missing, too long or has characters that are not allowed. Nothing was changed."

var textRules = []textRule{
	{500, "value differs from expectations", KindConflict, "Somebody else changed it meanwhile: reload and compare. Nothing was changed."},
	{500, "no such path in target JSON document", KindInvalid, unknownPath},
	{500, "parent of node to add does not exist", KindInvalid, unknownPath},
	{500, "parent of path to add to is not a container", KindInvalid, "The list or object is not set yet: replace it as a whole. Nothing was changed."},
	{500, "no such index in target array", KindInvalid, "The list is shorter than that: reload. Nothing was changed."},
	{500, "reference token is not an array index", KindInvalid, "An element of a list is addressed by its number. Nothing was changed."},
	{500, "Failed to convert filter", KindInvalid, "The server does not know a field of the search."},
	{500, "Attribute.attribute.", KindInvalid, constraint},
	{500, "Script.customScript.", KindInvalid, constraint},
	{500, "Failed to find entry:", KindNotFound, "It may have been deleted meanwhile: reload."},
	{400, "Not able to deserialize data provided.", KindInvalid, "A value has the wrong type or an unknown choice, or the request is malformed. Nothing was changed."},
	{400, "Maximum number of results per page is", KindInvalid, "Ask for fewer entries at once."},
	{400, "Invalid scope in request", KindInvalid, "The server has no such scope: take it out, or create it first. Nothing was changed."},
	{400, "Invalid claim in request", KindInvalid, "The server has no such claim: take it out, or create it first. Nothing was changed."},
	{400, "NAME_CONFLICT", KindConflict, "The name is taken: choose another."},
	{404, "The requested dataType doesn't exist", KindInvalid, "A claim needs a data type. Nothing was changed."},
	{406, "already exists", KindConflict, "The name is taken: choose another."},
	{406, "not defined in DB schema", KindInvalid, "The claim needs a column of that name in the server's database first."},
}

// classifyText applies the first rule that fits. True means that the server refused before it stored anything.
func classifyText(e *Error) bool {
	for _, rule := range textRules {
		if rule.status == e.Status && strings.Contains(e.Message, rule.text) {
			e.Kind, e.Hint = rule.kind, rule.hint
			return true
		}
	}
	if e.Status == http.StatusNotAcceptable && e.Message != "" { // with a body it is about the content, not about Accept
		e.Kind, e.Hint = KindInvalid, wordings[KindInvalid].hint
		return true
	}
	return false
}

// oauthRule is what an OAuth error code means here (RFC 6749 sections 5.2 and 4.1.2.1, RFC 6750 section 3.1).
type oauthRule struct {
	kind Kind
	hint string
}

var oauthRules = map[string]oauthRule{
	"invalid_client":          {KindUnauthenticated, "Check the client id and secret; the client must allow client_secret_basic."},
	"invalid_token":           {KindUnauthenticated, "The token is unknown, expired or revoked: log in again."},
	"invalid_grant":           {KindUnauthenticated, "What was presented is no longer valid, or the client lacks the grant: enable it on the client, or log in again."},
	"unauthorized_client":     {KindNotPermitted, "The client may not use this grant: enable it on the client."},
	"disabled_client":         {KindNotPermitted, "The client is disabled: enable it, or use another."},
	"insufficient_scope":      {KindNotPermitted, "The token lacks a scope: give it to the client."},
	"invalid_scope":           {KindNotPermitted, "The client may not ask for these scopes."},
	"temporarily_unavailable": {KindServer, statusHints[http.StatusServiceUnavailable]},
}

func classifyOAuth(e *Error) {
	if e.Code == "access_denied" && e.Status == http.StatusForbidden {
		e.Hint = "The feature may be switched off on the server: look at the feature flags."
		return
	}
	if rule, ok := oauthRules[e.Code]; ok {
		e.Kind, e.Hint = rule.kind, rule.hint
	}
}
