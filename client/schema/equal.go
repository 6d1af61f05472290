package schema

import (
	"encoding/json"

	"github.com/jansadm/jansadm/client/document"
)

// Equal reports whether two values mean the same to the server: null, "", []
// and {} are one, numbers compare by value, members of objects in any order, and
// elements of a set in any order and number.
func (t Type) Equal(a, b json.RawMessage) bool {
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

func subset(elem Type, part, whole []json.RawMessage) bool {
	for _, v := range part {
		if !contains(elem, whole, v) {
			return false
		}
	}
	return true
}
