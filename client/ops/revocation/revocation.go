// Package revocation is what a person can do about the revocation of tokens: see what clients are told, what is set and what the endpoint really
// does, and where these disagree; test the endpoint against RFC 7009; and revoke a token as a client would. It prints nothing.
package revocation

import (
	"context"
	"time"

	"github.com/jansadm/jansadm/client/auth"
	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/client/ops/tokens"
)

// Endpoint is the revocation endpoint of the auth server.
type Endpoint interface {
	// Revocation is its address, which no setting moves.
	Revocation() string
	// Revoke calls it, or what is at another address. Whatever it answers is no error.
	Revoke(ctx context.Context, request auth.RevokeRequest) (auth.RevokeAnswer, error)
}

// Deps is what a Service works with. Certificate and DeviceGrant may be left out.
type Deps struct {
	Ops      *ops.Ops        // settings, scripts, discovery, guards and the journal
	Tokens   *tokens.Service // the entries of tokens, which tell what really became of one
	Endpoint Endpoint
	// Remove takes the entry of a token away through the Config API, where the endpoint has not.
	Remove func(ctx context.Context, code string) (requestID string, err error)
	// Own is what this console is signed in with, which the check must not touch.
	Own func(ctx context.Context) (tokens.Own, error)
	// Caller is the console's own client, as the endpoint wants to see it: with its secret where it has one, else by its access token.
	Caller func(ctx context.Context) (auth.Caller, error)
	// Issue gets a client a token of its own, which nobody else uses.
	Issue func(ctx context.Context, caller auth.Caller) (string, error)
	// DeviceGrant lets a person sign in for a grant that is only used for the check; show is told what the person has to do.
	DeviceGrant func(ctx context.Context, show func(Code)) (Grant, error)
	Certificate bool // a client certificate is configured
	Now         func() time.Time
}

// Code is what a person needs to sign in with a browser. Its texts are the server's: they have to be cleaned.
type Code struct {
	UserCode    string
	URL         string // where the code is typed in
	CompleteURL string // the same with the code in it; empty when the server offers none
	Expires     time.Time
}

// Grant is what a person's sign-in has brought.
type Grant struct{ Access, Refresh Token }

// Token is a token on its way from the person or the server to the endpoint. It shows itself nowhere.
type Token struct{ reveal func() string }

// NewToken takes a token over.
func NewToken(text string) Token { return Token{func() string { return text }} }

// IsZero says whether there is none.
func (t Token) IsZero() bool { return t.text() == "" }

// Code names the token as the server's entries do, and tells nobody the token.
func (t Token) Code() string { return tokens.CodeOf(t.text()) }

func (t Token) text() string {
	if t.reveal == nil {
		return ""
	}
	return t.reveal()
}

// String hides the token.
func (t Token) String() string { return "(hidden)" }

// GoString hides the token.
func (t Token) GoString() string { return "(hidden)" }

// MarshalText hides the token.
func (t Token) MarshalText() ([]byte, error) { return []byte("(hidden)"), nil }

// Service serves one server on behalf of one person. It may be used by several goroutines.
type Service struct{ deps Deps }

// New returns what can be done about the revocation of one server.
func New(deps Deps) *Service { return &Service{deps: deps} }
