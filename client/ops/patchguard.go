package ops

import (
	"encoding/json"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/schema"
)

// attempt counts how often the server has refused a patch although none of the values had changed. What is empty in an answer is null, "",
// [] or {} in the tree that the server tests (Jackson.java), and a set may be there in another order than was read: such guards are guesses.
// A wrong guess writes nothing and costs a request. The attempts go through the combinations of guesses like the bits of a number; the last
// one has only guards that cannot fail by mistake.
type attempt int

// doubts is of how many values the guesses are combined; further ones go with these.
const doubts = 3

const certain attempt = 1 << doubts

// next is the attempt after this one for a patch with so many guessed values; false after the last one.
func (a attempt) next(guessed int) (attempt, bool) {
	switch {
	case guessed == 0 || a >= certain:
		return a, false
	case a+1 < 1<<min(guessed, doubts):
		return a + 1, true
	}
	return certain, true
}

// attempts is how often a part has been tried.
type attempts struct {
	at    attempt
	tries int
}

// conflictTries is how often a part is sent without any guess left: a value may have become another one and the old one again, and the
// revision of a script stands for changes in other places.
const conflictTries = 5

func (a *attempts) again(guessed int) bool {
	var more bool
	if a.at, more = a.at.next(guessed); more {
		return true
	}
	a.tries++
	return a.tries < conflictTries
}

// pick is the guess about the nth value of doubt; nothing where there is no other left.
func (a attempt) pick(nth int, path string, list []json.RawMessage) document.Patch {
	at := int(a) >> (nth % doubts) & 1
	if a >= certain || at >= len(list) {
		return nil
	}
	return document.Patch{{Op: document.OpTest, Path: path, Value: list[at]}}
}

// guesses are what an empty value of a kind may be in the server's tree, likeliest first.
var guesses = map[schema.Kind][]json.RawMessage{
	schema.KindString:  {json.RawMessage("null"), json.RawMessage(`""`)},
	schema.KindEnum:    {json.RawMessage("null")},
	schema.KindInteger: {json.RawMessage("null")},
	schema.KindBoolean: {json.RawMessage("null"), json.RawMessage("false")},
	schema.KindList:    {json.RawMessage("[]"), json.RawMessage("null")},
	schema.KindSet:     {json.RawMessage("null"), json.RawMessage("[]")},
	schema.KindMap:     {json.RawMessage("{}"), json.RawMessage("null")},
}

// propertyGuards are the tests that a property still holds what was read: those that cannot fail by mistake, or else what it may be.
func propertyGuards(c Change) (sure document.Patch, guessed []json.RawMessage) {
	property, known := schema.Lookup(c.Target.ID)
	if !known {
		property = schema.Infer(c.Target.ID, c.Old)
	}
	switch empty := document.IsEmpty(c.Old); {
	case !empty && propertyGuardable(property, known, c.Old):
		return document.Patch{{Op: document.OpTest, Path: c.Path, Value: c.Old}}, nil
	case !known, empty && property.AbsentInPatchTree:
		return nil, nil
	case empty:
		return nil, guesses[property.Type.Kind]
	case property.Type.Kind == schema.KindSet:
		return nil, []json.RawMessage{c.Old}
	case property.Type.Kind == schema.KindObject, property.Type.Kind == schema.KindMap:
		return memberGuards(c.Path, c.Old, c.New), nil
	}
	return nil, nil
}

// propertyGuardable says whether a test of the old value cannot fail by mistake. It would for what GET leaves out (null, "" and [] are
// different in the server's tree), for sets (their order changes) and for objects (their empty members are left out).
func propertyGuardable(property schema.Property, known bool, old json.RawMessage) bool {
	if document.IsEmpty(old) {
		return false
	}
	switch property.Type.Kind {
	case schema.KindBoolean, schema.KindInteger, schema.KindString, schema.KindEnum:
		return true
	case schema.KindList:
		return known && property.Type.Elem != nil && property.Type.Elem.Kind == schema.KindString && allTexts(old)
	}
	return false
}

// memberGuards tests those members of an object that are to be written, where they are there and have no empty parts.
func memberGuards(path string, old, value json.RawMessage) document.Patch {
	before, _ := document.Members(old)
	after, _ := document.Members(value)
	var tests document.Patch
	for _, name := range before.Names() {
		was, inner := before.Get(name), path+document.Pointer(name)
		if document.IsEmpty(was) || document.Equal(was, after.Get(name)) {
			continue
		}
		if _, isObject := document.Members(was); isObject {
			tests = append(tests, memberGuards(inner, was, after.Get(name))...)
		} else if _, isList := document.Elements(was); !isList || allTexts(was) {
			tests = append(tests, document.Op{Op: document.OpTest, Path: inner, Value: was})
		}
	}
	return tests
}
