package transport

import (
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Certificate is what a server has presented. Nothing says that it is genuine, and its texts come from whoever made it: clean them
// before they reach a terminal.
type Certificate struct {
	Subject     string
	Issuer      string
	CommonName  string
	Names       []string // subject alternative names: hosts and IP addresses
	NotBefore   time.Time
	NotAfter    time.Time
	Fingerprint string // SHA-256 of the whole certificate, in 64 hexadecimal digits
	SelfSigned  bool
}

func describe(c *x509.Certificate) Certificate {
	names := slices.Clone(c.DNSNames)
	for _, ip := range c.IPAddresses {
		names = append(names, ip.String())
	}
	return Certificate{
		Subject: c.Subject.String(), Issuer: c.Issuer.String(), CommonName: c.Subject.CommonName, Names: names,
		NotBefore: c.NotBefore, NotAfter: c.NotAfter, Fingerprint: fingerprint(c),
		SelfSigned: slices.Equal(c.RawSubject, c.RawIssuer),
	}
}

func fingerprint(c *x509.Certificate) string {
	sum := sha256.Sum256(c.Raw)
	return hex.EncodeToString(sum[:])
}

// FormatFingerprint writes a fingerprint as openssl does, so that people can compare the two: 01:AB:...
func FormatFingerprint(digits string) string {
	digits = strings.ToUpper(digits)
	var pairs []string
	for len(digits) > 2 {
		pairs, digits = append(pairs, digits[:2]), digits[2:]
	}
	return strings.Join(append(pairs, digits), ":")
}

// ParseFingerprint reads the SHA-256 of a certificate as people copy it: hexadecimal digits in any case, with or without colons, also
// behind what openssl prints before them. It returns 64 lower-case digits.
func ParseFingerprint(text string) (string, error) {
	if _, after, found := strings.Cut(text, "="); found {
		text = after
	}
	text = strings.TrimPrefix(strings.ToLower(strings.TrimSpace(text)), "sha256:")
	digits := strings.Map(func(r rune) rune {
		if r == ':' || r == ' ' {
			return -1
		}
		return r
	}, text)
	if sum, err := hex.DecodeString(digits); err != nil || len(sum) != sha256.Size {
		return "", errors.New("a fingerprint has 64 hexadecimal digits: the SHA-256 of a certificate")
	}
	return digits, nil
}

// pinError says that another certificate than the pinned one was presented.
type pinError struct {
	pin       string
	presented *x509.Certificate
}

func newPinError(pin string, presented []*x509.Certificate) error {
	if len(presented) == 0 {
		return errors.New("the server presented no certificate")
	}
	return &pinError{pin, presented[0]}
}

func (e *pinError) Error() string {
	return fmt.Sprintf("the certificate is not the pinned one but %s", FormatFingerprint(fingerprint(e.presented)))
}
