package undo

import (
	"slices"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
)

// later lists the applied plans of the same server after the one that is taken back, oldest first.
func (f *facts) later() []journal.Entry {
	at := slices.IndexFunc(f.log.Entries, func(e journal.Entry) bool { return e.Intent.ID == f.entry.Intent.ID })
	return slices.DeleteFunc(slices.Clone(f.log.Entries[at+1:]), func(e journal.Entry) bool {
		return e.Intent.Server != f.entry.Intent.Server || e.State() == journal.NotApplied
	})
}

// lastNumber is that of the last plan in the journal.
func (f *facts) lastNumber() int64 {
	var last int64
	for _, entry := range f.log.Entries {
		last = max(last, entry.Intent.Number)
	}
	return last
}

// view says whether a change of a later plan is about something, and whether the server still holds what that has made of it. What the plan
// has created is told along.
type view func(made map[ops.Target]ops.Target, entry journal.Entry, c journal.Change) (about, holds bool)

// author finds the later plan whose change is the one that shows now: the last that was about the target, if the server still holds what
// that has made.
func (f *facts) author(target ops.Target, shows view) *journal.Entry {
	var found *journal.Entry
	for _, entry := range f.later() {
		made := created(entry)
		for _, c := range entry.Intent.Changes {
			if stateOf(entry, c.Target) == journal.NotApplied || f.now(renamed(made, c.Target)) != target {
				continue
			}
			about, holds := shows(made, entry, c)
			switch {
			case about && holds:
				found = &entry
			case about:
				found = nil
			}
		}
	}
	return found
}

func renamed(made map[ops.Target]ops.Target, target ops.Target) ops.Target {
	if real, ok := made[target]; ok {
		return real
	}
	return target
}

// writer is the later plan that made what a member holds now. No record tells the values of a secret: there it is the last plan in force
// that was about it.
func (f *facts) writer(s subject) *journal.Entry {
	cancelled := f.cancelled()
	return f.author(s.target, func(made map[ops.Target]ops.Target, entry journal.Entry, c journal.Change) (about, holds bool) {
		result := resultOf(entry, c, made)
		if c.Kind == change.Create {
			doc, _ := document.Members(result)
			result = ops.NewEntity(c.Target.Resource, doc).Get(s.Path)
		} else if c.Path != s.Path || s.Secret && cancelled[entry.Intent.ID] {
			return false, false
		}
		return true, c.Secret || s.holds(result, c.Masked) || s.holds(f.latest().raw(result), c.Masked)
	})
}

// cancelled are the plans that were taken back, and the undoes in force that did so.
func (f *facts) cancelled() map[string]bool {
	found := map[string]bool{}
	for plan, undo := range Undone(f.log) {
		found[plan], found[undo] = true, true
	}
	return found
}

// deleter is the later plan that deleted an entry.
func (f *facts) deleter(target ops.Target) *journal.Entry {
	return f.author(target, func(_ map[ops.Target]ops.Target, _ journal.Entry, c journal.Change) (about, holds bool) {
		return true, c.Kind == change.Delete
	})
}

// referrer is the later plan that made an entry refer to another.
func (f *facts) referrer(user, to ops.Target) *journal.Entry {
	return f.author(user, func(made map[ops.Target]ops.Target, entry journal.Entry, c journal.Change) (about, holds bool) {
		result, before := resultOf(entry, c, made), c.Old
		return refersTo(result, to) != refersTo(before, to), refersTo(result, to)
	})
}
