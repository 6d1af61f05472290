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

// move brings the carried secrets along: all of them, or none. Where it can be, nothing is taken away before all of them are at the new
// place.
func (g *Gate) move(ctx context.Context, carried map[store.Kind]string, before, after profile.Profile) error {
	if g.stays(before, after) {
		return nil
	}
	ctx = context.WithoutCancel(ctx) // the profile is stored already
	from, to := g.stores.at(before.Secret), g.stores.at(after.Secret)
	if strings.EqualFold(before.Name, after.Name) { // one file may stand for both, also for that of a keyring that failed once
		return replace(ctx, from, to, carried, before.Name, after.Name)
	}
	if err := put(ctx, to, carried, after.Name); err != nil {
		return errors.Join(err, take(ctx, to, carried, after.Name))
	}
	if err := take(ctx, from, carried, before.Name); err != nil {
		return errors.Join(err, put(ctx, from, carried, before.Name), take(ctx, to, carried, after.Name))
	}
	return nil
}

// replace takes the secrets away before it stores them, and stores them where they were when that fails.
func replace(ctx context.Context, from, to *store.Store, carried map[store.Kind]string, before, after string) error {
	err := take(ctx, from, carried, before)
	if err == nil {
		err = put(ctx, to, carried, after)
	}
	if err != nil {
		return errors.Join(err, take(ctx, to, carried, after), put(ctx, from, carried, before))
	}
	return nil
}

func put(ctx context.Context, in *store.Store, carried map[store.Kind]string, name string) error {
	for _, kind := range secretKinds {
		if secret, ok := carried[kind]; ok {
			if err := in.Set(ctx, store.Key{Profile: name, Kind: kind}, secret); err != nil {
				return err
			}
		}
	}
	return nil
}

func take(ctx context.Context, in *store.Store, carried map[store.Kind]string, name string) error {
	var failed error
	for kind := range carried {
		failed = errors.Join(failed, in.Delete(ctx, store.Key{Profile: name, Kind: kind}))
	}
	return failed
}
