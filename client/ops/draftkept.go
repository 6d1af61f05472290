package ops

import (
	"bytes"
	"slices"

	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
)

// Holds says whether these are the staged edits, in their order and with the same values.
func (d *Draft) Holds(edits []Edit) bool {
	return slices.EqualFunc(d.edits, edits, func(a, b Edit) bool {
		return a.about(b.Target, b.Path) && a.Kind == b.Kind && bytes.Equal(a.Value, b.Value) && bytes.Equal(a.Base, b.Base) &&
			slices.Equal(a.Notes, b.Notes)
	})
}

// Adopt stages edits that were kept from an earlier time, over what the server held then. What is staged by now stays: the edits that it
// stands in the way of are returned.
func (d *Draft) Adopt(edits []Edit) (left []Edit) {
	present := d.Edits()
	for _, edit := range edits {
		i := slices.IndexFunc(present, edit.collides)
		switch {
		case i < 0:
			d.put(edit)
		case !(present[i].Kind == edit.Kind && present[i].Path == edit.Path && bytes.Equal(present[i].Value, edit.Value)):
			left = append(left, edit)
		}
	}
	return left
}

// collides says whether two edits are about the same member, or one of them about the whole that the other is about a part of.
func (e Edit) collides(other Edit) bool {
	return e.Target == other.Target && (e.Path == other.Path || e.Path == "" || other.Path == "")
}

// HoldsSecret says whether something in the edit must not be shown or kept.
func (e Edit) HoldsSecret() bool {
	versions := Conflict{Target: e.Target, Path: e.Path, Base: e.Base, Mine: e.Value, Theirs: e.Value, Secret: e.Secret}
	return e.Secret || !bytes.Equal(versions.Hide(e.Base), e.Base) || !bytes.Equal(versions.Hide(e.Value), e.Value)
}

// Name is what people call what the edit is about: "accessTokenLifetime", "scope careers: Claims".
func (e Edit) Name() string {
	named := Conflict{Target: e.Target, Path: e.Path, Title: e.Title}
	if named.Title == "" && e.Target.Resource != change.Property {
		named.Title = string(e.Target.Resource) + " " + e.Target.Word()
	}
	return named.Name()
}

// Field describes what the edit is about; the zero field for a whole entry.
func (e Edit) Field() schema.EntityField {
	switch {
	case e.Path == "":
		return schema.EntityField{}
	case e.Target.Resource != change.Property:
		return (&Entity{Kind: kindOf(e.Target.Resource)}).Field(e.Path).Veiling(e.Base, e.Value)
	}
	property, known := schema.Lookup(e.Target.ID)
	if !known {
		property = schema.Infer(e.Target.ID, e.Base)
	}
	property.Secret = property.Secret || e.Secret
	return schema.EntityField{Property: property, Path: e.Path}
}

// Display shows both sides of the edit, each on one line, for people. Secrets are masked; what comes from the server is not cleaned.
func (e Edit) Display(names Directory) (before, after string) {
	field := e.Field()
	switch {
	case e.Path == "":
		return "", ""
	case e.Target.Resource == change.Property:
		entry := Entry{Property: field.Property}
		return entry.Display(e.Base), entry.Display(e.Value)
	}
	return DisplayField(names, field, e.Base), DisplayField(names, field, e.Value)
}
