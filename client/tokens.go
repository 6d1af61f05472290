package client

import (
	"context"
	"net/http"
	"net/url"
	"regexp"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/transport"
)

// TokensService reads and removes the entries of tokens (TokenResource.java). A token is named by its code, the SHA-256 of the token itself:
// no entry holds a token that could be used. Expired ones are there until the server cleans up.
type TokensService struct{ entries *EntriesService }

const revokePath = "/token/revoke"

// tokenResource leaves out the list by client, of which the server gives the first 50 only.
var tokenResource = resource{one: "token", many: "tokens", path: "/token/search", inumPath: "/token/tknCde"}

var tokenCode = regexp.MustCompile(`^[0-9a-f]{64}$`)

// IsTokenCode says whether a text has the form of a code. Tokens themselves have others.
func IsTokenCode(text string) bool { return tokenCode.MatchString(text) }

// List returns a page of the tokens that match. Query.Type and Query.Status are not for tokens.
func (s *TokensService) List(ctx context.Context, q Query) (Page, error) {
	return s.entries.List(ctx, q)
}

// Get returns the entry of one token. One that does not exist is KindNotFound.
func (s *TokensService) Get(ctx context.Context, code string) (document.Document, error) {
	if !IsTokenCode(code) {
		return nil, unsent("read the token", notCode)
	}
	return s.entries.Get(ctx, code)
}

// Delete removes one entry, whereupon the auth server does not know the token any more, and returns the id of the request. Others of its
// grant stay, a refresh token too. Neither the feature flag nor the scripts of the revocation endpoint are asked. One that does not exist
// is KindNotFound.
func (s *TokensService) Delete(ctx context.Context, code string) (string, error) {
	request := transport.Request{Op: "revoke the token", Method: http.MethodDelete, URL: TokenPath(code)}
	if !IsTokenCode(code) {
		return "", unsent(request.Op, notCode)
	}
	return s.entries.remove(ctx, request)
}

// TokenPath is where the entry of a token is removed, below the address of the Config API.
func TokenPath(code string) string { return revokePath + "/" + url.PathEscape(code) }

// notCode does not repeat the text: it may be a token.
const notCode = "it is no code: that has 64 of the characters 0-9 and a-f"
