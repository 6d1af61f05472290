package undo

import (
	"bytes"
	"encoding/json"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/directory"
	"github.com/jansadm/jansadm/client/ops/journal"
)

// successors follow entries through their re-creations since a plan: the server gives each another inum, and its record speaks of the one
// before. What had been re-created earlier was dead already when the plan was made, so that a reference to it led nowhere, and stays so.
type successors map[ops.Target]ops.Target

func follow(log journal.Log, since journal.Entry) successors {
	next, earlier := successors{}, map[string]journal.Entry{}
	for _, entry := range log.Entries {
		undone, isUndo := earlier[entry.Intent.UndoOf]
		if entry.Intent.Server == since.Intent.Server {
			earlier[entry.Intent.ID] = entry
		}
		if _, later := earlier[since.Intent.ID]; isUndo && later && entry.Intent.ID != since.Intent.ID {
			next.add(undone, created(entry))
		}
	}
	return next
}

// add takes note of what an undo has made again of what the undone plan had deleted.
func (s successors) add(undone journal.Entry, inums map[ops.Target]ops.Target) {
	for _, again := range recreations(undone.Intent.Changes, nil) {
		real, made := inums[again.provisional]
		if was := s.now(again.was); made && was != s.now(real) {
			s[was] = real
		}
	}
}

// now is the entry that a target has become.
func (s successors) now(target ops.Target) ops.Target {
	for {
		next, again := s[target]
		if !again {
			return target
		}
		target = next
	}
}

// madeAgain says whether an entry has come in the place of a deleted one.
func (s successors) madeAgain(target ops.Target) bool {
	for _, next := range s {
		if next == target {
			return true
		}
	}
	return false
}

// latest names every entry by what it has become.
func (s successors) latest() renaming {
	names := renaming{}
	for was := range s {
		names[was] = s.now(was)
	}
	return names
}

// created maps the provisional targets of a plan to the entries that the server made of them.
func created(entry journal.Entry) map[ops.Target]ops.Target {
	made := map[ops.Target]ops.Target{}
	for _, part := range entry.Outcome.Parts {
		if part.Target.IsNew() && part.Inum != "" {
			made[part.Target] = ops.Target{Resource: part.Target.Resource, ID: part.Inum}
		}
	}
	return made
}

// renaming puts the DNs of some entries in the place of those of others.
type renaming map[ops.Target]ops.Target

func (r renaming) raw(value json.RawMessage) json.RawMessage {
	for from, to := range r {
		value = bytes.ReplaceAll(value, document.Quote(dn(from)), document.Quote(dn(to)))
	}
	return value
}

func dn(target ops.Target) string {
	return directory.Head{Resource: target.Resource, Inum: target.ID}.DN()
}

// refersTo says whether a value holds the DN of an entry.
func refersTo(value json.RawMessage, target ops.Target) bool {
	return bytes.Contains(value, document.Quote(dn(target)))
}
