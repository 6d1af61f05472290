package jackson

import (
	"encoding/json"
	"maps"
	"slices"

	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

// Response gives the JSON of an object in an answer: members that are null, "", [] or {} are left out at any depth, 0 and false stay,
// and a nested object of a class stays as {} when all its members are left out (the REST mapper of ObjectMapperContextResolver.java).
// Entries of maps follow the same rule, elements of arrays do not.
func Response(class *Class, object map[string]any) []byte {
	return appendObject(nil, class, object)
}

func appendObject(out []byte, class *Class, object map[string]any) []byte {
	out = append(out, '{')
	first := len(out)
	for i := range class.Members {
		member := &class.Members[i]
		value := object[member.Name]
		if class.NonNull && value == nil || !class.NonNull && omitted(member.Type, value) {
			continue
		}
		if len(out) > first {
			out = append(out, ',')
		}
		out = append(jsontree.AppendString(out, member.Name), ':')
		out = appendValue(out, member.Type, value)
	}
	return append(out, '}')
}

func appendValue(out []byte, t *Type, value any) []byte {
	switch v := value.(type) {
	case []any:
		if t.Kind == Any {
			break
		}
		out = append(out, '[')
		for i, element := range v {
			if i > 0 {
				out = append(out, ',')
			}
			out = appendValue(out, t.Elem, element)
		}
		return append(out, ']')
	case map[string]any:
		switch t.Kind {
		case Object:
			return appendObject(out, t.Class, v)
		case Map:
			return appendEntries(out, t, v)
		}
	}
	return jsontree.Append(out, spelled(t, value))
}

// spelled gives a scalar in the spelling of the REST mapper.
func spelled(t *Type, value any) any {
	switch v := value.(type) {
	case string:
		if t.Kind == Enumeration {
			return t.Enum.Spell(v)
		}
	case json.Number:
		if t.Kind == Date {
			return formatDate(v)
		}
	}
	return value
}

func appendEntries(out []byte, t *Type, entries map[string]any) []byte {
	out = append(out, '{')
	first := len(out)
	for _, name := range sortedNames(entries) {
		if omitted(t.Elem, entries[name]) {
			continue
		}
		if len(out) > first {
			out = append(out, ',')
		}
		out = append(jsontree.AppendString(out, name), ':')
		out = appendValue(out, t.Elem, entries[name])
	}
	return append(out, '}')
}

// omitted says whether a member or map entry is left out. A map whose entries are all left out is empty itself; an object of a
// class never is.
func omitted(t *Type, value any) bool {
	entries, ok := value.(map[string]any)
	if !ok {
		return isEmpty(value)
	}
	switch t.Kind {
	case Object:
		return false
	case Map:
		for _, entry := range entries {
			if !omitted(t.Elem, entry) {
				return false
			}
		}
		return true
	default:
		return len(entries) == 0
	}
}

func isEmpty(value any) bool {
	switch v := value.(type) {
	case nil:
		return true
	case string:
		return v == ""
	case []any:
		return len(v) == 0
	}
	return false
}

func sortedNames(entries map[string]any) []string { return slices.Sorted(maps.Keys(entries)) }
