package clienttest

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"testing"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/transport"
)

// refusedPatches are applied as a whole or not at all; the texts are those of the server's patch library, sent with status 500.
func (s *suite) refusedPatches(t *testing.T) {
	before, err := s.client.Properties.Get(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	const touch = `{"op":"replace","path":"/serviceDocumentation","value":"changed"},`
	const undeserializable = "Not able to deserialize data provided."
	for _, c := range []struct {
		name, body string
		status     int
		text       string
		kind       client.Kind
	}{
		{"failing test", `[` + touch + `{"op":"test","path":"/issuer","value":"x"}]`, 500, "value differs from expectations", client.KindConflict},
		{"unknown property", `[` + touch + `{"op":"replace","path":"/noSuchProperty","value":1}]`, 500, "no such path in target JSON document", client.KindInvalid},
		{"wrong case", `[` + touch + `{"op":"replace","path":"/Issuer","value":"x"}]`, 500, "no such path in target JSON document", client.KindInvalid},
		{"unknown parent", `[` + touch + `{"op":"add","path":"/no/such","value":1}]`, 500, "parent of node to add does not exist", client.KindInvalid},
		{"index beyond the end", `[` + touch + `{"op":"add","path":"/featureFlags/999","value":"x"}]`, 500, "no such index in target array", client.KindInvalid},
		{"no index", `[` + touch + `{"op":"add","path":"/featureFlags/x","value":"x"}]`, 500, "reference token is not an array index", client.KindInvalid},
		{"no slash", `[` + touch + `{"op":"replace","path":"issuer","value":"x"}]`, 400, undeserializable, client.KindInvalid},
		{"wrong type", `[` + touch + `{"op":"replace","path":"/accessTokenLifetime","value":"abc"}]`, 400, undeserializable, client.KindInvalid},
		{"unknown operation", `[` + touch + `{"op":"change","path":"/issuer","value":"x"}]`, 400, undeserializable, client.KindInvalid},
		{"no list", `{"op":"replace"}`, 400, undeserializable, client.KindInvalid},
		{"broken", `[{"op":`, 400, undeserializable, client.KindInvalid},
	} {
		t.Run(c.name, func(t *testing.T) {
			token, err := s.tokens.Token(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			_, err = s.transport.Do(t.Context(), transport.Request{
				Op: "send a patch that cannot be applied", Method: http.MethodPatch, URL: s.configURL(), Auth: transport.Bearer(token),
				Body: []byte(c.body), ContentType: jsonPatch,
			})
			var e *client.Error
			if !errors.As(err, &e) || e.Status != c.status || e.Message != c.text || e.Kind != c.kind || e.Unknown {
				t.Errorf("got %v, want %d %q", err, c.status, c.text)
			}
		})
	}
	after, err := s.client.Properties.Get(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	same(t, before, after)
}

// roundTrip changes a property that only informs developers, and takes the change back.
func (s *suite) roundTrip(t *testing.T) {
	const name = "serviceDocumentation"
	// The first patch of an installation drops what setup left behind and writes defaults that were only implied (AppConfiguration.java),
	// so that the comparison starts from the answer to an empty one.
	before, _, err := s.client.Properties.Patch(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	set := func(ctx context.Context, value json.RawMessage) document.Document {
		patch := document.Patch{{Op: document.OpReplace, Path: document.Pointer(name), Value: value}}
		stored, id, err := s.client.Properties.Patch(ctx, patch)
		if err != nil || id == "" {
			t.Errorf("setting %s to %s: request %q, %v", name, value, id, err)
		}
		return stored
	}
	restored := false
	t.Cleanup(func() {
		if !restored {
			set(context.WithoutCancel(t.Context()), before.Get(name))
		}
	})

	value := document.Quote("https://jans.example/docs/?a=b&c=<ü>")
	stored := set(t.Context(), value)
	if !document.Equal(stored.Get(name), value) {
		t.Errorf("the answer has %s, want %s", stored.Get(name), value)
	}
	read, err := s.client.Properties.Get(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	same(t, stored, read)
	if cleared := set(t.Context(), nil); cleared.Has(name) {
		t.Errorf("a cleared property is sent: %s", cleared.Get(name))
	}
	same(t, before, set(t.Context(), before.Get(name)))
	restored = true
}

func same(t *testing.T, want, got document.Document) {
	t.Helper()
	for _, doc := range []document.Document{want, got} {
		for _, name := range doc.Names() {
			if !document.EqualOnWire(want.Get(name), got.Get(name)) {
				t.Errorf("%s is %s, want %s", name, got.Get(name), want.Get(name))
			}
		}
	}
}
