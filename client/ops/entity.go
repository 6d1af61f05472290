package ops

import (
	"context"
	"encoding/json"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/directory"
	"github.com/jansadm/jansadm/client/schema"
)

// The words of lists, for callers that import only this package.
type (
	Query     = client.Query
	Head      = directory.Head
	Directory = directory.Directory
)

// EntriesAPI is one kind of entry as the Config API serves it.
type EntriesAPI interface {
	// List reads one page.
	List(ctx context.Context, query client.Query) (client.Page, error)
	// Get reads one entry.
	Get(ctx context.Context, inum string) (document.Document, error)
	// Create makes an entry and returns it as the server answered, with the request's id.
	Create(ctx context.Context, entry document.Document) (document.Document, string, error)
	// Patch applies a JSON Patch to an entry.
	Patch(ctx context.Context, inum string, patch document.Patch) (document.Document, string, error)
	// Replace writes a whole entry.
	Replace(ctx context.Context, entry document.Document) (document.Document, string, error)
	// Delete removes an entry.
	Delete(ctx context.Context, inum string) (string, error)
}

// Entity is one scope, claim, script or client: as the server holds it, or as it is to be created. It is not modified after it was read.
type Entity struct {
	Kind     schema.Entity
	Target   Target
	Document document.Document // nil members are unset; of a new one, what is staged
}

func kindOf(resource change.Resource) schema.Entity {
	kind, _ := schema.LookupEntity(string(resource))
	return kind
}

// NewEntity is an entry of the server, read by other means than this package's.
func NewEntity(resource change.Resource, doc document.Document) *Entity {
	e := &Entity{Kind: kindOf(resource), Document: doc}
	e.Target = Target{Resource: resource, ID: e.text("inum")}
	return e
}

// New says whether the entry is yet to be created.
func (e *Entity) New() bool { return e.Target.IsNew() }

// Head is the little of the entry that others need to know.
func (e *Entity) Head() Head {
	head := directory.HeadOf(e.Target.Resource, e.Document)
	head.Inum = e.Target.ID
	return head
}

// Name is what people call the entry: its id or name, else its inum.
func (e *Entity) Name() string {
	if name := e.text(e.Kind.NameField); name != "" {
		return name
	}
	return e.Target.Word()
}

// Type is the type of a scope or script; empty for the others.
func (e *Entity) Type() string { return e.text(e.Kind.TypeField) }

func (e *Entity) text(member string) string {
	s, _ := document.Text(e.Document.Get(member))
	return s
}

// Get is the value of a field on the server; nil when it is empty or unset.
func (e *Entity) Get(path string) json.RawMessage { return memberAt(e.Document, path) }

// memberAt follows a JSON Pointer through objects.
func memberAt(doc document.Document, path string) json.RawMessage {
	tokens := document.Tokens(path)
	if len(tokens) == 0 {
		return nil
	}
	for _, name := range tokens[:len(tokens)-1] {
		inner, ok := document.Members(doc.Get(name))
		if !ok {
			return nil
		}
		doc = inner
	}
	return doc.Get(tokens[len(tokens)-1])
}

// withMember is the document with another value at a path; an empty value takes the member out. What is not on the path is kept as it is.
func withMember(doc document.Document, path string, value json.RawMessage) document.Document {
	tokens := document.Tokens(path)
	next := doc.Clone()
	if next == nil {
		next = document.Document{}
	}
	name := tokens[0]
	if len(tokens) > 1 {
		inner, _ := document.Members(next.Get(name))
		changed := withMember(inner, document.Pointer(tokens[1:]...), value)
		value, _ = changed.MarshalJSON() // cannot fail: the members are JSON already
	}
	if value == nil {
		delete(next, name)
	} else {
		next[name] = value
	}
	return next
}

// Field describes a member; one that the catalogue does not know by its value. What the entry hides stays hidden in other values of the
// field.
func (e *Entity) Field(path string) schema.EntityField {
	if field, ok := e.Kind.Field(path); ok {
		return field.Veiling(e.Get(path))
	}
	tokens := document.Tokens(path)
	field := schema.InferField(tokens[len(tokens)-1], e.Get(path))
	field.Path = path
	if len(tokens) > 1 {
		field.Title = dottedPath(field) // its name alone may be the label of another field
	}
	if e.Target.Resource == change.Client {
		field.Fixed = schema.OtherOfClient
	}
	return field
}

// Fields lists what the form of the entry shows, as a draft would leave it: the fields that mean something for its type, those that
// hold something all the same, and what only the server knows.
func (e *Entity) Fields(draft *Draft) []schema.EntityField {
	staged := e.With(draft)
	meant := map[string]bool{}
	for _, field := range e.Kind.FieldsFor(staged.Type()) {
		meant[field.Path] = true
	}
	var fields []schema.EntityField
	for _, field := range e.Kind.Fields {
		if meant[field.Path] || !document.IsEmpty(staged.Get(field.Path)) || !document.IsEmpty(e.Get(field.Path)) {
			edit, _ := draft.Member(e.Target, field.Path) // lists keep entries with their secrets masked: only the edit has them
			fields = append(fields, field.Veiling(e.Get(field.Path), edit.Base))
		}
	}
	return append(fields, e.unknownFields()...)
}

// unknownFields are the members that only the server knows, also those inside an object of which the catalogue knows others.
func (e *Entity) unknownFields() []schema.EntityField {
	known := make(map[string]bool, len(e.Kind.Fields))
	parents := map[string]bool{}
	for _, field := range e.Kind.Fields {
		known[field.Path] = true
		if parent, inner := parentOf(field.Path); inner {
			parents[parent] = true
		}
	}
	var fields []schema.EntityField
	for _, name := range e.Document.Names() {
		path := document.Pointer(name)
		members, isObject := document.Members(e.Document.Get(name))
		switch {
		case known[path]:
		case parents[path] && isObject:
			for _, inner := range members.Names() {
				if nested := document.Pointer(name, inner); !known[nested] {
					fields = append(fields, e.Field(nested))
				}
			}
		case !parents[path]:
			fields = append(fields, e.Field(path))
		}
	}
	return fields
}

// With is the entry as a draft would leave it.
func (e *Entity) With(draft *Draft) *Entity {
	next := &Entity{Kind: e.Kind, Target: e.Target, Document: e.Document}
	for _, edit := range draft.Of(e.Target) {
		switch edit.Kind {
		case change.Create:
			next.Document, _ = document.Members(edit.Value)
		case change.Set, change.Unset:
			next.Document = withMember(next.Document, edit.Path, edit.Value)
		}
	}
	return next
}

// Deleted says whether a draft would delete the entry.
func (e *Entity) Deleted(draft *Draft) bool {
	edit, ok := draft.Member(e.Target, "")
	return ok && edit.Kind == change.Delete
}
