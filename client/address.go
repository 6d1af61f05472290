package client

import (
	"fmt"
	"net/netip"
	"net/url"
	"strings"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/transport"
)

// BaseURL turns what a person gives as a server, host, host:port or https://host[:port], into https://host[:port]. What follows the host
// is left out, since people copy addresses out of their browser; Shortened tells that there was something. It refuses http beyond this
// machine, because tokens would travel in clear, and what may hold a secret: user names, passwords, queries and fragments.
func BaseURL(address string) (string, error) { return baseURL(address, false) }

// PlainBaseURL is BaseURL where the person has said that http is wanted: http://host stays as it is.
func PlainBaseURL(address string) (string, error) { return baseURL(address, true) }

func baseURL(address string, plain bool) (string, error) {
	_, origin, err := parseAddress(address, plain)
	return origin, err
}

// Shortened says whether BaseURL leaves something out of an address that can be used.
func Shortened(address string) bool {
	u, _, err := parseAddress(address, true)
	return err == nil && strings.Trim(u.Path, "/") != ""
}

// ConfigAPIURL turns the address of the Config API, where it is not at its usual place below the server, into one without a slash at its
// end; "" stays so. That of the host or of the application alone is completed. plain allows http.
func ConfigAPIURL(address string, plain bool) (string, error) {
	found, err := serviceURL(address, plain)
	if err != nil || found == "" {
		return found, err
	}
	u, err := url.Parse(found)
	switch {
	case err != nil:
		return "", badAddress("", "it is not a URL")
	case u.Path == "":
		return found + ConfigPath, nil
	case strings.HasSuffix(u.Path, configApplication):
		return found + strings.TrimPrefix(ConfigPath, configApplication), nil
	}
	return found, nil
}

// AuthURL is the same for the auth server, whose address may be given as that of its OpenID configuration.
func AuthURL(address string, plain bool) (string, error) {
	found, err := serviceURL(address, plain)
	return strings.TrimSuffix(found, auth.ConfigurationPath), err
}

func serviceURL(address string, plain bool) (string, error) {
	if strings.TrimSpace(address) == "" {
		return "", nil
	}
	u, origin, err := parseAddress(address, plain)
	if err != nil {
		return "", err
	}
	return strings.TrimRight(origin+u.EscapedPath(), "/"), nil
}

// parseAddress also returns the origin of the address, the same for all spellings: what is stored, compared and dialled.
func parseAddress(address string, plain bool) (*url.URL, string, error) {
	u, err := splitAddress(address)
	if err != nil {
		return nil, "", err
	}
	origin, err := transport.Origin(u)
	if err != nil {
		return nil, "", badAddress(u.Host, err.Error())
	}
	if canonical, err := url.Parse(origin); u.Scheme == "http" && !plain && (err != nil || !transport.Loopback(canonical.Hostname())) {
		return nil, "", clearAddress(origin)
	}
	return u, origin, nil
}

// splitAddress refuses what is no address of a server.
func splitAddress(address string) (*url.URL, error) {
	text := strings.TrimSpace(address)
	if text == "" {
		return nil, badAddress("", "no server address was given")
	}
	text = written(text)
	u, err := url.Parse(text)
	// Neither the text nor the cause is repeated before it is known that no password is inside.
	switch {
	case err != nil && strings.Contains(text, "@"):
		return nil, badAddress("", "it is not a URL")
	case err != nil:
		return nil, badAddress(address, "it is not a URL")
	case u.User != nil:
		return nil, badAddress(u.Host, "it must not hold a user name or password; credentials belong into the profile")
	case u.Scheme != "https" && u.Scheme != "http": // url.Parse writes schemes in lower case
		return nil, badAddress(u.Scheme+"://"+u.Host, "only https is spoken")
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || strings.HasSuffix(text, "#"):
		return nil, badAddress("https://"+u.Host, "it must not hold a query (?) or fragment (#)")
	case u.Hostname() == "" || strings.ContainsAny(u.Host, " \t"):
		return nil, badAddress(u.Host, "it has no host name")
	case strings.HasSuffix(u.Host, ":") || strings.EqualFold(u.Host, "https") || strings.EqualFold(u.Host, "http"): // https//host, https:/host
		return nil, badAddress(address, "it is not a URL")
	}
	return u, nil
}

// written makes a URL of what people write in short: without a scheme it is https, and an IPv6 address gets its brackets (RFC 3986 section
// 3.2.2) and its zone the percent sign that URLs have (RFC 6874 section 2).
func written(text string) string {
	scheme, rest, found := strings.Cut(text, "://")
	if !found {
		scheme, rest = "https", text
	}
	host, below := rest, ""
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		host, below = rest[:i], rest[i:]
	}
	if address, err := netip.ParseAddr(host); err == nil && address.Is6() {
		host = "[" + host + "]"
	}
	if strings.HasPrefix(host, "[") && !strings.Contains(host, "%25") {
		host = strings.ReplaceAll(host, "%", "%25")
	}
	return scheme + "://" + host + below
}

// clearAddress refuses http beyond this machine.
func clearAddress(origin string) error {
	const hint = "Use https://. Where the server has no other way, store it with --plain-http: jansadm profile add NAME --server %s --plain-http."
	return &transport.Error{
		Kind: transport.KindInvalid, Op: "use the server address", Detail: fmt.Sprintf("%q: tokens would travel in clear over http; use https", origin),
		Hint: fmt.Sprintf(hint, origin),
	}
}

func badAddress(address, reason string) error {
	detail := reason
	if address != "" {
		detail = fmt.Sprintf("%q: %s", address, reason)
	}
	return &transport.Error{
		Kind: transport.KindInvalid, Op: "use the server address", Detail: detail,
		Hint: "Give it as host, host:port or https://host.",
	}
}
