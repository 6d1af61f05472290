package auth

import (
	"context"
	"net/url"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client/transport"
)

// TokenSource hands out access tokens. It is safe for concurrent use.
type TokenSource interface {
	// Token returns a token that is valid as far as this side knows.
	Token(ctx context.Context) (string, error)
	// Invalidate says that the server refused the token; the next Token call gets another one where that is possible.
	Invalidate(token string)
}

// Static is a token that was got elsewhere. It cannot be renewed.
func Static(token string) TokenSource { return static(token) }

type static string

func (s static) Token(context.Context) (string, error) { return string(s), nil }
func (s static) Invalidate(string)                     {}

// NewClientCredentials gets tokens by the client credentials grant (RFC 6749 section 4.4) with client_secret_basic. A token is kept
// until shortly before it expires or is invalidated; callers that need one at the same time share one request. now may be nil.
//
// The server drops scopes that the client does not have without saying so (a later call then fails as not permitted).
func NewClientCredentials(t *transport.Transport, tokenEndpoint, id, secret string, scopes []string, now func() time.Time) TokenSource {
	if now == nil {
		now = time.Now
	}
	credentials := &clientCredentials{
		transport: t, endpoint: tokenEndpoint, credential: transport.Basic(id, secret), scope: strings.Join(scopes, " "), now: now,
	}
	return &cached{now: now, fetch: credentials.fetch}
}

type clientCredentials struct {
	transport  *transport.Transport
	endpoint   string
	credential transport.Credential
	scope      string
	now        func() time.Time
}

const opToken = "get an access token"

func (s *clientCredentials) fetch(ctx context.Context, _ string) (grant, error) {
	fields := url.Values{"grant_type": {"client_credentials"}}
	if s.scope != "" {
		fields.Set("scope", s.scope)
	}
	asked := s.now()
	response, err := s.transport.Exchange(ctx, transport.Form{Op: opToken, URL: s.endpoint, Fields: fields, Auth: s.credential})
	if err != nil {
		return grant{}, err
	}
	got, err := readTokens(response, asked)
	return got.access, err
}
