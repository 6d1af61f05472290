package ops

import (
	"context"
	"fmt"
	"slices"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/client/transport"
)

type fieldOf = schema.EntityField

// settle compares what the server holds with what was asked. Where the answer only echoes the request, the entry is read again.
func (p *entityPart) settle(ctx context.Context, o *Ops, result *Result, answer *Entity) error {
	if p.echoed() {
		now, err := o.Entity(ctx, answer.Target)
		switch {
		case transport.KindOf(err) == transport.KindNotFound && p.kind == change.Set: // somebody has deleted it right after the write
			for _, c := range p.changes {
				result.Items = append(result.Items, Item{Change: c})
			}
			return nil
		case err != nil:
			return &UnknownResultError{Write: fmt.Errorf("the server took the change of %s %s", p.entity.word(), p.entity.Name()), Read: err}
		}
		answer = now
	}
	p.compare(result, answer)
	o.names.change(func(d Directory) Directory { return d.Add(answer.Head()) })
	return nil
}

// echoed says whether the answer to the write is not what was stored (config-api.md 2.2 to 2.5: PATCH of attributes and clients, POST and
// PUT of scripts).
func (p *entityPart) echoed() bool {
	switch p.target().Resource {
	case change.Claim, change.Client:
		return p.kind == change.Set && !p.renamesClaim()
	case change.Script:
		return p.kind == change.Create
	}
	return false
}

// compare writes down what the server made of each change, and what else has become different.
func (p *entityPart) compare(result *Result, now *Entity) {
	result.Entities = append(result.Entities, now)
	p.stored = now
	if p.kind == change.Create {
		whole, _ := now.Document.MarshalJSON() // cannot fail: the members are JSON already
		result.Items = append(result.Items, Item{Change: p.changes[0], Got: whole, OK: p.asAsked(now)})
		return
	}
	var asked []string
	for _, c := range p.changes {
		got := now.Get(c.Path)
		result.Items = append(result.Items, Item{Change: c, Got: got, OK: same(now.Field(c.Path), p.filled.raw(c.New), got)})
		asked = append(asked, c.Path)
	}
	for _, path := range differences(p.entity, now) {
		if !slices.Contains(asked, path) {
			field := now.Field(path)
			result.Others = append(result.Others, Drift{
				Target: p.target(), Path: path, Old: p.entity.Get(path), New: now.Get(path), Secret: field.Secret, Derived: followsOthers(path)})
		}
	}
}

// followsOthers says whether the server works a member out from others: the location type stands in the module properties too, and
// the names of a client are one.
func followsOthers(path string) bool {
	return slices.Contains([]string{"/locationType", "/moduleProperties", "/displayName", "/clientName"}, path)
}

// asAsked says whether an entry holds everything that was asked of a new one.
func (p *entityPart) asAsked(now *Entity) bool {
	asked := p.filled.document(p.entity.Document)
	for _, field := range p.entity.Kind.Fields {
		value := memberAt(asked, field.Path)
		if field.Volatile || document.IsEmpty(value) {
			continue
		}
		if !same(field, value, now.Get(field.Path)) {
			return false
		}
	}
	return true
}

// settleDeleted makes sure that the entry is gone. One that the server claimed not to find is not, when it can be read all the same.
func (p *entityPart) settleDeleted(ctx context.Context, o *Ops, result *Result, missing error) error {
	now, err := o.Entity(ctx, p.target())
	item := Item{Change: p.changes[0], OK: transport.KindOf(err) == transport.KindNotFound}
	item.Gone = item.OK && p.missed
	if err != nil && !item.OK {
		return &UnknownResultError{Write: fmt.Errorf("the server took the deletion of %s %s", p.entity.word(), p.entity.Name()), Read: err}
	}
	if now != nil && missing != nil {
		return missing
	}
	if now != nil {
		item.Got, _ = now.Document.MarshalJSON() // cannot fail: the members are JSON already
	}
	result.Items = append(result.Items, item)
	if item.OK {
		o.names.change(func(d Directory) Directory { return d.Remove(p.target()) })
	}
	return nil
}
