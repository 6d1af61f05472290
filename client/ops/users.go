package ops

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/directory"
)

// Users lists who refers to an entry: the clients that have a scope, the scopes that release a claim or run a script. For a scope the
// server looks at every client; for the others all scopes are read, page by page.
func (o *Ops) Users(ctx context.Context, target Target) ([]Head, error) {
	if target.Resource == change.Scope {
		return o.clientsOf(ctx, target)
	}
	if target.Resource == change.Client {
		return nil, nil
	}
	dn := strings.ToLower(kindOf(target.Resource).DN(target.ID))
	var users []Head
	err := o.scan(ctx, change.Scope, Query{}, func(doc document.Document) bool {
		for _, field := range []string{"claims", "dynamicScopeScripts", "umaAuthorizationPolicies"} {
			listed, _ := document.Strings(doc.Get(field))
			if slices.ContainsFunc(listed, func(other string) bool { return strings.ToLower(other) == dn }) {
				users = append(users, directory.HeadOf(change.Scope, doc))
				break
			}
		}
		return true
	})
	return users, err
}

func (o *Ops) clientsOf(ctx context.Context, target Target) ([]Head, error) {
	if o.deps.ScopeUsers == nil {
		return nil, errors.New("the clients of a scope cannot be asked for")
	}
	names, err := o.deps.ScopeUsers(ctx, target.ID)
	if err != nil {
		return nil, err
	}
	users := make([]Head, len(names))
	for i, name := range names {
		users[i] = Head{Resource: change.Client, Inum: name.Inum, Name: name.Name, Active: !name.Disabled}
	}
	return users, nil
}
