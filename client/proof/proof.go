// Package proof tries a dangerous value before it is written: the new address is asked whether it does what the server will need
// it for. Its errors complete the sentence "it was tried, and failed: …".
package proof

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/impact"
	"github.com/jansadm/jansadm/client/transport"
)

// timeLimit bounds one proof: an address that needs longer would make every call to the Config API as slow.
const timeLimit = 10 * time.Second

// Prover tries values with the console's own means: its connection and its own access token.
type Prover struct {
	Transport *transport.Transport
	Tokens    auth.TokenSource
	// Introspection names the present introspection endpoint.
	Introspection func(ctx context.Context) (string, error)
}

// Prove returns nil when the value works, and says in words why not when it does not.
func (p *Prover) Prove(ctx context.Context, check impact.Check) error {
	ctx, cancel := context.WithTimeout(ctx, timeLimit)
	defer cancel()
	switch check.Kind {
	case impact.CheckIntrospection:
		return p.introspection(ctx, check.Value)
	case impact.CheckIssuer:
		return p.issuer(ctx, check.Value)
	case impact.CheckJWKS:
		return p.keys(ctx, check.Value)
	case impact.CheckTokenEndpoint:
		return p.tokenEndpoint(ctx, check.Value)
	case impact.CheckConfiguration:
		return p.configuration(ctx, check.Value)
	case impact.CheckOwnScope:
		return p.ownScope(ctx, check.Value)
	}
	return fmt.Errorf("this console knows no proof named %q", check.Kind)
}

// introspection tries an address that the configuration does not hold yet. The console's token is worth the whole server, so it is shown
// only to the host that issued it; an address on another host stays unproven.
func (p *Prover) introspection(ctx context.Context, endpoint string) error {
	present, err := p.Introspection(ctx)
	if err != nil {
		return err
	}
	if !transport.SameOrigin(present, endpoint) {
		return fmt.Errorf("it is not on the host of the present address, %s, and this console shows its access token to no other host", present)
	}
	_, err = p.introspect(ctx, endpoint)
	return err
}

// introspect asks an endpoint about the console's own token, as the Config API does with every token it is shown
// (OpenIdAuthorizationService.java).
func (p *Prover) introspect(ctx context.Context, endpoint string) (auth.Introspection, error) {
	token, err := p.Tokens.Token(ctx)
	if err != nil {
		return auth.Introspection{}, err
	}
	known, err := auth.Introspect(ctx, p.Transport, endpoint, token, token)
	if err != nil {
		return auth.Introspection{}, err
	}
	if !known.Active {
		return auth.Introspection{}, fmt.Errorf("%s does not know this console's own token", endpoint)
	}
	return known, nil
}

// issuer wants a discovery document whose issuer is the value itself (OpenID Connect Discovery 1.0 section 4.3).
func (p *Prover) issuer(ctx context.Context, issuer string) error {
	found, err := auth.Discover(ctx, p.Transport, issuer)
	if err != nil {
		return err
	}
	if strings.TrimRight(found.Issuer, "/") != strings.TrimRight(issuer, "/") {
		return fmt.Errorf("the discovery document there names another issuer, %s", found.Issuer)
	}
	return nil
}

// wellKnown ends the address of an OpenID configuration (OpenID Connect Discovery 1.0 section 4).
const wellKnown = "/.well-known/openid-configuration"

// configuration wants an OpenID configuration at the address itself.
func (p *Prover) configuration(ctx context.Context, address string) error {
	place, ok := strings.CutSuffix(address, wellKnown)
	if !ok {
		return fmt.Errorf("it does not end in %s", wellKnown)
	}
	_, err := auth.DiscoverAt(ctx, p.Transport, place)
	return err
}

// keys wants a key set with at least one key (RFC 7517 section 5).
func (p *Prover) keys(ctx context.Context, address string) error {
	response, err := p.Transport.Do(ctx, transport.Request{Op: "read the key set", Method: http.MethodGet, URL: address})
	if err != nil {
		return err
	}
	var set struct {
		Keys []document.Document `json:"keys"`
	}
	if err := json.Unmarshal(response.Body, &set); err != nil {
		return response.Malformed(errors.New("it is not a JSON Web Key Set"))
	}
	if len(set.Keys) == 0 {
		return fmt.Errorf("%s answers with a key set that holds no key", address)
	}
	return nil
}

// tokenEndpoint asks for a token without credentials: a token endpoint refuses that with an OAuth error (RFC 6749 section 5.2),
// anything else answers in another way.
func (p *Prover) tokenEndpoint(ctx context.Context, endpoint string) error {
	_, err := p.Transport.Exchange(ctx, transport.Form{
		Op: "ask the token endpoint", URL: endpoint, Fields: url.Values{"grant_type": {"client_credentials"}},
	})
	if err == nil {
		return fmt.Errorf("%s accepts a request without credentials, which a token endpoint would refuse", endpoint)
	}
	var refusal *transport.Error
	if errors.As(err, &refusal) && refusal.Code != "" {
		return nil
	}
	return err
}

// ownScope wants the console's own token to have a scope that the server is about to demand of every token.
func (p *Prover) ownScope(ctx context.Context, scope string) error {
	endpoint, err := p.Introspection(ctx)
	if err != nil {
		return err
	}
	known, err := p.introspect(ctx, endpoint)
	if err != nil {
		return err
	}
	if !slices.Contains(known.Scope, scope) {
		return fmt.Errorf("this console's own token does not have the scope %s", scope)
	}
	return nil
}
