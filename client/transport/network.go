package transport

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"time"
)

const (
	connectTimeout   = 10 * time.Second
	handshakeTimeout = 10 * time.Second
	idleTimeout      = 90 * time.Second
	maxRedirects     = 5
)

func newNetwork(options Options) (*http.Transport, error) {
	config, err := tlsConfig(options)
	if err != nil {
		return nil, err
	}
	return &http.Transport{
		Proxy:                  proxies(options, proxyFromEnvironment),
		DialContext:            (&net.Dialer{Timeout: connectTimeout}).DialContext,
		TLSClientConfig:        config,
		TLSHandshakeTimeout:    handshakeTimeout,
		IdleConnTimeout:        idleTimeout,
		MaxIdleConnsPerHost:    4,
		ForceAttemptHTTP2:      true,
		OnProxyConnectResponse: checkProxyAnswer,
	}, nil
}

func tlsConfig(options Options) (*tls.Config, error) {
	config := &tls.Config{MinVersion: tls.VersionTLS12, InsecureSkipVerify: options.Insecure}
	if err := pin(config, options); err != nil {
		return nil, err
	}
	if options.CACert != "" {
		pool, err := certPool(options.CACert)
		if err != nil {
			return nil, &FileError{Err: err}
		}
		config.RootCAs = pool
	}
	switch {
	case options.ClientCert == "" && options.ClientKey == "":
	case options.ClientCert == "" || options.ClientKey == "":
		return nil, errors.New("a client certificate and its key belong together: give both --client-cert and --client-key")
	default:
		pair, err := keyPair(options.ClientCert, options.ClientKey)
		if err != nil {
			return nil, &FileError{Pair: true, Err: err}
		}
		// Always the one that was given, as other programs do: chosen by the authorities that the server names, one from an authority
		// below them would not be sent, and the server would say that there was none.
		config.GetClientCertificate = func(*tls.CertificateRequestInfo) (*tls.Certificate, error) { return &pair, nil }
	}
	return config, nil
}

func keyPair(certFile, keyFile string) (tls.Certificate, error) {
	pair, err := tls.LoadX509KeyPair(certFile, keyFile)
	switch {
	case err == nil:
		return pair, nil
	case encrypted(keyFile):
		return pair, fmt.Errorf("the key %s is encrypted, and a key that takes a password cannot be used (openssl pkey -in FILE -out DECRYPTED writes one without)", keyFile)
	}
	return pair, fmt.Errorf("cannot use the client certificate %s with the key %s: %w", certFile, keyFile, err)
}

// encrypted says whether a key takes a password: by RFC 7468 section 11, or by the older RFC 1421 section 4.6.1.1.
func encrypted(keyFile string) bool {
	content, err := os.ReadFile(keyFile)
	if err != nil {
		return false
	}
	for block, rest := pem.Decode(content); block != nil; block, rest = pem.Decode(rest) {
		if block.Type == "ENCRYPTED PRIVATE KEY" || strings.Contains(block.Headers["Proc-Type"], "ENCRYPTED") {
			return true
		}
	}
	return false
}

func certPool(file string) (*x509.CertPool, error) {
	content, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("cannot read the CA certificate: %w", err)
	}
	pool, err := x509.SystemCertPool()
	if err != nil { // a system without any: the given one alone counts
		pool = x509.NewCertPool()
	}
	if !pool.AppendCertsFromPEM(content) {
		return nil, fmt.Errorf("cannot use the CA certificate %s: it holds no certificate in PEM form", file)
	}
	return pool, nil
}

// pin makes the one certificate of Options.Pin count, instead of authorities and names: an installation's own certificate has no
// subject alternative name, and Go refuses such a one even as an authority. VerifyConnection is also called when a session is resumed.
func pin(config *tls.Config, options Options) error {
	if options.Pin == "" {
		return nil
	}
	want, err := ParseFingerprint(options.Pin)
	switch {
	case err != nil:
		return fmt.Errorf("cannot use the pinned certificate: %w", err)
	case options.Insecure:
		return errors.New("a pinned certificate and accepting any certificate exclude each other")
	}
	config.InsecureSkipVerify = true
	config.VerifyConnection = func(state tls.ConnectionState) error {
		if len(state.PeerCertificates) > 0 && fingerprint(state.PeerCertificates[0]) == want {
			return nil
		}
		return newPinError(want, state.PeerCertificates)
	}
	return nil
}

// checkRedirect follows redirects of reads within the same scheme, host and port. Any other redirect is handed back as the answer:
// a token must not travel to another host, and a write must not be repeated or turned into a GET.
func checkRedirect(next *http.Request, via []*http.Request) error {
	first := via[0]
	if first.Method != http.MethodGet || len(via) > maxRedirects || next.URL.Scheme != first.URL.Scheme || next.URL.Host != first.URL.Host {
		return http.ErrUseLastResponse
	}
	return nil
}
