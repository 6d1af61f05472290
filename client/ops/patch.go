package ops

import (
	"encoding/json"
	"maps"
	"slices"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
)

// buildPatch turns the changes of properties into one atomic JSON Patch. With guards, tests of the old values come first
// wherever the server's own representation is certain to be the one that GET shows.
func buildPatch(changes []Change, guarded bool) document.Patch {
	var tests, writes document.Patch
	for _, c := range changes {
		if c.Target.Resource != change.Property {
			continue
		}
		if guarded && guardable(c) {
			tests = append(tests, document.Op{Op: document.OpTest, Path: c.Path, Value: c.Old})
		}
		if c.Kind == change.Unset {
			writes = append(writes, document.Op{Op: document.OpRemove, Path: c.Path})
			continue
		}
		writes = append(writes, writeOps(c.Path, document.OpReplace, c.Old, c.New)...)
	}
	return append(tests, writes...)
}

// writeOps replaces a value. Inside an object only the members that differ are sent: the server leaves empty members out of its
// answers, so sending the whole object back would hand them their class defaults. Members are written with add, which works
// whether or not the server's tree has them; the property itself with replace, which fails loudly when the server does not know it.
func writeOps(path, op string, old, value json.RawMessage) document.Patch {
	before, wasObject := document.Members(old)
	after, isObject := document.Members(value)
	if !wasObject || !isObject || len(before) == 0 || len(after) == 0 {
		return document.Patch{{Op: op, Path: path, Value: value}}
	}
	var ops document.Patch
	for _, name := range after.Names() {
		if !before.Has(name) || !document.Equal(before.Get(name), after.Get(name)) {
			ops = append(ops, writeOps(path+document.Pointer(name), document.OpAdd, before.Get(name), after.Get(name))...)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(before)) {
		if !after.Has(name) {
			ops = append(ops, document.Op{Op: document.OpRemove, Path: path + document.Pointer(name)})
		}
	}
	return ops
}

// guardable says whether a test of the old value cannot fail by mistake. It would for what GET leaves out (null, "" and [] are
// different in the server's tree), for sets (their order changes) and for objects (their empty members are left out).
func guardable(c Change) bool {
	if document.IsEmpty(c.Old) {
		return false
	}
	property, known := schema.Lookup(c.Target.ID)
	if !known {
		property = schema.Infer(c.Target.ID, c.Old)
	}
	switch property.Type.Kind {
	case schema.KindBoolean, schema.KindInteger, schema.KindString, schema.KindEnum:
		return true
	case schema.KindList:
		return known && property.Type.Elem != nil && property.Type.Elem.Kind == schema.KindString && allTexts(c.Old)
	}
	return false
}

// allTexts excludes lists with empty strings or nulls.
func allTexts(raw json.RawMessage) bool {
	elements, ok := document.Elements(raw)
	return ok && !slices.ContainsFunc(elements, func(e json.RawMessage) bool {
		text, isText := document.Text(e)
		return !isText || text == ""
	})
}

// masked hides the values of secrets in a patch that is shown, also of those inside an object.
func masked(present *Configuration, patch document.Patch) document.Patch {
	shown := slices.Clone(patch)
	for i, op := range shown {
		path := document.Tokens(op.Path)
		entry, err := present.Lookup(path[0])
		if err != nil || op.Op == document.OpRemove {
			continue
		}
		shown[i].Value, _ = entry.HideAt(path[1:], op.Value)
	}
	return shown
}
