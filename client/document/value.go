package document

import (
	"bytes"
	"encoding/json"
	"math/big"
	"slices"
	"strings"
)

// IsEmpty says whether a value is one of those that the server leaves out of its answers and that cannot be told apart on the
// wire: absent, null, "", [] and {} (ObjectMapperContextResolver.java). Zero and false are values.
func IsEmpty(raw json.RawMessage) bool {
	trimmed := bytes.TrimSpace(raw)
	switch string(trimmed) {
	case "", "null", `""`:
		return true
	}
	last := len(trimmed) - 1
	if last < 1 || trimmed[0] != '[' && trimmed[0] != '{' || trimmed[last] != trimmed[0]+2 { // ']' is '['+2, '}' is '{'+2
		return false
	}
	return len(bytes.TrimSpace(trimmed[1:last])) == 0
}

// Equal compares two values by meaning: numbers by value and exactly (300 equals 300.0, 2^70 differs from 2^70+1), members of
// objects in any order, array elements in order, strings after resolving escapes. Malformed text equals only itself.
func Equal(a, b json.RawMessage) bool {
	return bytes.Equal(bytes.TrimSpace(a), bytes.TrimSpace(b)) || equal(a, b, Equal)
}

// EqualOnWire is Equal for values that have passed through the server: everything empty is one and the same, at any depth, since
// the server omits null, "", [] and {} alike.
func EqualOnWire(a, b json.RawMessage) bool {
	if IsEmpty(a) || IsEmpty(b) {
		return hollow(a) && hollow(b)
	}
	return bytes.Equal(bytes.TrimSpace(a), bytes.TrimSpace(b)) || equal(a, b, EqualOnWire)
}

// hollow says whether nothing but empty members is inside: {"apiKey":""} is hollow, and comes back as {}.
func hollow(raw json.RawMessage) bool {
	if IsEmpty(raw) {
		return true
	}
	if kindOf(raw) != '{' || nesting(raw) > deepest {
		return false
	}
	members, ok := Members(raw)
	if !ok {
		return false
	}
	for _, member := range members {
		if !hollow(member) {
			return false
		}
	}
	return true
}

func equal(a, b json.RawMessage, same func(a, b json.RawMessage) bool) bool {
	kind := kindOf(a)
	if kind != kindOf(b) {
		return false
	}
	if (kind == '{' || kind == '[') && max(nesting(a), nesting(b)) > deepest { // each level would be read anew
		return bytes.Equal(Compact(a), Compact(b))
	}
	switch kind {
	case '{':
		return equalObjects(a, b, same)
	case '[':
		return equalArrays(a, b, same)
	case '"':
		return equalStrings(a, b)
	case '0':
		return equalNumbers(string(bytes.TrimSpace(a)), string(bytes.TrimSpace(b)))
	}
	return false // true, false and null were compared as text
}

func equalObjects(a, b json.RawMessage, same func(a, b json.RawMessage) bool) bool {
	left, ok := Members(a)
	right, ok2 := Members(b)
	if !ok || !ok2 {
		return false
	}
	for name, value := range left {
		if !same(value, right[name]) {
			return false
		}
	}
	for name, value := range right {
		if _, seen := left[name]; !seen && !same(nil, value) {
			return false
		}
	}
	return true
}

func equalArrays(a, b json.RawMessage, same func(a, b json.RawMessage) bool) bool {
	left, ok := Elements(a)
	right, ok2 := Elements(b)
	return ok && ok2 && slices.EqualFunc(left, right, same)
}

// equalStrings resolves escapes but keeps lone surrogates apart, which decoding would merge into one replacement character.
func equalStrings(a, b json.RawMessage) bool {
	if hasSurrogateEscape(a) || hasSurrogateEscape(b) {
		return strings.EqualFold(string(bytes.TrimSpace(a)), string(bytes.TrimSpace(b))) && decoded(a) == decoded(b)
	}
	return decoded(a) == decoded(b)
}

func hasSurrogateEscape(raw json.RawMessage) bool {
	lower := bytes.ToLower(raw)
	for _, prefix := range []string{`\ud8`, `\ud9`, `\uda`, `\udb`, `\udc`, `\udd`, `\ude`, `\udf`} {
		if bytes.Contains(lower, []byte(prefix)) {
			return true
		}
	}
	return false
}

func decoded(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return string(raw)
	}
	return s
}

// equalNumbers compares exactly; exponents too large to expand are compared as text, so that 1e999999999 costs nothing.
func equalNumbers(a, b string) bool {
	if len(a) > 64 || len(b) > 64 || strings.ContainsAny(a+b, "eE") && hugeExponent(a, b) {
		return a == b
	}
	left, ok := new(big.Rat).SetString(a)
	right, ok2 := new(big.Rat).SetString(b)
	return ok && ok2 && left.Cmp(right) == 0
}

func hugeExponent(numbers ...string) bool {
	for _, n := range numbers {
		if i := strings.IndexAny(n, "eE"); i >= 0 && len(strings.TrimLeft(n[i+1:], "+-0")) > 3 {
			return true
		}
	}
	return false
}

// kindOf tells the JSON kind by its first byte: { [ " t f n, and 0 for every number.
func kindOf(raw json.RawMessage) byte {
	trimmed := bytes.TrimSpace(raw)
	if len(trimmed) == 0 {
		return 0
	}
	if c := trimmed[0]; c == '-' || (c >= '0' && c <= '9') {
		return '0'
	}
	return trimmed[0]
}

// Members splits an object into its members; false when the value is no object.
func Members(raw json.RawMessage) (Document, bool) {
	if kindOf(raw) != '{' {
		return nil, false
	}
	doc, err := Parse(raw)
	return doc, err == nil
}

// Elements splits an array into its elements; false when the value is no array.
func Elements(raw json.RawMessage) ([]json.RawMessage, bool) {
	if kindOf(raw) != '[' {
		return nil, false
	}
	var elements []json.RawMessage
	if json.Unmarshal(raw, &elements) != nil {
		return nil, false
	}
	return elements, true
}

// Text decodes a JSON string; false when the value is none.
func Text(raw json.RawMessage) (string, bool) {
	if kindOf(raw) != '"' {
		return "", false
	}
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return "", false
	}
	return s, true
}

// Strings decodes an array of strings. Elements that are no strings (the server writes null for an enum it does not know) are
// left out; use Elements where they matter. False when the value is no array.
func Strings(raw json.RawMessage) ([]string, bool) {
	elements, ok := Elements(raw)
	if !ok {
		return nil, false
	}
	out := make([]string, 0, len(elements))
	for _, element := range elements {
		if s, isText := Text(element); isText {
			out = append(out, s)
		}
	}
	return out, true
}
