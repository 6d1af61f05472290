package sandbox

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"io"
	"math/big"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"
)

// selfMade is a client certificate that nobody has signed.
func selfMade(t *testing.T, commonName string) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		Subject: pkix.Name{CommonName: commonName, Organization: []string{"Example"}, Country: []string{"ES"}},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

// A client of the method tls_client_auth revokes with its certificate alone, over the name under which certificates are asked for.
func TestRevokeWithACertificate(t *testing.T) {
	f := newFixture(t)
	client := f.Sample(ClientOther)
	f.must("PATCH", "/openid/clients/"+client.ID, `[{"op":"replace","path":"/tokenEndpointAuthMethod","value":"tls_client_auth"},
		{"op":"add","path":"/attributes/tlsClientAuthSubjectDn","value":"C=ES, O=Example, CN=`+client.ID+`"}]`)
	f.clock.Advance(RealTiming().EntityCache)
	alias := strings.Replace(f.Info().URL, "127.0.0.1", mtlsHost, 1)
	ca, err := os.ReadFile(f.Info().CAFile)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(ca)
	post := func(base, token string, certificates ...tls.Certificate) int {
		t.Helper()
		transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots, Certificates: certificates}, DisableKeepAlives: true}
		response, err := (&http.Client{Transport: transport}).PostForm(base+revokePath, tokenForm(token, "client_id", client.ID))
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		if _, err := io.Copy(io.Discard, response.Body); err != nil {
			t.Fatal(err)
		}
		return response.StatusCode
	}
	own, stranger := selfMade(t, client.ID), selfMade(t, "somebody")
	token, _ := f.mint(ClientOther, "")
	for name, got := range map[string]int{
		"no certificate": post(alias, token), "somebody else's": post(alias, token, stranger), "not asked for": post(f.Info().URL, token, own),
	} {
		if got != http.StatusUnauthorized || !f.alive(token) {
			t.Errorf("%s: %d", name, got)
		}
	}
	if status := post(alias, token, own); status != http.StatusOK || f.alive(token) {
		t.Errorf("own certificate: %d, alive %v", status, f.alive(token))
	}
	// A web server in front hands the certificate on in a header.
	token, _ = f.mint(ClientOther, "")
	header := url.QueryEscape(string(pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: own.Certificate[0]})))
	if a := f.form(revokePath, Client{}, tokenForm(token, "client_id", client.ID), "X-ClientCert", header); a.status != http.StatusOK || f.alive(token) {
		t.Errorf("in a header: %d %s", a.status, a.body)
	}
}
