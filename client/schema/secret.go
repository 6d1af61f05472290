package schema

import (
	"encoding/json"

	"github.com/jansadm/jansadm/client/document"
)

// SecretMask stands for a secret wherever one would be shown or kept.
const SecretMask = "••••••"

// Hide replaces the secrets of a value by a mask, and says whether there were any: the whole value, or members inside it. An empty
// secret stays visible as empty.
func (p Property) Hide(value json.RawMessage) (json.RawMessage, bool) {
	if p.Secret {
		return veiled(value)
	}
	return hideMembers(p.Type, value)
}

// HideAt is Hide for a part of the property's value: path leads there by member names and indexes.
func (p Property) HideAt(path []string, value json.RawMessage) (json.RawMessage, bool) {
	at := p
	for _, name := range path {
		switch {
		case at.Secret:
			return veiled(value)
		case at.Type.Kind == KindObject:
			field, known := at.Type.Field(name)
			at = Property{Type: field.Type, Secret: field.Secret}
			if !known {
				at = Infer(name, value)
			}
		case at.Type.Elem != nil:
			at = Property{Type: *at.Type.Elem}
		}
	}
	return at.Hide(value)
}

func veiled(value json.RawMessage) (json.RawMessage, bool) {
	if document.IsEmpty(value) {
		return value, false
	}
	if text, _ := document.Text(value); text == AnotherSecret {
		return value, true // it was masked by Compare
	}
	return document.Quote(SecretMask), true
}

// hideMembers looks for secrets inside a value of the type.
func hideMembers(t Type, value json.RawMessage) (json.RawMessage, bool) {
	switch t.Kind {
	case KindObject:
		return hideFields(t, value)
	case KindList, KindSet:
		return hideElements(t, value)
	case KindMap:
		return hideEntries(t, value)
	}
	return value, false
}

func hideFields(t Type, value json.RawMessage) (json.RawMessage, bool) {
	return hideInObject(value, func(name string, member json.RawMessage) (json.RawMessage, bool) {
		field, known := t.Field(name)
		switch {
		case !known:
			return Infer(name, member).Hide(member)
		case field.Secret:
			return veiled(member)
		}
		return hideMembers(field.Type, member)
	})
}

func hideEntries(t Type, value json.RawMessage) (json.RawMessage, bool) {
	if t.Elem == nil {
		return value, false
	}
	return hideInObject(value, func(_ string, member json.RawMessage) (json.RawMessage, bool) { return hideMembers(*t.Elem, member) })
}

func hideElements(t Type, value json.RawMessage) (json.RawMessage, bool) {
	elements, ok := document.Elements(value)
	if !ok || t.Elem == nil {
		return value, false
	}
	hidden := false
	for i, element := range elements {
		var inside bool
		elements[i], inside = hideMembers(*t.Elem, element)
		hidden = hidden || inside
	}
	if !hidden {
		return value, false
	}
	return document.JoinArray(elements), true
}

func hideInObject(value json.RawMessage, hide func(string, json.RawMessage) (json.RawMessage, bool)) (json.RawMessage, bool) {
	members, ok := document.Members(value)
	if !ok {
		return value, false
	}
	hidden := false
	for name, member := range members {
		var inside bool
		members[name], inside = hide(name, member)
		hidden = hidden || inside
	}
	if !hidden {
		return value, false
	}
	out, err := members.MarshalJSON()
	if err != nil { // members that were read are JSON
		return document.Quote(SecretMask), true
	}
	return out, true
}
