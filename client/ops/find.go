package ops

import (
	"context"
	"fmt"
	"strings"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/directory"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/client/transport"
)

// Find reads the entry that a person names, by its name or its inum; a claim by its name in tokens as well. The errors are
// UnknownNameError, with the nearest names, and AmbiguousNameError.
func (o *Ops) Find(ctx context.Context, resource change.Resource, name string) (*Entity, error) {
	kind := kindOf(resource)
	found, err := o.named(ctx, kind, name)
	if err != nil {
		return nil, err
	}
	switch {
	case len(found) == 1:
		return found[0], nil
	case len(found) > 1:
		ambiguous := &AmbiguousNameError{Thing: kind.Resource, Name: name}
		for _, entity := range found {
			ambiguous.Candidates = append(ambiguous.Candidates, entity.Head())
		}
		return nil, ambiguous
	}
	if strings.TrimSpace(name) == "" {
		return nil, &UnknownNameError{Thing: kind.Resource, Name: name}
	}
	entity, err := o.Entity(ctx, Target{Resource: resource, ID: name})
	if transport.KindOf(err) == transport.KindNotFound || transport.KindOf(err) == transport.KindInvalid {
		return nil, &UnknownNameError{Thing: kind.Resource, Name: name, Nearest: o.nearest(ctx, resource, name)}
	}
	return entity, err
}

// named asks for the entries of exactly that name.
func (o *Ops) named(ctx context.Context, kind schema.Entity, name string) ([]*Entity, error) {
	resource := change.Resource(kind.Resource)
	fields := []string{kind.NameField}
	if resource == change.Claim {
		fields = append(fields, "claimName")
	}
	for _, field := range fields {
		found, err := o.exactly(ctx, resource, field, name)
		if err != nil || len(found) > 0 {
			return found, err
		}
	}
	return nil, nil
}

// exactly finds entries by the value of one member. The server cannot compare values with a comma or an equals sign exactly, and may
// compare without regard to case, so that what it finds is looked at again.
func (o *Ops) exactly(ctx context.Context, resource change.Resource, field, value string) ([]*Entity, error) {
	if strings.TrimSpace(value) == "" {
		return nil, nil
	}
	query := Query{Fields: []client.Field{{Name: field, Value: value}}}
	if strings.ContainsAny(value, ",=") {
		longest := ""
		for _, part := range strings.Split(value, ",") {
			if len(part) > len(longest) {
				longest = part
			}
		}
		query = Query{Pattern: longest}
	}
	var found []*Entity
	err := o.scan(ctx, resource, query, func(doc document.Document) bool {
		if text, _ := document.Text(doc.Get(field)); text == value {
			found = append(found, NewEntity(resource, doc))
		}
		return true
	})
	return found, err
}

// nearestAmong bounds how many names are read for a suggestion.
const nearestAmong = 1000

// nearest suggests names. It is a courtesy: when reading fails there is no suggestion.
func (o *Ops) nearest(ctx context.Context, resource change.Resource, name string) []string {
	var names []string
	err := o.scan(ctx, resource, Query{}, func(doc document.Document) bool {
		names = append(names, directory.HeadOf(resource, doc).Name)
		if head := directory.HeadOf(resource, doc); head.Claim != "" && head.Claim != head.Name {
			names = append(names, head.Claim)
		}
		return len(names) < nearestAmong
	})
	if err != nil && len(names) == 0 {
		return nil
	}
	return schema.NearestOf(name, names, 3)
}

// Refer finds the DN of the claim, script or scope that a person names, for a field that refers to it.
func (o *Ops) Refer(ctx context.Context, refers schema.Reference, name string) (string, error) {
	resource := change.Resource(refers.Resource)
	if target, ok := directory.TargetOf(name); ok && target.Resource == resource {
		name = target.ID
	}
	entity, err := o.Find(ctx, resource, name)
	if err != nil {
		return "", err
	}
	if refers.Type != "" && entity.Type() != refers.Type {
		return "", &InvalidValueError{Name: entity.Name(), Problems: []schema.Problem{{
			Severity: schema.Refuse, Message: fmt.Sprintf("it is a script of the type %s, and one of the type %s is needed here", entity.Type(), refers.Type)}}}
	}
	return entity.Head().DN(), nil
}
