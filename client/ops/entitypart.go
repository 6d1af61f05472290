package ops

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/transport"
)

// entityPart creates, changes or deletes one entry.
type entityPart struct {
	kind    change.Kind // Create, Set for any change of members, or Delete
	entity  *Entity     // as the server holds it; a new one as it is to be
	changes []Change
	stored  *Entity    // as the server holds it after the write
	filled  references // what was created before this part and is referred to by it
	missed  bool       // it was to be deleted, and had gone before this part did anything
	tried   attempts
}

func (p *entityPart) target() Target { return p.entity.Target }

func (p *entityPart) covers(edit Edit) bool { return edit.Target == p.entity.Target }

// paths of the Config API by resource (the @Path annotations of ScopesResource.java and its siblings).
var entryPaths = map[change.Resource]string{
	change.Scope: "/scopes", change.Claim: "/attributes", change.Script: "/config/scripts", change.Client: "/openid/clients",
}

func (p *entityPart) request(*Plan) ([]Request, error) {
	path := entryPaths[p.target().Resource]
	inum := path + "/" + p.target().ID
	switch p.kind {
	case change.Create:
		return shownRequest("POST", path, p.hidden(p.entity.Document))
	case change.Delete:
		return shownRequest("DELETE", inum, nil)
	}
	if p.renamesClaim() {
		return shownRequest("PUT", path, p.hidden(p.after()))
	}
	patch, _ := entityPatch(p.entity, p.changes, p.tried.at)
	for i, op := range patch {
		patch[i].Value, _ = p.entity.Field(op.Path).Hide(op.Value)
	}
	return shownRequest("PATCH", inum, patch)
}

func (p *entityPart) hidden(doc document.Document) json.RawMessage {
	whole, _ := doc.MarshalJSON() // cannot fail: the members are JSON already
	whole, _ = HideWhole(p.target().Resource, whole)
	return whole
}

// renamesClaim says whether the claim gets another attribute. A PATCH would skip the server's check that the database has it
// (AttributesResource.java), so that the whole entry is sent then.
func (p *entityPart) renamesClaim() bool {
	return p.target().Resource == change.Claim && slices.ContainsFunc(p.changes, func(c Change) bool { return c.Path == "/name" })
}

// after is the entry as the changes leave it.
func (p *entityPart) after() document.Document {
	if p.kind != change.Set {
		return p.entity.Document
	}
	return withChanges(p.entity.Document, p.changes)
}

// reread finds out whether the entry is still as the plan has seen it. Of a new one there is nothing to read.
func (p *entityPart) reread(ctx context.Context, o *Ops) ([]Conflict, error) {
	if p.kind == change.Create {
		return nil, nil
	}
	now, err := o.Entity(ctx, p.target())
	if transport.KindOf(err) == transport.KindNotFound {
		p.missed = p.kind == change.Delete
		return p.gone(), nil
	}
	if err != nil {
		return nil, err
	}
	conflicts := p.conflicts(now)
	if len(conflicts) == 0 {
		p.entity = now
	}
	return conflicts, nil
}

// gone are the conflicts with somebody who has deleted the entry. A deletion then has nothing left to do.
func (p *entityPart) gone() []Conflict {
	if p.kind == change.Delete {
		return nil
	}
	var conflicts []Conflict
	for _, c := range p.changes {
		conflicts = append(conflicts, Conflict{
			Target: c.Target, Title: p.entity.title(), Path: c.Path, Gone: true, Base: c.Old, Mine: c.New, Secret: c.Secret})
	}
	return conflicts
}

func (p *entityPart) conflicts(now *Entity) []Conflict {
	if p.kind == change.Delete {
		return deletionConflict(p.entity, now)
	}
	var conflicts []Conflict
	for _, c := range p.changes {
		theirs := now.Get(c.Path)
		if !same(now.Field(c.Path), theirs, c.Old) {
			conflicts = append(conflicts, Conflict{
				Target: c.Target, Title: now.title(), Path: c.Path, Base: c.Old, Mine: c.New, Theirs: theirs, Secret: c.Secret,
			}.merging(now.Field(c.Path)))
		}
	}
	return conflicts
}

// deletionConflict keeps from deleting what somebody has just changed.
func deletionConflict(seen, now *Entity) []Conflict {
	if len(differences(seen, now)) == 0 {
		return nil
	}
	base, _ := seen.Document.MarshalJSON()
	theirs, _ := now.Document.MarshalJSON() // neither can fail: the members are JSON already
	return []Conflict{{Target: now.Target, Title: now.title(), Base: base, Theirs: theirs}}
}

// differences lists the fields in which two versions of an entry differ, without those that the server makes up.
func differences(before, after *Entity) []string {
	var paths []string
	fields := append(slices.Clone(before.Kind.Fields), before.unknownFields()...)
	for _, field := range after.unknownFields() {
		if !slices.ContainsFunc(fields, func(f fieldOf) bool { return f.Path == field.Path }) {
			fields = append(fields, field)
		}
	}
	for _, field := range fields {
		if !field.Volatile && !same(field, before.Get(field.Path), after.Get(field.Path)) {
			paths = append(paths, field.Path)
		}
	}
	return paths
}

// guarded is false for what takes no tests: DELETE, and PUT of a whole entry. A new entry is in nobody's way.
func (p *entityPart) guarded() bool { return p.kind != change.Delete && !p.renamesClaim() }

func (p *entityPart) again() bool {
	_, guessed := entityPatch(p.entity, p.changes, p.tried.at)
	return p.kind == change.Set && p.guarded() && p.tried.again(guessed)
}

func (p *entityPart) write(ctx context.Context, o *Ops, result *Result) error {
	api, err := o.entries(p.target().Resource)
	if err != nil {
		return err
	}
	var answer document.Document
	var requestID string
	switch {
	case p.kind == change.Delete:
		requestID, err = api.Delete(ctx, p.target().ID)
		result.sent(requestID)
		p.missed = p.missed || transport.KindOf(err) == transport.KindNotFound
		if err != nil && !p.missed {
			return err
		}
		return p.settleDeleted(ctx, o, result, err)
	case p.kind == change.Create:
		answer, requestID, err = api.Create(ctx, p.filled.document(p.entity.Document))
	case p.renamesClaim():
		answer, requestID, err = api.Replace(ctx, p.filled.document(p.after()))
	default:
		patch, _ := entityPatch(p.entity, p.changes, p.tried.at)
		answer, requestID, err = api.Patch(ctx, p.target().ID, p.filled.patch(patch))
	}
	result.sent(requestID)
	if err != nil {
		return err
	}
	return p.settle(ctx, o, result, NewEntity(p.target().Resource, answer))
}

// found looks for the change after a write whose answer was lost.
func (p *entityPart) found(ctx context.Context, o *Ops, result *Result) (bool, error) {
	if p.kind == change.Create {
		return p.foundCreated(ctx, o, result)
	}
	now, err := o.Entity(ctx, p.target())
	switch {
	case transport.KindOf(err) == transport.KindNotFound && p.kind == change.Delete:
		return true, p.settleDeleted(ctx, o, result, nil)
	case err != nil:
		return false, err
	case p.kind == change.Delete, len(p.conflicts(now)) == 0:
		return false, nil
	}
	p.compare(result, now)
	return true, nil
}

// foundCreated looks for an entry of the new one's name that holds what was sent.
func (p *entityPart) foundCreated(ctx context.Context, o *Ops, result *Result) (bool, error) {
	named, err := o.exactly(ctx, p.target().Resource, p.entity.Kind.NameField, p.entity.Name())
	if err != nil {
		return false, err
	}
	for _, candidate := range named {
		if p.asAsked(candidate) {
			p.compare(result, candidate)
			return true, nil
		}
	}
	return false, nil
}
