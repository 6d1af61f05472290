package ops

import (
	"encoding/json"
	"slices"

	"github.com/jansadm/jansadm/client/ops/change"
)

// Edit is one staged change: what the person asks for, over what they saw.
type Edit struct {
	Target Target
	Path   string
	Kind   change.Kind
	Base   json.RawMessage // what the server held when the edit was made
	Value  json.RawMessage // for Unset: what the server is expected to hold afterwards
	Secret bool
	Notes  []string // what staging it made necessary, in words
}

// Draft is a set of staged edits, at most one a target, in the order in which they were made. Nothing is written until a plan
// made of them is applied. It belongs to one goroutine.
type Draft struct {
	edits []Edit
}

// NewDraft returns an empty draft.
func NewDraft() *Draft { return &Draft{} }

// Len is the number of staged edits.
func (d *Draft) Len() int { return len(d.edits) }

// Edits returns a copy of the staged edits.
func (d *Draft) Edits() []Edit { return slices.Clone(d.edits) }

// Get finds the staged edit of a target.
func (d *Draft) Get(target Target) (Edit, bool) {
	if i := d.index(target); i >= 0 {
		return d.edits[i], true
	}
	return Edit{}, false
}

func (d *Draft) index(target Target) int {
	return slices.IndexFunc(d.edits, func(e Edit) bool { return e.Target == target })
}

// put stages an edit in place of an earlier one of the same target.
func (d *Draft) put(edit Edit) {
	if i := d.index(edit.Target); i >= 0 {
		d.edits[i] = edit
		return
	}
	d.edits = append(d.edits, edit)
}

// Discard takes back the staged edit of a target; false when there was none.
func (d *Draft) Discard(target Target) bool {
	i := d.index(target)
	if i < 0 {
		return false
	}
	d.edits = slices.Delete(d.edits, i, i+1)
	return true
}

// Rebase keeps the edit of a target and takes note that the person has seen what the server holds now.
func (d *Draft) Rebase(target Target, theirs json.RawMessage) {
	if i := d.index(target); i >= 0 {
		d.edits[i].Base = theirs
	}
}

// Settle takes back the edits that ask for what the configuration holds by now.
func (d *Draft) Settle(c *Configuration) {
	d.edits = slices.DeleteFunc(d.edits, func(e Edit) bool {
		entry, err := c.Lookup(e.Target.ID)
		return err == nil && (entry.Known || e.Kind == change.Set) && entry.Type.Equal(entry.Value, e.Value)
	})
}

// Clear takes back everything.
func (d *Draft) Clear() { d.edits = nil }

// Done takes back the edits that a plan has applied, and keeps those that were staged or altered since.
func (d *Draft) Done(applied []Edit) {
	d.edits = slices.DeleteFunc(d.edits, func(e Edit) bool {
		return slices.ContainsFunc(applied, func(a Edit) bool {
			return a.Target == e.Target && a.Kind == e.Kind && string(a.Value) == string(e.Value)
		})
	})
}
