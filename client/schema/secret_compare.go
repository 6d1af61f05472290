package schema

import (
	"encoding/json"
	"slices"

	"github.com/jansadm/jansadm/client/document"
)

// AnotherSecret stands for a secret that takes the place of one that shows as [SecretMask].
const AnotherSecret = SecretMask + " (another)"

// Compare is Hide for a value and the one that takes its place, so that they differ where a secret becomes another one. It is for people:
// the second is no JSON that could be stored.
func (f EntityField) Compare(before, after json.RawMessage) (old, now json.RawMessage) {
	f = f.Veiling(before, after)
	old, _ = f.Hide(before)
	now, masked := f.Hide(after)
	if masked {
		now = telling(before, after, now)
	}
	return old, now
}

// telling marks the masks in the hidden form of a value that stand for another secret than there was before in the same place.
func telling(before, after, hidden json.RawMessage) json.RawMessage {
	if text, isText := document.Text(hidden); isText {
		if text == SecretMask && !document.IsEmpty(before) && !document.Equal(before, after) {
			return document.Quote(AnotherSecret)
		}
		return hidden
	}
	if members, ok := document.Members(hidden); ok {
		old, _ := document.Members(before)
		now, _ := document.Members(after)
		for name, member := range members {
			members[name] = telling(old.Get(name), now.Get(name), member)
		}
		out, _ := members.MarshalJSON() // cannot fail: the members are JSON already
		return out
	}
	elements, ok := document.Elements(hidden)
	if !ok {
		return hidden
	}
	old, _ := document.Elements(before)
	now, _ := document.Elements(after)
	for i := range elements {
		elements[i] = telling(counterpart(old, i, now[i]), now[i], elements[i])
	}
	return document.JoinArray(elements)
}

// counterpart is the element of an earlier list in the place of one: a setting of the same name, else what has the same index.
func counterpart(list []json.RawMessage, i int, element json.RawMessage) json.RawMessage {
	members, _ := document.Members(element)
	if name := textOf(members, "value1"); name != "" {
		at := slices.IndexFunc(list, func(other json.RawMessage) bool {
			was, _ := document.Members(other)
			return textOf(was, "value1") == name
		})
		if at < 0 {
			return nil
		}
		return list[at]
	}
	if i < len(list) {
		return list[i]
	}
	return nil
}
