// Package merge puts two people's changes of the same value together where neither gets in the way of the other.
package merge

import (
	"encoding/json"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/schema"
)

// Three applies to theirs what mine changes of base: elements of lists, members of objects, lines of texts. It returns false when both
// change the same part, when the order of two additions is for people to say, or when one of the two empties the whole. A number, a switch
// or a text of one line has no parts: there both have to want the same, or one of them nothing. Malformed values are never merged.
func Three(t schema.Type, base, mine, theirs json.RawMessage) (merged json.RawMessage, clean bool) {
	return three(t, base, mine, theirs, deepest)
}

// deepest is the nesting down to which parts are merged; no document of the server comes near it.
const deepest = 50

func three(t schema.Type, base, mine, theirs json.RawMessage, depth int) (json.RawMessage, bool) {
	switch {
	case t.Equal(mine, theirs), t.Equal(base, mine):
		return theirs, true
	case t.Equal(base, theirs):
		return mine, true
	case depth == 0:
		return nil, false
	case empty(t, mine), empty(t, theirs): // emptying speaks about all of a value
		return nil, false
	}
	v := versions{base: base, mine: mine, theirs: theirs, depth: depth - 1}
	switch t.Kind {
	case schema.KindSet:
		return v.set(elementOf(t))
	case schema.KindList:
		return v.list(elementOf(t))
	case schema.KindMap, schema.KindObject:
		return v.members(t)
	case schema.KindString:
		return v.lines()
	case schema.KindAny:
		return v.anything(t)
	}
	return nil, false
}

// empty says whether nothing is left of a value on the server: an object whose members are all empty is one without any.
func empty(t schema.Type, value json.RawMessage) bool { return t.Equal(value, nil) }

// versions are three versions of a value that has parts.
type versions struct {
	base, mine, theirs json.RawMessage
	depth              int // how much deeper parts may lie
}

func elementOf(t schema.Type) schema.Type {
	if t.Elem == nil {
		return schema.Type{Kind: schema.KindAny}
	}
	return *t.Elem
}

// anything goes by the shape of what the catalogue does not know.
func (v versions) anything(t schema.Type) (json.RawMessage, bool) {
	if _, isObject := document.Members(v.mine); isObject {
		return v.members(t)
	}
	if _, isArray := document.Elements(v.mine); isArray {
		return v.list(t)
	}
	return v.lines()
}

// lines merges texts of several lines. A text that Go cannot hold without loss is left alone.
func (v versions) lines() (json.RawMessage, bool) {
	base, ok := severalLines(v.base)
	mine, ok2 := severalLines(v.mine)
	theirs, ok3 := severalLines(v.theirs)
	if !ok || !ok2 || !ok3 {
		return nil, false
	}
	merged, clean := sequences(base, mine, theirs, 1)
	if !clean {
		return nil, false
	}
	return document.Quote(strings.Join(merged, "")), true
}

func severalLines(raw json.RawMessage) ([]string, bool) {
	content, isText := document.Text(raw)
	if !isText || !strings.Contains(content, "\n") || !document.Equal(document.Quote(content), raw) {
		return nil, false
	}
	return strings.SplitAfter(content, "\n"), true
}
