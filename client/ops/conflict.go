package ops

import (
	"encoding/json"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/impact"
	"github.com/jansadm/jansadm/client/ops/merge"
	"github.com/jansadm/jansadm/client/schema"
)

// Conflict is one value that somebody else changed since it was read: all three versions.
type Conflict struct {
	Target Target
	Title  string          // what people call an entry: "scope careers"; empty for a property
	Path   string          // empty when it is about the whole of an entry
	Gone   bool            // the server does not have the target any more
	Base   json.RawMessage // what was there when the edit was made
	Mine   json.RawMessage // what the edit asks for
	Theirs json.RawMessage // what is there now
	Merged json.RawMessage // theirs with what mine changes of base; nil when the two get in each other's way
	Secret bool
}

// Whole says whether it is about an entry that is to be deleted, and that somebody has changed.
func (c Conflict) Whole() bool { return c.Target.Resource != change.Property && c.Path == "" }

// merging works out what both together would be, if that can be said and may be stored.
func (c Conflict) merging(field schema.EntityField) Conflict {
	if c.Target == change.PropertyTarget(FeatureFlags) {
		return c.mergingFlags(field)
	}
	t := field.Type
	return c.merged(t, field, spelledOut(t, c.Base), spelledOut(t, c.Mine), spelledOut(t, c.Theirs))
}

// mergingFlags takes the list for a set, which it is to the server; but a list that names no flag means all of them, which is no list to
// add to or to take from.
func (c Conflict) mergingFlags(field schema.EntityField) Conflict {
	merged := c.merged(schema.Type{Kind: schema.KindSet, Elem: field.Type.Elem}, field, c.Base, c.Mine, c.Theirs)
	for _, version := range []json.RawMessage{c.Base, c.Mine, c.Theirs, merged.Merged} {
		if impact.EffectiveFlags(texts(version), impact.KnownFlags()) == nil {
			return c
		}
	}
	return merged
}

func (c Conflict) merged(t schema.Type, field schema.EntityField, base, mine, theirs json.RawMessage) Conflict {
	value, clean := merge.Three(t, base, mine, theirs)
	if clean && len(refusals(field.Check(value))) == 0 {
		c.Merged = value
	}
	return c
}

// ConflictError refuses to write over somebody else's change. Nothing was written.
type ConflictError struct{ Conflicts []Conflict }

func (e *ConflictError) Error() string {
	names := make([]string, len(e.Conflicts))
	for i, c := range e.Conflicts {
		names[i] = c.Name()
		if c.Gone {
			names[i] += " (it is gone)"
		}
	}
	return "changed by somebody else since it was read: " + strings.Join(names, ", ") + "; nothing was written over it"
}

// Hide masks the secrets of one of the versions.
func (c Conflict) Hide(value json.RawMessage) json.RawMessage {
	hidden := value
	switch {
	case c.Secret && !document.IsEmpty(value):
		return document.Quote(schema.SecretMask)
	case c.Target.Resource == change.Property:
		if property, known := schema.Lookup(c.Target.ID); known {
			hidden, _ = property.Hide(value)
		}
	case c.Path == "":
		hidden, _ = HideWhole(c.Target.Resource, value, c.Base, c.Theirs)
	default:
		hidden, _ = (&Entity{Kind: kindOf(c.Target.Resource)}).Field(c.Path).Veiling(c.Base, c.Mine, c.Theirs).Hide(value)
	}
	return hidden
}

// Name is what people call the target and its member: "scope careers: Claims".
func (c Conflict) Name() string {
	name := c.Title
	if name == "" {
		name = c.Target.Word()
	}
	if c.Target.Resource == change.Property || c.Path == "" {
		return name
	}
	return name + ": " + (&Entity{Kind: kindOf(c.Target.Resource)}).Field(c.Path).Title
}
