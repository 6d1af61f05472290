package ops_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

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
				field := rapid.SampledFrom(settable(entity)).Draw(t, "field")
				value := valueFor(t, field)
				singleEdit(t, w, entity, field, value)
			})
		})
	}
}

// settable are the fields that a person may change, but for those whose change is refused or has consequences in other members.
func settable(entity *ops.Entity) []schema.EntityField {
	return slices.DeleteFunc(slices.Clone(entity.Kind.Fields), func(f schema.EntityField) bool {
		return f.Fixed != "" || f.Volatile || f.Once || f.Path == "/name" || f.Path == "/moduleProperties" || f.Path == "/locationType"
	})
}

// valueFor draws a value of the field's type, or nil to unset it.
func valueFor(t *rapid.T, field schema.EntityField) json.RawMessage {
	if !field.Required && rapid.IntRange(0, 4).Draw(t, "unset") == 0 {
		return nil
	}
	value := drawn(t, field.Type)
	if slices.ContainsFunc(field.Check(value), func(p schema.Problem) bool { return p.Severity == schema.Refuse }) {
		t.Fatalf("%s: the test draws a value that is refused: %s: %v", field.Path, value, field.Check(value))
	}
	return value
}

func drawn(t *rapid.T, typ schema.Type) json.RawMessage {
	switch typ.Kind {
	case schema.KindBoolean:
		return json.RawMessage(fmt.Sprint(rapid.Bool().Draw(t, "boolean")))
	case schema.KindInteger:
		return json.RawMessage(fmt.Sprint(rapid.IntRange(0, 1000).Draw(t, "integer")))
	case schema.KindEnum:
		return document.Quote(rapid.SampledFrom(typ.Values).Draw(t, "word"))
	case schema.KindList, schema.KindSet:
		var elements []json.RawMessage
		for range rapid.IntRange(1, 3).Draw(t, "elements") {
			elements = append(elements, drawn(t, *typ.Elem))
		}
		return document.JoinArray(elements)
	case schema.KindObject:
		doc := document.Document{}
		for _, member := range typ.Fields {
			doc[member.Name] = drawn(t, member.Type)
		}
		out, _ := doc.MarshalJSON()
		return out
	case schema.KindMap:
		return json.RawMessage(`{"a":"b"}`)
	}
	switch {
	case typ.Format == schema.FormatDN:
		return document.Quote("inum=" + rapid.StringMatching(`[0-9A-F]{4}`).Draw(t, "inum") + ",ou=attributes,o=jans")
	case typ.Format == schema.FormatURL:
		return document.Quote("https://a.example/" + rapid.StringMatching(`[a-z]{1,5}`).Draw(t, "path"))
	case typ.Format == schema.FormatScope:
		return document.Quote(rapid.StringMatching(`[a-z]{2,8}(:[a-z]{2})?`).Draw(t, "id"))
	case typ.Pattern != "":
		return document.Quote("2027-01-31T23:59:00") // the only pattern among these fields that is no name
	}
	return document.Quote(rapid.StringMatching(`[a-z]{2,8}(\.[a-z]{2}|[ü漢]{0,2})`).Draw(t, "text"))
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
