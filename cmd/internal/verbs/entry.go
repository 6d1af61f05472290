package verbs

import (
	"encoding/json"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/schema"
)

// entryJSON is the shape of one property.
type entryJSON struct {
	Name       string          `json:"name"`
	Value      json.RawMessage `json:"value"` // null when empty or unset
	Type       string          `json:"type"`
	Default    json.RawMessage `json:"default"`     // what a new installation holds
	UnsetValue json.RawMessage `json:"unset_value"` // what unsetting it would yield
	Writable   bool            `json:"writable"`
	Group      string          `json:"group"`
	Help       string          `json:"help"`
	DocURL     string          `json:"doc_url"`

	Changed     bool     `json:"changed"` // differs from the default
	Present     bool     `json:"present"` // the server sent it
	Known       bool     `json:"known"`   // the catalogue knows it
	Secret      bool     `json:"secret"`
	Masked      bool     `json:"masked"`              // secrets in value are replaced by a mask
	Unit        string   `json:"unit,omitempty"`      // of an integer
	Values      []string `json:"values,omitempty"`    // allowed ones, or suggestions when open is true
	Open        bool     `json:"open,omitempty"`      // other values are stored too
	Min         *int64   `json:"min,omitempty"`       // smallest integer
	Max         *int64   `json:"max,omitempty"`       // largest integer
	WhyFixed    string   `json:"why_fixed,omitempty"` // why it cannot be set
	UnsetBreaks string   `json:"unset_warning,omitempty"`
	Aliases     []string `json:"aliases,omitempty"`
}

func entryShape(e ops.Entry, showSecrets bool) entryJSON {
	value, hidden := e.Value, false
	if !showSecrets {
		value, hidden = e.Property.Hide(e.Value)
	}
	choice := choiceOf(e.Type)
	return entryJSON{
		Name: e.Name, Value: valueOrNull(value), Type: e.Type.String(), Default: valueOrNull(e.Shipped), UnsetValue: valueOrNull(e.Unset),
		Writable: e.Fixed == "", Group: e.Group, Help: e.Help, DocURL: e.DocURL,
		Changed: e.Changed(), Present: e.Present, Known: e.Known, Secret: e.Secret, Masked: hidden,
		Unit: string(e.Type.Unit), Values: choice.Values, Open: choice.Open, Min: e.Type.Min, Max: e.Type.Max,
		WhyFixed: e.Fixed, UnsetBreaks: e.UnsetWarning, Aliases: e.Aliases,
	}
}

// choiceOf finds the type that lists values: the type itself, or that of its elements.
func choiceOf(t schema.Type) schema.Type {
	for len(t.Values) == 0 && t.Elem != nil {
		t = *t.Elem
	}
	return t
}

// valueOrNull makes null of everything that the server does not tell from it.
func valueOrNull(value json.RawMessage) json.RawMessage {
	if document.IsEmpty(value) {
		return nil
	}
	return value
}

// entryText is a property's value for reading, on one line and without its secrets.
func entryText(e ops.Entry, showSecrets bool) string {
	value := e.Value
	if !showSecrets {
		value, _ = e.Property.Hide(e.Value)
	}
	return valueText(e.Type, value)
}

// valueText is a value for reading.
func valueText(t schema.Type, value json.RawMessage) string {
	if document.IsEmpty(value) {
		return emptyText
	}
	return schema.Display(t, value)
}
