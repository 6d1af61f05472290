package connect

import (
	"cmp"
	"errors"
	"net"
	"net/netip"
	"net/url"
	"path"
	"slices"
	"strconv"
	"strings"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/client/profile"
	"github.com/jansadm/jansadm/client/transport"
)

// guards finds out how a server is guarded: by every stored profile that names it, however the address is written. Two names of one machine
// are two servers; nothing is asked of the network.
type guards struct {
	file    *profile.File
	name    string   // of the profile in use; "" for none
	places  []string // of the server
	flagged bool     // --read-only is given
}

func (g *Gate) guardsOf(p profile.Profile) *guards {
	return &guards{file: g.file, name: p.Name, places: placesOf(p), flagged: g.settings.ReadOnly}
}

// read reads the file of profiles. The strictest guard wins, and of several words each is wanted, that of the profile in use first.
func (g *guards) read() (ops.Guards, error) {
	found := ops.Guards{ReadOnly: g.flagged}
	profiles, err := g.file.Load()
	if err != nil {
		return found, err
	}
	var words, owners []string
	for _, p := range g.ofServer(profiles.List) {
		if p.ReadOnly && found.ReadOnlyOf == "" {
			found.ReadOnly, found.ReadOnlyOf = true, called(p)
		}
		if p.RequireReason && !found.RequireReason {
			found.RequireReason, found.ReasonOf = true, called(p)
		}
		if word := strings.TrimSpace(p.ConfirmWord); word != "" && !slices.Contains(words, word) {
			words, owners = append(words, word), append(owners, called(p))
		}
	}
	found.ConfirmWord, found.WordOf = strings.Join(words, " "), strings.Join(owners, ops.And)
	return found, nil
}

// called is the name of a profile, fit for a sentence whatever somebody has written into the file.
func called(p profile.Profile) string {
	if profile.CheckName(p.Name) != nil {
		return strconv.Quote(p.Name)
	}
	return p.Name
}

// ofServer are the profiles that name the server, the one in use first.
func (g *guards) ofServer(list []profile.Profile) []profile.Profile {
	var same []profile.Profile
	for _, p := range list {
		if !slices.ContainsFunc(placesOf(p), func(place string) bool { return slices.Contains(g.places, place) }) {
			continue
		}
		if p.Name == g.name {
			same = append([]profile.Profile{p}, same...)
		} else {
			same = append(same, p)
		}
	}
	return same
}

// writable is nil, or why nothing may be changed. That the profiles cannot be read is a reason: one of them may forbid it.
func (g *guards) writable() error {
	now, err := g.read()
	if err != nil {
		return err
	}
	if refused := (*ops.RefusedError)(nil); errors.As(now.Writable(), &refused) {
		return errors.New(refused.Why)
	}
	return nil
}

// placesOf are the addresses of the server of a profile, of its Config API and of its auth server, in a form that can be compared. A
// person may have written them; those that lead nowhere are left out.
func placesOf(p profile.Profile) []string {
	var places []string
	add := func(typed string, complete func(string, bool) (string, error)) {
		if address, err := complete(typed, true); err == nil && address != "" {
			if place, ok := placeOf(address); ok {
				places = append(places, place)
			}
		}
	}
	base, err := access.Address(p.Server, true)
	usual := func(service string) string {
		if err != nil {
			return ""
		}
		return base + service
	}
	add(p.Server, access.Address)
	add(cmp.Or(p.ConfigURL, usual(client.ConfigPath)), client.ConfigAPIURL)
	add(cmp.Or(p.AuthURL, usual(authPath)), client.AuthURL)
	return places
}

// placeOf is a whole address without what may differ while the server is the same: the scheme and its usual port, needless slashes, the zone
// of an IPv6 address, which is a name or a number, and the names of this machine.
func placeOf(address string) (string, bool) {
	u, err := url.Parse(address)
	if err != nil {
		return "", false
	}
	host, port := u.Hostname(), u.Port()
	host, _, _ = strings.Cut(host, "%")
	if ofThisMachine(host) {
		host = "localhost"
	}
	if port == "" || port == "443" || port == "80" {
		port = "usual"
	}
	return net.JoinHostPort(host, port) + path.Clean("/"+u.Path), true
}

// ofThisMachine says that what is sent to a host stays here: also below localhost (RFC 6761 section 6.3), and at the address of no interface,
// for which the local system is dialled (net.Dial).
func ofThisMachine(host string) bool {
	ip, err := netip.ParseAddr(host)
	return transport.Loopback(host) || strings.HasSuffix(host, ".localhost") || err == nil && ip.IsUnspecified()
}
