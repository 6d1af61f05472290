package merge

import (
	"encoding/json"
	"slices"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/schema"
)

// canonical is a spelling that values of one meaning share: without blanks, escapes, empty members, and the order of a set. Numbers keep
// their spelling. Where it fails to see that two are the same, they clash or stand side by side; nothing is lost.
func canonical(t schema.Type, value json.RawMessage) string { return spell(t, value, deepest) }

func spell(t schema.Type, value json.RawMessage, depth int) string {
	if depth == 0 {
		return string(document.Compact(value))
	}
	if content, isText := document.Text(value); isText && document.Equal(document.Quote(content), value) {
		return string(document.Quote(content))
	}
	if members, isObject := document.Members(value); isObject {
		spelled := document.Document{}
		for name, member := range members {
			if !document.IsEmpty(member) {
				spelled[name] = json.RawMessage(spell(memberOf(t, name), member, depth-1))
			}
		}
		out, _ := spelled.MarshalJSON() // cannot fail: the members are JSON already
		return string(out)
	}
	if list, isArray := document.Elements(value); isArray {
		spelled := make([]string, len(list))
		for i, element := range list {
			spelled[i] = spell(elementOf(t), element, depth-1)
		}
		if t.Kind == schema.KindSet {
			slices.Sort(spelled)
		}
		joined := make([]json.RawMessage, len(spelled))
		for i, element := range spelled {
			joined[i] = json.RawMessage(element)
		}
		return string(document.JoinArray(joined))
	}
	return string(document.Compact(value))
}
