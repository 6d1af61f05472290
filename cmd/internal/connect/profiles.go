package connect

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/client/profile"
	"github.com/jansadm/jansadm/client/transport"
	"github.com/jansadm/jansadm/theme"
)

// Profiles implements access.Gate.
func (g *Gate) Profiles(ctx context.Context) ([]access.Profile, error) {
	profiles, err := g.file.Load()
	if err != nil {
		return nil, err
	}
	list := make([]access.Profile, len(profiles.List))
	for i, p := range profiles.List {
		if list[i], err = g.known(ctx, p, profiles.Default); err != nil {
			return nil, err
		}
	}
	slices.SortStableFunc(list, func(a, b access.Profile) int {
		switch {
		case a.Default:
			return -1
		case b.Default:
			return 1
		}
		return 0
	})
	return list, nil
}

// known is a profile with what is known about it.
func (g *Gate) known(ctx context.Context, p profile.Profile, byDefault string) (access.Profile, error) {
	seen := shown(p)
	seen.Default = p.Name == byDefault
	if profile.CheckName(p.Name) != nil {
		return seen, nil // nothing can be kept under such a name
	}
	seen.SecretsIn = string(g.stores.at(p.Secret).PlaceOf(ctx, p.Name))
	seen.Kept = g.stores.at(p.Secret).WhereOf(ctx, p.Name)
	session, err := auth.Sessions{Store: g.stores.at(p.Secret), Profile: p.Name}.Load(ctx)
	switch required := (*auth.LoginRequiredError)(nil); {
	case err == nil:
		seen.SignedIn, seen.Person = true, session.Person.String()
	case !errors.As(err, &required):
		seen.SignedIn = true // it is there, though it cannot be read
	}
	return seen, ctx.Err()
}

// Profile is the one of that name as it is stored, also when it cannot be used so.
func (g *Gate) Profile(ctx context.Context, name string) (access.Profile, error) {
	profiles, err := g.file.Load()
	if err != nil {
		return access.Profile{}, err
	}
	p, err := profiles.Find(name)
	if err != nil {
		return access.Profile{}, err
	}
	return g.known(ctx, p, profiles.Default)
}

// SetAside implements access.Gate.
func (g *Gate) SetAside(ctx context.Context) (string, error) { return g.file.SetAside(ctx) }

// File is the path of the file of profiles.
func (g *Gate) File() string { return g.file.Path() }

// Legacy implements access.Gate.
func (g *Gate) Legacy(context.Context) (access.Legacy, bool, error) {
	found, ok, err := profile.FindLegacy(g.system.Env)
	return access.Legacy{Path: found.Path, Server: found.Host, ClientID: found.ClientID}, ok, err
}

// SetDefault implements access.Gate.
func (g *Gate) SetDefault(ctx context.Context, name string) error {
	return g.file.SetDefault(ctx, name)
}

// Name is the profile that is used where one is needed and the settings name none.
func (g *Gate) Name() (string, error) {
	p, err := g.named(g.settings.Profile)
	return p.Name, err
}

// shown is a stored profile as people see it.
func shown(p profile.Profile) access.Profile {
	return access.Profile{
		Name: p.Name, Server: p.Server, ConfigURL: p.ConfigURL, AuthURL: p.AuthURL, PlainHTTP: p.PlainHTTP,
		ClientID: p.ClientID, Place: string(p.Secret),
		CACert: p.CACert, Pin: p.Pin, ClientCert: p.ClientCert, ClientKey: p.ClientKey, Insecure: p.Insecure,
		Color: p.Color, ReadOnly: p.ReadOnly, ConfirmWord: p.ConfirmWord, RequireReason: p.RequireReason,
	}
}

// complete is a profile as it is stored, from what a person has given: addresses made whole, paths that hold in every folder, and all that
// can be checked without the server. Errors are SettingsError.
func (g *Gate) complete(given access.Profile) (profile.Profile, error) {
	p := profile.Profile{
		Name: given.Name, Server: given.Server, ConfigURL: given.ConfigURL, AuthURL: given.AuthURL, PlainHTTP: given.PlainHTTP,
		ClientID: strings.TrimSpace(given.ClientID), Secret: profile.Place(given.Place),
		Insecure: given.Insecure, Color: given.Color, ReadOnly: given.ReadOnly,
		ConfirmWord: strings.TrimSpace(given.ConfirmWord), RequireReason: given.RequireReason,
	}
	if given.Color != "" && !slices.Contains(theme.ServerColors(), given.Color) {
		return p, &SettingsError{
			Message: fmt.Sprintf("%q is no colour for a profile", given.Color), Hint: "choose one of " + strings.Join(theme.ServerColors(), ", ")}
	}
	for what, text := range map[string]string{"client id": p.ClientID, "confirm word": p.ConfirmWord} {
		if strings.ContainsFunc(text, unicode.IsControl) {
			return p, &SettingsError{Message: "the " + what + " has characters that nobody can type"}
		}
	}
	if err := takeAddresses(&p); err != nil {
		return p, badServer(err)
	}
	if err := takeTrust(&p, given); err != nil {
		return p, err
	}
	t, err := newTransport(g.transportOptions(p, nil)) // which reads the files
	if err != nil {
		return p, err
	}
	t.Close()
	return p, nil
}

// takeAddresses spells the addresses of a profile in the one way that is stored, compared and dialled.
func takeAddresses(p *profile.Profile) (err error) {
	if p.Server, err = baseURL(*p); err != nil {
		return err
	}
	if p.ConfigURL, err = client.ConfigAPIURL(p.ConfigURL, p.PlainHTTP); err != nil {
		return err
	}
	p.AuthURL, err = client.AuthURL(p.AuthURL, p.PlainHTTP)
	return err
}

// spelt is a stored profile with its addresses as Save writes them: a person may have written the file. One that cannot be used stays so.
func spelt(p profile.Profile) profile.Profile {
	same := p
	if takeAddresses(&same) != nil {
		return p
	}
	return same
}

func takeTrust(p *profile.Profile, given access.Profile) (err error) {
	if given.Pin != "" {
		if p.Pin, err = transport.ParseFingerprint(given.Pin); err != nil {
			return &SettingsError{Message: "the certificate cannot be pinned", Err: err}
		}
	}
	for _, file := range []struct {
		to   *string
		from string
	}{{&p.CACert, given.CACert}, {&p.ClientCert, given.ClientCert}, {&p.ClientKey, given.ClientKey}} {
		if file.from == "" {
			continue
		}
		if *file.to, err = filepath.Abs(file.from); err != nil {
			return &SettingsError{Message: "the file " + file.from + " cannot be named for every folder", Err: err}
		}
	}
	return nil
}
