package ops_test

import (
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/client/clienttest"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/sandbox"
	"github.com/jansadm/jansadm/client/schema"
)

// A single edit of any entry changes what was asked and nothing else, whatever the entry holds.
func TestASingleEditLeavesAllElseUnchanged(t *testing.T) {
	w := newWorld(t, sandbox.Options{Seed: sandbox.Seed{Newer: true}})
	for _, resource := range []change.Resource{change.Scope, change.Claim, change.Script, change.Client} {
		page, err := w.List(t.Context(), resource, ops.Query{})
		if err != nil {
			t.Fatal(err)
		}
		t.Run(string(resource), func(t *testing.T) {
			rapid.Check(t, func(t *rapid.T) {
				listed := page.Entities[rapid.IntRange(0, len(page.Entities)-1).Draw(t, "entry")]
				entity, err := w.Entity(w.t.Context(), listed.Target)
				if err != nil {
					t.Fatal(err)
				}
				field := rapid.SampledFrom(clienttest.Settable(entity)).Draw(t, "field")
				value := clienttest.ValueFor(t, field)
				singleEdit(t, w, entity, field, value)
			})
		})
	}
}

func singleEdit(t *rapid.T, w world, entity *ops.Entity, field schema.EntityField, value json.RawMessage) {
	draft := ops.NewDraft()
	err := entity.Set(draft, field.Path, value)
	if value == nil {
		err = entity.Unset(draft, field.Path)
	}
	if err != nil {
		if entity.Locked() != "" {
			return
		}
		t.Fatalf("%s of %s: %v", field.Path, entity.Name(), err)
	}
	result := w.apply(draft)
	if draft.Len() > 0 && !result.Verified() {
		t.Fatalf("%s of %s = %s: %+v", field.Path, entity.Name(), value, result.Items)
	}
	for _, drift := range result.Others {
		if !drift.Derived {
			t.Fatalf("%s of %s has changed %s as well: %s became %s", field.Path, entity.Name(), drift.Path, drift.Old, drift.New)
		}
	}
	before, after := entity.Document, w.stored(entity.Target)
	for _, name := range append(before.Names(), after.Names()...) {
		known, ok := entity.Kind.Field(document.Pointer(name))
		if document.Tokens(field.Path)[0] == name {
			insideUntouched(t, entity, field, before.Get(name), after.Get(name))
			continue
		}
		if ok && (known.Volatile || known.Type.Kind == schema.KindBoolean && document.IsEmpty(before.Get(name))) {
			continue
		}
		if !document.Equal(before.Get(name), after.Get(name)) {
			t.Fatalf("%s of %s has changed %s: %s became %s", field.Path, entity.Name(), name, before.Get(name), after.Get(name))
		}
	}
}

// insideUntouched compares the members beside the one that was edited, of an object that holds it.
func insideUntouched(t *rapid.T, entity *ops.Entity, field schema.EntityField, before, after json.RawMessage) {
	tokens := document.Tokens(field.Path)
	if len(tokens) < 2 {
		return
	}
	old, _ := document.Members(before)
	now, _ := document.Members(after)
	for _, name := range append(old.Names(), now.Names()...) {
		if name != tokens[1] && !document.Equal(old.Get(name), now.Get(name)) {
			t.Fatalf("%s of %s has changed %s beside it: %s became %s", field.Path, entity.Name(), name, old.Get(name), now.Get(name))
		}
	}
}
