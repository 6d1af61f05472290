package ops

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/directory"
	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/client/transport"
)

// ReferAll finds the DNs of what a person names for a field that refers to others. A DN that the field holds already is taken as it is,
// also when it leads nowhere. For a field that refers to nothing the names are the values. The error is NameErrors.
func (o *Ops) ReferAll(ctx context.Context, e *Entity, path string, names []string) ([]string, error) {
	field := e.Field(path)
	if field.Refers == (schema.Reference{}) {
		return names, nil
	}
	held := texts(e.Get(path))
	var dns []string
	var errs NameErrors
	for _, name := range names {
		dn, ok := o.held(held, name)
		if !ok {
			var err error
			if dn, err = o.Refer(ctx, field.Refers, name); err != nil {
				errs = append(errs, err)
				continue
			}
		}
		if !slices.ContainsFunc(dns, func(other string) bool { return strings.EqualFold(other, dn) }) {
			dns = append(dns, dn)
		}
	}
	if len(errs) > 0 {
		return nil, errs
	}
	return dns, nil
}

// held finds a DN of a list by itself, its inum, or the name that [Named] gives it.
func (o *Ops) held(list []string, name string) (string, bool) {
	names := o.Directory()
	for _, dn := range list {
		target, ok := directory.TargetOf(dn)
		if strings.EqualFold(dn, name) || ok && target.ID == name || Named(names, dn) == name {
			return dn, true
		}
	}
	return "", false
}

// Named is what a command line may call the entry of a DN: its name where that means one entry only, else the DN.
func Named(names Directory, dn string) string {
	head, ok := names.Refer(dn)
	if !ok || head.Name == "" && head.Claim == "" {
		return dn
	}
	word := head.Word()
	for _, other := range names.All(head.Resource) {
		if other.Target() != head.Target() && (other.Name == word || other.Claim == word) {
			return dn
		}
	}
	return word
}

// WithReferences is the value of a field with more entries, found by [Ops.ReferAll].
func (o *Ops) WithReferences(ctx context.Context, e *Entity, path string, names []string) (json.RawMessage, error) {
	dns, err := o.ReferAll(ctx, e, path, names)
	if err != nil {
		return nil, err
	}
	list := texts(e.Get(path))
	for _, dn := range dns {
		if !slices.ContainsFunc(list, func(other string) bool { return strings.EqualFold(other, dn) }) {
			list = append(list, dn)
		}
	}
	return document.QuoteAll(list), nil
}

// WithoutReferences is the value of a field without some entries. One that exists and is not in the list is no error.
func (o *Ops) WithoutReferences(ctx context.Context, e *Entity, path string, names []string) (json.RawMessage, error) {
	dns, err := o.ReferAll(ctx, e, path, names)
	if err != nil {
		return nil, err
	}
	list := slices.DeleteFunc(texts(e.Get(path)), func(dn string) bool {
		return slices.ContainsFunc(dns, func(other string) bool { return strings.EqualFold(other, dn) })
	})
	return document.QuoteAll(list), nil
}

// NamesOf reads what an entry refers to, so that its DNs can be shown as names: all claims or scripts, but of scopes only those that are
// named. What this person may not read stays a DN.
func (o *Ops) NamesOf(ctx context.Context, e *Entity) (Directory, error) {
	var scopes []string
	for _, field := range e.Kind.Fields {
		listed := texts(e.Get(field.Path))
		switch resource := change.Resource(field.Refers.Resource); {
		case len(listed) == 0 || resource == "":
		case resource == change.Scope:
			scopes = append(scopes, listed...)
		default:
			if names, err := o.LoadDirectory(ctx, resource); err != nil && transport.KindOf(err) != transport.KindNotPermitted {
				return names, err
			}
		}
	}
	return o.ResolveScopes(ctx, scopes)
}
