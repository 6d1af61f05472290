package sandbox

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	_ "crypto/sha512" // for ES384
	"encoding/asn1"
	"fmt"
	"math/big"
	"net/http"
	"slices"

	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

// signJWT signs claims with the auth server's key for an algorithm, or with a shared secret for HS256.
func (a *authServer) signJWT(alg, kind string, claims map[string]any, secret string) ([]byte, error) {
	header := map[string]any{"alg": alg, "typ": kind}
	if alg == "HS256" {
		return finishJWT(header, claims, func(signed []byte) ([]byte, error) {
			mac := hmac.New(sha256.New, []byte(secret))
			mac.Write(signed)
			return mac.Sum(nil), nil
		})
	}
	keys, err := a.signingKeys()
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(keys, func(k signingKey) bool { return k.Alg == alg })
	if i < 0 {
		return nil, fmt.Errorf("the auth server has no key for %s", alg)
	}
	header["kid"] = keys[i].ID
	return finishJWT(header, claims, keys[i].sign)
}

func finishJWT(header, claims map[string]any, sign func([]byte) ([]byte, error)) ([]byte, error) {
	signed := []byte(encode64(jsontree.Append(nil, header)) + "." + encode64(jsontree.Append(nil, claims)))
	signature, err := sign(signed)
	if err != nil {
		return nil, fmt.Errorf("sign JWT: %w", err)
	}
	return append(append(signed, '.'), encode64(signature)...), nil
}

// sign makes a signature as JWTs want it: for elliptic curves r and s side by side (RFC 7518 section 3.4).
func (k *signingKey) sign(signed []byte) ([]byte, error) {
	signer, err := k.signer()
	if err != nil {
		return nil, err
	}
	signature, err := signer.Sign(rand.Reader, k.digest(signed), k.hash())
	if err != nil {
		return nil, err
	}
	key, ok := signer.Public().(*ecdsa.PublicKey)
	if !ok {
		return signature, nil
	}
	var pair struct{ R, S *big.Int }
	if _, err := asn1.Unmarshal(signature, &pair); err != nil {
		return nil, err
	}
	size := (key.Curve.Params().BitSize + 7) / 8
	joined := make([]byte, 2*size)
	pair.R.FillBytes(joined[:size])
	pair.S.FillBytes(joined[size:])
	return joined, nil
}

// hash is what the key's algorithm makes its digests with.
func (k *signingKey) hash() crypto.Hash {
	if k.Alg == algES384 {
		return crypto.SHA384
	}
	return crypto.SHA256
}

func (k *signingKey) digest(signed []byte) []byte {
	digest := k.hash().New()
	digest.Write(signed)
	return digest.Sum(nil)
}

// signIntrospection wraps introspection facts in a JWT (RFC 9701).
func (a *authServer) signIntrospection(facts map[string]any, issuer string) ([]byte, error) {
	claims := map[string]any{"iss": issuer, "iat": jsonNumber(a.options.Clock.Now().Unix()), "token_introspection": facts}
	if audience, ok := facts["aud"]; ok {
		claims["aud"] = audience
	}
	return a.signJWT(algES256, "token-introspection+jwt", claims, "")
}

// signedUserinfo answers with a JWT. An algorithm without a key ends in 500, as every failure of userinfo.
func (x *exchange) signedUserinfo(c *client, claims object) {
	claims["iss"], claims["aud"] = x.config["issuer"], c.ID
	x.addStatus(claims)
	body, err := x.server.signJWT(c.UserinfoSigning, "JWT", claims, c.Secret)
	if err != nil {
		x.broken(err)
		return
	}
	x.w.Header().Set("Content-Type", "application/jwt")
	x.write(http.StatusOK, body)
}

// addStatus adds the place of a JWT in the status list.
func (x *exchange) addStatus(claims object) {
	if !x.features.on(flagStatusList) {
		return
	}
	index := x.server.statusIndex.Add(1)
	claims["status"] = object{"status_list": object{"idx": jsonNumber(index), "uri": x.statusListURI()}}
}

func (x *exchange) statusListURI() string {
	return textMember(x.config, "issuer") + restPath + "/status_list"
}
