package sandbox

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/rsa"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"math/big"
	"net/http"
	"slices"
	"strings"
)

const scriptUpdateToken = "update_token"

// rolesDirective makes a script of type update_token do what role_based_scopes_update_token.py does.
const rolesDirective = "scopes from roles"

// updateAccessToken runs the update_token scripts of a client in the order in which it names them. They may replace the scopes of the token;
// one that fails or says no prevents it. It answers itself when it returns false.
func (x *exchange) updateAccessToken(c *client, g *grant) bool {
	for _, dn := range c.Attributes.UpdateTokenScripts {
		at := slices.IndexFunc(x.scripts, func(s script) bool {
			return s.Type == scriptUpdateToken && distinguishedName(s.Inum, "scripts") == dn
		})
		if at < 0 {
			continue // removed or switched off
		}
		if err := x.runUpdateToken(&x.scripts[at], g); err != nil {
			x.server.options.Log.Error("script denies a token", "script", x.scripts[at].Inum, "error", err)
			x.fail(http.StatusForbidden, "access_denied", "A script of type update_token denies the access token.")
			return false
		}
	}
	return true
}

var errScriptSaysNo = errors.New("the script returned false")

func (x *exchange) runUpdateToken(s *script, g *grant) error {
	if s.failure != nil { // its stand-in says no
		return s.failure
	}
	switch ok, err := s.run(); {
	case err != nil:
		if err := x.server.recordScriptError(s.Inum, err); err != nil {
			x.server.options.Log.Error("store a script error", "script", s.Inum, "error", err)
		}
		return err
	case !ok:
		return errScriptSaysNo
	}
	if _, ok := s.directive(rolesDirective); !ok || g.grantType != grantClientCredentials {
		return nil
	}
	scopes, err := x.scopesFromRoles()
	if err == nil {
		g.scope = strings.Join(scopes, " ")
	}
	return err
}

// scopesFromRoles gives the permissions of the roles that a signed userinfo answer names in the parameter ujwt; without it those that every
// token has. The permissions here have no tags, so that narrowing them by permission_tag leaves none.
func (x *exchange) scopesFromRoles() ([]string, error) {
	known := shippedPermissions()
	token := x.parameters.Get("ujwt")
	if token == "" {
		return known.defaults, nil
	}
	claims, err := x.server.verifiedClaims(token)
	if err != nil {
		return nil, fmt.Errorf("ujwt: %w", err)
	}
	expires, ok := integerMember(claims, "exp")
	switch {
	case !ok:
		return nil, errors.New("ujwt: there is no claim exp")
	case x.server.options.Clock.Now().Unix() >= expires:
		return nil, errors.New("ujwt: it has expired")
	case claims["inum"] == nil:
		return nil, errors.New("ujwt: there is no claim inum")
	}
	if x.parameters.Has("permission_tag") {
		return nil, nil
	}
	switch claims["jansAdminUIRole"].(type) {
	case []any:
		return known.of(textsMember(claims, "jansAdminUIRole")), nil
	case string: // Python makes a list of its letters, none of which is a role
		return nil, nil
	}
	return nil, errors.New("ujwt: there is no claim jansAdminUIRole")
}

var errNotVerified = errors.New("the signature is not that of a key of this server")

// verifiedClaims gives the claims of a JWT that this server has signed with one of its published keys. Expiry is not looked at.
func (a *authServer) verifiedClaims(token string) (object, error) {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return nil, errors.New("it is not a JWT")
	}
	header, err := jwtPart(parts[0])
	if err != nil {
		return nil, err
	}
	claims, err := jwtPart(parts[1])
	if err != nil {
		return nil, err
	}
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil {
		return nil, errNotVerified
	}
	keys, err := a.signingKeys()
	if err != nil {
		return nil, err
	}
	for i := range keys {
		if keys[i].ID == textMember(header, "kid") && keys[i].Alg == textMember(header, "alg") {
			return claims, keys[i].verify([]byte(parts[0]+"."+parts[1]), signature)
		}
	}
	return nil, errNotVerified
}

func jwtPart(encoded string) (object, error) {
	raw, err := base64.RawURLEncoding.DecodeString(encoded)
	if err != nil {
		return nil, fmt.Errorf("it is not a JWT: %w", err)
	}
	decoder := json.NewDecoder(strings.NewReader(string(raw)))
	decoder.UseNumber()
	var members object
	if err := decoder.Decode(&members); err != nil || members == nil {
		return nil, errors.New("it is not a JWT: a part is no JSON object")
	}
	return members, nil
}

// verify checks a signature that sign has made.
func (k *signingKey) verify(signed, signature []byte) error {
	signer, err := k.signer()
	if err != nil {
		return err
	}
	digest := k.digest(signed)
	valid := false
	switch public := signer.Public().(type) {
	case *rsa.PublicKey:
		valid = rsa.VerifyPKCS1v15(public, crypto.SHA256, digest, signature) == nil
	case *ecdsa.PublicKey:
		size := (public.Curve.Params().BitSize + 7) / 8
		if len(signature) == 2*size {
			r, s := new(big.Int).SetBytes(signature[:size]), new(big.Int).SetBytes(signature[size:])
			valid = ecdsa.Verify(public, digest, r, s)
		}
	}
	if !valid {
		return errNotVerified
	}
	return nil
}
