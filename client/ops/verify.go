package ops

import (
	"encoding/json"
	"slices"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
)

// Item is what the server made of one change.
type Item struct {
	Change Change
	Got    json.RawMessage
	OK     bool
	Gone   bool // the entry was to be deleted, and somebody else had done that already
}

// Drift is a value that changed without having been asked for.
type Drift struct {
	Target   Target
	Path     string // within an entry; empty for a property
	Old, New json.RawMessage
	Secret   bool
	Derived  bool // the server computes it from another property
}

// settle compares what the server holds now with what was asked. The server drops and coerces silently, so a success status
// proves nothing.
func (p *propertyPart) settle(result *Result, after *Configuration) {
	result.After = after
	for _, c := range p.changes {
		got := after.Document.Get(c.Target.ID)
		result.Items = append(result.Items, Item{Change: c, Got: got, OK: stored(c, got)})
	}
	result.Others = append(result.Others, drifts(p.changes, p.before.Document, after.Document)...)
}

func stored(c Change, got json.RawMessage) bool {
	property, known := schema.Lookup(c.Target.ID)
	if !known || property.Name != c.Target.ID {
		if c.Kind == change.Unset {
			return true // what an unknown property falls back to is for the server to say
		}
		property = schema.Infer(c.Target.ID, c.New)
	}
	return property.Type.Equal(c.New, got)
}

// derived maps properties that the server computes to the ones they follow (AppConfiguration.java).
var derived = map[string]string{
	"fapi":                      "fapiCompatibility",
	"allResponseTypesSupported": "responseTypesSupported",
	"introspectionResponseScopesBackwardCompatibility": "introspectionScriptBackwardCompatibility",
}

// serversDoing says whether the server itself made the change: a computed property, or a boolean that it fills in with its own
// default when it stores the document for the first time.
func serversDoing(name string, old, now json.RawMessage) bool {
	_, follows := derived[name]
	return follows || document.IsEmpty(old) && string(now) == "false"
}

func drifts(changes []Change, before, after document.Document) []Drift {
	var found []Drift
	names := append(before.Names(), after.Names()...)
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		target := change.PropertyTarget(name)
		if touches(changes, target) {
			continue
		}
		property, known := schema.Lookup(name)
		if !known || property.Name != name {
			property = schema.Infer(name, before.Get(name))
		}
		if old, now := before.Get(name), after.Get(name); !property.Type.Equal(old, now) {
			found = append(found, Drift{Target: target, Old: old, New: now, Secret: property.Secret, Derived: serversDoing(name, old, now)})
		}
	}
	return found
}

func touches(changes []Change, target Target) bool {
	return slices.ContainsFunc(changes, func(c Change) bool { return c.Target == target })
}
