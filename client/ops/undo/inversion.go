package undo

import (
	"encoding/json"
	"slices"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
)

// inversion turns the changes of a plan round, one after the other.
type inversion struct {
	*facts
	supplied  map[Place]json.RawMessage
	draft     *ops.Draft
	left      []Left
	obstacles []Obstacle
	lost      []string

	names renaming     // of what has been re-created, or is to be
	dead  []ops.Target // entries that were deleted and do not come back: nothing may refer to them again
}

// all goes by what depends on what: entries come back before others refer to them, and what the plan has created goes last, the scopes
// before the claims and scripts that they use.
func (in *inversion) all() {
	for _, c := range in.odd {
		in.left = append(in.left, Left{
			Place: Place{Target: c.Target, Path: c.Path}, Title: c.Target.String() + c.Path, Reason: NotRestorable,
			Why: "this version of jansadm does not know what it is"})
	}
	in.recreate()
	changes := in.entry.Intent.Changes
	for _, c := range changes {
		if c.Kind == change.Set || c.Kind == change.Unset {
			in.value(in.item(c))
		}
	}
	for _, scopes := range []bool{true, false} {
		for _, c := range changes {
			if c.Kind == change.Create && (c.Target.Resource == change.Scope) == scopes {
				in.remove(in.item(c))
			}
		}
	}
}

func (in *inversion) item(c journal.Change) item {
	it := item{Change: c, target: in.become(c.Target), state: stateOf(in.entry, c.Target)}
	it.literal = resultOf(in.entry, c, in.made)
	it.made = in.names.raw(it.literal)
	it.old = in.alive(in.names.raw(renaming(in.made).raw(c.Old)))
	return it
}

// alive is a value without references to what does not come back.
func (in *inversion) alive(value json.RawMessage) json.RawMessage {
	elements, isList := document.Elements(value)
	if !isList || len(in.dead) == 0 {
		return value
	}
	return document.JoinArray(slices.DeleteFunc(elements, func(element json.RawMessage) bool {
		return slices.ContainsFunc(in.dead, func(target ops.Target) bool { return document.Equal(element, document.Quote(dn(target))) })
	}))
}

func (in *inversion) leave(it item, reason Reason, why string) {
	in.left = append(in.left, Left{Place: it.place(), Title: in.title(it.Target, it.Path), Reason: reason, Why: why})
}

// value brings back the old value of a property or of a member.
func (in *inversion) value(it item) {
	s, there := in.subject(it)
	switch {
	case it.state == journal.NotApplied:
		in.leave(it, NotApplied, "the plan did not get to change it")
		return
	case !there:
		in.gone(it)
		return
	}
	old, known := in.restored(s)
	if !known {
		return
	}
	s.old = old
	switch {
	case s.same(s.present, s.old):
		in.already(s.item)
	case s.absent:
		in.leave(it, NotRestorable, "the server does not show this property any more, and this console does not know it")
	case s.Secret && in.writer(s) != nil:
		in.obstruct(s)
	case s.Secret, s.asMade():
		in.draft.Add(in.noting(s.edit(s.old), s.item))
	default:
		in.merge(s)
	}
}

// gone takes note of an entry that has been deleted, once for all of its members.
func (in *inversion) gone(it item) {
	if !slices.ContainsFunc(in.obstacles, func(o Obstacle) bool { return o.Gone && o.Target == it.Target }) {
		in.obstacles = append(in.obstacles, Obstacle{
			Place: Place{Target: it.Target}, Title: in.entryTitle(it.Target), Gone: true, By: in.deleter(it.target)})
	}
}

// already is about what needs no change.
func (in *inversion) already(it item) {
	if it.state == journal.Unknown {
		in.leave(it, NotApplied, "the answer of the server was lost, and it turns out that the plan did not change it")
		return
	}
	in.leave(it, Already, in.backAlready())
}

func (in *inversion) backAlready() string {
	id, undone := Undone(in.log)[in.entry.Intent.ID]
	at := slices.IndexFunc(in.log.Entries, func(e journal.Entry) bool { return e.Intent.ID == id })
	if !undone || at < 0 {
		if by, may := in.unsettled(); may {
			return "it has been taken back already by " + Name(by) + ", whose end was not recorded"
		}
		return "the server holds what it held before the plan"
	}
	return "it has been taken back already by " + Name(in.log.Entries[at])
}

// noting tells what came of a request whose answer was lost.
func (in *inversion) noting(edit ops.Edit, it item) ops.Edit {
	if it.state == journal.Unknown && !it.Secret {
		note := "; it turns out that the plan was applied to it."
		if it.Kind == change.Create {
			note = "; what was asked for is there, created at about that time, but nobody knows whether this plan made it."
		}
		edit.Notes = append(edit.Notes, "The answer of the server about "+in.title(it.Target, it.Path)+" was lost"+note)
	}
	return edit
}

// obstruct takes note of a later change in the way.
func (in *inversion) obstruct(s subject) {
	conflict := ops.Conflict{Target: s.target, Path: s.Path, Base: s.made, Mine: s.old, Theirs: s.present}
	if s.Secret {
		in.obstacles = append(in.obstacles, Obstacle{Place: s.place(), Title: s.title, Secret: true, By: in.writer(s)})
		return
	}
	in.obstacles = append(in.obstacles, Obstacle{
		Place: s.place(), Title: s.title, Expected: conflict.Hide(s.made), Present: conflict.Hide(s.present), By: in.writer(s)})
}
