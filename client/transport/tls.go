package transport

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"
)

// tlsTrouble explains a failure to set up a secure connection to host; ok is false for any other failure.
func tlsTrouble(err error, host string) (detail, hint string, ok bool) {
	var authority x509.UnknownAuthorityError
	var name x509.HostnameError
	var invalid x509.CertificateInvalidError
	var record tls.RecordHeaderError
	var verification *tls.CertificateVerificationError
	switch {
	case errors.As(err, &authority):
		return "the certificate of " + host + " is signed by an authority this machine does not know",
			"Give the authority's certificate with --ca-cert (on a Janssen server: /etc/certs/httpd.crt).", true
	case errors.As(err, &name):
		detail, hint = wrongName(name, host)
		return detail, hint, true
	case errors.As(err, &invalid):
		detail, hint = invalidCertificate(invalid, host)
		return detail, hint, true
	case errors.Is(err, http.ErrSchemeMismatch), errors.As(err, &record):
		return "what answers there does not speak TLS", "Check the port: this one may be meant for plain HTTP.", true
	case errors.As(err, &verification):
		return "the certificate of " + host + " cannot be trusted: " + verification.Err.Error(), wordings[KindTLS].hint, true
	}
	if alert, found := remoteAlert(err); found {
		hint := "The server refuses the connection as offered; its TLS settings may be too old or need a client certificate."
		if strings.Contains(alert, "certificate") {
			hint = "The server asks for a client certificate: give one with --client-cert and --client-key, or another one."
		}
		return "the server ended the TLS connection: " + alert, hint, true
	}
	return "", "", false
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

func wrongName(err x509.HostnameError, host string) (detail, hint string) {
	certificate := err.Certificate
	names := certificate.DNSNames
	for _, ip := range certificate.IPAddresses {
		names = append(names[:len(names):len(names)], ip.String())
	}
	switch {
	case len(names) == 0 && certificate.Subject.CommonName == "":
		return "the certificate of " + host + " names no host at all", "The server needs a certificate with a subject alternative name."
	case len(names) == 0:
		return fmt.Sprintf("the certificate of %s names it only in the outdated common name field (%s)", host, certificate.Subject.CommonName),
			"The server needs a certificate with a subject alternative name; until then --insecure-skip-verify is the only way."
	case len(names) > 4:
		names = append(names[:4:4], fmt.Sprintf("%d more", len(names)-4))
	}
	return fmt.Sprintf("the certificate is not for %s but for %s", host, strings.Join(names, ", ")),
		"Use the name that the certificate is for as the server's address."
}

func invalidCertificate(err x509.CertificateInvalidError, host string) (detail, hint string) {
	if err.Reason != x509.Expired || err.Cert == nil {
		return "the certificate of " + host + " is not valid: " + err.Error(), "The server's administrator has to replace the certificate."
	}
	from, until := err.Cert.NotBefore.UTC().Format(time.DateOnly), err.Cert.NotAfter.UTC().Format(time.DateOnly)
	return fmt.Sprintf("the certificate of %s is valid from %s to %s only", host, from, until),
		"The server's certificate has to be renewed; if it looks current, check this machine's clock."
}
