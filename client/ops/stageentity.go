package ops

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
)

// Set stages a value for a field. A value that equals the server's takes an earlier edit back. The errors are NotSettableError and
// InvalidValueError; then nothing is staged.
func (e *Entity) Set(draft *Draft, path string, value json.RawMessage) error {
	field := e.Field(path)
	if err := e.settable(field); err != nil {
		return err
	}
	if problems := refusals(field.Check(value)); len(problems) > 0 {
		return &InvalidValueError{Name: field.Title, Problems: problems}
	}
	e.stage(draft, field, change.Set, document.Compact(value))
	return nil
}

// SetText is Set for a value as a person types it.
func (e *Entity) SetText(draft *Draft, path, text string) error {
	field := e.Field(path)
	value, err := schema.Parse(field.Type, text)
	if err != nil {
		return invalidText(field.Title, err)
	}
	return e.Set(draft, path, value)
}

// Unset stages emptying a field.
func (e *Entity) Unset(draft *Draft, path string) error {
	field := e.Field(path)
	if err := e.settable(field); err != nil {
		return err
	}
	if field.Required {
		return &NotSettableError{Name: field.Title, Why: "every " + e.word() + " needs it"}
	}
	e.stage(draft, field, change.Unset, nil)
	return nil
}

// Check lists what is wrong or odd with a value for a field, in the words of the catalogue.
func (e *Entity) Check(path string, value json.RawMessage) []schema.Problem {
	return e.Field(path).Check(value)
}

// Locked is why nothing of the entry can be changed; empty when it can.
func (e *Entity) Locked() string {
	if e.Target.Resource == change.Scope && e.Type() == "spontaneous" {
		return "the server itself makes spontaneous scopes; they can be looked at and deleted"
	}
	return ""
}

func (e *Entity) settable(field schema.EntityField) error {
	why := e.Locked()
	switch {
	case why != "":
	case field.Fixed != "":
		why = field.Fixed
	case field.Once && !e.New():
		why = "the server stores it when the " + e.word() + " is created, and never again"
	}
	if why == "" {
		return nil
	}
	return &NotSettableError{Name: field.Title, Why: why}
}

func (e *Entity) word() string { return e.Kind.Resource }

// title is the name for sentences: "scope careers".
func (e *Entity) title() string { return e.word() + " " + e.Name() }

func (e *Entity) stage(draft *Draft, field schema.EntityField, kind change.Kind, value json.RawMessage) {
	if edit, ok := draft.Member(e.Target, ""); ok && edit.Kind == change.Create {
		doc, _ := document.Members(edit.Value)
		edit.Value, _ = withMember(doc, field.Path, value).MarshalJSON() // cannot fail: the members are JSON already
		draft.put(edit)
		return
	}
	base := e.Get(field.Path)
	if same(field, base, value) {
		draft.DiscardMember(e.Target, field.Path)
		return
	}
	draft.put(Edit{Target: e.Target, Path: field.Path, Kind: kind, Base: base, Value: value, Secret: field.Secret, Title: e.title()})
}

// Delete stages deleting the entry. What was staged for it before is taken back.
func (e *Entity) Delete(draft *Draft) error {
	draft.Discard(e.Target)
	if e.New() {
		return nil
	}
	base, err := e.Document.MarshalJSON()
	if err != nil {
		return fmt.Errorf("%s %s cannot be kept: %w", e.word(), e.Name(), err)
	}
	draft.put(Edit{Target: e.Target, Kind: change.Delete, Base: base, Title: e.title()})
	return nil
}

// Create stages a new entry. Members that the server makes itself are left out. The errors are InvalidValueError and
// NotSettableError; then nothing is staged.
func Create(draft *Draft, resource change.Resource, doc document.Document) (*Entity, error) {
	e := &Entity{Kind: kindOf(resource), Document: document.Document{}}
	e.Target = newTarget(draft, resource, doc)
	if err := e.adopt(doc); err != nil {
		return nil, err
	}
	value, err := e.Document.MarshalJSON()
	if err != nil {
		return nil, fmt.Errorf("%s %s cannot be kept: %w", e.word(), e.Name(), err)
	}
	draft.put(Edit{Target: e.Target, Kind: change.Create, Value: value})
	return e, nil
}

// newTarget names a new entry by its name, and by a number besides when that is taken in the draft. What would break a DN is left out.
func newTarget(draft *Draft, resource change.Resource, doc document.Document) Target {
	name, _ := document.Text(doc.Get(kindOf(resource).NameField))
	name = strings.NewReplacer(",", "_", "=", "_", "+", "_", `\`, "_", `"`, "_").Replace(name)
	target := change.NewTarget(resource, name)
	for n := 2; ; n++ {
		if _, taken := draft.Get(target); !taken {
			return target
		}
		target = change.NewTarget(resource, fmt.Sprintf("%s.%d", name, n))
	}
}

// adopt takes over the fields of a document that a person can give, checked.
func (e *Entity) adopt(doc document.Document) error {
	for _, field := range e.Kind.Fields {
		value := memberAt(doc, field.Path)
		switch {
		case field.Volatile || field.Fixed != "" && document.IsEmpty(value):
			continue
		case document.IsEmpty(value) && field.Required:
			return &InvalidValueError{Name: field.Title, Problems: []schema.Problem{{Message: "every new " + e.word() + " needs it", Severity: schema.Refuse}}}
		case document.IsEmpty(value):
			continue
		case field.Fixed != "":
			continue // of a clone: the server makes its own
		}
		if problems := refusals(field.Check(value)); len(problems) > 0 {
			return &InvalidValueError{Name: field.Title, Problems: problems}
		}
		e.Document = withMember(e.Document, field.Path, value)
	}
	for _, field := range (&Entity{Kind: e.Kind, Document: doc}).unknownFields() { // of a clone: a newer server's
		e.Document = withMember(e.Document, field.Path, memberAt(doc, field.Path))
	}
	if e.Target.Resource == change.Script {
		e.Document = locatedInDatabase(e.Document)
	}
	if e.Target.Resource == change.Scope && !slices.Contains(schema.CreatableScopeTypes(), e.Type()) {
		return &NotSettableError{Name: "a scope of the type " + e.Type(), Why: "it cannot be created by hand"}
	}
	return nil
}

// locatedInDatabase says where the source of a new script is kept, as the server runs no script that does not tell
// (CustomScriptResource.java accepts db only).
func locatedInDatabase(doc document.Document) document.Document {
	settings, _ := document.Elements(doc.Get("moduleProperties"))
	for _, setting := range settings {
		members, _ := document.Members(setting)
		if name, _ := document.Text(members.Get("value1")); name == "location_type" {
			return doc
		}
	}
	location := json.RawMessage(`{"value1":"location_type","value2":"db"}`)
	return withMember(doc, "/moduleProperties", document.JoinArray(append([]json.RawMessage{location}, settings...)))
}

// inDatabase is the module properties of a new script that says nothing more.
var inDatabase = locatedInDatabase(nil).Get("moduleProperties")
