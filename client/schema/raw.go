package schema

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
)

type shape string

// The shapes of JSON. They name themselves in messages.
const (
	shapeNull    shape = "null"
	shapeBoolean shape = "a boolean"
	shapeNumber  shape = "a number"
	shapeString  shape = "a text"
	shapeArray   shape = "a list"
	shapeObject  shape = "an object"
)

// shapeOf looks at the first byte only; nothing at all counts as null.
func shapeOf(v json.RawMessage) shape {
	v = bytes.TrimSpace(v)
	if len(v) == 0 {
		return shapeNull
	}
	switch v[0] {
	case '{':
		return shapeObject
	case '[':
		return shapeArray
	case '"':
		return shapeString
	case 't', 'f':
		return shapeBoolean
	case 'n':
		return shapeNull
	default:
		return shapeNumber
	}
}

// member is one entry of an object, in document order, its value untouched.
type member struct {
	name  string
	value json.RawMessage
}

func members(v json.RawMessage) ([]member, error) {
	dec := json.NewDecoder(bytes.NewReader(v))
	if t, err := dec.Token(); err != nil {
		return nil, err
	} else if t != json.Delim('{') {
		return nil, errors.New("not an object")
	}
	var out []member
	for dec.More() {
		name, err := dec.Token()
		if err != nil {
			return nil, err
		}
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return nil, err
		}
		// Inside an object the decoder yields only strings where a name stands.
		out = append(out, member{name.(string), value})
	}
	if _, err := dec.Token(); err != nil {
		return nil, err
	}
	if _, err := dec.Token(); err != io.EOF {
		return nil, errors.New("something follows the object")
	}
	return out, nil
}
