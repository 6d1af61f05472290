package ops_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
)

// What a newer server has inside an object of which the catalogue knows members is a field of its own, and survives an edit beside it byte
// for byte. Of a client it cannot be set.
func TestUnknownMembersInsideKnownObjects(t *testing.T) {
	for resource, c := range map[change.Resource]struct {
		entry, edit string
		settable    bool
	}{
		change.Client: {`{"inum":"1","clientName":"App","attributes":{"requirePkce":false,"future":{"a":[1e2]}}}`, "/attributes/requirePkce", false},
		change.Scope:  {`{"inum":"1","id":"a","scopeType":"openid","attributes":{"future":{"a":[1e2]}}}`, "/attributes/showInConfigurationEndpoint", true},
	} {
		entity := ops.NewEntity(resource, parse(t, c.entry))
		draft := ops.NewDraft()
		fields := entity.Fields(draft)
		at := slices.IndexFunc(fields, func(f schema.EntityField) bool { return f.Path == "/attributes/future" })
		if at < 0 || fields[at].Known || (fields[at].Fixed == "") != c.settable {
			t.Fatalf("%s: /attributes/future at %d of %d fields", resource, at, len(fields))
		}
		refused := (*ops.NotSettableError)(nil)
		if err := entity.Set(draft, "/attributes/future", document.Quote("x")); errors.As(err, &refused) == c.settable {
			t.Errorf("%s: setting it: %v", resource, err)
		}
		draft.Discard(entity.Target)
		if err := entity.Set(draft, c.edit, []byte("true")); err != nil {
			t.Fatal(err)
		}
		attributes, _ := document.Members(entity.With(draft).Document.Get("attributes"))
		if got := string(attributes.Get("future")); got != `{"a":[1e2]}` {
			t.Errorf("%s: beside the edit it is %s", resource, got)
		}
	}
}
