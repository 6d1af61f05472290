package ops

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/schema"
)

// Lookup finds the field that a person names: by its path with dots or slashes, its wire name or its label, in any case. The error is an
// UnknownNameError with the nearest names.
func (e *Entity) Lookup(name string) (schema.EntityField, error) {
	fields := append(slices.Clone(e.Kind.Fields), e.unknownFields()...)
	dotted := strings.ReplaceAll(strings.TrimPrefix(name, "/"), "/", ".")
	for _, spelling := range []func(schema.EntityField) string{
		dottedPath,
		func(f schema.EntityField) string { return f.Name },
		func(f schema.EntityField) string { return f.Title },
	} {
		for _, field := range fields {
			if strings.EqualFold(spelling(field), dotted) {
				return field, nil
			}
		}
	}
	if path := document.Pointer(strings.Split(dotted, ".")...); e.Get(path) != nil { // in an object, and of a newer server
		return e.Field(path), nil
	}
	names := make([]string, len(fields))
	for i, field := range fields {
		names[i] = field.Name
	}
	return schema.EntityField{}, &UnknownNameError{Thing: "field of a " + e.word(), Name: name, Nearest: schema.NearestOf(name, names, 3)}
}

// dottedPath is the path of a field as people write it.
func dottedPath(field schema.EntityField) string {
	return strings.Join(document.Tokens(field.Path), ".")
}

// WithMember is the entry with another value in a field, unchecked; an empty value takes the member out.
func (e *Entity) WithMember(path string, value json.RawMessage) *Entity {
	return &Entity{Kind: e.Kind, Target: e.Target, Document: withMember(e.Document, path, value)}
}

// Parse reads what a person types for a field; the names of claims, scripts and scopes are taken for [Ops.ReferAll].
func (e *Entity) Parse(path, text string) (json.RawMessage, error) {
	field := e.Field(path)
	value, err := schema.Parse(typed(field), text)
	if err != nil {
		return nil, invalidText(field.Title, err)
	}
	return value, nil
}

// typed is the type of what people write: names in the place of DNs.
func typed(field schema.EntityField) schema.Type {
	if field.Refers == (schema.Reference{}) {
		return field.Type
	}
	return schema.Type{Kind: schema.KindSet, Elem: &schema.Type{Kind: schema.KindString}}
}
