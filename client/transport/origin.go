package transport

import (
	"errors"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

// Origin writes the server of an address in the one way that all spellings of it share: scheme://host[:port], with the host in small ASCII
// letters as it is looked up (RFC 5891 section 4, UTS 46), without the dot of the root, addresses in their shortest form (RFC 5952), and a
// port only where it is not the usual one of the scheme. Spellings that net/http would dial alike are one origin; what cannot be written so
// leads nowhere, and is an error.
func Origin(u *url.URL) (string, error) {
	host, err := hostName(u.Hostname())
	if err != nil {
		return "", err
	}
	port, err := portNumber(u)
	if err != nil {
		return "", err
	}
	if strings.Contains(host, ":") {
		host = "[" + strings.Replace(host, "%", "%25", 1) + "]" // a zone is written as in RFC 6874 section 2
	}
	if port != "" {
		host += ":" + port
	}
	return u.Scheme + "://" + host, nil
}

// SameOrigin says that two addresses lead to one server, however they are spelt.
func SameOrigin(a, b string) bool {
	left, err := originOf(a)
	if err != nil {
		return false
	}
	right, err := originOf(b)
	return err == nil && left == right
}

func originOf(address string) (string, error) {
	u, err := url.Parse(address)
	if err != nil {
		return "", err
	}
	return Origin(u)
}

// What makes a host one that cannot be used.
var (
	errNoHost   = errors.New("it has no host name")
	errHostName = errors.New("its host name cannot be looked up: it has letters or marks that no host name has")
	errHalfIP   = errors.New("its host is a number; an IP address has four numbers, none of them with a zero before it")
	errZone     = errors.New("the zone of its IPv6 address cannot be written in a URL")
	errPort     = errors.New("its port is not a number from 1 to 65535")
)

// hostName is an IP address or a name. net/http maps names too, but only when it dials (idnaASCIIFromURL in transport.go).
func hostName(host string) (string, error) {
	if ip, err := netip.ParseAddr(host); err == nil {
		return written(ip)
	}
	name := host
	if !ascii(name) { // by the same rules as net/http, which leaves other names as they are
		var err error
		if name, err = idna.Lookup.ToASCII(name); err != nil || !utf8.ValidString(host) {
			return "", errHostName
		}
	}
	name = strings.TrimSuffix(strings.ToLower(name), ".")
	if ip, err := netip.ParseAddr(name); err == nil { // as in full-width digits
		return written(ip)
	}
	if name == "" {
		return "", errNoHost
	}
	for label := range strings.SplitSeq(name, ".") {
		if label == "" || strings.Trim(label, "abcdefghijklmnopqrstuvwxyz0123456789-_") != "" {
			return "", errHostName
		}
	}
	if numeric(name[strings.LastIndexByte(name, '.')+1:]) {
		return "", errHalfIP
	}
	return name, nil
}

func ascii(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r >= 0x80 })
}

// numeric says that the last part of a name is a number, which no top-level domain is: some systems read 127.1 or 0x7f000001 as an address.
func numeric(label string) bool {
	hexadecimal, found := strings.CutPrefix(label, "0x")
	if found && strings.Trim(hexadecimal, "0123456789abcdef") == "" {
		return true
	}
	return strings.Trim(label, "0123456789") == ""
}

// written is an address as it is dialled: IPv4 has one form only, and a zone counts where the address is one of a link (RFC 4007 section 6).
func written(ip netip.Addr) (string, error) {
	ip = ip.Unmap()
	if !ip.IsLinkLocalUnicast() {
		ip = ip.WithZone("")
	}
	for _, r := range ip.Zone() {
		if !ascii(string(r)) || !strings.ContainsRune("-._~", r) && !alphanumeric(r) {
			return "", errZone
		}
	}
	return ip.String(), nil
}

func alphanumeric(r rune) bool {
	return '0' <= r && r <= '9' || 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z'
}

// usualPorts are those that an address need not name.
var usualPorts = map[string]string{"https": "443", "http": "80"}

// portNumber is "" for the usual port. Zeros before it do not count.
func portNumber(u *url.URL) (string, error) {
	if u.Port() == "" {
		return "", nil
	}
	number, err := strconv.ParseUint(u.Port(), 10, 16)
	if err != nil || number == 0 {
		return "", errPort
	}
	port := strconv.FormatUint(number, 10)
	if port == usualPorts[u.Scheme] {
		return "", nil
	}
	return port, nil
}
