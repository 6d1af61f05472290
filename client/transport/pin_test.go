package transport

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"
)

func trouble(t *testing.T, err error) *CertificateError {
	t.Helper()
	var e *CertificateError
	if !errors.As(err, &e) {
		t.Fatalf("got %v, want a *CertificateError", err)
	}
	if f := failure(t, err); f.Kind != KindTLS || f.Hint != e.Hint() || f.Detail != e.Error() {
		t.Errorf("the failure says %v, hint %q", f, f.Hint)
	}
	return e
}

// commonNameOnly is how an installation makes its own certificate.
func commonNameOnly(c *x509.Certificate) { c.DNSNames, c.IPAddresses = nil, nil }

func TestPin(t *testing.T) {
	for name, change := range map[string]func(*x509.Certificate){
		"common name only": commonNameOnly,
		"expired":          func(c *x509.Certificate) { c.NotBefore, c.NotAfter = time.Unix(0, 0), time.Unix(1, 0) },
		"of another host":  func(c *x509.Certificate) { c.DNSNames, c.IPAddresses = []string{"other.example"}, nil },
	} {
		pair, _ := certificate(t, change)
		address := serveTLS(t, &tls.Config{Certificates: []tls.Certificate{pair}})
		seen, err := Inspect(t.Context(), address)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, pin := range []string{seen.Fingerprint, "SHA256 Fingerprint=" + FormatFingerprint(seen.Fingerprint)} {
			if _, err := open(t, Options{Pin: pin}).Do(t.Context(), edit(address)); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
}

func TestPinChanged(t *testing.T) {
	old, _ := certificate(t, func(*x509.Certificate) {})
	pair, _ := certificate(t, func(*x509.Certificate) {})
	served := old
	reached := 0
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { reached++; _, _ = w.Write([]byte("{}")) }))
	server.TLS = &tls.Config{GetConfigForClient: func(*tls.ClientHelloInfo) (*tls.Config, error) {
		return &tls.Config{Certificates: []tls.Certificate{served}}, nil
	}}
	server.Config.ErrorLog = quietLog()
	server.StartTLS()
	t.Cleanup(server.Close)

	seen, err := Inspect(t.Context(), server.URL)
	if err != nil {
		t.Fatal(err)
	}
	// A trusted authority makes no difference.
	tr := open(t, Options{Pin: seen.Fingerprint, CACert: writePEM(t, "CERTIFICATE", pair.Certificate[0])})
	if _, err := tr.Do(t.Context(), get(server.URL)); err != nil {
		t.Fatal(err)
	}
	served = pair
	tr.Close() // the next call makes a new connection
	_, err = tr.Do(t.Context(), edit(server.URL))
	e := trouble(t, err)
	if e.Reason != ReasonPinChanged || e.Pin != seen.Fingerprint || e.Presented.Fingerprint == seen.Fingerprint || !e.MayPin() || failure(t, err).Unknown {
		t.Errorf("got %+v", e)
	}
	for _, part := range []string{"HAS CHANGED", FormatFingerprint(e.Presented.Fingerprint), FormatFingerprint(seen.Fingerprint)} {
		if !strings.Contains(err.Error(), part) {
			t.Errorf("%q is not in %v", part, err)
		}
	}
	if reached != 1 {
		t.Errorf("%d requests reached the server", reached)
	}
}

// A resumed session carries no certificate over the wire; the one of the first handshake counts again.
func TestPinIsCheckedWhenASessionIsResumed(t *testing.T) {
	pair, _ := certificate(t, commonNameOnly)
	address := serveTLS(t, &tls.Config{Certificates: []tls.Certificate{pair}})
	seen, err := Inspect(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	tr := open(t, Options{Pin: seen.Fingerprint})
	checks, resumed := 0, 0
	check := tr.network.TLSClientConfig.VerifyConnection
	tr.network.TLSClientConfig.ClientSessionCache = tls.NewLRUClientSessionCache(4)
	tr.network.TLSClientConfig.VerifyConnection = func(state tls.ConnectionState) error {
		checks++
		if state.DidResume {
			resumed++
		}
		return check(state)
	}
	for range 2 {
		if _, err := tr.Do(t.Context(), get(address)); err != nil {
			t.Fatal(err)
		}
		tr.Close()
	}
	if checks != 2 || resumed != 1 {
		t.Errorf("%d checks, %d of them resumed", checks, resumed)
	}
}

func TestReasons(t *testing.T) {
	for reason, c := range map[Reason]struct {
		change func(*x509.Certificate)
		trust  bool
	}{
		ReasonUnknownAuthority: {func(*x509.Certificate) {}, false},
		ReasonNameMismatch:     {func(c *x509.Certificate) { c.DNSNames, c.IPAddresses = []string{"a.example"}, nil }, true},
		ReasonNoNames:          {commonNameOnly, true},
		ReasonExpired:          {func(c *x509.Certificate) { c.NotBefore, c.NotAfter = time.Unix(0, 0), time.Unix(1, 0) }, true},
		ReasonNotYetValid:      {func(c *x509.Certificate) { c.NotBefore, c.NotAfter = c.NotAfter, c.NotAfter.Add(time.Hour) }, true},
		ReasonInvalid:          {func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth} }, true},
	} {
		pair, _ := certificate(t, c.change)
		address := serveTLS(t, &tls.Config{Certificates: []tls.Certificate{pair}})
		var options Options
		if c.trust {
			options.CACert = writePEM(t, "CERTIFICATE", pair.Certificate[0])
		}
		_, err := open(t, options).Do(t.Context(), edit(address))
		e := trouble(t, err)
		seen, inspection := Inspect(t.Context(), address)
		if e.Reason != reason || e.Host != "127.0.0.1" || !e.MayPin() || inspection != nil || e.Presented.Fingerprint != seen.Fingerprint ||
			e.Presented.Subject != "CN=localhost" || !e.Presented.SelfSigned {
			t.Errorf("%s: %+v, %v", reason, e, inspection)
		}
	}
	plain := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(plain.Close)
	insecure := strings.Replace(plain.URL, "http:", "https:", 1)
	_, err := open(t, Options{}).Do(t.Context(), get(insecure))
	if e := trouble(t, err); e.Reason != ReasonNotTLS || e.MayPin() {
		t.Errorf("got %+v", e)
	}
	if _, err := Inspect(t.Context(), insecure); trouble(t, err).Reason != ReasonNotTLS {
		t.Errorf("got %v", err)
	}
	if _, err := Inspect(t.Context(), plain.URL); KindOf(err) != KindTLS && KindOf(err) != KindNotFound {
		t.Errorf("got %v", err)
	}
}

func TestInspectSendsNothing(t *testing.T) {
	pair, _ := certificate(t, commonNameOnly)
	for _, version := range []uint16{tls.VersionTLS12, tls.VersionTLS13} {
		server := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("a request arrived") }))
		server.TLS = &tls.Config{Certificates: []tls.Certificate{pair}, ClientAuth: tls.RequireAnyClientCert, MaxVersion: version}
		server.Config.ErrorLog = quietLog()
		server.StartTLS()
		if seen, err := Inspect(t.Context(), server.URL); err != nil || seen.CommonName != "localhost" || len(seen.Names) != 0 {
			t.Errorf("%+v, %v", seen, err)
		}
		server.Close()
	}
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := "https://" + silent.Addr().String()
	if err := silent.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Inspect(t.Context(), address); KindOf(err) != KindUnreachable {
		t.Errorf("got %v", err)
	}
}

func TestFingerprints(t *testing.T) {
	digits := strings.Repeat("0a", 32)
	for _, text := range []string{digits, strings.ToUpper(digits), FormatFingerprint(digits), " sha256:" + digits, "sha256 Fingerprint=" + FormatFingerprint(digits) + "\n"} {
		if got, err := ParseFingerprint(text); err != nil || got != digits {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "0a", digits + "0a", strings.Repeat("0g", 32), "sha1:" + digits} {
		if _, err := ParseFingerprint(text); err == nil {
			t.Errorf("%q was accepted", text)
		}
	}
	for _, options := range []Options{{Pin: "ab"}, {Pin: digits, Insecure: true}} {
		if _, err := New(options); err == nil {
			t.Errorf("%+v was accepted", options)
		}
	}
}

func TestPinAndTLSProxy(t *testing.T) {
	for scheme, refused := range map[string]bool{"https": true, "http": false} {
		proxy := func(*http.Request) (*url.URL, error) { return mustParse(scheme + "://proxy:3128"), nil }
		_, err := proxies(Options{Pin: strings.Repeat("0a", 32)}, proxy)(httptest.NewRequest(http.MethodGet, "https://jans.example", nil))
		if errors.Is(err, errPinnedProxy) != refused {
			t.Errorf("%s: %v", scheme, err)
		}
	}
}
