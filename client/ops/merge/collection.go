package merge

import (
	"encoding/json"
	"slices"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/schema"
)

// elements of the three versions, by the words under which they are the same.
type elements struct {
	base, mine, theirs []string
	values             map[string]json.RawMessage // the first spelling of each, theirs before mine
}

// split takes lists apart; false when one of the versions is none.
func (v versions) split(elem schema.Type) (elements, bool) {
	all := elements{values: map[string]json.RawMessage{}}
	for _, version := range []struct {
		raw  json.RawMessage
		into *[]string
	}{{v.theirs, &all.theirs}, {v.mine, &all.mine}, {v.base, &all.base}} {
		list, ok := document.Elements(version.raw)
		if !ok && !document.IsEmpty(version.raw) {
			return elements{}, false
		}
		for _, value := range list {
			word := canonical(elem, value)
			if _, seen := all.values[word]; !seen {
				all.values[word] = value
			}
			*version.into = append(*version.into, word)
		}
	}
	return all, true
}

func (e elements) join(words []string) json.RawMessage {
	values := make([]json.RawMessage, len(words))
	for i, word := range words {
		values[i] = e.values[word]
	}
	return document.JoinArray(values)
}

// set takes from theirs what mine has taken away, and adds what mine has added: what was there first, in its order, then what is new, in
// the same order whoever asks.
func (v versions) set(elem schema.Type) (json.RawMessage, bool) {
	all, ok := v.split(elem)
	if !ok {
		return nil, false
	}
	base, mine, theirs := membership(all.base), membership(all.mine), membership(all.theirs)
	var merged, added []string
	for _, word := range all.base {
		if mine[word] && theirs[word] {
			merged = append(merged, word)
		}
	}
	for word := range all.values {
		if !base[word] {
			added = append(added, word)
		}
	}
	slices.Sort(added)
	merged = append(merged, added...)
	return all.join(merged), len(merged) > 0
}

func membership(words []string) map[string]bool {
	in := make(map[string]bool, len(words))
	for _, word := range words {
		in[word] = true
	}
	return in
}

// list keeps the order that both have left as it was: element by element when all three are equally long, else by what was put in and
// taken out where.
func (v versions) list(elem schema.Type) (json.RawMessage, bool) {
	all, ok := v.split(elem)
	if !ok {
		return nil, false
	}
	if len(all.base) == len(all.mine) && len(all.base) == len(all.theirs) {
		if merged, clean := v.positions(elem); clean {
			return merged, true
		}
	}
	if moves(all.base, all.mine) || moves(all.base, all.theirs) {
		return nil, false
	}
	merged, clean := sequences(all.base, all.mine, all.theirs, 0)
	return all.join(merged), clean && len(merged) > 0
}

func (v versions) positions(elem schema.Type) (json.RawMessage, bool) {
	base, _ := document.Elements(v.base)
	mine, _ := document.Elements(v.mine)
	theirs, _ := document.Elements(v.theirs)
	merged := slices.Clone(theirs)
	for i := range base {
		value, clean := three(elem, base[i], mine[i], theirs[i], v.depth)
		if !clean {
			return nil, false
		}
		merged[i] = value
	}
	return document.JoinArray(merged), true
}
