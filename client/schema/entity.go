package schema

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
)

// Entity is a kind of entry the server keeps: scope, claim, script, client. It is built once; callers must not modify it.
type Entity struct {
	Resource  string // stable word of the command line and the journal: "scope", "claim", "script", "client"
	Title     string // "Scope"
	Plural    string // "Scopes"
	NameField string // wire name of what people call an entry by
	TypeField string // wire name of what tells the types of entries apart; empty when there are none
	Container string // of the DN, as in inum=X,ou=scopes,o=jans
	Fields    []EntityField
	Sections  []Group // of the form, in its order; the Group of a field is the ID of one
}

// EntityField is a member of an entry, or a member of an object in it. Name is the last step of Path, Default what the server makes of an
// absent member when an entry is created, Fixed says why the member cannot be set, Group is a section of the form.
type EntityField struct {
	Property
	Path  string // JSON pointer in the entry, as in /attributes/showInConfigurationEndpoint
	Title string // label in forms
	// Types are the types of entries for which the field means something; empty stands for all. A server may hold values in others.
	Types  []string
	Refers Reference // what the DNs in it name
	// PatchWords leads from values on the wire to the constants that a PATCH wants, where those differ.
	PatchWords map[string]string
	// PatchPath is where a PATCH finds the member, where that is not Path.
	PatchPath string
	Required  bool // on create, and never empty
	Once      bool // stored when an entry is created and never again
	// Volatile means the server makes the value up or works it out anew: it is never sent and never a difference.
	Volatile bool

	rule   func(json.RawMessage) []Problem // what the type cannot say; nil when there is nothing
	veiled veil
}

// Reference is what DNs lead to. It is zero for a field that refers to nothing.
type Reference struct {
	Resource string // of an Entity
	Type     string // the type an entry must have; empty when any will do
}

// LookupEntity finds an entity by its resource.
func LookupEntity(resource string) (Entity, bool) {
	for _, e := range []func() Entity{Scope, Claim, Script, Client} {
		if entity := e(); entity.Resource == resource {
			return entity, true
		}
	}
	return Entity{}, false
}

// Field finds a field by its path.
func (e Entity) Field(path string) (EntityField, bool) {
	for _, f := range e.Fields {
		if f.Path == path {
			return f, true
		}
	}
	return EntityField{}, false
}

// FieldsFor lists the fields that mean something for a type of entry, in the order of the form.
func (e Entity) FieldsFor(typ string) []EntityField {
	var fields []EntityField
	for _, f := range e.Fields {
		if f.For(typ) {
			fields = append(fields, f)
		}
	}
	return fields
}

// InPatch is the path by which a PATCH reads and writes the field.
func (f EntityField) InPatch() string { return cmp.Or(f.PatchPath, f.Path) }

// For reports whether the field means something for a type of entry.
func (f EntityField) For(typ string) bool {
	return len(f.Types) == 0 || slices.Contains(f.Types, typ)
}

// Check is [Validate] with what the entry asks of the field: that it can be set at all, and is there when it must be.
func (f EntityField) Check(v json.RawMessage) []Problem {
	if f.Fixed != "" {
		return []Problem{{Message: f.Title + " cannot be set: " + f.Fixed, Severity: Refuse}}
	}
	if f.Required && blank(v) {
		return refusal("a value is needed", "an entry cannot be without: "+f.Title)
	}
	problems := Validate(f.Type, v)
	if f.rule != nil && !Refused(problems) {
		problems = append(problems, f.rule(v)...)
	}
	return problems
}

// complete works out what the tables leave to be seen from the path.
func complete(e Entity) Entity {
	for i := range e.Fields {
		f := &e.Fields[i]
		f.Name = f.Path[strings.LastIndexByte(f.Path, '/')+1:]
		f.Known = true
		f.Aliases = []string{f.Title}
		f.search = f.SearchText()
	}
	return e
}
