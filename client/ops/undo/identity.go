package undo

import (
	"bytes"
	"encoding/json"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/directory"
	"github.com/jansadm/jansadm/client/ops/journal"
)

// successors follow entries through their re-creations: the server gives each another inum, and older records speak of the one before.
type successors map[ops.Target]ops.Target

func follow(log journal.Log, server string) successors {
	next, earlier := successors{}, map[string]journal.Entry{}
	for _, entry := range log.Entries {
		if entry.Intent.Server != server {
			continue
		}
		undone, isUndo := earlier[entry.Intent.UndoOf]
		earlier[entry.Intent.ID] = entry
		if !isUndo {
			continue
		}
		inums := created(entry)
		for _, again := range recreations(undone.Intent.Changes, nil) {
			real, made := inums[again.provisional]
			if was := next.now(again.was); made && was != next.now(real) {
				next[was] = real
			}
		}
	}
	return next
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
