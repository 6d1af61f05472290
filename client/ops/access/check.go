package access

import (
	"errors"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/profile"
	"github.com/jansadm/jansadm/client/transport"
)

// Address makes whole what a person gives as a server, https://host[:port], by the one reading that there is. Plain says that http is wanted,
// where tokens travel in clear. Errors are AddressError.
func Address(typed string, plain bool) (string, error) {
	whole := client.BaseURL
	if plain {
		whole = client.PlainBaseURL
	}
	address, err := whole(typed)
	if failure := (*transport.Error)(nil); errors.As(err, &failure) {
		err = &AddressError{Reason: failure.Detail}
	}
	return address, err
}

// Shortened says whether Address leaves out what follows the host.
func Shortened(typed string) bool { return client.Shortened(typed) }

// AddressError says what is wrong with an address.
type AddressError struct{ Reason string }

func (e *AddressError) Error() string { return "the address cannot be used: " + e.Reason }

// Hint says what an address is.
func (e *AddressError) Hint() string { return "Give it as host, host:port or https://host." }

// PlainHTTP says whether a person has typed an address that is spoken to without encryption.
func PlainHTTP(typed string) bool {
	return strings.HasPrefix(strings.ToLower(strings.TrimSpace(typed)), "http://")
}

// InClear says whether one of the addresses is spoken to without encryption, beyond this machine.
func (p Profile) InClear() bool {
	for _, address := range []string{p.Server, p.AuthURL, p.ConfigURL} {
		if _, err := Address(address, false); address != "" && err != nil && PlainHTTP(address) {
			return true
		}
	}
	return false
}

// CheckName says whether a profile can have the name; the error says why not, and has a Hint.
func CheckName(name string) error { return profile.CheckName(name) }

// NameFor proposes a name for the profile of a server: the first part of its host that tells it from others.
func NameFor(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	name := u.Hostname()
	if net.ParseIP(name) == nil {
		name, _, _ = strings.Cut(name, ".")
	}
	name = strings.Map(func(r rune) rune {
		if r == ':' || r == '%' {
			return '-'
		}
		return r
	}, name)
	name = strings.Trim(name, "-.")
	if CheckName(name) != nil {
		return ""
	}
	return name
}

// Path makes a file that a person has typed one that means the same from any folder: ~ is the home, as shells have it.
func Path(typed string) string {
	typed = strings.TrimSpace(typed)
	if typed == "" {
		return ""
	}
	if rest, ok := strings.CutPrefix(typed, "~/"); ok {
		if home, err := os.UserHomeDir(); err == nil {
			typed = filepath.Join(home, rest)
		}
	}
	if absolute, err := filepath.Abs(typed); err == nil {
		return absolute
	}
	return typed
}

// PinOf is the pin of a certificate with that fingerprint: the same without colons, in small letters.
func PinOf(fingerprint string) string {
	return strings.ToLower(strings.ReplaceAll(fingerprint, ":", ""))
}

// FingerprintOf is a pin as openssl writes it, so that people can compare the two: 01:AB:... "" stays so.
func FingerprintOf(pin string) string { return transport.FormatFingerprint(pin) }
