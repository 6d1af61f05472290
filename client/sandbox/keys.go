package sandbox

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strconv"

	"go.etcd.io/bbolt"

	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

var keyWebKeys = []byte("webkeys")

// signingKey is a key of the auth server.
type signingKey struct {
	ID      string `json:"kid"`
	Curve   string `json:"crv"`
	Alg     string `json:"alg"`
	Private []byte `json:"private"` // DER
}

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

func (a *authServer) makeKeys() ([]byte, error) {
	var stored []byte
	err := a.store.update(func(tx *bbolt.Tx) error {
		bucket := tx.Bucket(bucketConfig)
		if stored = bytes.Clone(bucket.Get(keyWebKeys)); stored != nil {
			return nil // another request was faster
		}
		var keys []signingKey
		for _, kind := range []struct {
			curve elliptic.Curve
			alg   string
		}{{elliptic.P256(), "ES256"}, {elliptic.P384(), "ES384"}} {
			id, err := newUUID(a.options.Rand)
			if err != nil {
				return err
			}
			private, err := ecdsa.GenerateKey(kind.curve, rand.Reader)
			if err != nil {
				return fmt.Errorf("make signing key: %w", err)
			}
			der, err := x509.MarshalECPrivateKey(private)
			if err != nil {
				return fmt.Errorf("encode signing key: %w", err)
			}
			name := "sig_" + kind.alg
			keys = append(keys, signingKey{ID: id + "_" + name, Curve: kind.curve.Params().Name, Alg: kind.alg, Private: der})
		}
		var err error
		if stored, err = json.Marshal(keys); err != nil {
			return err
		}
		return bucket.Put(keyWebKeys, stored)
	})
	return stored, err
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
		private, err := x509.ParseECPrivateKey(key.Private)
		if err != nil {
			x.broken(fmt.Errorf("stored key is damaged: %w", err))
			return
		}
		point, err := private.PublicKey.Bytes()
		if err != nil {
			x.broken(err)
			return
		}
		size := (len(point) - 1) / 2 // an uncompressed point: 4, x, y
		set[i] = map[string]any{
			"kid": key.ID, "kty": "EC", "use": "sig", "alg": key.Alg, "crv": key.Curve,
			"x": encode64(point[1 : 1+size]), "y": encode64(point[1+size:]),
		}
	}
	x.json(jsontree.AppendIndent(nil, map[string]any{"keys": set}, "    "))
}

// signIntrospection wraps introspection facts in a JWT (RFC 9701).
func (a *authServer) signIntrospection(facts map[string]any, issuer string) ([]byte, error) {
	keys, err := a.signingKeys()
	if err != nil {
		return nil, err
	}
	claims := map[string]any{
		"iss": issuer, "iat": json.Number(strconv.FormatInt(a.options.Clock.Now().Unix(), 10)), "token_introspection": facts,
	}
	if audience, ok := facts["aud"]; ok {
		claims["aud"] = audience
	}
	header := map[string]any{"alg": keys[0].Alg, "kid": keys[0].ID, "typ": "token-introspection+jwt"}
	signed := encode64(jsontree.Append(nil, header)) + "." + encode64(jsontree.Append(nil, claims))
	private, err := x509.ParseECPrivateKey(keys[0].Private)
	if err != nil {
		return nil, fmt.Errorf("stored key is damaged: %w", err)
	}
	digest := sha256.Sum256([]byte(signed))
	r, s, err := ecdsa.Sign(rand.Reader, private, digest[:])
	if err != nil {
		return nil, fmt.Errorf("sign introspection answer: %w", err)
	}
	var signature [64]byte
	r.FillBytes(signature[:32])
	s.FillBytes(signature[32:])
	return []byte(signed + "." + encode64(signature[:])), nil
}

func encode64(raw []byte) string { return base64.RawURLEncoding.EncodeToString(raw) }
