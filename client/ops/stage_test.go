package ops

import (
	"encoding/json"
	"errors"
	"testing"

	"github.com/jansadm/jansadm/client/ops/change"
)

func TestStagingAndTakingBack(t *testing.T) {
	f := setUp(`"accessTokenLifetime":300`, `"issuer":"https://jans.example.org"`)
	configuration, draft := f.stage(t, set("accessTokenLifetime", "600"))
	edit, ok := draft.Get(change.PropertyTarget("accessTokenLifetime"))
	if !ok || text(edit.Base) != "300" || text(edit.Value) != "600" || edit.Path != "/accessTokenLifetime" {
		t.Fatalf("staged %+v", edit)
	}
	if got := text(configuration.Value(draft, "accessTokenLifetime")); got != "600" {
		t.Errorf("value with the draft = %s", got)
	}
	if err := configuration.SetText(draft, "accessTokenLifetime", "300"); err != nil || draft.Len() != 0 {
		t.Errorf("setting the present value left %d edits, %v", draft.Len(), err)
	}
}

func TestStagingRefuses(t *testing.T) {
	f := setUp(`"accessTokenLifetime":300`, `"fapi":false`)
	cases := []struct {
		name, property, value string
		want                  any
	}{
		{"unknown property", "acessTokenLifetime", "1", new(*UnknownNameError)},
		{"no number", "accessTokenLifetime", "soon", new(*InvalidValueError)},
		{"empty number", "accessTokenLifetime", "", new(*InvalidValueError)},
		{"beyond 32 bit", "accessTokenLifetime", "99999999999", new(*InvalidValueError)},
		{"computed", "fapi", "true", new(*NotSettableError)},
	}
	for _, c := range cases {
		configuration, draft := f.stage(t, func(*Configuration, *Draft) error { return nil })
		err := configuration.SetText(draft, c.property, c.value)
		if err == nil || !errors.As(err, c.want) {
			t.Errorf("%s: got %v, want a %T", c.name, err, c.want)
		}
		if draft.Len() != 0 {
			t.Errorf("%s: something was staged", c.name)
		}
	}
}

func TestUnknownPropertiesSuggestNames(t *testing.T) {
	f := setUp(`"accessTokenLifetime":300`)
	configuration, _ := f.stage(t, func(*Configuration, *Draft) error { return nil })
	_, err := configuration.Lookup("acessTokenLifetime")
	var unknown *UnknownNameError
	if !errors.As(err, &unknown) || len(unknown.Nearest) == 0 || unknown.Nearest[0] != "accessTokenLifetime" {
		t.Errorf("got %#v", err)
	}
}

func TestPropertiesOfANewerServer(t *testing.T) {
	f := setUp(`"brandNew":12345678901234567890`, `"brandNewObject":{"a":{"b":1}}`)
	configuration, draft := f.stage(t, func(c *Configuration, d *Draft) error {
		return c.Set(d, "brandNewObject", json.RawMessage(`{"a":{"b":2}}`))
	})
	entries := configuration.Entries()
	if last := entries[len(entries)-1]; last.Name != "brandNewObject" || last.Known {
		t.Errorf("the last entry is %+v", last.Property)
	}
	if draft.Len() != 1 {
		t.Errorf("an unknown property could not be staged")
	}
	entry, err := configuration.Lookup("brandNew")
	if err != nil || text(entry.Value) != "12345678901234567890" {
		t.Errorf("got %s, %v", entry.Value, err)
	}
}

func TestUnsetAndResetAreTwoThings(t *testing.T) {
	f := setUp(`"accessTokenLifetime":600`, `"keyStoreSecret":"x"`, `"issuer":"https://jans.example.org"`)
	configuration, draft := f.stage(t, func(c *Configuration, d *Draft) error { return c.Unset(d, "accessTokenLifetime") })
	edit, _ := draft.Get(change.PropertyTarget("accessTokenLifetime"))
	if edit.Kind != change.Unset || text(edit.Value) != "0" {
		t.Errorf("unset stages %+v, want the Java default 0", edit)
	}
	if err := configuration.Reset(draft, "accessTokenLifetime"); err != nil {
		t.Fatal(err)
	}
	edit, _ = draft.Get(change.PropertyTarget("accessTokenLifetime"))
	if edit.Kind != change.Set || text(edit.Value) != "300" {
		t.Errorf("reset stages %+v, want the shipped 300", edit)
	}
	if err := configuration.Reset(draft, "tokenRevocationEndpoint"); err != nil {
		t.Fatal(err)
	}
	edit, _ = draft.Get(change.PropertyTarget("tokenRevocationEndpoint"))
	if text(edit.Value) != `"https://jans.example.org/jans-auth/restv1/revoke"` {
		t.Errorf("reset of an address stages %s", edit.Value)
	}
	var fixed *NotSettableError
	if err := configuration.Reset(draft, "keyStoreSecret"); !errors.As(err, &fixed) {
		t.Errorf("a generated value was reset: %v", err)
	}
}

func TestEmptyAndUnsetAreOne(t *testing.T) {
	f := setUp(`"accessTokenLifetime":300`)
	for _, value := range []string{`""`, `null`} {
		_, draft := f.stage(t, func(c *Configuration, d *Draft) error { return c.Set(d, "cookieDomain", json.RawMessage(value)) })
		if draft.Len() != 0 {
			t.Errorf("setting the absent cookieDomain to %s staged an edit", value)
		}
	}
}

func TestDoneKeepsWhatWasAlteredSince(t *testing.T) {
	f := setUp(`"accessTokenLifetime":300`, `"idTokenLifetime":3600`)
	configuration, draft := f.stage(t, set("accessTokenLifetime", "600"))
	applied := draft.Edits()
	if err := configuration.SetText(draft, "idTokenLifetime", "60"); err != nil {
		t.Fatal(err)
	}
	draft.Done(applied)
	if draft.Len() != 1 || draft.Edits()[0].Target.ID != "idTokenLifetime" {
		t.Errorf("left %+v", draft.Edits())
	}
}

func TestSettleTakesBackWhatHasHappenedAlready(t *testing.T) {
	f := setUp(`"accessTokenLifetime":300`, `"idTokenLifetime":3600`)
	_, draft := f.stage(t, func(c *Configuration, d *Draft) error {
		return errors.Join(c.SetText(d, "accessTokenLifetime", "600"), c.SetText(d, "idTokenLifetime", "60"))
	})
	f.server.doc["accessTokenLifetime"] = json.RawMessage("600")
	now, err := f.Load(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	draft.Settle(now)
	if draft.Len() != 1 || draft.Edits()[0].Target.ID != "idTokenLifetime" {
		t.Errorf("left %+v", draft.Edits())
	}
}
