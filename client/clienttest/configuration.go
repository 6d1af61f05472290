package clienttest

import (
	"bytes"
	"slices"
	"testing"

	"github.com/jansadm/jansadm/client/document"
)

func (s *suite) configuration(t *testing.T) {
	doc, err := s.client.Properties.Get(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if !document.Equal(doc.Get("issuer"), s.server.Document.Get("issuer")) {
		t.Errorf("issuer is %s, discovery says %s", doc.Get("issuer"), s.server.Document.Get("issuer"))
	}
	for _, name := range doc.Names() {
		// Nested objects stay as {} when all their members are left out (ObjectMapperContextResolver.java).
		if value := bytes.TrimSpace(doc.Get(name)); document.IsEmpty(value) && value[0] != '{' {
			t.Errorf("%s is sent although it is empty: %s", name, value)
		}
	}
	for _, name := range []string{"accessTokenLifetime", "featureFlags", "tokenRevocationEndpoint", "fapi"} {
		if !doc.Has(name) {
			t.Errorf("%s is missing", name)
		}
	}
}

func (s *suite) featureFlags(t *testing.T) {
	flags, err := s.client.Properties.KnownFlags(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"revoke_token", "global_token_revocation", "introspection", "health_check"} {
		if !slices.Contains(flags, name) {
			t.Errorf("%s is missing in %v", name, flags)
		}
	}
	if sorted := slices.Sorted(slices.Values(flags)); len(slices.Compact(sorted)) != len(flags) {
		t.Errorf("a flag is there twice: %v", flags)
	}
}

func (s *suite) persistence(t *testing.T) {
	doc, err := s.client.Properties.Persistence(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range doc.Names() {
		if _, ok := document.Text(doc.Get(name)); !ok {
			t.Errorf("%s is not a text: %s", name, doc.Get(name))
		}
	}
}

func (s *suite) health(t *testing.T) {
	live, err := s.client.Health.Live(t.Context())
	if err != nil || !live.Up() || live.Name == "" {
		t.Errorf("live: %+v, %v", live, err)
	}
	if ready, err := s.client.Health.Ready(t.Context()); err != nil || ready.Status == "" {
		t.Errorf("ready: %+v, %v", ready, err)
	}
	if all, err := s.client.Health.Check(t.Context()); err != nil || len(all) != 2 {
		t.Errorf("both: %+v, %v", all, err)
	}
	if doc, err := s.client.Health.AuthServer(t.Context()); err != nil || doc == nil {
		t.Errorf("auth server: %v, %v", doc, err)
	}
}
