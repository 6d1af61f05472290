package document

import (
	"bytes"
	"encoding/json"
)

// Quote writes a JSON string without escaping <, > and &, which only HTML needs.
func Quote(s string) json.RawMessage { return encode(s) }

// QuoteAll writes an array of strings; an empty list is [].
func QuoteAll(list []string) json.RawMessage {
	if list == nil {
		list = []string{}
	}
	return encode(list)
}

// encode cannot fail: it is given strings and lists of strings only.
func encode(v any) json.RawMessage {
	var out bytes.Buffer
	enc := json.NewEncoder(&out)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		panic("document: encoding a string failed: " + err.Error())
	}
	return bytes.TrimRight(out.Bytes(), "\n")
}

// JoinArray writes an array of the elements, each as it is.
func JoinArray(elements []json.RawMessage) json.RawMessage {
	var out bytes.Buffer
	out.WriteByte('[')
	for i, element := range elements {
		if i > 0 {
			out.WriteByte(',')
		}
		out.Write(orNull(element))
	}
	out.WriteByte(']')
	return out.Bytes()
}

// Compact writes the value on one line; malformed text is returned as it is.
func Compact(raw json.RawMessage) json.RawMessage {
	var out bytes.Buffer
	if json.Compact(&out, raw) != nil {
		return raw
	}
	return out.Bytes()
}

// deepest is the nesting up to which indenting and comparing by meaning are of use. The work grows with the square of the nesting, and
// nobody reads that far.
const deepest = 100

// Indent writes the value over several lines with two spaces a level; one that is nested too deeply stays on one line, and malformed text
// is returned as it is.
func Indent(raw json.RawMessage) json.RawMessage {
	if nesting(raw) > deepest {
		return Compact(raw)
	}
	var out bytes.Buffer
	if json.Indent(&out, bytes.TrimSpace(raw), "", "  ") != nil {
		return raw
	}
	return out.Bytes()
}

// nesting bounds from above how deep objects and arrays lie in each other. Brackets inside strings count too, which does no harm.
func nesting(raw json.RawMessage) int {
	depth, most := 0, 0
	for _, c := range raw {
		switch c {
		case '{', '[':
			depth++
			most = max(most, depth)
		case '}', ']':
			depth--
		}
	}
	return most
}
