package ops

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/directory"
	"github.com/jansadm/jansadm/client/transport"
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
	holders, err := o.holders(ctx, target)
	return headsOf(holders), err
}

// holders are the clients that have a scope. One that somebody has deleted has none.
func (o *Ops) holders(ctx context.Context, scope Target) ([]client.ScopeUser, error) {
	if o.deps.ScopeUsers == nil {
		return nil, errors.New("the clients of a scope cannot be asked for")
	}
	holders, err := o.deps.ScopeUsers(ctx, scope.ID)
	if transport.KindOf(err) == transport.KindNotFound {
		return nil, nil
	}
	return holders, err
}

func headsOf(holders []client.ScopeUser) []Head {
	heads := make([]Head, len(holders))
	for i, holder := range holders {
		heads[i] = Head{Resource: change.Client, Inum: holder.Inum, Name: holder.Name, Active: !holder.Disabled}
	}
	return heads
}
