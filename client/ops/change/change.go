// Package change holds the words in which drafts, plans, impacts and the journal speak about an alteration.
package change

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Resource is a kind of thing on the server that can be changed.
type Resource string

// Property is one setting of the auth server's configuration; all of them live in one document and one request changes many.
const Property Resource = "property"

// Target names one thing on the server: a property by its wire name, any other resource by its inum.
type Target struct {
	Resource Resource
	ID       string
}

// PropertyTarget names the setting of that wire name.
func PropertyTarget(name string) Target { return Target{Resource: Property, ID: name} }

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

// Set gives a value; Unset removes it, after which the server holds its own default.
const (
	Set   Kind = "set"
	Unset Kind = "unset"
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
