package connect

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

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
	if err := g.part(ctx, name, p); err != nil {
		return "", err
	}
	before, err := g.put(ctx, name, p)
	if err != nil {
		return "", err
	}
	kept := g.stores.at(p.Secret)
	if before.Name != "" {
		if err := g.move(ctx, before, p); err != nil {
			return "", fmt.Errorf("the profile is stored, but its secrets stayed where they were: %w", err)
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

// move brings the secrets along when a profile gets another name, or another place for them.
func (g *Gate) move(ctx context.Context, before, after profile.Profile) error {
	from, to := g.stores.at(before.Secret), g.stores.at(after.Secret)
	if from == to && before.Name == after.Name || profile.CheckName(before.Name) != nil {
		return nil
	}
	for _, kind := range []store.Kind{store.ClientSecret, store.Session} {
		old, next := store.Key{Profile: before.Name, Kind: kind}, store.Key{Profile: after.Name, Kind: kind}
		secret, err := from.Get(ctx, old)
		if errors.Is(err, store.ErrNotFound) || errors.As(err, new(*store.KeyringError)) { // where there is no keyring, nothing is in it
			continue
		}
		if err == nil && (from != to || strings.EqualFold(before.Name, after.Name)) { // what differs in case only may be one file
			err = from.Delete(ctx, old)
		}
		if err == nil {
			err = to.Set(ctx, next, secret)
		}
		if err == nil && from == to && !strings.EqualFold(before.Name, after.Name) {
			err = from.Delete(ctx, old)
		}
		if err != nil {
			return err
		}
	}
	return nil
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
	kinds, unasked := []store.Kind{store.ClientSecret, store.Session}, 0
	for _, kind := range kinds {
		err := g.stores.at(p.Secret).Delete(ctx, store.Key{Profile: p.Name, Kind: kind})
		if errors.As(err, &locked) {
			unasked++
			continue
		}
		failed = errors.Join(failed, err)
	}
	if unasked == len(kinds) && locked.Locked { // where one was in a file, or there is no keyring, nothing is in it
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
