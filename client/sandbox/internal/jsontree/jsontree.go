// Package jsontree holds JSON as Go values with exact numbers: nil, bool, json.Number, string, []any and map[string]any.
package jsontree

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
)

// Parse reads the first JSON value of data. What follows it is ignored, as Jackson's readTree does.
func Parse(data []byte) (any, error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var tree any
	if err := decoder.Decode(&tree); err != nil {
		return nil, fmt.Errorf("parse JSON: %w", err)
	}
	return tree, nil
}

// MustParse is Parse for the constants of the fact tables, which a test reads in full.
func MustParse(text string) any {
	tree, err := Parse([]byte(text))
	if err != nil {
		panic("jsontree: " + text + ": " + err.Error())
	}
	return tree
}

// Append writes a tree as compact JSON, the members of objects in alphabetical order and nothing escaped that need not be.
func Append(out []byte, tree any) []byte {
	switch v := tree.(type) {
	case nil:
		return append(out, "null"...)
	case bool:
		return strconv.AppendBool(out, v)
	case json.Number:
		return append(out, v...)
	case string:
		return AppendString(out, v)
	case []any:
		out = append(out, '[')
		for i, element := range v {
			if i > 0 {
				out = append(out, ',')
			}
			out = Append(out, element)
		}
		return append(out, ']')
	case map[string]any:
		out = append(out, '{')
		for i, name := range slices.Sorted(maps.Keys(v)) {
			if i > 0 {
				out = append(out, ',')
			}
			out = append(AppendString(out, name), ':')
			out = Append(out, v[name])
		}
		return append(out, '}')
	default:
		panic(fmt.Sprintf("jsontree: no JSON for a %T", tree))
	}
}

const hexDigits = "0123456789abcdef"

// AppendString writes a JSON string, escaping only quotation marks, backslashes and control characters.
func AppendString(out []byte, s string) []byte {
	out = append(out, '"')
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"' || c == '\\':
			out = append(out, '\\', c)
		case c == '\n':
			out = append(out, '\\', 'n')
		case c == '\r':
			out = append(out, '\\', 'r')
		case c == '\t':
			out = append(out, '\\', 't')
		case c < 0x20:
			out = append(out, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		default:
			out = append(out, c)
		}
	}
	return append(out, '"')
}

// Clone copies a tree so that the copy can be changed in place.
func Clone(tree any) any {
	switch v := tree.(type) {
	case []any:
		out := make([]any, len(v))
		for i, element := range v {
			out[i] = Clone(element)
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(v))
		for name, member := range v {
			out[name] = Clone(member)
		}
		return out
	default:
		return tree
	}
}

// AppendIndent is Append with every member and element on a line of its own.
func AppendIndent(out []byte, tree any, indent string) []byte {
	var pretty bytes.Buffer
	if err := json.Indent(&pretty, Append(nil, tree), "", indent); err != nil {
		panic("jsontree: " + err.Error())
	}
	return append(out, pretty.Bytes()...)
}

// Names gives the member names of the object that data begins with, in the order they are written; nil when it is no object.
func Names(data []byte) []string {
	decoder := json.NewDecoder(bytes.NewReader(data))
	if token, err := decoder.Token(); err != nil || token != json.Delim('{') {
		return nil
	}
	var names []string
	for decoder.More() {
		token, err := decoder.Token()
		name, ok := token.(string)
		if err != nil || !ok {
			return names
		}
		names = append(names, name)
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return names
		}
	}
	return names
}
