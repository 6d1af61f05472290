package schema

import (
	"encoding/json"

	"github.com/jansadm/jansadm/client/document"
)

// Equal reports whether two values mean the same to the server: null, "", []
// and {} are one, numbers compare by value, members of objects in any order, and
// elements of a set in any order and number.
func (t Type) Equal(a, b json.RawMessage) bool {
	if t.Kind == KindMap && elemOf(t).Kind == KindObject {
		return t.equalEntries(a, b)
	}
	if t.Kind != KindSet && t.Kind != KindList || document.IsEmpty(a) || document.IsEmpty(b) {
		return document.EqualOnWire(a, b)
	}
	left, ok := document.Elements(a)
	right, ok2 := document.Elements(b)
	if !ok || !ok2 {
		return document.EqualOnWire(a, b)
	}
	elem := elemOf(t)
	if t.Kind == KindSet {
		return subset(elem, left, right) && subset(elem, right, left)
	}
	if len(left) != len(right) {
		return false
	}
	for i := range left {
		if !elem.Equal(left[i], right[i]) {
			return false
		}
	}
	return true
}

// equalEntries compares a map of objects: an entry without any member stays an entry, since the server leaves out empty lists, maps and
// texts but no objects of a class.
func (t Type) equalEntries(a, b json.RawMessage) bool {
	left, ok := entriesOf(a)
	right, ok2 := entriesOf(b)
	if !ok || !ok2 || len(left) != len(right) {
		return ok == ok2 && document.EqualOnWire(a, b) && len(left) == len(right)
	}
	for name, value := range left {
		if !right.Has(name) || !elemOf(t).Equal(value, right.Get(name)) {
			return false
		}
	}
	return true
}

func entriesOf(v json.RawMessage) (document.Document, bool) {
	if document.IsEmpty(v) {
		return nil, true
	}
	return document.Members(v)
}

// subset looks for each element as it is written first: sets of hundreds are mostly written alike, and comparing values means decoding
// both.
func subset(elem Type, part, whole []json.RawMessage) bool {
	written := make(map[string]bool, len(whole))
	for _, v := range whole {
		written[string(v)] = true
	}
	for _, v := range part {
		if !written[string(v)] && !contains(elem, whole, v) {
			return false
		}
	}
	return true
}
