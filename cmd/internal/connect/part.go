package connect

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/auth/store"
	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/client/profile"
)

// Parting is what a changed profile has to be without.
type Parting = access.Parting

// Parting implements access.Gate.
func (g *Gate) Parting(name string, given access.Profile) (Parting, error) {
	p, err := g.complete(given)
	if err == nil {
		err = p.Check()
	}
	if err != nil {
		return Parting{}, err
	}
	_, parting, err := g.parting(name, p)
	return parting, err
}

// parting compares with what is stored; a new profile parts with nothing.
func (g *Gate) parting(name string, after profile.Profile) (before profile.Profile, parting Parting, err error) {
	profiles, err := g.file.Load()
	if err != nil || !slices.Contains(profiles.Names(), name) {
		return before, parting, err
	}
	if before, err = profiles.Find(name); err != nil {
		return before, parting, err
	}
	for _, other := range profiles.Names() { // nothing may be forgotten for a profile that cannot be stored
		if other != name && strings.EqualFold(other, after.Name) {
			return before, parting, &profile.DuplicateError{Name: after.Name, Taken: other}
		}
	}
	known := spelt(before)
	parting.Secret = known.Server != after.Server || known.AuthURL != after.AuthURL || known.ClientID != after.ClientID
	parting.Login = parting.Secret || known.ConfigURL != after.ConfigURL
	return before, parting, nil
}

// part forgets what the changed profile has to be without, before it is stored: it must never be there with a secret of another server.
// A login is ended at its server where that can be reached.
func (g *Gate) part(ctx context.Context, name string, after profile.Profile) error {
	before, parting, err := g.parting(name, after)
	if err == nil {
		err = after.Check()
	}
	if err != nil || profile.CheckName(before.Name) != nil {
		return err
	}
	var kinds []store.Kind
	if parting.Login {
		_ = g.SignOut(ctx, name) // that the server could not be told keeps nothing from being forgotten
		kinds = append(kinds, store.Session)
	}
	if parting.Secret {
		kinds = append(kinds, store.ClientSecret)
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	for _, kind := range kinds {
		err := g.stores.at(before.Secret).Delete(ctx, store.Key{Profile: before.Name, Kind: kind})
		if err != nil && !errors.As(err, new(*store.KeyringError)) { // where there is no keyring, nothing is in it
			return err
		}
	}
	return nil
}
