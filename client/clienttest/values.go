package clienttest

import (
	"encoding/json"
	"fmt"
	"slices"

	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/schema"
)

// Settable are the fields that a person may change, but for those whose change is refused or has consequences in other members.
func Settable(entity *ops.Entity) []schema.EntityField {
	return slices.DeleteFunc(slices.Clone(entity.Kind.Fields), func(f schema.EntityField) bool {
		return f.Fixed != "" || f.Volatile || f.Once || f.Path == "/name" || f.Path == "/moduleProperties" || f.Path == "/locationType"
	})
}

// ValueFor draws a value of the field's type, or nil to unset it.
func ValueFor(t *rapid.T, field schema.EntityField) json.RawMessage {
	if !field.Required && rapid.IntRange(0, 4).Draw(t, "unset") == 0 {
		return nil
	}
	value := Drawn(t, field.Type)
	if slices.ContainsFunc(field.Check(value), func(p schema.Problem) bool { return p.Severity == schema.Refuse }) {
		t.Fatalf("%s: the test draws a value that is refused: %s: %v", field.Path, value, field.Check(value))
	}
	return value
}

// Drawn draws a value of a type.
func Drawn(t *rapid.T, typ schema.Type) json.RawMessage {
	switch typ.Kind {
	case schema.KindBoolean:
		return json.RawMessage(fmt.Sprint(rapid.Bool().Draw(t, "boolean")))
	case schema.KindInteger:
		least := 0
		if typ.Min != nil {
			least = max(least, int(*typ.Min))
		}
		return json.RawMessage(fmt.Sprint(rapid.IntRange(least, 1000).Draw(t, "integer")))
	case schema.KindEnum:
		return document.Quote(rapid.SampledFrom(typ.Values).Draw(t, "word"))
	case schema.KindList, schema.KindSet:
		var elements []json.RawMessage
		for range rapid.IntRange(1, 3).Draw(t, "elements") {
			elements = append(elements, Drawn(t, *typ.Elem))
		}
		return document.JoinArray(elements)
	case schema.KindObject:
		doc := document.Document{}
		for _, member := range typ.Fields {
			doc[member.Name] = Drawn(t, member.Type)
		}
		out, _ := doc.MarshalJSON()
		return out
	case schema.KindMap:
		return json.RawMessage(`{"a":"b"}`)
	}
	switch {
	case typ.Format == schema.FormatDN:
		return document.Quote("inum=" + rapid.StringMatching(`[0-9A-F]{4}`).Draw(t, "inum") + ",ou=attributes,o=jans")
	case typ.Format == schema.FormatJSON:
		return document.Quote(`{"keys":[]}`)
	case typ.Format == schema.FormatURL:
		return document.Quote("https://a.example/" + rapid.StringMatching(`[a-z]{1,5}`).Draw(t, "path"))
	case typ.Format == schema.FormatScope:
		return document.Quote(rapid.StringMatching(`[a-z]{2,8}(:[a-z]{2})?`).Draw(t, "id"))
	case typ.Pattern != "":
		return document.Quote("2027-01-31T23:59:00") // the only pattern among these fields that is no name
	}
	return document.Quote(rapid.StringMatching(`[a-z]{2,8}(\.[a-z]{2}|[ü漢]{0,2})`).Draw(t, "text"))
}
