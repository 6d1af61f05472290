package ops

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
)

func TestLookupOfFields(t *testing.T) {
	scope := NewEntity(change.Scope, document.Document{"novelty": json.RawMessage("1"), "attributes": json.RawMessage(`{"newer":2}`)})
	for name, want := range map[string]string{
		"id": "/id", "ID": "/id", "showInConfigurationEndpoint": "/attributes/showInConfigurationEndpoint",
		"attributes.showinconfigurationendpoint": "/attributes/showInConfigurationEndpoint", "/attributes/showInConfigurationEndpoint": "/attributes/showInConfigurationEndpoint",
		"Default scope": "/defaultScope", "novelty": "/novelty", "attributes.newer": "/attributes/newer",
	} {
		field, err := scope.Lookup(name)
		if err != nil || field.Path != want {
			t.Errorf("%s: got %s, %v, want %s", name, field.Path, err, want)
		}
	}
	if field := scope.Field("/attributes/description"); field.Title != "attributes.description" {
		t.Errorf("a member that nobody knows is labelled %q", field.Title)
	}
	_, err := scope.Lookup("dispalyName")
	if unknown := (*UnknownNameError)(nil); !errors.As(err, &unknown) || !slices.Contains(unknown.Nearest, "displayName") {
		t.Errorf("got %#v", err)
	}
}
