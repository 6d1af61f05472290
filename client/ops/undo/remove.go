package undo

import (
	"slices"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
	"github.com/jansadm/jansadm/client/schema"
)

// remove deletes an entry that the plan has created, unless somebody has worked on it since or has come to use it.
func (in *inversion) remove(it item) {
	entity := in.entities[it.target]
	switch {
	case it.state == journal.NotApplied:
		in.leave(it, NotApplied, "the plan did not get to create it")
	case it.target.IsNew() && in.doubts[it.Target] != "":
		in.leave(it, Unclear, in.doubts[it.Target])
	case it.target.IsNew() && it.state == journal.Unknown:
		in.leave(it, NotApplied, "the answer of the server was lost, and it holds no entry of that name with what was asked")
	case it.target.IsNew():
		in.leave(it, Unclear, "the journal does not tell which entry the server made of it")
	case entity == nil:
		in.leave(it, Already, "it has been deleted already")
	case in.touched(it, entity):
	default:
		in.delete(it, entity)
	}
}

func (in *inversion) delete(it item, entity *ops.Entity) {
	if users := in.strangers(it.target); len(users) > 0 {
		in.obstacles = append(in.obstacles, Obstacle{
			Place: it.place(), Title: in.entryTitle(it.Target), Users: users, By: in.referrer(users[0].Target(), it.target)})
		return
	}
	edit := ops.Edit{Target: it.target, Kind: change.Delete, Title: in.entryTitle(it.Target)}
	edit.Base, _ = entity.Document.MarshalJSON() // cannot fail: the members are JSON already
	in.draft.Add(in.noting(edit, it))
}

// touched takes note of what others have changed of an entry since it was created.
func (in *inversion) touched(it item, entity *ops.Entity) bool {
	paths := in.alteredSince(it.Change, entity)
	doc, _ := document.Members(it.made)
	asked := ops.NewEntity(it.Target.Resource, doc)
	for _, path := range paths {
		member := it
		member.Path, member.Kind, member.made, member.literal, member.old = path, change.Set, asked.Get(path), nil, nil
		if s, there := in.subject(member); there {
			in.obstruct(s)
		}
	}
	return len(paths) > 0
}

// alteredSince lists the fields of an entry that do not hold what it was created with. Of what was left out then, the server makes its
// own defaults, of which some are known.
func (f *facts) alteredSince(c journal.Change, entity *ops.Entity) []string {
	return f.altered(c, resultOf(f.entry, c, f.made), entity)
}

// altered is alteredSince for what was asked of the server.
func (f *facts) altered(c journal.Change, wanted []byte, entity *ops.Entity) []string {
	doc, _ := document.Members(wanted)
	asked := ops.NewEntity(c.Target.Resource, doc)
	names := f.latest()
	var paths []string
	for _, field := range entity.Kind.Fields {
		want, now := asked.Get(field.Path), entity.Get(field.Path)
		if field.Volatile || field.Fixed != "" || ownDefault(field, entity, want) {
			continue
		}
		if c.Masked {
			now, _ = field.Veiling(want).Hide(now)
		}
		if c.Masked && field.Path == settingsPath && f.madeAgain(entity.Target) {
			want, now = withoutMasks(want), withoutMasks(now)
		}
		if !entity.Same(field.Path, want, now) && !entity.Same(field.Path, names.raw(want), now) {
			paths = append(paths, field.Path)
		}
	}
	return paths
}

// ownDefault says whether a field that was left out of a new entry holds what the server makes of that.
func ownDefault(field schema.EntityField, entity *ops.Entity, asked []byte) bool {
	if !document.IsEmpty(asked) {
		return false
	}
	now := entity.Get(field.Path)
	return entity.Same(field.Path, field.Default, now) || document.Equal(now, entity.Document.Get(entity.Kind.NameField)) ||
		slices.Contains([]string{"/locationType", "/moduleProperties"}, field.Path)
}

// strangers are those who use an entry and will still do so when the undo is applied.
func (in *inversion) strangers(target ops.Target) []ops.Head {
	return slices.DeleteFunc(slices.Clone(in.users[target]), func(user ops.Head) bool {
		entity := in.entities[user.Target()]
		if entity == nil {
			return false
		}
		if entity.Deleted(in.draft) {
			return true
		}
		whole, _ := entity.With(in.draft).Document.MarshalJSON() // cannot fail: the members are JSON already
		return !refersTo(whole, target)
	})
}
