package connect

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/auth/store"
	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/client/profile"
)

// Save implements access.Gate. With a name that no profile has, "" included, the profile is added. What Parting tells is forgotten. Errors are SettingsError and those of
// package profile; then nothing was stored, unless the error says that only the secret was not.
func (g *Gate) Save(ctx context.Context, name string, given access.Profile, secret access.Secret) (string, error) {
	p, err := g.complete(given)
	if err != nil {
		return "", err
	}
	carried, err := g.carry(ctx, name, p)
	if err != nil {
		return "", err
	}
	if err := g.part(ctx, name, p); err != nil {
		return "", err
	}
	before, err := g.put(ctx, name, p)
	if err != nil {
		return "", err
	}
	kept := g.stores.at(p.Secret)
	if before.Name != "" {
		if err := g.move(ctx, carried, before, p); err != nil {
			return "", g.putBack(ctx, before, p.Name, err)
		}
	}
	if !secret.IsZero() {
		if err := kept.Set(ctx, store.Key{Profile: p.Name, Kind: store.ClientSecret}, secret.Reveal()); err != nil {
			return "", fmt.Errorf("the profile is stored, but its secret is not: %w", err)
		}
	}
	return kept.WhereOf(ctx, p.Name), nil
}

// put stores a profile, and returns the one in whose place it is; without a name when there was none.
func (g *Gate) put(ctx context.Context, name string, p profile.Profile) (before profile.Profile, err error) {
	profiles, err := g.file.Load()
	if err != nil {
		return before, err
	}
	if !slices.Contains(profiles.Names(), name) {
		return before, g.file.Add(ctx, p)
	}
	err = g.file.Edit(ctx, name, func(now *profile.Profile) error {
		before, *now = *now, p
		return nil
	})
	return before, err
}

// putBack undoes a change of a profile whose secrets could not follow.
func (g *Gate) putBack(ctx context.Context, before profile.Profile, name string, why error) error {
	err := g.file.Edit(context.WithoutCancel(ctx), name, func(now *profile.Profile) error {
		*now = before
		return nil
	})
	if err != nil {
		return fmt.Errorf("the profile is stored, but its secrets stayed where they were: %w", errors.Join(why, err))
	}
	return fmt.Errorf("the profile is not changed, because its secrets cannot be moved: %w", why)
}

// Remove implements access.Gate. That the server could not be told, or the keyring not be asked, keeps no profile from going.
func (g *Gate) Remove(ctx context.Context, name string) error {
	profiles, err := g.file.Load()
	if err != nil {
		return err
	}
	p, err := profiles.Find(name)
	if err != nil {
		return err
	}
	if profile.CheckName(name) != nil {
		return g.file.Remove(ctx, name)
	}
	signedOut := g.SignOut(ctx, name)
	if ctx.Err() != nil {
		return errors.Join(ctx.Err(), signedOut)
	}
	if err := g.file.Remove(ctx, name); err != nil {
		return err
	}
	err = g.forget(ctx, p)
	if unrevoked := (*auth.RevocationError)(nil); errors.As(signedOut, &unrevoked) {
		err = errors.Join(err, fmt.Errorf("the profile is removed, but its login goes on at the server: %w", unrevoked))
	}
	return err
}

// forget removes the secrets of a profile that is gone.
func (g *Gate) forget(ctx context.Context, p profile.Profile) error {
	var failed error
	var locked *store.KeyringError
	unasked := 0
	for _, kind := range secretKinds {
		err := g.stores.at(p.Secret).Delete(ctx, store.Key{Profile: p.Name, Kind: kind})
		if errors.As(err, &locked) {
			unasked++
			continue
		}
		failed = errors.Join(failed, err)
	}
	if unasked == len(secretKinds) && locked.Locked { // where one was in a file, or there is no keyring, nothing is in it
		failed = errors.Join(failed, &LeftInKeyringError{Profile: p.Name, Err: locked})
	}
	return failed
}

// Kept says in words where the secrets of a profile are kept.
func (g *Gate) Kept(ctx context.Context, name string) (string, error) {
	profiles, err := g.file.Load()
	if err != nil {
		return "", err
	}
	p, err := profiles.Find(name)
	if err != nil {
		return "", err
	}
	return g.stores.at(p.Secret).WhereOf(ctx, p.Name), nil
}
