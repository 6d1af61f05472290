package undo

import (
	"encoding/json"
	"slices"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/schema"
)

// item is one change of the plan, in terms of what the entries are by now.
type item struct {
	journal.Change
	target  ops.Target
	state   journal.State
	made    json.RawMessage // what the server made of it
	literal json.RawMessage // the same by the inums of its time, which dangling references still hold
	old     json.RawMessage // what is to come back
}

func (i item) place() Place { return Place{Target: i.Target, Path: i.Path} }

// resultOf is what the server made of a change: what was asked, unless the record says otherwise. References to what the same plan
// created are to the real entries.
func resultOf(entry journal.Entry, c journal.Change, made map[ops.Target]ops.Target) json.RawMessage {
	result := c.New
	at := slices.IndexFunc(entry.Outcome.Stored, func(s journal.Stored) bool { return s.Target == c.Target && s.Path == c.Path })
	if at >= 0 {
		result = entry.Outcome.Stored[at].Value
	}
	return renaming(made).raw(result)
}

// subject is a property or a member of an entry as the server holds it now.
type subject struct {
	item
	title   string // "scope careers: Claims"
	entry   string // "scope careers"; empty for a property
	field   schema.EntityField
	present json.RawMessage
	absent  bool // a property that the server does not show, and this console does not know
	same    func(a, b json.RawMessage) bool
}

// subject reads the facts; false when the server holds the entry no more.
func (f *facts) subject(it item) (subject, bool) {
	s := subject{item: it, title: f.title(it.Target, it.Path)}
	if it.target.Resource == change.Property {
		entry, err := f.configuration.Lookup(it.target.ID)
		if s.absent = err != nil; s.absent {
			entry.Property = schema.Infer(it.target.ID, it.Old) // a newer server's, which leaves it out while it is empty
		}
		s.field = schema.EntityField{Property: entry.Property, Path: document.Pointer(it.target.ID)}
		s.present, s.same = entry.Value, entry.Type.Equal
		return s, true
	}
	entity := f.entities[it.target]
	if entity == nil {
		return s, false
	}
	s.entry = f.entryTitle(it.Target)
	s.field, s.present = entity.Field(it.Path), entity.Get(it.Path)
	s.same = func(a, b json.RawMessage) bool { return entity.Same(it.Path, a, b) }
	return s, true
}

// asMade says whether the server holds what the plan has made. Where the record has masks, the secrets of both sides are passed over.
func (s subject) asMade() bool {
	if s.Target.Resource == change.Property && s.Kind == change.Unset && !s.field.Known {
		return true // what a property falls back to that this console does not know is for the server to say
	}
	return s.holds(s.made, s.Masked) || s.holds(s.literal, s.Masked)
}

func (s subject) holds(value json.RawMessage, masked bool) bool {
	present := s.present
	if masked {
		present, _ = s.field.Veiling(s.old, s.made).Hide(present)
	}
	return s.same(present, value)
}

// edit asks for a value in the place of the present one.
func (s subject) edit(value json.RawMessage) ops.Edit {
	edit := ops.Edit{Target: s.target, Path: s.Path, Kind: change.Set, Base: s.present, Value: value, Secret: s.Secret, Title: s.entry}
	if !document.IsEmpty(value) {
		return edit
	}
	edit.Kind, edit.Value = change.Unset, nil
	if s.target.Resource != change.Property || document.IsEmpty(s.field.Unset) {
		return edit
	}
	if s.field.Type.Kind == schema.KindBoolean { // one that was never set cannot be so again (AppConfiguration.java has primitives)
		edit.Value = s.field.Unset
		return edit
	}
	edit.Kind, edit.Value = change.Set, json.RawMessage("null") // removing it would bring the default of its class
	return edit
}
