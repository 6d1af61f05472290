package sandbox

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

const methodTLS = "tls_client_auth"

// mtlsHost is the name under which the sandbox asks for client certificates. Under its usual address it does not, so that no browser puts up a
// question; a real server keeps the two apart in the same way, and mtls_endpoint_aliases tells where (RFC 8705 section 5).
const mtlsHost = "localhost"

// forHost is the TLS configuration for the name that a client asks for.
func forHost(usual *tls.Config) func(*tls.ClientHelloInfo) (*tls.Config, error) {
	asking := usual.Clone()
	asking.ClientAuth = tls.RequestClientCert
	return func(hello *tls.ClientHelloInfo) (*tls.Config, error) {
		if strings.EqualFold(hello.ServerName, mtlsHost) {
			return asking, nil
		}
		return nil, nil
	}
}

// clientCertificate is what a client has shown in the handshake, or what a web server in front hands on in a header; nil when there is none.
func clientCertificate(r *http.Request) *x509.Certificate {
	if r.TLS != nil && len(r.TLS.PeerCertificates) > 0 {
		return r.TLS.PeerCertificates[0]
	}
	text := r.Header.Get("X-ClientCert")
	if decoded, err := url.QueryUnescape(text); err == nil && strings.Contains(decoded, "\n") {
		text = decoded
	}
	block, _ := pem.Decode([]byte(text))
	if block == nil {
		return nil
	}
	certificate, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		return nil
	}
	return certificate
}

// byCertificate authenticates a client of the method tls_client_auth (MTLSService.java): the common name must be its id, and the subject the one
// that it is registered with. Who has signed the certificate is for the web server in front to check. Without a certificate other methods are
// tried; a certificate for somebody else is refused, and then refused is true. Self-signed certificates are not imitated.
func (x *exchange) byCertificate(named *client) (authenticated, refused bool) {
	if named == nil || !named.hasMethod(methodTLS) {
		return false, false
	}
	certificate := clientCertificate(x.r)
	if certificate == nil {
		return false, false
	}
	if certificate.Subject.CommonName != named.ID {
		return false, true
	}
	registered := named.Attributes.SubjectDN
	return strings.TrimSpace(registered) != "" && sameName(registered, certificate.Subject.String()), false
}

// sameName compares distinguished names whatever the order of their parts.
func sameName(a, b string) bool { return slices.Equal(nameParts(a), nameParts(b)) }

func nameParts(name string) []string {
	parts := strings.FieldsFunc(name, func(r rune) bool { return r == ',' || r == '+' })
	for i, part := range parts {
		kind, value, _ := strings.Cut(part, "=")
		parts[i] = strings.ToUpper(strings.TrimSpace(kind)) + "=" + strings.TrimSpace(value)
	}
	slices.Sort(parts)
	return parts
}
