package impact

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/directory"
	"github.com/jansadm/jansadm/client/schema"
)

// Facts is what a rule may look at: the auth server's configuration as it stands and as the plan would leave it.
type Facts struct {
	Before     document.Document
	After      document.Document
	KnownFlags []string // what this server knows; empty means that it was not asked

	Entries   map[change.Target]Entry             // what the plan creates, changes or deletes
	Dynamic   map[change.Target]document.Document // dynamic scopes that the plan gives to clients without changing them
	Directory directory.Directory                 // what those refer to, all that exists of it
	Self      string                              // the client that this console's tokens belong to; empty when it is not known

	// What follows was read because a rule asked for it (see Wanted); nil when nobody asked, or when it could not be read.
	Me        *Me
	OwnClient document.Document            // the entry of the client Self, as it stands
	Discovery document.Document            // what the server shows at present
	Scopes    map[string]document.Document // by id, as they stand
}

// With applies the changes of properties to a configuration and returns the facts for the rules.
func With(before document.Document, knownFlags []string, changes []change.Change) Facts {
	after := before.Clone()
	if after == nil {
		after = document.Document{}
	}
	for _, c := range changes {
		if c.Target.Resource == change.Property {
			after[c.Target.ID] = c.New
		}
	}
	return Facts{Before: before, After: after, KnownFlags: knownFlags}
}

// Text is a string property after the change; empty when it is empty or unset.
func (f Facts) Text(name string) string { return text(f.After, name) }

// TextBefore is a string property before the change.
func (f Facts) TextBefore(name string) string { return text(f.Before, name) }

func text(doc document.Document, name string) string {
	s, _ := document.Text(doc.Get(name))
	return s
}

// Int is an integer property after the change. An empty one counts as what the server makes of it, which is the catalogue's
// value for unset; false when that is not known, or when the value is not an integer.
func (f Facts) Int(name string) (int64, bool) { return integer(f.After, name) }

// IntBefore is an integer property before the change.
func (f Facts) IntBefore(name string) (int64, bool) { return integer(f.Before, name) }

func integer(doc document.Document, name string) (int64, bool) {
	var n *int64
	raw := held(doc, name)
	if document.IsEmpty(raw) || json.Unmarshal(raw, &n) != nil || n == nil {
		return 0, false
	}
	return *n, true
}

// Bool is a boolean property after the change; an empty one counts as what the server makes of it: the catalogue's value for
// unset, else false.
func (f Facts) Bool(name string) bool { return boolean(f.After, name) }

// BoolBefore is a boolean property before the change.
func (f Facts) BoolBefore(name string) bool { return boolean(f.Before, name) }

func boolean(doc document.Document, name string) bool {
	return string(bytes.TrimSpace(held(doc, name))) == "true"
}

// held is what the server works with: the stored value, or the default of the Java field when there is none.
func held(doc document.Document, name string) json.RawMessage {
	if raw := doc.Get(name); !document.IsEmpty(raw) {
		return raw
	}
	if p, ok := schema.Lookup(name); ok && p.Name == name {
		return p.Unset
	}
	return nil
}

// Strings is a list property after the change.
func (f Facts) Strings(name string) []string { return list(f.After, name) }

// StringsBefore is a list property before the change.
func (f Facts) StringsBefore(name string) []string { return list(f.Before, name) }

func list(doc document.Document, name string) []string {
	found, _ := document.Strings(doc.Get(name))
	return found
}

// Enabled lists the features that are on after the change; nil when all are, because no known flag is listed.
func (f Facts) Enabled() []string { return f.enabled(f.After) }

// EnabledBefore lists the features that are on before the change; nil when all are.
func (f Facts) EnabledBefore() []string { return f.enabled(f.Before) }

func (f Facts) enabled(doc document.Document) []string {
	return EffectiveFlags(list(doc, "featureFlags"), f.KnownFlags)
}

// FlagOn says whether a feature is on after the change.
func (f Facts) FlagOn(name string) bool { return flagOn(f.Enabled(), name) }

// FlagOnBefore says whether a feature is on before the change.
func (f Facts) FlagOnBefore(name string) bool { return flagOn(f.EnabledBefore(), name) }

func flagOn(enabled []string, name string) bool {
	return enabled == nil || slices.Contains(enabled, name)
}

// EffectiveFlags reduces a stored list to the flags that count, in lower case and without repetition: unknown strings are ignored, case is
// not looked at, and when nothing is left every feature is on, for which it returns nil (FeatureFlagType.java). An empty list of
// known flags stands for those of the catalogue.
func EffectiveFlags(listed, known []string) []string {
	known = knownOr(known)
	var enabled []string
	for _, flag := range listed {
		for _, name := range known {
			if strings.EqualFold(flag, name) && !slices.Contains(enabled, name) {
				enabled = append(enabled, name)
			}
		}
	}
	return enabled
}

func knownOr(known []string) []string {
	if len(known) == 0 {
		return KnownFlags()
	}
	return known
}

// KnownFlags lists the wire names of the catalogue's flags, for a server that could not be asked.
func KnownFlags() []string {
	flags := schema.Flags()
	names := make([]string, len(flags))
	for i, flag := range flags {
		names[i] = flag.Name
	}
	return names
}
