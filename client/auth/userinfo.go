package auth

import (
	"bytes"
	"context"
	"errors"
	"net/http"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/transport"
)

// Userinfo asks what a token releases about the person it belongs to (OpenID Connect Core 1.0 section 5.3). A token of a client without a
// person, or without the scope openid, is KindNotPermitted. An answer as JWT, signed or encrypted, is KindProtocol: which form comes
// depends on the settings of the token's client (UserInfoRestWebServiceImpl.java).
func Userinfo(ctx context.Context, t *transport.Transport, endpoint, token string) (document.Document, error) {
	response, err := t.Do(ctx, transport.Request{
		Op: "ask for userinfo", Method: http.MethodGet, URL: endpoint, Auth: transport.Bearer(token),
		Accept: "application/json, application/jwt;q=0.5",
	})
	if err != nil {
		return nil, userinfoRefusal(err, response)
	}
	if isJWT(response) {
		e := response.Malformed(errors.New("userinfo of this client is a signed or encrypted JWT, not JSON"))
		e.Hint = "Take userInfoSignedResponseAlg and userInfoEncryptedResponseAlg off the client, or use the token of another one."
		return nil, e
	}
	doc, err := document.Parse(response.Body)
	if err != nil {
		return nil, response.Malformed(err)
	}
	return doc, nil
}

// userinfoRefusal gives the hints that only make sense here. Whatever goes wrong with a claim is a 500 without a body.
func userinfoRefusal(err error, response transport.Response) error {
	var e *transport.Error
	switch {
	case !errors.As(err, &e):
	case e.Code == "insufficient_scope":
		e.Hint = "The token has to belong to a person and to have the scope openid."
	case e.Status == http.StatusInternalServerError && len(bytes.TrimSpace(response.Body)) == 0:
		e.Hint = "A scope of the token may name a claim that does not exist: look through the claims of its scopes, and into the auth server's log."
	}
	return err
}

// isJWT tells by the media type or, when that is missing, by the form: three parts when signed, five when encrypted (RFC 7515, RFC 7516).
func isJWT(response transport.Response) bool {
	media, _, _ := strings.Cut(response.Header.Get("Content-Type"), ";")
	body := string(bytes.TrimSpace(response.Body))
	parts := strings.Count(body, ".") + 1
	return strings.EqualFold(strings.TrimSpace(media), "application/jwt") || strings.HasPrefix(body, "eyJ") && (parts == 3 || parts == 5)
}
