package undo

import (
	"slices"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/journal"
)

// Undone tells which plans have been taken back, by the ids of both records: the plan's, and that of the undo in force. An undo that was
// itself taken back is not in force, and neither is one that stopped midway.
func Undone(log journal.Log) map[string]string {
	undone := map[string]string{}
	for _, entry := range slices.Backward(log.Entries) {
		of := entry.Intent.UndoOf
		if of == "" || entry.State() != journal.Verified && entry.State() != journal.Unverified {
			continue
		}
		if _, taken := undone[entry.Intent.ID]; taken {
			continue // every undo comes after what it undoes, so that all of them are known by now
		}
		if _, later := undone[of]; !later {
			undone[of] = entry.Intent.ID
		}
	}
	return undone
}

// Last is the newest plan of a server and a profile that may be taken back: one that changed something or may have done, has not been
// taken back, and is no undo.
func Last(log journal.Log, server, profile string) (journal.Entry, bool) {
	return newest(log, func(e journal.Entry) bool {
		return e.Intent.Server == server && e.Intent.Profile == profile && e.Intent.UndoOf == ""
	})
}

// Before is the newest plan before the one that is taken back, of the same server and profile, that may be taken back instead. While nothing of
// the last plan can be, it is the way past that.
func (u *Undo) Before() (journal.Entry, bool) {
	of := u.Of.Intent
	return newest(u.facts.log, func(e journal.Entry) bool {
		return e.Intent.Number < of.Number && e.Intent.Server == of.Server && e.Intent.Profile == of.Profile && e.Intent.UndoOf == ""
	})
}

// Redo is the newest undo of a server that may be taken back. The undo of an undo is not among them: to take that back is [Last]'s.
func Redo(log journal.Log, server string) (journal.Entry, bool) {
	undoes := map[string]bool{}
	for _, entry := range log.Entries {
		of := entry.Intent.UndoOf
		undoes[entry.Intent.ID] = of != "" && !undoes[of]
	}
	return newest(log, func(e journal.Entry) bool { return e.Intent.Server == server && undoes[e.Intent.ID] })
}

func newest(log journal.Log, which func(journal.Entry) bool) (journal.Entry, bool) {
	undone := Undone(log)
	for _, entry := range slices.Backward(log.Entries) {
		if _, taken := undone[entry.Intent.ID]; !taken && !entry.Intent.Final() && entry.State() != journal.NotApplied && which(entry) {
			return entry, true
		}
	}
	return journal.Entry{}, false
}

// Words that stand for a plan: the one that is [Last], and the one that is [Redo].
const (
	LastWord = "last"
	RedoWord = "redo"
)

// Find returns the plan that a person wants to take back on this server: by one of the words, or as [journal.Log.Find] does. The error is a
// NothingError, or that of the journal.
func Find(log journal.Log, o *ops.Ops, word string) (journal.Entry, error) {
	var entry journal.Entry
	found := false
	switch word {
	case LastWord:
		entry, found = Last(log, o.Server(), o.Profile())
	case RedoWord:
		entry, found = Redo(log, o.Server())
	default:
		return log.Find(word)
	}
	if !found {
		return entry, &NothingError{Redo: word == RedoWord}
	}
	return entry, nil
}
