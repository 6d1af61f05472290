package ops

import (
	"encoding/json"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/schema"
)

// attempt counts how often the server has refused a patch although none of the values had changed. What is empty in an answer is null, "",
// [] or {} in the tree that the server tests (Jackson.java), and a set may be there in another order than was read: such guards are guesses.
// A wrong guess writes nothing and costs a request; the last attempt has only guards that cannot fail by mistake.
type attempt int

const (
	guessing attempt = iota
	guessingOtherwise
	certain
)

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

// emptyGuard tests that a member is still empty; nothing when there is no guess left.
func emptyGuard(path string, kind schema.Kind, at attempt) document.Patch {
	if list := guesses[kind]; int(at) < len(list) {
		return document.Patch{{Op: document.OpTest, Path: path, Value: list[at]}}
	}
	return nil
}

// propertyGuards are the tests that a property still holds what was read.
func propertyGuards(c Change, at attempt) document.Patch {
	property, known := schema.Lookup(c.Target.ID)
	if !known {
		property = schema.Infer(c.Target.ID, c.Old)
	}
	whole := document.Patch{{Op: document.OpTest, Path: c.Path, Value: c.Old}}
	switch empty := document.IsEmpty(c.Old); {
	case !empty && propertyGuardable(property, known, c.Old):
		return whole
	case !known:
		return nil
	case empty && property.AbsentInPatchTree:
		return nil
	case empty:
		return emptyGuard(c.Path, property.Type.Kind, at)
	case property.Type.Kind == schema.KindSet && at == guessing:
		return whole
	case property.Type.Kind == schema.KindObject, property.Type.Kind == schema.KindMap:
		return memberGuards(c.Path, c.Old, c.New)
	}
	return nil
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
