// Package clienttest is one conformance suite for everything that claims to be a Janssen server: the sandbox, and real ones.
package clienttest

import (
	"testing"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/transport"
)

// Target is the server under test.
type Target struct {
	BaseURL      string
	Transport    transport.Options // ReadOnly is ignored: Mutates decides
	ClientID     string            // a client with client_credentials, client_secret_basic and the scopes of client.Scopes
	ClientSecret string
	Mutates      bool // allow refused and empty patches, one change of a harmless property, which is taken back, and entries that are deleted again
}

// Run checks that the target behaves as package client expects. Without Mutates the configuration is only read; the other requests
// are all refused before they reach it.
func Run(t *testing.T, target Target) {
	s := open(t, target)
	t.Run("discovery", s.discovery)
	t.Run("token", s.token)
	t.Run("introspection", s.introspection)
	t.Run("revocation", s.revocation)
	t.Run("health", s.health)
	t.Run("configuration", s.configuration)
	t.Run("feature flags", s.featureFlags)
	t.Run("persistence", s.persistence)
	t.Run("entries", s.entries)
	t.Run("refusals", s.refusals)
	if target.Mutates {
		t.Run("missing scope", s.missingScope)
		t.Run("refused patches", s.refusedPatches)
		t.Run("round trip", s.roundTrip)
		t.Run("entry changes", s.entryChanges)
	}
}

// suite is a target with a client logged in to it.
type suite struct {
	Target
	address   string // the target's base URL, made whole
	transport *transport.Transport
	server    auth.Server
	client    *client.Client
	tokens    auth.TokenSource
}

func open(t *testing.T, target Target) *suite {
	t.Helper()
	target.Transport.ReadOnly = false
	tr, err := transport.New(target.Transport)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tr.Close)
	s := &suite{Target: target, transport: tr}
	if s.address, err = client.BaseURL(target.BaseURL); err != nil {
		t.Fatal(err)
	}
	if s.server, err = auth.Discover(t.Context(), tr, s.address); err != nil {
		t.Fatal(err)
	}
	s.tokens = s.login(client.Scopes(false)...)
	if s.client, err = client.New(client.Config{BaseURL: s.address, Tokens: s.tokens, Transport: tr}); err != nil {
		t.Fatal(err)
	}
	return s
}

func (s *suite) login(scopes ...string) auth.TokenSource {
	return auth.NewClientCredentials(s.transport, s.server.TokenEndpoint, s.ClientID, s.ClientSecret, scopes, nil)
}

// configURL is the address of the auth server's configuration in the Config API.
func (s *suite) configURL() string {
	return s.address + "/jans-config-api/api/v1/jans-auth-server/config"
}
