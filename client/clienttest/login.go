package clienttest

import (
	"errors"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/transport"
)

func (s *suite) discovery(t *testing.T) {
	for name, endpoint := range map[string]string{
		"issuer": s.server.Issuer, "token_endpoint": s.server.TokenEndpoint, "introspection_endpoint": s.server.IntrospectionEndpoint,
	} {
		if !strings.HasPrefix(endpoint, "https://") {
			t.Errorf("%s is %q", name, endpoint)
		}
	}
	for _, place := range []string{s.address, s.address + "/jans-auth"} {
		doc, err := auth.ReadConfiguration(t.Context(), s.transport, place)
		if err != nil {
			t.Errorf("below %s: %v", place, err)
			continue
		}
		if got, want := string(doc.Get("issuer")), string(s.server.Document.Get("issuer")); got != want {
			t.Errorf("below %s the issuer is %s, elsewhere %s", place, got, want)
		}
	}
}

func (s *suite) token(t *testing.T) {
	first, err := s.tokens.Token(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if second, err := s.tokens.Token(t.Context()); err != nil || second != first {
		t.Errorf("the token is not kept: %v", err)
	}
	s.tokens.Invalidate(first)
	if third, err := s.tokens.Token(t.Context()); err != nil || third == first {
		t.Errorf("an invalidated token comes back: %v", err)
	}

	wrong := auth.NewClientCredentials(s.transport, s.server.TokenEndpoint, s.ClientID, "not the secret", nil, nil)
	_, err = wrong.Token(t.Context())
	var e *client.Error
	if !errors.As(err, &e) || e.Kind != client.KindUnauthenticated || e.Status != http.StatusUnauthorized || e.Code != "invalid_client" {
		t.Errorf("a wrong secret: %v", err)
	}
	if e != nil && strings.Contains(e.Message, "CorrelationId") {
		t.Errorf("the correlation id is left in %q", e.Message)
	}

	// An unknown grant is invalid_grant, not unsupported_grant_type (TokenRestWebServiceImpl.java).
	response, err := s.transport.Do(t.Context(), transport.Request{
		Op: "ask for an unknown grant", Method: http.MethodPost, URL: s.server.TokenEndpoint, Auth: transport.Basic(s.ClientID, s.ClientSecret),
		Body: []byte("grant_type=nonsense"), ContentType: "application/x-www-form-urlencoded",
	})
	if !errors.As(err, &e) || e.Code != "invalid_grant" || e.Status != http.StatusBadRequest {
		t.Errorf("an unknown grant: %v", err)
	}
	if !strings.Contains(string(response.Body), "CorrelationId: "+response.RequestID) {
		t.Errorf("the answer does not name the request id %s: %s", response.RequestID, response.Body)
	}
}

// revocation asks with a token that does not exist, which changes nothing: 200 when the endpoint is on (RFC 7009 section 2.2), 403 when
// its feature flag is off; discovery names the endpoint only in the first case, but later, since it is cached.
func (s *suite) revocation(t *testing.T) {
	ask := func(credential transport.Credential) error {
		_, err := s.transport.Do(t.Context(), transport.Request{
			Op: "probe the revocation endpoint", Method: http.MethodPost, URL: s.address + "/jans-auth/restv1/revoke", Auth: credential,
			Body: []byte("token=no-such-token"), ContentType: "application/x-www-form-urlencoded",
		})
		return err
	}
	if err := ask(transport.Basic(s.ClientID, s.ClientSecret)); err != nil && client.KindOf(err) != client.KindNotPermitted {
		t.Errorf("an unknown token: %v", err)
	}
	var e *client.Error
	if err := ask(transport.Basic(s.ClientID, "not the secret")); !errors.As(err, &e) || e.Code != "invalid_client" || e.Status != http.StatusUnauthorized {
		t.Errorf("a wrong secret: %v", err)
	}
}

func (s *suite) introspection(t *testing.T) {
	token, err := s.tokens.Token(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	got, err := auth.Introspect(t.Context(), s.transport, s.server.IntrospectionEndpoint, token, token)
	if err != nil {
		t.Fatal(err)
	}
	if !got.Active || got.ClientID != s.ClientID || got.Expiry.IsZero() || !slices.Contains(got.Scope, client.ScopePropertiesRead) {
		t.Errorf("the token of this client: %+v", got)
	}
	unknown, err := auth.Introspect(t.Context(), s.transport, s.server.IntrospectionEndpoint, token, "no such token")
	if err != nil || unknown.Active {
		t.Errorf("an unknown token: %+v, %v", unknown, err)
	}
	if _, err := auth.Introspect(t.Context(), s.transport, s.server.IntrospectionEndpoint, "no such token", token); client.KindOf(err) != client.KindUnauthenticated {
		t.Errorf("an unknown bearer: %v", err)
	}
}
