package connect

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/jansadm/jansadm/client/auth/store"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/profile"
)

// LockedAwayError says that a profile cannot be changed as wanted while the keyring is locked: its secrets would stay behind.
type LockedAwayError struct {
	Profile string
	Err     *store.KeyringError
}

func (e *LockedAwayError) Error() string {
	return fmt.Sprintf("the profile %q is not changed, because its secrets would stay behind: %v", e.Profile, e.Err)
}

// Unwrap returns the cause.
func (e *LockedAwayError) Unwrap() error { return e.Err }

// Problem implements ops.Explained.
func (e *LockedAwayError) Problem() ops.Problem {
	return ops.Problem{Kind: ops.ProblemRefused, Message: e.Error(), Hint: "Unlock the keyring and try again. Nothing was changed."}
}

var secretKinds = []store.Kind{store.ClientSecret, store.Session}

// carry takes the secrets of a profile in hand before it gets another name, another place for them, or another server, for which they are
// to be forgotten. Whatever keeps them from being read is told while nothing has been changed yet.
func (g *Gate) carry(ctx context.Context, name string, after profile.Profile) (map[store.Kind]string, error) {
	before, parting, err := g.parting(name, after)
	if err == nil {
		err = after.Check()
	}
	if err != nil || profile.CheckName(before.Name) != nil || parting == (Parting{}) && g.stays(before, after) {
		return nil, err
	}
	carried := map[store.Kind]string{}
	for _, kind := range secretKinds {
		secret, err := g.stores.at(before.Secret).Get(ctx, store.Key{Profile: before.Name, Kind: kind})
		keyring := (*store.KeyringError)(nil)
		switch {
		case err == nil:
			carried[kind] = secret
		case errors.Is(err, store.ErrNotFound):
		case errors.As(err, &keyring) && keyring.Locked:
			return nil, &LockedAwayError{Profile: before.Name, Err: keyring}
		case keyring != nil: // where there is no keyring, nothing is in it
		case g.stays(before, after): // what is to be forgotten need not be read
		default:
			return nil, fmt.Errorf("the profile is not changed, because its secrets cannot be moved: %w", err)
		}
	}
	if parting.Login {
		delete(carried, store.Session)
	}
	if parting.Secret {
		delete(carried, store.ClientSecret)
	}
	return carried, nil
}

// stays says that secrets are found where they are, also after the change.
func (g *Gate) stays(before, after profile.Profile) bool {
	return g.stores.at(before.Secret) == g.stores.at(after.Secret) && before.Name == after.Name
}

// move brings the carried secrets along: all of them, or none.
func (g *Gate) move(ctx context.Context, carried map[store.Kind]string, before, after profile.Profile) error {
	if g.stays(before, after) {
		return nil
	}
	ctx = context.WithoutCancel(ctx) // the profile is stored already
	var moved []store.Kind
	for kind, secret := range carried {
		err := g.moveOne(ctx, kind, secret, before, after)
		if err == nil {
			moved = append(moved, kind)
			continue
		}
		for _, kind := range moved {
			err = errors.Join(err, g.moveOne(ctx, kind, carried[kind], after, before))
		}
		return err
	}
	return nil
}

func (g *Gate) moveOne(ctx context.Context, kind store.Kind, secret string, before, after profile.Profile) error {
	from, to := g.stores.at(before.Secret), g.stores.at(after.Secret)
	old, next := store.Key{Profile: before.Name, Kind: kind}, store.Key{Profile: after.Name, Kind: kind}
	if from == to && !strings.EqualFold(before.Name, after.Name) { // what differs in case only may be one file
		if err := to.Set(ctx, next, secret); err != nil {
			return err
		}
		return from.Delete(ctx, old)
	}
	if err := from.Delete(ctx, old); err != nil {
		return err
	}
	if err := to.Set(ctx, next, secret); err != nil {
		return errors.Join(err, from.Set(ctx, old, secret))
	}
	return nil
}
