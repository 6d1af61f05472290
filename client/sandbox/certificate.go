package sandbox

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/hex"
	"encoding/pem"
	"errors"
	"fmt"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"
)

const (
	caFile     = "ca.pem"
	caLifetime = 10 * 365 * 24 * time.Hour
	// Clients such as Apple's refuse leaf certificates that live longer than 398 days.
	leafLifetime = 397 * 24 * time.Hour
	renewBefore  = 30 * 24 * time.Hour

	selfSignedLifetime = 365 * 24 * time.Hour
)

// authority is the folder's own certificate authority and the server certificate it signed. A self-signed server certificate is its own
// authority. Certificates go by the real time, not by Options.Clock: the clients that check them do too.
type authority struct {
	caPEM []byte
	leaf  tls.Certificate
}

// fingerprint is the SHA-256 of the server's certificate in hexadecimal digits.
func (a *authority) fingerprint() string {
	sum := sha256.Sum256(a.leaf.Certificate[0])
	return hex.EncodeToString(sum[:])
}

// loadAuthority reads the certificates from the database and makes those that are missing or nearly expired.
func loadAuthority(tx *bbolt.Tx, selfSigned bool, now time.Time) (*authority, error) {
	meta := tx.Bucket(bucketMeta)
	if selfSigned {
		return loadSelfSigned(meta, now)
	}
	if a, err := parseAuthority(meta); err == nil && now.Add(renewBefore).Before(a.leaf.Leaf.NotAfter) {
		return a, nil
	}
	caCert, caKey, err := parsePair(meta.Get([]byte("ca-cert")), meta.Get([]byte("ca-key")))
	if err != nil || now.Add(leafLifetime).After(caCert.NotAfter) {
		if caCert, caKey, err = makeCA(meta, now); err != nil {
			return nil, err
		}
	}
	if err := makeLeaf(meta, caCert, caKey, now); err != nil {
		return nil, err
	}
	return parseAuthority(meta)
}

func parseAuthority(meta *bbolt.Bucket) (*authority, error) {
	caDER := meta.Get([]byte("ca-cert"))
	if caDER == nil {
		return nil, errors.New("no certificate authority")
	}
	cert, key, err := parsePair(meta.Get([]byte("leaf-cert")), meta.Get([]byte("leaf-key")))
	if err != nil {
		return nil, err
	}
	return &authority{
		caPEM: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: caDER}),
		leaf:  tls.Certificate{Certificate: [][]byte{cert.Raw}, PrivateKey: key, Leaf: cert},
	}, nil
}

// loadSelfSigned reads or makes a certificate as setup makes it (openssl req -x509): with a common name and no subject alternative name.
func loadSelfSigned(meta *bbolt.Bucket, now time.Time) (*authority, error) {
	cert, key, err := parsePair(meta.Get([]byte("self-cert")), meta.Get([]byte("self-key")))
	if err != nil || now.Add(renewBefore).After(cert.NotAfter) {
		template := &x509.Certificate{
			Subject: pkix.Name{
				Country: []string{"US"}, Province: []string{"TX"}, Locality: []string{"Austin"}, Organization: []string{"jansadm sandbox"},
				CommonName: "127.0.0.1",
			},
			NotAfter:              now.Add(selfSignedLifetime),
			BasicConstraintsValid: true,
			IsCA:                  true,
		}
		if cert, key, err = makeCertificate(meta, "self", template, nil, nil, now); err != nil {
			return nil, err
		}
	}
	return &authority{
		caPEM: pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: cert.Raw}),
		leaf:  tls.Certificate{Certificate: [][]byte{cert.Raw}, PrivateKey: key, Leaf: cert},
	}, nil
}

func parsePair(certDER, keyDER []byte) (*x509.Certificate, *ecdsa.PrivateKey, error) {
	cert, err := x509.ParseCertificate(append([]byte(nil), certDER...))
	if err != nil {
		return nil, nil, fmt.Errorf("stored certificate: %w", err)
	}
	key, err := x509.ParseECPrivateKey(keyDER)
	if err != nil {
		return nil, nil, fmt.Errorf("stored key: %w", err)
	}
	return cert, key, nil
}

func makeCA(meta *bbolt.Bucket, now time.Time) (*x509.Certificate, *ecdsa.PrivateKey, error) {
	template := &x509.Certificate{
		Subject:               pkix.Name{CommonName: "jansadm sandbox CA", Organization: []string{"jansadm sandbox"}},
		NotAfter:              now.Add(caLifetime),
		KeyUsage:              x509.KeyUsageCertSign | x509.KeyUsageCRLSign,
		BasicConstraintsValid: true,
		IsCA:                  true,
		MaxPathLenZero:        true,
	}
	return makeCertificate(meta, "ca", template, nil, nil, now)
}

func makeLeaf(meta *bbolt.Bucket, caCert *x509.Certificate, caKey *ecdsa.PrivateKey, now time.Time) error {
	template := &x509.Certificate{
		Subject:     pkix.Name{CommonName: "jansadm sandbox", Organization: []string{"jansadm sandbox"}},
		NotAfter:    now.Add(leafLifetime),
		KeyUsage:    x509.KeyUsageDigitalSignature,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback},
		DNSNames:    []string{"localhost"},
	}
	_, _, err := makeCertificate(meta, "leaf", template, caCert, caKey, now)
	return err
}

// makeCertificate makes a key and a certificate for it, signed by the parent or by itself, and stores both.
func makeCertificate(
	meta *bbolt.Bucket, name string, template, parent *x509.Certificate, parentKey *ecdsa.PrivateKey, now time.Time,
) (*x509.Certificate, *ecdsa.PrivateKey, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return nil, nil, fmt.Errorf("make %s key: %w", name, err)
	}
	template.NotBefore = now.Add(-time.Hour) // other clocks may be a little behind
	if template.SerialNumber, err = rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120)); err != nil {
		return nil, nil, fmt.Errorf("make %s serial number: %w", name, err)
	}
	if parent == nil {
		parent, parentKey = template, key
	}
	certDER, err := x509.CreateCertificate(rand.Reader, template, parent, &key.PublicKey, parentKey)
	if err != nil {
		return nil, nil, fmt.Errorf("make %s certificate: %w", name, err)
	}
	keyDER, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		return nil, nil, fmt.Errorf("encode %s key: %w", name, err)
	}
	if err := errors.Join(meta.Put([]byte(name+"-cert"), certDER), meta.Put([]byte(name+"-key"), keyDER)); err != nil {
		return nil, nil, err
	}
	cert, err := x509.ParseCertificate(certDER)
	return cert, key, err
}

// exportCA writes the authority's certificate to a file for clients, unless it is there already.
func (a *authority) exportCA(dir string) (string, error) {
	file := filepath.Join(dir, caFile)
	if present, err := os.ReadFile(file); err == nil && string(present) == string(a.caPEM) {
		return file, nil
	}
	return file, folderError(dir, writeFile(file, a.caPEM))
}
