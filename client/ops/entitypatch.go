package ops

import (
	"encoding/json"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
)

// entityPatch turns the changes of one entry into an atomic JSON Patch: tests of the old values first, then the new values in the spelling
// that PATCH wants. It says of how many values it had to guess what the server holds.
func entityPatch(e *Entity, changes []Change, at attempt) (patch document.Patch, guessed int) {
	var tests, writes document.Patch
	whole := map[string]bool{} // parents that are written as a whole
	unguarded := false
	for _, c := range changes {
		field := e.Field(c.Path)
		if entityGuardable(field, c.Old) {
			tests = append(tests, document.Op{Op: document.OpTest, Path: field.InPatch(), Value: patchValue(field, c.Old)})
		} else {
			unguarded = true
			if list := entityGuesses(e, field, c.Old); len(list) > 0 {
				tests = append(tests, at.pick(guessed, c.Path, list)...)
				guessed++
			}
		}
		path := field.InPatch()
		parent, inner := parentOf(path)
		switch {
		case inner && document.IsEmpty(e.Get(parent)): // a patch cannot add below what is null in the server's tree
			if !whole[parent] {
				whole[parent] = true
				writes = append(writes, document.Op{Op: entityOp(e), Path: parent, Value: memberAt(withChanges(e.Document, changes), parent)})
			}
		case c.Kind == change.Unset || document.IsEmpty(c.New):
			writes = append(writes, document.Op{Op: memberOp(e, inner), Path: path, Value: emptyOf(field)})
		default:
			writes = append(writes, writeOps(path, memberOp(e, inner), c.Old, patchValue(field, c.New))...)
		}
	}
	if revision := e.Get("/revision"); unguarded && e.Target.Resource == change.Script && !document.IsEmpty(revision) {
		// Every write of a script raises its revision, so that a test of it stands for tests of values that cannot be tested.
		tests = append(tests, document.Op{Op: document.OpTest, Path: "/revision", Value: revision})
	}
	return append(tests, writes...), guessed
}

// parentOf is the object that a member is in; false for a member of the entry itself.
func parentOf(path string) (string, bool) {
	tokens := document.Tokens(path)
	if len(tokens) < 2 {
		return "", false
	}
	return document.Pointer(tokens[:len(tokens)-1]...), true
}

// memberOp writes with add inside an object, which works whether or not the server's tree has the member.
func memberOp(e *Entity, inner bool) string {
	if inner {
		return document.OpAdd
	}
	return entityOp(e)
}

func withChanges(doc document.Document, changes []Change) document.Document {
	for _, c := range changes {
		doc = withMember(doc, c.Path, c.New)
	}
	return doc
}

// entityOp is how a member is written: with replace, which fails loudly when the server does not know it; of a client with add, as its
// document leaves null members out, on which replace fails (ClientsResource.java, Jackson.java).
func entityOp(e *Entity) string {
	if e.Target.Resource == change.Client {
		return document.OpAdd
	}
	return document.OpReplace
}

// emptyOf is what empties a member in the server's tree, or brings its default back. Null would make a plain boolean false, whatever its
// default is.
func emptyOf(field schema.EntityField) json.RawMessage {
	if filled := orDefault(field, nil); filled != nil {
		return filled
	}
	if field.Type.Kind == schema.KindList || field.Type.Kind == schema.KindSet {
		return json.RawMessage("[]")
	}
	return json.RawMessage("null")
}

// entityGuardable says whether a test of the old value cannot fail by mistake: it would for what GET leaves out and for objects, whose
// empty members are left out, for dates, which are numbers in the server's tree, and for the words of a newer server that PATCH may spell
// in another way.
func entityGuardable(field schema.EntityField, old json.RawMessage) bool {
	if document.IsEmpty(old) || !field.Known || field.Volatile {
		return false
	}
	switch field.Type.Kind {
	case schema.KindBoolean, schema.KindInteger:
		return true
	case schema.KindString:
		return field.Type.Format != schema.FormatMoment
	case schema.KindEnum:
		word, _ := document.Text(old)
		_, spelled := field.PatchWords[word]
		return len(field.PatchWords) == 0 || spelled
	case schema.KindList, schema.KindSet:
		return field.Type.Elem != nil && field.Type.Elem.Kind == schema.KindString && allTexts(old)
	}
	return false
}

// entityGuesses are what an empty member may be. A script needs none, as its revision is tested; the tree of a client lacks what is null; and
// the object around an inner member may be missing.
func entityGuesses(e *Entity, field schema.EntityField, old json.RawMessage) []json.RawMessage {
	_, inner := parentOf(field.Path)
	if !document.IsEmpty(old) || !field.Known || inner || e.Target.Resource == change.Script || e.Target.Resource == change.Client {
		return nil
	}
	return guesses[field.Type.Kind]
}

// patchValue spells the words of enums as PATCH wants them: by the names of the Java constants.
func patchValue(field schema.EntityField, value json.RawMessage) json.RawMessage {
	if len(field.PatchWords) == 0 {
		return value
	}
	if word, ok := document.Text(value); ok {
		return patchWord(field, word, value)
	}
	elements, ok := document.Elements(value)
	if !ok {
		return value
	}
	spelled := make([]json.RawMessage, len(elements))
	for i, element := range elements {
		spelled[i] = element
		if word, isText := document.Text(element); isText {
			spelled[i] = patchWord(field, word, element)
		}
	}
	return document.JoinArray(spelled)
}

func patchWord(field schema.EntityField, word string, unchanged json.RawMessage) json.RawMessage {
	if constant, ok := field.PatchWords[word]; ok {
		return document.Quote(constant)
	}
	return unchanged
}
