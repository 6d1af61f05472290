package transport

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"log"
	"math/big"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// certificate makes a self-signed certificate that the function may change.
func certificate(t *testing.T, change func(*x509.Certificate)) (tls.Certificate, *ecdsa.PrivateKey) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "localhost"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		DNSNames: []string{"localhost"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		BasicConstraintsValid: true, IsCA: true, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	change(template)
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, key
}

func serveTLS(t *testing.T, config *tls.Config) string {
	t.Helper()
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("{}")) }))
	server.TLS = config
	server.Config.ErrorLog = quietLog()
	server.StartTLS()
	t.Cleanup(server.Close)
	return server.URL
}

func quietLog() *log.Logger { return log.New(discard{}, "", 0) }

type discard struct{}

func (discard) Write(p []byte) (int, error) { return len(p), nil }

func TestCertificates(t *testing.T) {
	cases := []struct {
		name   string
		change func(*x509.Certificate)
		trust  bool
		detail string
	}{
		{"good", func(*x509.Certificate) {}, true, ""},
		{"unknown authority", func(*x509.Certificate) {}, false, "signed by an authority this machine does not know"},
		{"another name", func(c *x509.Certificate) { c.DNSNames, c.IPAddresses = []string{"a.example", "b.example"}, nil }, true,
			"not for 127.0.0.1 but for a.example, b.example"},
		{"many names", func(c *x509.Certificate) { c.DNSNames, c.IPAddresses = []string{"a", "b", "c", "d", "e", "f"}, nil }, true,
			"not for 127.0.0.1 but for a, b, c, d, 2 more"},
		{"common name only", func(c *x509.Certificate) { c.DNSNames, c.IPAddresses = nil, nil }, true, "outdated common name field (localhost)"},
		{"no name", func(c *x509.Certificate) {
			c.DNSNames, c.IPAddresses, c.Subject = nil, nil, pkix.Name{Organization: []string{"x"}}
		}, true, "names no host at all"},
		{"expired", func(c *x509.Certificate) {
			c.NotBefore, c.NotAfter = time.Date(2020, 1, 2, 0, 0, 0, 0, time.UTC), time.Date(2021, 3, 4, 0, 0, 0, 0, time.UTC)
		}, true, "valid from 2020-01-02 to 2021-03-04 only"},
		{"not for servers", func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth} }, true, "is not valid"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			pair, _ := certificate(t, c.change)
			url := serveTLS(t, &tls.Config{Certificates: []tls.Certificate{pair}})
			var options Options
			if c.trust {
				options.CACert = writePEM(t, "CERTIFICATE", pair.Certificate[0])
			}
			_, err := open(t, options).Do(t.Context(), edit(url))
			if c.detail == "" {
				if err != nil {
					t.Errorf("got %v", err)
				}
				return
			}
			if e := failure(t, err); e.Kind != KindTLS || e.Unknown || !strings.Contains(e.Detail, c.detail) {
				t.Errorf("got %v, unknown %v", e, e.Unknown)
			}
			if _, err := open(t, Options{Insecure: true}).Do(t.Context(), get(url)); err != nil {
				t.Errorf("without verification: %v", err)
			}
		})
	}
}

func TestClientCertificate(t *testing.T) {
	server, _ := certificate(t, func(*x509.Certificate) {})
	client, key := certificate(t, func(*x509.Certificate) {})
	url := serveTLS(t, &tls.Config{Certificates: []tls.Certificate{server}, ClientAuth: tls.RequireAnyClientCert})
	ca := writePEM(t, "CERTIFICATE", server.Certificate[0])

	_, err := open(t, Options{CACert: ca}).Do(t.Context(), edit(url))
	if e := failure(t, err); e.Kind != KindTLS || e.Unknown || !strings.Contains(e.Hint, "--client-cert") {
		t.Errorf("without a certificate: %v, hint %q", e, e.Hint)
	}

	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	options := Options{CACert: ca, ClientCert: writePEM(t, "CERTIFICATE", client.Certificate[0]), ClientKey: writePEM(t, "PRIVATE KEY", der)}
	if _, err := open(t, options).Do(t.Context(), get(url)); err != nil {
		t.Errorf("with the certificate: %v", err)
	}

	// The server names the authority at the top, and the certificate comes from another below it: the server is the one to judge.
	authority, _ := certificate(t, func(c *x509.Certificate) { c.Subject.CommonName = "authority" })
	top, err := x509.ParseCertificate(authority.Certificate[0])
	if err != nil {
		t.Fatal(err)
	}
	others := x509.NewCertPool()
	others.AddCert(top)
	for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
		config := &tls.Config{Certificates: []tls.Certificate{server}, ClientAuth: tls.RequireAnyClientCert, ClientCAs: others, MaxVersion: version}
		if _, err := open(t, options).Do(t.Context(), get(serveTLS(t, config))); err != nil {
			t.Errorf("%s, with a certificate of another authority: %v", tls.VersionName(version), err)
		}
		config = &tls.Config{Certificates: []tls.Certificate{server}, ClientAuth: tls.RequireAndVerifyClientCert, ClientCAs: others, MaxVersion: version}
		_, err := open(t, options).Do(t.Context(), edit(serveTLS(t, config)))
		if e := failure(t, err); e.Kind != KindTLS || e.Unknown || !strings.Contains(e.Hint, "refuses the client certificate") {
			t.Errorf("%s, refused: %v, hint %q", tls.VersionName(version), e, e.Hint)
		}
	}
}

func TestUnusableFiles(t *testing.T) {
	text := filepath.Join(t.TempDir(), "text.pem")
	if err := os.WriteFile(text, []byte("no certificate"), 0o600); err != nil {
		t.Fatal(err)
	}
	missing := filepath.Join(t.TempDir(), "missing.pem")
	for name, c := range map[string]struct {
		options Options
		want    string
	}{
		"missing CA":       {Options{CACert: missing}, missing},
		"CA without PEM":   {Options{CACert: text}, "no certificate in PEM form"},
		"certificate only": {Options{ClientCert: text}, "--client-key"},
		"key only":         {Options{ClientKey: text}, "--client-cert"},
		"no key pair":      {Options{ClientCert: text, ClientKey: text}, text},
		"bad inum":         {Options{UserInum: "a\r\nX: y"}, "inum"},
		"bad version":      {Options{Version: "ü"}, "version"},
	} {
		if _, err := New(c.options); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want it to name %q", name, err, c.want)
		}
	}
	if _, err := New(Options{CACert: missing}); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the cause is lost: %v", err)
	}
}

func TestProxyRefusal(t *testing.T) {
	proxy := mustParse("http://user:password@proxy:3128")
	if err := checkProxyAnswer(t.Context(), proxy, nil, &http.Response{StatusCode: 200}); err != nil {
		t.Errorf("a connection through the proxy failed: %v", err)
	}
	err := checkProxyAnswer(t.Context(), proxy, nil, &http.Response{StatusCode: 403})
	if err == nil || err.Error() != "the proxy proxy:3128 answered 403 Forbidden" {
		t.Errorf("got %v", err)
	}
}
