// Package client is a typed client of the Janssen Config API: one service per resource, and the server's documents kept whole.
package client

import (
	"cmp"
	"errors"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/transport"
)

// Error is a failed call; errors.Is(err, KindNotFound) asks for its kind.
type Error = transport.Error

// Kind says what sort of failure an Error is.
type Kind = transport.Kind

// The kinds of failure, explained in package transport.
const (
	KindUnauthenticated = transport.KindUnauthenticated
	KindNotPermitted    = transport.KindNotPermitted
	KindNotFound        = transport.KindNotFound
	KindConflict        = transport.KindConflict
	KindInvalid         = transport.KindInvalid
	KindServer          = transport.KindServer
	KindUnreachable     = transport.KindUnreachable
	KindTimeout         = transport.KindTimeout
	KindCanceled        = transport.KindCanceled
	KindReadOnly        = transport.KindReadOnly
	KindTooLarge        = transport.KindTooLarge
	KindProtocol        = transport.KindProtocol
	KindRateLimited     = transport.KindRateLimited
	KindTLS             = transport.KindTLS
)

// KindOf returns the kind of an error, "" when it has none.
func KindOf(err error) Kind { return transport.KindOf(err) }

// Config says which server to talk to and how.
type Config struct {
	BaseURL   string               // the server: host, host:port or https://host
	ConfigURL string               // the Config API; "" is BaseURL + /jans-config-api/api/v1
	AuthURL   string               // the auth server; "" is BaseURL + /jans-auth
	Tokens    auth.TokenSource     // needed by all but the public operations
	Transport *transport.Transport // needed
	PlainHTTP bool                 // the addresses may be http
}

// ConfigPath is where the Config API is below the server's address, unless it was moved.
const ConfigPath = configApplication + "/api/v1"

const configApplication = "/jans-config-api"

// Client talks to one server. It is safe for concurrent use.
type Client struct {
	Properties *PropertiesService
	Health     *HealthService
	Discovery  *DiscoveryService
	Audit      *AuditService
	Endpoints  *EndpointsService

	Scopes  *EntriesService
	Claims  *EntriesService // the Config API calls them attributes
	Scripts *EntriesService
	Clients *EntriesService

	Tokens   *TokensService
	Sessions *SessionsService
}

// New checks the addresses. Nothing is sent yet.
func New(config Config) (*Client, error) {
	if config.Transport == nil {
		return nil, errors.New("client: Config.Transport is needed")
	}
	base, err := baseURL(config.BaseURL, config.PlainHTTP)
	if err != nil {
		return nil, err
	}
	configURL, err := ConfigAPIURL(config.ConfigURL, config.PlainHTTP)
	if err != nil {
		return nil, err
	}
	authURL, err := AuthURL(config.AuthURL, config.PlainHTTP)
	if err != nil {
		return nil, err
	}
	places := []string{authURL}
	if authURL == "" {
		places = []string{base, base + "/jans-auth"}
	}
	api := &api{url: cmp.Or(configURL, base+ConfigPath), tokens: config.Tokens, transport: config.Transport}
	return &Client{
		Properties: &PropertiesService{api},
		Health:     &HealthService{api},
		Discovery:  &DiscoveryService{transport: config.Transport, places: places},
		Endpoints:  &EndpointsService{transport: config.Transport, home: cmp.Or(authURL, base+"/jans-auth"), tokens: config.Tokens},
		Scopes:     &EntriesService{api, scopeResource},
		Claims:     &EntriesService{api, claimResource},
		Scripts:    &EntriesService{api, scriptResource},
		Clients:    &EntriesService{api, clientResource},
		Audit:      &AuditService{api},
		Tokens:     &TokensService{&EntriesService{api, tokenResource}},
		Sessions:   &SessionsService{&EntriesService{api, sessionResource}},
	}, nil
}
