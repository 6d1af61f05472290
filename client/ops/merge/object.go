package merge

import (
	"encoding/json"
	"maps"
	"slices"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/schema"
)

// members merges objects member by member.
func (v versions) members(t schema.Type) (json.RawMessage, bool) {
	base, ok := membersOf(v.base)
	mine, ok2 := membersOf(v.mine)
	theirs, ok3 := membersOf(v.theirs)
	if !ok || !ok2 || !ok3 {
		return nil, false
	}
	merged := theirs.Clone()
	for _, name := range mergedNames(base, mine) {
		if unchanged(t, name, base, mine) || unchanged(t, name, mine, theirs) {
			continue
		}
		value := mine.Get(name)
		if !unchanged(t, name, base, theirs) {
			clean := mine.Has(name) == theirs.Has(name)
			if clean {
				value, clean = three(memberOf(t, name), base.Get(name), value, theirs.Get(name), v.depth)
			}
			if !clean {
				return nil, false
			}
		}
		if value == nil {
			delete(merged, name)
		} else {
			merged[name] = value
		}
	}
	out, err := merged.MarshalJSON()
	return out, err == nil && !empty(t, out)
}

func membersOf(raw json.RawMessage) (document.Document, bool) {
	if document.IsEmpty(raw) {
		return document.Document{}, true
	}
	return document.Members(raw)
}

func mergedNames(docs ...document.Document) []string {
	all := map[string]bool{}
	for _, doc := range docs {
		for name := range doc {
			all[name] = true
		}
	}
	return slices.Sorted(maps.Keys(all))
}

// unchanged compares a member of two versions. An entry of a map stays one when it is empty: the server leaves out no objects of a class.
func unchanged(t schema.Type, name string, a, b document.Document) bool {
	member := memberOf(t, name)
	if t.Kind == schema.KindMap && member.Kind == schema.KindObject && a.Has(name) != b.Has(name) {
		return false
	}
	return member.Equal(a.Get(name), b.Get(name))
}

func memberOf(t schema.Type, name string) schema.Type {
	if t.Kind == schema.KindMap {
		return elementOf(t)
	}
	if field, known := t.Field(name); known {
		return field.Type
	}
	return schema.Type{Kind: schema.KindAny}
}
