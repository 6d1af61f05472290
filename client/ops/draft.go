package ops

import (
	"encoding/json"
	"slices"

	"github.com/jansadm/jansadm/client/ops/change"
)

// Edit is one staged change: what the person asks for, over what they saw.
type Edit struct {
	Target Target
	Path   string // within the target's document; empty when the whole of it is created or deleted
	Kind   change.Kind
	Base   json.RawMessage // what the server held when the edit was made
	Value  json.RawMessage // for Unset: what the server is expected to hold afterwards
	Secret bool
	Title  string   // what people call the target, as long as the server may not have it any more: "scope careers"
	Notes  []string // what staging it made necessary, in words
}

func (e Edit) about(target Target, path string) bool { return e.Target == target && e.Path == path }

// Draft is a set of staged edits, at most one a member of a target, in the order in which they were made. Nothing is written until a
// plan made of them is applied. It belongs to one goroutine.
type Draft struct {
	edits []Edit
}

// NewDraft returns an empty draft.
func NewDraft() *Draft { return &Draft{} }

// Len is the number of staged edits.
func (d *Draft) Len() int { return len(d.edits) }

// Edits returns a copy of the staged edits.
func (d *Draft) Edits() []Edit { return slices.Clone(d.edits) }

// Get finds the first staged edit of a target, which is the only one of a property.
func (d *Draft) Get(target Target) (Edit, bool) {
	for _, edit := range d.edits {
		if edit.Target == target {
			return edit, true
		}
	}
	return Edit{}, false
}

// Of lists the staged edits of a target.
func (d *Draft) Of(target Target) []Edit {
	var found []Edit
	for _, edit := range d.edits {
		if edit.Target == target {
			found = append(found, edit)
		}
	}
	return found
}

// Member finds the staged edit of one member of a target; the empty path stands for the whole.
func (d *Draft) Member(target Target, path string) (Edit, bool) {
	if i := d.index(target, path); i >= 0 {
		return d.edits[i], true
	}
	return Edit{}, false
}

func (d *Draft) index(target Target, path string) int {
	return slices.IndexFunc(d.edits, func(e Edit) bool { return e.about(target, path) })
}

// put stages an edit in place of an earlier one of the same member.
func (d *Draft) put(edit Edit) {
	if i := d.index(edit.Target, edit.Path); i >= 0 {
		d.edits[i] = edit
		return
	}
	d.edits = append(d.edits, edit)
}

// Add stages edits that a plan has offered, in place of earlier ones of the same members.
func (d *Draft) Add(edits ...Edit) {
	for _, edit := range edits {
		d.put(edit)
	}
}

// Discard takes back the staged edits of a target; false when there was none.
func (d *Draft) Discard(target Target) bool {
	return d.discard(func(e Edit) bool { return e.Target == target })
}

// DiscardMember takes back the staged edit of one member; false when there was none.
func (d *Draft) DiscardMember(target Target, path string) bool {
	return d.discard(func(e Edit) bool { return e.about(target, path) })
}

func (d *Draft) discard(which func(Edit) bool) bool {
	before := len(d.edits)
	d.edits = slices.DeleteFunc(d.edits, which)
	return len(d.edits) < before
}

// Rebase keeps the edit that is in conflict and takes note that the person has seen what the server holds now.
func (d *Draft) Rebase(conflict Conflict) {
	if i := d.index(conflict.Target, conflict.Path); i >= 0 {
		d.edits[i].Base = conflict.Theirs
	}
}

// TakeMerged asks for what both versions together are, where there is such a value, and takes note that the person has seen what the server
// holds now. False when there is none, or no such edit any more.
func (d *Draft) TakeMerged(conflict Conflict) bool {
	i := d.index(conflict.Target, conflict.Path)
	if i < 0 || conflict.Merged == nil {
		return false
	}
	d.edits[i].Base, d.edits[i].Value, d.edits[i].Kind = conflict.Theirs, conflict.Merged, change.Set
	return true
}

// TakeTheirs takes back the edit that is in conflict; false when there is no such edit any more.
func (d *Draft) TakeTheirs(conflict Conflict) bool {
	return d.DiscardMember(conflict.Target, conflict.Path)
}

// Settle takes back the edits of properties that ask for what the configuration holds by now.
func (d *Draft) Settle(c *Configuration) {
	d.edits = slices.DeleteFunc(d.edits, func(e Edit) bool {
		if e.Target.Resource != change.Property {
			return false
		}
		entry, err := c.Lookup(e.Target.ID)
		return err == nil && (entry.Known || e.Kind == change.Set) && entry.Type.Equal(entry.Value, e.Value)
	})
}

// SettleEntity takes back the edits of an entry that ask for what the server holds by now.
func (d *Draft) SettleEntity(e *Entity) {
	d.edits = slices.DeleteFunc(d.edits, func(edit Edit) bool {
		return edit.Target == e.Target && edit.Path != "" && same(e.Field(edit.Path), e.Get(edit.Path), edit.Value)
	})
}

// Clear takes back everything.
func (d *Draft) Clear() { d.edits = nil }

// Done takes back the edits that a plan has applied, and keeps those that were staged or altered since.
func (d *Draft) Done(applied []Edit) {
	d.edits = slices.DeleteFunc(d.edits, func(e Edit) bool {
		return slices.ContainsFunc(applied, func(a Edit) bool {
			return a.about(e.Target, e.Path) && a.Kind == e.Kind && string(a.Value) == string(e.Value)
		})
	})
}

// Created lists the entries of a resource that the draft would create.
func (d *Draft) Created(resource change.Resource) []*Entity {
	var found []*Entity
	for _, edit := range d.edits {
		if edit.Target.Resource == resource && edit.Kind == change.Create {
			found = append(found, (&Entity{Kind: kindOf(resource), Target: edit.Target}).With(d))
		}
	}
	return found
}
