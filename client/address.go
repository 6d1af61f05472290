package client

import (
	"fmt"
	"net"
	"net/url"
	"strings"

	"github.com/jansadm/jansadm/client/transport"
)

// BaseURL turns what a person gives as a server, host, host:port or https://host[:port], into https://host[:port]. It refuses
// http beyond this machine, because tokens would travel in clear, and everything beyond the host.
func BaseURL(address string) (string, error) { return baseURL(address, false) }

// PlainBaseURL is BaseURL where the person has said that http is wanted: http://host stays as it is.
func PlainBaseURL(address string) (string, error) { return baseURL(address, true) }

func baseURL(address string, plain bool) (string, error) {
	u, err := parseAddress(address, plain)
	if err != nil {
		return "", err
	}
	if strings.Trim(u.Path, "/") != "" {
		return "", badAddress(u.Host+u.Path, "give the host only: the paths below it are known")
	}
	return u.Scheme + "://" + u.Host, nil
}

// overriding returns the address given in place of the usual one, without a slash at its end.
func overriding(address, usual string, plain bool) (string, error) {
	if address == "" {
		return usual, nil
	}
	u, err := parseAddress(address, plain)
	if err != nil {
		return "", err
	}
	return strings.TrimRight(u.Scheme+"://"+u.Host+u.EscapedPath(), "/"), nil
}

// ServiceURL turns the address of the Config API or of the auth server, where it is not at its usual place, into one without a slash at
// its end. plain allows http.
func ServiceURL(address string, plain bool) (string, error) { return overriding(address, "", plain) }

func parseAddress(address string, plain bool) (*url.URL, error) {
	text := strings.TrimSpace(address)
	if text == "" {
		return nil, badAddress("", "no server address was given")
	}
	if strings.Contains(text, ":") && net.ParseIP(text) != nil { // an IPv6 address is bracketed in a URL
		text = "[" + text + "]"
	}
	if !strings.Contains(text, "://") {
		text = "https://" + text
	}
	u, err := url.Parse(text)
	// Neither the text nor the cause is repeated before it is known that no password is inside.
	switch {
	case err != nil && strings.Contains(text, "@"):
		return nil, badAddress("", "it is not a URL")
	case err != nil:
		return nil, badAddress(address, "it is not a URL")
	case u.User != nil:
		return nil, badAddress(u.Host, "it must not hold a user name or password; credentials belong into the profile")
	case u.Scheme == "http" && !plain && !transport.Loopback(u.Hostname()):
		return nil, badAddress("http://"+u.Host, "tokens would travel in clear over http; use https")
	case u.Scheme != "https" && u.Scheme != "http": // url.Parse writes schemes in lower case
		return nil, badAddress(u.Scheme+"://"+u.Host, "only https is spoken")
	case u.RawQuery != "" || u.ForceQuery || u.Fragment != "" || strings.HasSuffix(text, "#"):
		return nil, badAddress("https://"+u.Host, "it must not hold a query (?) or fragment (#)")
	case u.Hostname() == "" || strings.ContainsAny(u.Host, " \t"):
		return nil, badAddress(u.Host, "it has no host name")
	}
	return u, nil
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
