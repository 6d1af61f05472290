package undo

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/journal"
)

// recreation is a deleted entry as it can be made again.
type recreation struct {
	journal.Change
	was         ops.Target
	provisional ops.Target
	edit        ops.Edit
	masks       []mask
	err         error // why it cannot
}

// recreations lists the entries that changes have deleted. The provisional targets depend on the changes alone, so that a later undo finds
// out from the record of this one what became of which.
func recreations(changes []journal.Change, supplied map[Place]json.RawMessage) []recreation {
	draft := ops.NewDraft()
	var found []recreation
	for _, c := range changes {
		if c.Kind != change.Delete {
			continue
		}
		again := recreation{Change: c, was: c.Target}
		doc, _ := document.Members(c.Old)
		before := &ops.Entity{Kind: ops.NewEntity(c.Target.Resource, doc).Kind, Target: c.Target, Document: doc}
		if settings := before.Get(settingsPath); c.Target.Resource == change.Script && hasMask(settings) {
			settings, again.masks = unmasked(c.Target, settings, nil, supplied)
			before = before.WithMember(settingsPath, settings)
		}
		again.create(draft, before)
		found = append(found, again)
	}
	return found
}

func (r *recreation) create(draft *ops.Draft, before *ops.Entity) {
	if r.was.Resource == change.Client {
		r.err = &ops.NotSettableError{Name: "client " + before.Name(), Why: "this console creates no clients"}
		return
	}
	made, err := ops.Create(draft, r.was.Resource, before.Document)
	if err != nil {
		r.err = err
		return
	}
	for _, path := range storedWhenSent[r.was.Resource] {
		if value := before.Get(path); !document.IsEmpty(value) {
			made = made.WithMember(path, value)
		}
	}
	for _, path := range filledIn[r.was.Resource] {
		if document.IsEmpty(before.Get(path)) {
			made = made.WithMember(path, document.Quote(""))
		}
	}
	r.provisional = made.Target
	r.edit = ops.Edit{Target: made.Target, Kind: change.Create, Title: string(r.was.Resource) + " " + before.Name()}
	r.edit.Value, _ = made.Document.MarshalJSON() // cannot fail: the members are JSON already
}

// storedWhenSent are members that nobody sets by hand, but that the server stores when they come with a new entry (ScopesResource.java).
var storedWhenSent = map[change.Resource][]string{change.Scope: {"/creatorType", "/creatorId", "/creatorAttributes"}}

// filledIn are texts that the server makes up for a new entry when they are left out, but not when they are sent empty (ScopesResource.java).
var filledIn = map[change.Resource][]string{change.Scope: {"/displayName"}}

// madeAnew are members of which a re-created entry gets the server's own.
var madeAnew = map[change.Resource][]string{change.Scope: {"/creationDate"}, change.Script: {"/revision", "/scriptError"}}

// loss says what an entry does not get back.
func (r recreation) loss() string {
	doc, _ := document.Members(r.Old)
	before := ops.NewEntity(r.was.Resource, doc)
	parts := []string{"its inum " + r.was.ID, "its DN"}
	for _, path := range madeAnew[r.was.Resource] {
		if !document.IsEmpty(before.Get(path)) {
			parts = append(parts, "the "+strings.ToLower(before.Field(path).Title)+" of old")
		}
	}
	return fmt.Sprintf("%s comes back as a new entry, without: %s. References to it that are not part of the plan keep leading nowhere.",
		r.edit.Title, strings.Join(parts, ", "))
}

// recreate brings deleted entries back, and works out by which DNs others refer to them.
func (in *inversion) recreate() {
	becomes := map[ops.Target]ops.Target{}
	var again []recreation
	for _, r := range recreations(in.entry.Intent.Changes, in.supplied) {
		if in.comesBack(r) {
			again = append(again, r)
			becomes[in.now(r.was)] = r.provisional
		} else if in.entities[in.now(r.was)] == nil {
			in.dead = append(in.dead, r.was, in.now(r.was))
		}
	}
	in.names = in.latest()
	for was, now := range in.names {
		in.names[was] = renamed(becomes, now)
	}
	for gone, provisional := range becomes {
		in.names[gone] = provisional
	}
	for _, r := range again {
		edit, loss := in.referring(r.edit), r.loss()
		edit.Notes = append(edit.Notes, loss)
		in.draft.Add(in.noting(edit, item{Change: r.Change, state: stateOf(in.entry, r.was)}))
		in.lost = append(in.lost, loss)
	}
}

// comesBack says whether a deleted entry is to be made again; when it is not, the reason is noted.
func (in *inversion) comesBack(r recreation) bool {
	it := item{Change: r.Change, target: in.now(r.was), state: stateOf(in.entry, r.was)}
	switch {
	case it.state == journal.NotApplied:
		in.leave(it, NotApplied, "the plan did not get to delete it")
	case it.state == journal.AlreadyGone:
		in.leave(it, DoneByOthers, "somebody else had deleted it before the plan did")
	case in.entities[it.target] != nil:
		in.already(it)
	case r.err != nil:
		in.leave(it, NotRestorable, r.err.Error())
	default:
		in.leaveMasks(r.was, in.settingsTitle(r.was), r.masks)
		return true
	}
	return false
}

// referring is the creation of an entry that refers to others by what they are now.
func (in *inversion) referring(edit ops.Edit) ops.Edit {
	doc, _ := document.Members(in.names.raw(edit.Value))
	for name, value := range doc {
		if kept := in.alive(value); document.IsEmpty(kept) && !document.IsEmpty(value) {
			delete(doc, name)
		} else {
			doc[name] = kept
		}
	}
	edit.Value, _ = doc.MarshalJSON() // cannot fail: the members are JSON already
	return edit
}
