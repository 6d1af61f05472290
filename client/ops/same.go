package ops

import (
	"encoding/json"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/schema"
)

// same compares two values of a field as the server does: an absent boolean is false, an absent number its default, and an absent list an
// empty one.
func same(field schema.EntityField, a, b json.RawMessage) bool {
	return field.Type.Equal(spelledOut(field.Type, orDefault(field, a)), spelledOut(field.Type, orDefault(field, b)))
}

// Same compares two values of a member as the server does: what it leaves out of its answers is no difference.
func (e *Entity) Same(path string, a, b json.RawMessage) bool { return same(e.Field(path), a, b) }

// spelledOut fills in the booleans that are absent from objects inside a value: the server sends them as false (SimpleExtendedCustomProperty
// has a primitive hide).
func spelledOut(t schema.Type, value json.RawMessage) json.RawMessage {
	switch {
	case (t.Kind == schema.KindList || t.Kind == schema.KindSet) && t.Elem != nil && t.Elem.Kind == schema.KindObject:
		elements, ok := document.Elements(value)
		if !ok {
			return value
		}
		for i, element := range elements {
			elements[i] = spelledOut(*t.Elem, element)
		}
		return document.JoinArray(elements)
	case t.Kind == schema.KindObject:
		members, ok := document.Members(value)
		if !ok || document.IsEmpty(value) {
			return value
		}
		for _, field := range t.Fields {
			if field.Type.Kind == schema.KindBoolean && !members.Has(field.Name) {
				members[field.Name] = json.RawMessage("false")
			}
		}
		filled, _ := members.MarshalJSON() // cannot fail: the members are JSON already
		return filled
	}
	return value
}

// orDefault is what the server makes of an absent boolean or number.
func orDefault(field schema.EntityField, value json.RawMessage) json.RawMessage {
	if !document.IsEmpty(value) {
		return value
	}
	switch {
	case field.Type.Kind == schema.KindBoolean && field.Default == nil:
		return json.RawMessage("false")
	case field.Type.Kind == schema.KindBoolean || field.Type.Kind == schema.KindInteger:
		return field.Default
	}
	return value
}
