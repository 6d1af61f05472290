package tokens

import (
	"cmp"
	"context"
	"slices"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/ops/impact"
)

// findOwn marks the tokens that this console is signed in with.
func (d *draft) findOwn(ctx context.Context) error {
	if d.service.deps.Own == nil {
		return nil
	}
	var err error
	if d.own, err = d.service.deps.Own(ctx); err != nil {
		return err
	}
	for _, code := range []string{d.own.Access, d.own.Person, d.own.Refresh} {
		if at, among := d.index[code]; among {
			d.items[at].Own = true
		}
	}
	return nil
}

// findOwnSession marks the session of the browser in which the person at the console has signed in. Without the permission to read tokens
// that cannot be found out.
func (d *draft) findOwnSession(ctx context.Context) error {
	if d.service.deps.Own == nil {
		return nil
	}
	var err error
	if d.own, err = d.service.deps.Own(ctx); err != nil {
		return err
	}
	entry, err := d.service.Get(ctx, cmp.Or(d.own.Person, d.own.Access))
	switch client.KindOf(err) {
	case "":
	case client.KindNotFound, client.KindNotPermitted:
		return nil
	default:
		return err
	}
	session, _, err := d.service.SessionOf(ctx, entry)
	if at, among := d.index[session.SID]; among && err == nil {
		d.items[at].Own = true
	}
	return err
}

// lateness puts what this console works with last: it is needed to the end.
func (d *draft) lateness(item Item) int {
	switch {
	case item.Own && item.ID == d.own.Access:
		return 2
	case item.Own:
		return 1
	}
	return 0
}

// endsOwn says whether this console loses what it works with for good: a client gets itself another token, and so does a person's sign-in
// as long as it has what renews it.
func (d *draft) endsOwn() bool {
	last := cmp.Or(d.own.Refresh, d.own.Access)
	switch {
	case d.own.Login == impact.LoginClient:
		return false
	case d.kind == change.Session:
		return true
	}
	return slices.ContainsFunc(d.items, func(i Item) bool { return i.Own && i.ID == last })
}
