package revocation

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops"
)

func findAdvertisedWhileOff(l *look) []Finding {
	a := l.status.Advertised
	if !l.both() || l.status.Settings.Flag || a.Endpoint == nil {
		return nil
	}
	return []Finding{l.flushed(Finding{
		ID: "advertised-while-off", Severity: caution,
		Says:     "Discovery advertises the revocation endpoint, but the flag revoke_token is off.",
		Explains: "Clients go on sending tokens there and get 403: nothing is revoked. " + a.until(),
	})}
}

// findNotAdvertised looks for the reason in the order in which the server leaves keys out (DiscoveryService.java).
func findNotAdvertised(l *look) []Finding {
	s := l.status.Settings
	if !l.both() || !s.Flag || l.status.Advertised.Endpoint != nil {
		return nil
	}
	finding := Finding{
		Severity: caution, Says: "The flag revoke_token is on, but discovery does not advertise the endpoint.",
		Explains: "Clients that look it up conclude that tokens cannot be revoked, and let them live. The endpoint itself works. ",
	}
	allowed, denied := l.facts.Strings(propAllowed), l.facts.Strings(propDenied)
	switch {
	case s.text(propEndpoint) == "":
		finding.ID = "no-address"
		finding.Explains += propEndpoint + " is empty, and an empty address is left out."
		return []Finding{l.fixed(finding, "Set "+propEndpoint+" to the endpoint's real address", func(c *ops.Configuration, d *ops.Draft) error {
			return c.Reset(d, propEndpoint)
		})}
	case slices.Contains(denied, keyEndpoint):
		finding.ID = "hidden-by-deny-list"
		finding.Explains += propDenied + " names " + keyEndpoint + "."
		return []Finding{l.fixed(finding, "Take "+keyEndpoint+" off "+propDenied, func(c *ops.Configuration, d *ops.Draft) error {
			return c.Set(d, propDenied, without(c.Value(d, propDenied), keyEndpoint))
		})}
	case len(allowed) > 0 && !slices.Contains(allowed, keyEndpoint):
		finding.ID = "hidden-by-allow-list"
		finding.Explains += propAllowed + " is not empty and does not name " + keyEndpoint + ": what it does not name is left out."
		return []Finding{l.fixed(finding, "Add "+keyEndpoint+" to "+propAllowed, func(c *ops.Configuration, d *ops.Draft) error {
			return c.Set(d, propAllowed, with(c.Value(d, propAllowed), keyEndpoint))
		})}
	}
	finding.ID = "not-advertised-yet"
	finding.Explains += l.status.Advertised.until()
	return []Finding{l.flushed(finding)}
}

// without is a list of texts without one of them; its other elements stay as they are stored.
func without(list json.RawMessage, text string) json.RawMessage {
	elements, _ := document.Elements(list)
	return document.JoinArray(slices.DeleteFunc(slices.Clone(elements), func(element json.RawMessage) bool {
		value, isText := document.Text(element)
		return isText && value == text
	}))
}

func with(list json.RawMessage, text string) json.RawMessage {
	elements, _ := document.Elements(list)
	return document.JoinArray(append(slices.Clone(elements), document.Quote(text)))
}

// findOtherAddress compares what is shown with what is set.
func findOtherAddress(l *look) []Finding {
	a, set := l.status.Advertised, l.status.Settings.text(propEndpoint)
	return when(l.both() && l.status.Settings.Flag && a.Endpoint != nil && set != "" && *a.Endpoint != set, l.flushed(Finding{
		ID: "advertised-differs", Severity: caution,
		Says:     "Discovery advertises another address than " + propEndpoint + " says.",
		Explains: "Clients use " + quotedOr(a.Endpoint) + ". " + a.until(),
	}))
}

func quotedOr(address *string) string {
	if address == nil {
		return "none"
	}
	return quoted(*address)
}

// findElsewhere: the path is fixed in the server's code, the property is only text for discovery (RevokeRestWebService.java).
func findElsewhere(l *look) []Finding {
	if !l.status.Settings.Known {
		return l.status.findElsewhere()
	}
	set, issuer := l.status.Settings.text(propEndpoint), l.facts.Text("issuer")
	if set == "" {
		return nil
	}
	reset := func(c *ops.Configuration, d *ops.Draft) error { return c.Reset(d, propEndpoint) }
	const title = "Set " + propEndpoint + " to the endpoint's real address"
	switch {
	case issuer != "" && hostOf(set) != hostOf(issuer):
		return []Finding{l.fixed(Finding{
			ID: idOtherHost, Severity: danger,
			Says: propEndpoint + " leads to another host than the issuer: " + quoted(hostOf(set)) + " and not " + quoted(hostOf(issuer)) + ".",
			Explains: "The setting moves nothing: it is only what discovery tells. Clients send the tokens that they want revoked, with their credentials, " +
				"to that host. The server goes on answering at its own path.",
		}, title, reset)}
	case !strings.HasSuffix(strings.TrimRight(set, "/"), realPath):
		return []Finding{l.fixed(Finding{
			ID: "address-wrong-path", Severity: caution,
			Says: propEndpoint + " does not end in " + realPath + ", which is where the server revokes tokens.",
			Explains: "The setting moves nothing: it is only what discovery tells. Clients that go by it get 404, unless something in front of the server " +
				"maps that path.",
		}, title, reset)}
	}
	return nil
}

const idOtherHost = "address-other-host"

// findElsewhere goes by discovery and the endpoint that was asked, for want of the settings.
func (s Status) findElsewhere() []Finding {
	shown, issuer := s.Advertised.Endpoint, s.Advertised.Issuer
	if shown == nil || *shown == "" || hostOf(*shown) == hostOf(s.Probe.URL) || hostOf(*shown) == hostOf(issuer) {
		return nil
	}
	return []Finding{{
		ID: idOtherHost, Severity: danger,
		Says:     "Discovery leads clients to another host than the endpoint's: " + quoted(hostOf(*shown)) + " and not " + quoted(hostOf(s.Probe.URL)) + ".",
		Explains: "Clients send the tokens that they want revoked, with their credentials, to that host. " + propEndpoint + " mends it, which could not be read.",
	}}
}

// realPath is where the endpoint is, below the address of the server.
const realPath = "/jans-auth/restv1/revoke"

func findAlias(l *look) []Finding {
	s, shown := l.status.Settings, l.status.Advertised.MTLS
	set := s.text(propMTLS)
	if !l.both() {
		return nil
	}
	denied := slices.Contains(l.facts.Strings(propDenied), keyAliases)
	switch {
	case shown != nil && (!s.Flag || set == ""):
		return []Finding{l.flushed(Finding{
			ID: "alias-left-over", Severity: caution,
			Says:     "Discovery still advertises an address for mutual TLS, which the settings do not allow for any more.",
			Explains: "Clients that authenticate by certificate go on using it. " + l.status.Advertised.until(),
		})}
	case shown == nil && s.Flag && set != "" && denied:
		return []Finding{l.fixed(Finding{
			ID: "alias-hidden", Severity: caution,
			Says:     propMTLS + " is set, but " + propDenied + " hides " + keyAliases + " from discovery.",
			Explains: "Clients that authenticate by certificate do not find the address.",
		}, "Take "+keyAliases+" off "+propDenied, func(c *ops.Configuration, d *ops.Draft) error {
			return c.Set(d, propDenied, without(c.Value(d, propDenied), keyAliases))
		})}
	case shown == nil && s.Flag && set != "":
		return []Finding{l.flushed(Finding{
			ID: "alias-not-advertised-yet", Severity: caution,
			Says:     propMTLS + " is set, but discovery does not show it.",
			Explains: "Clients that authenticate by certificate do not find the address. " + l.status.Advertised.until(),
		})}
	case shown != nil && *shown != set:
		return []Finding{l.flushed(Finding{
			ID: "alias-differs", Severity: caution,
			Says:     "Discovery advertises another address for mutual TLS than " + propMTLS + " says.",
			Explains: "Clients use " + quotedOr(shown) + ". " + l.status.Advertised.until(),
		})}
	}
	return nil
}
