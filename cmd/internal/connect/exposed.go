package connect

import (
	"net/url"

	"github.com/jansadm/jansadm/client/ops/access"
	"github.com/jansadm/jansadm/client/transport"
)

// Exposed are the warnings about the way to a profile's server, for acts that send secrets without a connection: a Connection has them among
// its Warnings.
func (g *Gate) Exposed(p access.Profile) []error {
	insecure := (p.Insecure || g.settings.Insecure) && !g.settings.Strict
	base, err := access.Address(p.Server, true)
	if err != nil {
		return nil
	}
	return exposures(base, insecure)
}

// exposures tell that a certificate is not checked, and that nothing is encrypted.
func exposures(base string, insecure bool) []error {
	var warnings []error
	if insecure {
		warnings = append(warnings, &UncheckedError{Host: hostOf(base)})
	}
	if u, err := url.Parse(base); err == nil && u.Scheme == "http" && !transport.Loopback(u.Hostname()) {
		warnings = append(warnings, &ClearError{Host: u.Host})
	}
	return warnings
}
