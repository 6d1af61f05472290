package auth

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/transport"
)

// Introspection is what the auth server says about a token (RFC 7662 section 2.2). All but Active may be empty.
type Introspection struct {
	Active   bool
	Scope    []string
	ClientID string
	Username string
	Sub      string // the client's id when the token belongs to no person
	Issuer   string
	Expiry   time.Time // zero when not said
}

// Introspect asks the auth server about a token, presenting bearer, which may be the same one. An unknown, expired or revoked token
// is not an error but inactive; a refused bearer is KindUnauthenticated.
func Introspect(ctx context.Context, t *transport.Transport, endpoint, bearer, token string) (Introspection, error) {
	response, err := t.Exchange(ctx, transport.Form{
		Op: "ask the auth server about a token", URL: endpoint, Fields: url.Values{"token": {token}}, Auth: transport.Bearer(bearer),
	})
	if err != nil {
		return Introspection{}, err
	}
	doc, err := document.Parse(response.Body)
	if err != nil {
		return Introspection{}, response.Malformed(err)
	}
	active := strings.TrimSpace(string(doc.Get("active")))
	if active != "true" && active != "false" {
		return Introspection{}, response.Malformed(errors.New("it does not say whether the token is active"))
	}
	result := Introspection{Active: active == "true", Scope: scopes(doc.Get("scope"))}
	for name, field := range map[string]*string{
		"client_id": &result.ClientID, "username": &result.Username, "sub": &result.Sub, "iss": &result.Issuer,
	} {
		*field, _ = document.Text(doc.Get(name))
	}
	var seconds float64
	if raw := doc.Get("exp"); len(raw) > 0 && json.Unmarshal(raw, &seconds) == nil && seconds > 0 {
		result.Expiry = time.Unix(int64(seconds), 0)
	}
	return result, nil
}

// scopes reads both forms: one string, or an array when introspectionResponseScopesBackwardCompatibility is on (IntrospectionWebService.java).
func scopes(raw json.RawMessage) []string {
	if list, ok := document.Strings(raw); ok {
		return list
	}
	text, _ := document.Text(raw)
	return strings.Fields(text)
}
