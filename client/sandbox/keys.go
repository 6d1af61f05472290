package sandbox

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math/big"

	"go.etcd.io/bbolt"

	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

var keyWebKeys = []byte("webkeys")

// signingKey is a key of the auth server.
type signingKey struct {
	ID      string `json:"kid"`
	Alg     string `json:"alg"`
	Private []byte `json:"private"` // PKCS #8
}

// The algorithms the auth server has a key for.
const (
	algES256 = "ES256"
	algES384 = "ES384"
	algRS256 = "RS256"
)

// rsaBits is the size of RSA keys; a smaller one would be made faster and refused by clients.
const rsaBits = 2048

// signingKeys reads the auth server's keys and makes them when they are wanted for the first time.
func (a *authServer) signingKeys() ([]signingKey, error) {
	raw, err := a.store.get(bucketConfig, string(keyWebKeys))
	if err != nil {
		return nil, err
	}
	if raw == nil {
		if raw, err = a.makeKeys(); err != nil {
			return nil, err
		}
	}
	var keys []signingKey
	if err := json.Unmarshal(raw, &keys); err != nil {
		return nil, fmt.Errorf("stored keys are damaged: %w", err)
	}
	return keys, nil
}

// makeKeys draws the keys before it opens a transaction: an RSA key takes a while.
func (a *authServer) makeKeys() ([]byte, error) {
	var keys []signingKey
	for _, kind := range []struct {
		alg  string
		make func() (crypto.Signer, error)
	}{
		{algES256, func() (crypto.Signer, error) { return ecdsa.GenerateKey(elliptic.P256(), rand.Reader) }},
		{algES384, func() (crypto.Signer, error) { return ecdsa.GenerateKey(elliptic.P384(), rand.Reader) }},
		{algRS256, func() (crypto.Signer, error) { return rsa.GenerateKey(rand.Reader, rsaBits) }},
	} {
		id, err := newUUID(a.options.Rand)
		if err != nil {
			return nil, err
		}
		private, err := kind.make()
		if err != nil {
			return nil, fmt.Errorf("make signing key: %w", err)
		}
		der, err := x509.MarshalPKCS8PrivateKey(private)
		if err != nil {
			return nil, fmt.Errorf("encode signing key: %w", err)
		}
		keys = append(keys, signingKey{ID: id + "_sig_" + kind.alg, Alg: kind.alg, Private: der})
	}
	fresh, err := json.Marshal(keys)
	if err != nil {
		return nil, err
	}
	stored := fresh
	err = a.store.update(func(tx *bbolt.Tx) error {
		bucket := tx.Bucket(bucketConfig)
		if earlier := bytes.Clone(bucket.Get(keyWebKeys)); earlier != nil {
			stored = earlier // another request was faster
			return nil
		}
		return bucket.Put(keyWebKeys, fresh)
	})
	return stored, err
}

// signer decodes the private key.
func (k *signingKey) signer() (crypto.Signer, error) {
	private, err := x509.ParsePKCS8PrivateKey(k.Private)
	if err != nil {
		return nil, fmt.Errorf("stored key is damaged: %w", err)
	}
	signer, ok := private.(crypto.Signer)
	if !ok {
		return nil, fmt.Errorf("stored key is damaged: it is a %T", private)
	}
	return signer, nil
}

// public gives the JSON Web Key of the public half.
func (k *signingKey) public() (map[string]any, error) {
	signer, err := k.signer()
	if err != nil {
		return nil, err
	}
	jwk := map[string]any{"kid": k.ID, "use": "sig", "alg": k.Alg}
	switch public := signer.Public().(type) {
	case *ecdsa.PublicKey:
		point, err := public.Bytes()
		if err != nil {
			return nil, fmt.Errorf("stored key is damaged: %w", err)
		}
		size := (len(point) - 1) / 2 // an uncompressed point: 4, x, y
		jwk["kty"], jwk["crv"] = "EC", public.Curve.Params().Name
		jwk["x"], jwk["y"] = encode64(point[1:1+size]), encode64(point[1+size:])
	case *rsa.PublicKey:
		jwk["kty"], jwk["n"], jwk["e"] = "RSA", encode64(public.N.Bytes()), encode64(big.NewInt(int64(public.E)).Bytes())
	}
	return jwk, nil
}

// serveKeys is GET /jwks.
func (a *authServer) serveKeys(x *exchange) {
	keys, err := a.signingKeys()
	if err != nil {
		x.broken(err)
		return
	}
	set := make([]any, len(keys))
	for i, key := range keys {
		if set[i], err = key.public(); err != nil {
			x.broken(err)
			return
		}
	}
	x.json(jsontree.AppendIndent(nil, map[string]any{"keys": set}, "    "))
}

func encode64(raw []byte) string { return base64.RawURLEncoding.EncodeToString(raw) }
