package schema

import (
	"bytes"
	"encoding/json"
	"strings"

	"github.com/jansadm/jansadm/client/document"
)

// IssuerPlaceholder stands, in [Property.Default], for the issuer address that
// the setup fills in per installation. [Property.DefaultFor] replaces it.
const IssuerPlaceholder = "{issuer}"

// Property is one setting of the auth server.
type Property struct {
	Name  string // wire name, the JSON member
	Type  Type
	Group string // ID of a [Group]
	Help  string
	// DocURL is the manual page of the property.
	DocURL string
	// Aliases are other names people type or search for.
	Aliases []string
	Secret  bool
	// Default is what a new installation holds: the value of the setup
	// template, else the Java default; nil when that is empty or differs per
	// installation. It may contain [IssuerPlaceholder].
	Default json.RawMessage
	// Generated means the setup makes a value for each installation, so there
	// is no default to return to.
	Generated bool
	// Unset is what the server holds after the property is removed: the
	// default of the Java field. nil means empty.
	Unset json.RawMessage
	// UnsetWarning says what unsetting breaks; empty when nothing does.
	UnsetWarning string
	// Fixed is non-empty for a property that cannot be set, and says why.
	Fixed string
	// AbsentInPatchTree means the server leaves the property, or members inside
	// it, out of the tree its JSON Patch is applied to while they are null, so
	// that "replace" fails. "add" works in either case.
	AbsentInPatchTree bool
	// Known is false for a property inferred from a live value.
	Known bool

	search string // SearchText, worked out once for the catalogue
}

// DefaultFor is [Property.Default] with the issuer filled in. It is nil when
// there is no default, or when the default depends on an issuer that is empty.
func (p Property) DefaultFor(issuer string) json.RawMessage {
	if !bytes.Contains(p.Default, []byte(IssuerPlaceholder)) {
		return p.Default
	}
	issuer = strings.TrimRight(issuer, "/")
	if issuer == "" {
		return nil
	}
	quoted := document.Quote(issuer)
	return bytes.ReplaceAll(p.Default, []byte(IssuerPlaceholder), quoted[1:len(quoted)-1])
}

// SearchText is the lower-case text a filter looks through: name, aliases,
// group and help. Callers add the value.
func (p Property) SearchText() string {
	if p.search != "" {
		return p.search
	}
	parts := append([]string{p.Name}, p.Aliases...)
	if g, ok := LookupGroup(p.Group); ok {
		parts = append(parts, g.ID, g.Title)
	}
	parts = append(parts, p.Help)
	return strings.ToLower(strings.Join(parts, "\n"))
}

// Matches reports whether every word occurs in [Property.SearchText], in any
// order and case. No words match everything.
func (p Property) Matches(words string) bool {
	text := p.SearchText()
	for _, w := range strings.Fields(strings.ToLower(words)) {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}
