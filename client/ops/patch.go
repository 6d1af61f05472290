package ops

import (
	"encoding/json"
	"maps"
	"slices"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
)

// buildPatch turns the changes of properties into one atomic JSON Patch: tests of the old values first, then the new ones. It says of how many
// values it had to guess what the server holds.
func buildPatch(changes []Change, at attempt) (patch document.Patch, guessed int) {
	var tests, writes document.Patch
	for _, c := range changes {
		if c.Target.Resource != change.Property {
			continue
		}
		sure, guesses := propertyGuards(c)
		tests = append(tests, sure...)
		if len(guesses) > 0 {
			tests = append(tests, at.pick(guessed, c.Path, guesses)...)
			guessed++
		}
		writes = append(writes, propertyWrites(c)...)
	}
	return append(tests, writes...), guessed
}

func propertyWrites(c Change) document.Patch {
	if c.Kind == change.Unset {
		return document.Patch{{Op: document.OpRemove, Path: c.Path}}
	}
	if before, emptied := emptiedMap(c); emptied {
		return memberOps(c.Path, before, nil)
	}
	return writeOps(c.Path, document.OpReplace, c.Old, c.New)
}

// emptiedMap is a map that is to lose every entry that was seen. They are taken out one by one, as somebody may just be adding another.
func emptiedMap(c Change) (document.Document, bool) {
	property, known := schema.Lookup(c.Target.ID)
	if !known || property.Type.Kind != schema.KindMap || !document.IsEmpty(c.New) {
		return nil, false
	}
	before, isObject := document.Members(c.Old)
	return before, isObject && len(before) > 0
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
	return memberOps(path, before, after)
}

func memberOps(path string, before, after document.Document) document.Patch {
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
