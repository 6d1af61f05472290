// Package document keeps the server's JSON objects whole. A member nobody touched is re-sent byte for byte: unknown members,
// twenty-digit integers and lone surrogates survive, which decoding into Go values would alter.
package document

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
)

// Document is one JSON object of the server. An absent member and a nil value mean the same: the server omits it.
type Document map[string]json.RawMessage

// ErrNotObject says that a text is valid JSON but not an object.
var ErrNotObject = errors.New("not a JSON object")

// Parse reads one JSON object, refusing anything else, and anything after it.
func Parse(data []byte) (Document, error) {
	trimmed := bytes.TrimSpace(data)
	if len(trimmed) == 0 {
		return nil, fmt.Errorf("empty text: %w", ErrNotObject)
	}
	if trimmed[0] != '{' {
		if json.Valid(trimmed) {
			return nil, ErrNotObject
		}
		return nil, fmt.Errorf("malformed JSON: %w", syntaxError(trimmed))
	}
	var doc Document
	if err := json.Unmarshal(trimmed, &doc); err != nil {
		return nil, fmt.Errorf("malformed JSON: %w", err)
	}
	return doc, nil
}

func syntaxError(data []byte) error {
	var v json.RawMessage
	return json.Unmarshal(data, &v)
}

// Get returns the value of a member, nil when the server omits it.
func (d Document) Get(name string) json.RawMessage { return d[name] }

// Has says whether the server sent the member at all.
func (d Document) Has(name string) bool { _, ok := d[name]; return ok }

// Names lists the members in alphabetical order.
func (d Document) Names() []string { return slices.Sorted(maps.Keys(d)) }

// Clone returns a copy whose members can be replaced without touching the original. The values themselves are shared: they are
// never modified in place.
func (d Document) Clone() Document { return maps.Clone(d) }

// MarshalJSON writes the members in alphabetical order, each as it was received.
func (d Document) MarshalJSON() ([]byte, error) {
	if d == nil {
		return []byte("null"), nil
	}
	var out bytes.Buffer
	out.WriteByte('{')
	for i, name := range d.Names() {
		if i > 0 {
			out.WriteByte(',')
		}
		out.Write(Quote(name))
		out.WriteByte(':')
		out.Write(orNull(d[name]))
	}
	out.WriteByte('}')
	return out.Bytes(), nil
}

func orNull(raw json.RawMessage) json.RawMessage {
	if len(raw) == 0 {
		return json.RawMessage("null")
	}
	return raw
}
