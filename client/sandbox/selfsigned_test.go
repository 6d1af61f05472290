package sandbox

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"testing"
)

// visit asks for the keys over TLS and gives the certificate that was shown.
func visit(t *testing.T, info Info, config *tls.Config) (*x509.Certificate, error) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, info.URL+"/jans-auth/restv1/jwks", nil)
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{TLSClientConfig: config}
	defer transport.CloseIdleConnections()
	response, err := transport.RoundTrip(r)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	return response.TLS.PeerCertificates[0], nil
}

// The certificate is what setup makes: Go refuses it whatever is trusted, and only the pin is left. The next start has the same one.
func TestSelfSignedCertificate(t *testing.T) {
	o := Options{Dir: filepath.Join(t.TempDir(), "data"), SelfSigned: true}
	s, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	info := s.Info()
	ca, err := os.ReadFile(info.CAFile)
	if err != nil {
		t.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(ca)
	var noNames x509.HostnameError
	if _, err := visit(t, info, &tls.Config{RootCAs: pool}); !errors.As(err, &noNames) {
		t.Errorf("as an authority: %v", err)
	}
	cert, err := visit(t, info, &tls.Config{InsecureSkipVerify: true})
	if err != nil {
		t.Fatal(err)
	}
	if len(cert.DNSNames)+len(cert.IPAddresses)+len(cert.URIs) != 0 || cert.Subject.CommonName != "127.0.0.1" ||
		cert.CheckSignatureFrom(cert) != nil {
		t.Errorf("certificate: %v, names %v %v", cert.Subject, cert.DNSNames, cert.IPAddresses)
	}
	if got := (&authority{leaf: tls.Certificate{Certificate: [][]byte{cert.Raw}}}).fingerprint(); got != info.Fingerprint || !info.SelfSigned {
		t.Errorf("fingerprint %s, info %+v", got, info)
	}

	attached, err := Connect(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	if attached.Owner() || attached.Info().Fingerprint != info.Fingerprint {
		t.Errorf("attached: %v %+v", attached.Owner(), attached.Info())
	}
	if err := attached.Close(context.Background()); err != nil {
		t.Fatal(err)
	}
	for _, selfSigned := range []bool{true, false} {
		if err := s.Close(context.Background()); err != nil {
			t.Fatal(err)
		}
		o.SelfSigned = selfSigned
		if s, err = Open(t.Context(), o); err != nil {
			t.Fatal(err)
		}
		if same := s.Info().Fingerprint == info.Fingerprint; same != selfSigned {
			t.Errorf("self-signed %v: the same certificate is %v", selfSigned, same)
		}
	}
	defer s.Close(context.Background())
	authority, err := os.ReadFile(s.Info().CAFile)
	if err != nil {
		t.Fatal(err)
	}
	own := x509.NewCertPool()
	own.AppendCertsFromPEM(authority)
	if _, err := visit(t, s.Info(), &tls.Config{RootCAs: own}); err != nil {
		t.Errorf("with an authority again: %v", err)
	}
}

// Another process attaches only to an owner that shows the certificate in the folder, or one that it vouches for.
func TestAttachChecksTheCertificate(t *testing.T) {
	f, stranger := newFixture(t), newFixture(t, func(o *Options) { o.SelfSigned = true })
	for _, c := range []struct {
		name   string
		server *fixture
		trust  *fixture
		ok     bool
	}{
		{"authority", f, f, true}, {"pin", stranger, stranger, true}, {"other authority", f, stranger, false}, {"other pin", stranger, f, false},
	} {
		file, err := os.ReadFile(c.trust.Info().CAFile)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := visit(t, c.server.Info(), trusting(file, c.server.Info().URL)); (err == nil) != c.ok {
			t.Errorf("%s: %v", c.name, err)
		}
	}
}
