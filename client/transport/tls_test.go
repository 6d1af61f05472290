package transport

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
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
		hint   string
	}{
		{"good", func(*x509.Certificate) {}, true, "", ""},
		{"unknown authority", func(*x509.Certificate) {}, false, "signed by an authority this machine does not know",
			"the authority that has signed it with --ca-cert, or pin"},
		{"another name", func(c *x509.Certificate) { c.DNSNames, c.IPAddresses = []string{"a.example", "b.example"}, nil }, true,
			"not for 127.0.0.1 but for a.example, b.example", "Use the name"},
		{"many names", func(c *x509.Certificate) { c.DNSNames, c.IPAddresses = []string{"a", "b", "c", "d", "e", "f"}, nil }, true,
			"not for 127.0.0.1 but for a, b, c, d, 2 more", "Use the name"},
		{"common name only", func(c *x509.Certificate) { c.DNSNames, c.IPAddresses = nil, nil }, true, "outdated common name field (localhost)", "Pin the certificate"},
		{"no name", func(c *x509.Certificate) {
			c.DNSNames, c.IPAddresses, c.Subject = nil, nil, pkix.Name{Organization: []string{"x"}}
		}, true, "names no host at all", "Pin the certificate"},
		{"expired", func(c *x509.Certificate) {
			c.NotBefore, c.NotAfter = time.Date(2020, 1, 2, 0, 0, 0, 0, time.UTC), time.Date(2021, 3, 4, 0, 0, 0, 0, time.UTC)
		}, true, "valid from 2020-01-02 to 2021-03-04 only", "has to be renewed"},
		{"not yet valid", func(c *x509.Certificate) {
			c.NotBefore, c.NotAfter = time.Date(2999, 1, 2, 0, 0, 0, 0, time.UTC), time.Date(2999, 3, 4, 0, 0, 0, 0, time.UTC)
		}, true, "valid from 2999-01-02 to 2999-03-04 only", "clock"},
		{"not for servers", func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth} }, true, "is not valid", "has to replace the certificate"},
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
			if e := failure(t, err); e.Kind != KindTLS || e.Unknown || !strings.Contains(e.Detail, c.detail) || !strings.Contains(e.Hint, c.hint) {
				t.Errorf("got %v, unknown %v, hint %q", e, e.Unknown, e.Hint)
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
	pair, _ := certificate(t, func(*x509.Certificate) {})
	good, old := writePEM(t, "CERTIFICATE", pair.Certificate[0]), filepath.Join(t.TempDir(), "old.pem")
	encrypted := &pem.Block{Type: "RSA PRIVATE KEY", Headers: map[string]string{"Proc-Type": "4,ENCRYPTED", "DEK-Info": "AES-256-CBC,00"}, Bytes: []byte("x")}
	if err := os.WriteFile(old, pem.EncodeToMemory(encrypted), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		options Options
		want    string
	}{
		"missing CA":       {Options{CACert: missing}, missing},
		"CA without PEM":   {Options{CACert: text}, "no certificate in PEM form"},
		"certificate only": {Options{ClientCert: text}, "--client-key"},
		"key only":         {Options{ClientKey: text}, "--client-cert"},
		"no key pair":      {Options{ClientCert: text, ClientKey: text}, text},
		"encrypted key":    {Options{ClientCert: good, ClientKey: writePEM(t, "ENCRYPTED PRIVATE KEY", []byte("x"))}, "is encrypted"},
		"old encryption":   {Options{ClientCert: good, ClientKey: old}, "is encrypted"},
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

// A proxy's refusal is told as the proxy's, with what to do about that status, and without the password that is in its address.
func TestProxyRefusal(t *testing.T) {
	for status, want := range map[int]string{403: "allows this host and port", 407: "user and password", 502: "allows this host and port"} {
		proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(status) }))
		tr := open(t, Options{Retry: Retry{Attempts: 1}})
		tr.network.Proxy = http.ProxyURL(mustParse(strings.Replace(proxy.URL, "://", "://user:password@", 1)))
		_, err := tr.Do(t.Context(), edit("https://jans.example"))
		e := failure(t, err)
		if e.Kind != KindUnreachable || e.Unknown || !strings.Contains(e.Detail, fmt.Sprintf("the proxy %s answered %d", strings.TrimPrefix(proxy.URL, "http://"), status)) {
			t.Errorf("%d: %v, unknown %v", status, err, e.Unknown)
		}
		if !strings.Contains(e.Hint, want) || strings.Contains(err.Error()+e.Hint, "password@") {
			t.Errorf("%d: hint %q", status, e.Hint)
		}
		proxy.Close()
	}
}
