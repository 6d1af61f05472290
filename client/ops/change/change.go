// Package change holds the words in which drafts, plans, impacts and the journal speak about an alteration.
package change

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Resource is a kind of thing on the server that can be changed.
type Resource string

// The kinds of things. All properties live in one document and one request changes many; each of the others is an entry of its own.
const (
	Property Resource = "property"
	Scope    Resource = "scope"
	Claim    Resource = "claim" // an attribute, in the server's words
	Script   Resource = "script"
	Client   Resource = "client"
	Token    Resource = "token"   // an entry, named by its code: only ever revoked
	Session  Resource = "session" // named by its sid: only ever ended
)

// Target names one thing on the server: a property by its wire name, any other resource by its inum.
type Target struct {
	Resource Resource
	ID       string
}

// PropertyTarget names the setting of that wire name.
func PropertyTarget(name string) Target { return Target{Resource: Property, ID: name} }

// newMark begins the id of an entry that the server does not have yet. No inum holds a colon.
const newMark = "new:"

// NewTarget names an entry that is to be created, by a word of the person's.
func NewTarget(resource Resource, word string) Target {
	return Target{Resource: resource, ID: newMark + word}
}

// IsNew says whether the target is yet to be created.
func (t Target) IsNew() bool { return strings.HasPrefix(t.ID, newMark) }

// Word is the id for people: without the mark of what is yet to be created.
func (t Target) Word() string { return strings.TrimPrefix(t.ID, newMark) }

// String is the stable form that the command line prints and the journal stores: resource/id.
func (t Target) String() string { return string(t.Resource) + "/" + t.ID }

// MarshalText writes the form of String.
func (t Target) MarshalText() ([]byte, error) { return []byte(t.String()), nil }

// UnmarshalText reads the form of String.
func (t *Target) UnmarshalText(text []byte) error {
	resource, id, ok := strings.Cut(string(text), "/")
	if !ok || resource == "" || id == "" {
		return fmt.Errorf("%q does not name a target: want resource/id", text)
	}
	*t = Target{Resource: Resource(resource), ID: id}
	return nil
}

// Kind says how a value changes.
type Kind string

// Set gives a value; Unset removes it, after which the server holds its own default. Create and Delete are about a whole entry, whose
// path is empty.
const (
	Set    Kind = "set"
	Unset  Kind = "unset"
	Create Kind = "create"
	Delete Kind = "delete"
)

// Change is one value of one target becoming another. A nil value is "empty or unset": the server leaves null, "", [] and {} out
// of its answers alike.
type Change struct {
	Target Target
	Path   string // JSON Pointer (RFC 6901) within the target's document
	Kind   Kind
	Old    json.RawMessage
	New    json.RawMessage // for Unset: what the server is expected to hold afterwards
	Secret bool            // neither value may be shown, logged or journalled
	Masked bool            // secrets inside the values are masked: only in what is kept, never in what is sent
}
