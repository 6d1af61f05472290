package transport

import (
	"fmt"
	"strings"
	"time"
)

// Reason says why a certificate was not accepted.
type Reason string

// The reasons.
const (
	ReasonUnknownAuthority Reason = "unknown_authority"
	ReasonExpired          Reason = "expired"
	ReasonNotYetValid      Reason = "not_yet_valid"
	ReasonNameMismatch     Reason = "name_mismatch"
	ReasonNoNames          Reason = "no_names" // no subject alternative name, which is all that counts
	ReasonPinChanged       Reason = "pin_changed"
	ReasonInvalid          Reason = "invalid" // not meant for servers, or wrong in another way
	ReasonNotTLS           Reason = "not_tls" // nothing was presented at all
)

// CertificateError says that the server's certificate was not accepted; it is the cause of an Error of KindTLS. Nothing was sent to
// that server.
type CertificateError struct {
	Host      string
	Reason    Reason
	Presented Certificate // zero with ReasonNotTLS
	Stale     Certificate // with ReasonExpired and ReasonNotYetValid: the one that is, which may be an authority's
	Pin       string      // with ReasonPinChanged: what was expected
	Err       error
}

// Unwrap returns what the TLS library said.
func (e *CertificateError) Unwrap() error { return e.Err }

// MayPin says that pinning the presented certificate is a way out. The person has to compare its fingerprint with the server's first.
func (e *CertificateError) MayPin() bool { return e.Presented.Fingerprint != "" }

func (e *CertificateError) Error() string {
	switch e.Reason {
	case ReasonUnknownAuthority:
		return "the certificate of " + e.Host + " is signed by an authority this machine does not know"
	case ReasonExpired, ReasonNotYetValid:
		from, until := e.Stale.NotBefore.UTC().Format(time.DateOnly), e.Stale.NotAfter.UTC().Format(time.DateOnly)
		return fmt.Sprintf("the certificate of %s is valid from %s to %s only", e.Host, from, until)
	case ReasonNameMismatch:
		return fmt.Sprintf("the certificate is not for %s but for %s", e.Host, someOf(e.Presented.Names))
	case ReasonNoNames:
		if e.Presented.CommonName == "" {
			return "the certificate of " + e.Host + " names no host at all"
		}
		return fmt.Sprintf("the certificate of %s names it only in the outdated common name field (%s)", e.Host, e.Presented.CommonName)
	case ReasonPinChanged:
		return fmt.Sprintf("THE CERTIFICATE OF %s HAS CHANGED: it has the fingerprint %s, and not the pinned one, %s",
			e.Host, FormatFingerprint(e.Presented.Fingerprint), FormatFingerprint(e.Pin))
	case ReasonNotTLS:
		return "what answers there does not speak TLS"
	}
	return "the certificate of " + e.Host + " is not valid: " + e.Err.Error()
}

const comparing = `after comparing its fingerprint (on a Janssen server: "openssl x509 -noout -fingerprint -sha256 -in /etc/certs/httpd.crt")`

// Hint says what to do.
func (e *CertificateError) Hint() string {
	switch e.Reason {
	case ReasonUnknownAuthority:
		return "Give the certificate of the authority that has signed it with --ca-cert, or pin the server's certificate " + comparing + "."
	case ReasonExpired:
		return "The server's certificate has to be renewed; if it looks current, check this machine's clock."
	case ReasonNotYetValid:
		return "Check this machine's clock and the server's."
	case ReasonNameMismatch:
		return "Use the name that the certificate is for as the server's address, or pin the certificate " + comparing + "."
	case ReasonNoNames:
		return "Pin the certificate " + comparing + ", or give the server one with a subject alternative name."
	case ReasonPinChanged:
		return "Somebody may be standing between: do not log in. If the certificate was renewed, pin the new one " + comparing + "."
	case ReasonNotTLS:
		return "Check the port: this one is meant for plain HTTP, or for something else. A server on this machine may be given with http://."
	}
	return "The server's administrator has to replace the certificate."
}

func someOf(names []string) string {
	if len(names) > 4 {
		names = append(names[:4:4], fmt.Sprintf("%d more", len(names)-4))
	}
	return strings.Join(names, ", ")
}
