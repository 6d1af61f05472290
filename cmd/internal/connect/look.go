package connect

import (
	"context"
	"errors"
	"strings"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/ops/access"
)

// Look implements access.Gate. Flags do not count: the profile has to work without them.
func (g *Gate) Look(ctx context.Context, profile access.Profile) (found access.Sighting, err error) {
	p, err := g.complete(profile)
	if err != nil {
		return found, err
	}
	log, closeLog, err := OpenLog(g.settings.LogFile)
	if err != nil {
		return found, err
	}
	defer func() { err = errors.Join(err, closeLog()) }()
	w, err := g.reach(p, log)
	if err != nil {
		return found, err
	}
	defer w.transport.Close()
	server, err := auth.DiscoverAt(ctx, w.transport, w.endpoints.places...)
	if err != nil {
		return found, seen(err)
	}
	if err := w.endpoints.own(server.Document); err != nil { // nobody could sign in
		return found, err
	}
	api, err := client.New(client.Config{BaseURL: w.base, ConfigURL: p.ConfigURL, AuthURL: p.AuthURL, PlainHTTP: p.PlainHTTP, Transport: w.transport})
	if err != nil {
		return found, badServer(err)
	}
	found = access.Sighting{Server: w.base, Issuer: server.Issuer, AuthURL: w.authURL, ConfigURL: p.ConfigURL}
	if found.ConfigURL == "" {
		found.ConfigURL = w.base + client.ConfigPath
	}
	if statuses, err := api.Health.Check(ctx); err == nil {
		found.Health = healthOf(statuses)
	}
	return found, ctx.Err()
}

func healthOf(statuses []client.Status) string {
	parts := make([]string, len(statuses))
	for i, status := range statuses {
		parts[i] = status.Name + " " + status.Status
	}
	return strings.Join(parts, ", ")
}

// seen puts a certificate that was not accepted into the words of package access.
func seen(err error) error {
	if problem := access.CertificateOf(err); problem != nil {
		return problem
	}
	return err
}
