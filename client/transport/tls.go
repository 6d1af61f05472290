package transport

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"strings"
	"time"
)

// tlsTrouble explains a failure to set up a secure connection to host; ok is false for any other failure. cause is the
// CertificateError when it is about what the server presented, else err.
func tlsTrouble(err error, host string) (detail, hint string, cause error, ok bool) {
	if trouble := certificateTrouble(err, host); trouble != nil {
		return trouble.Error(), trouble.Hint(), trouble, true
	}
	if alert, found := remoteAlert(err); found {
		hint := "The server refuses the connection as offered; its TLS settings may be too old or need a client certificate."
		switch {
		case alert == "certificate required":
			hint = "The server asks for a client certificate: give one with --client-cert and --client-key."
		case strings.Contains(alert, "certificate"):
			hint = "The server refuses the client certificate, or the lack of one: give another with --client-cert and --client-key."
		}
		return "the server ended the TLS connection: " + alert, hint, err, true
	}
	return "", "", nil, false
}

// certificateTrouble is nil for failures of another sort.
func certificateTrouble(err error, host string) *CertificateError {
	e := &CertificateError{Host: host, Err: err}
	var changed *pinError
	var authority x509.UnknownAuthorityError
	var name x509.HostnameError
	var invalid x509.CertificateInvalidError
	var record tls.RecordHeaderError
	var verification *tls.CertificateVerificationError
	if errors.As(err, &verification) && len(verification.UnverifiedCertificates) > 0 {
		e.Presented = describe(verification.UnverifiedCertificates[0])
	}
	switch {
	case errors.As(err, &changed):
		e.Reason, e.Pin, e.Presented = ReasonPinChanged, changed.pin, describe(changed.presented)
	case errors.As(err, &authority):
		e.Reason = ReasonUnknownAuthority
	case errors.As(err, &name):
		e.Reason = ReasonNameMismatch
		if len(e.Presented.Names) == 0 {
			e.Reason = ReasonNoNames
		}
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired && invalid.Cert != nil:
		e.Reason, e.Stale = ReasonExpired, describe(invalid.Cert)
		if invalid.Cert.NotBefore.After(time.Now()) { // the verifier asks the same clock
			e.Reason = ReasonNotYetValid
		}
	case errors.Is(err, http.ErrSchemeMismatch), errors.As(err, &record):
		e.Reason = ReasonNotTLS
	case verification != nil:
		e.Reason = ReasonInvalid
	default:
		return nil
	}
	return e
}

// remoteAlert finds a TLS alert of the other side, whose type crypto/tls does not export.
func remoteAlert(err error) (string, bool) {
	var operation *net.OpError
	if !errors.As(err, &operation) || operation.Op != "remote error" {
		return "", false
	}
	return strings.TrimPrefix(operation.Err.Error(), "tls: "), true
}

// handshakeAlert says that an alert belongs to the handshake, so that no request was read: with TLS 1.3 the refusal of a client
// certificate arrives only after the client has begun to send.
func handshakeAlert(alert string) bool {
	for _, part := range []string{"certificate", "protocol version", "handshake failure"} {
		if strings.Contains(alert, part) {
			return true
		}
	}
	return false
}
