package auth

import (
	"context"
	"encoding/json"
	"errors"
	"net/url"
	"strings"
	"sync"
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
	return &clientCredentials{
		transport: t, endpoint: tokenEndpoint, credential: transport.Basic(id, secret), scope: strings.Join(scopes, " "), now: now,
	}
}

type clientCredentials struct {
	transport  *transport.Transport
	endpoint   string
	credential transport.Credential
	scope      string
	now        func() time.Time

	mu      sync.Mutex
	kept    grant
	pending *flight
}

// grant is a token and the moment from which it is no longer used; zero means that only the server knows.
type grant struct {
	token string
	until time.Time
}

func (s *clientCredentials) Token(ctx context.Context) (string, error) {
	s.mu.Lock()
	if s.kept.token != "" && (s.kept.until.IsZero() || s.now().Before(s.kept.until)) {
		defer s.mu.Unlock()
		return s.kept.token, nil
	}
	request := s.pending
	if request == nil {
		request = s.start(ctx)
	}
	request.waiting++
	s.mu.Unlock()

	select {
	case <-request.done:
		return request.token, request.err
	case <-ctx.Done():
		s.leave(request)
		return "", &transport.Error{Kind: transport.KindOf(ctx.Err()), Op: opToken, Err: ctx.Err()}
	}
}

func (s *clientCredentials) Invalidate(token string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept.token == token {
		s.kept = grant{}
	}
}

// flight is a token request that several callers may wait for. It ends early only when all of them have left.
type flight struct {
	done    chan struct{}
	cancel  context.CancelFunc
	waiting int
	token   string
	err     error
}

func (s *clientCredentials) start(ctx context.Context) *flight {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	request := &flight{done: make(chan struct{}), cancel: cancel}
	s.pending = request
	go func() {
		defer cancel()
		got, err := s.fetch(ctx)
		s.mu.Lock()
		defer s.mu.Unlock()
		request.token, request.err = got.token, err
		if s.pending == request {
			s.pending = nil
			s.kept = got
		}
		close(request.done)
	}()
	return request
}

func (s *clientCredentials) leave(request *flight) {
	s.mu.Lock()
	defer s.mu.Unlock()
	request.waiting--
	if request.waiting == 0 {
		request.cancel()
		if s.pending == request { // the next caller must not join a request that was given up
			s.pending = nil
		}
	}
}

const opToken = "get an access token"

func (s *clientCredentials) fetch(ctx context.Context) (grant, error) {
	fields := url.Values{"grant_type": {"client_credentials"}}
	if s.scope != "" {
		fields.Set("scope", s.scope)
	}
	asked := s.now()
	response, err := s.transport.Exchange(ctx, transport.Form{Op: opToken, URL: s.endpoint, Fields: fields, Auth: s.credential})
	if err != nil {
		return grant{}, err
	}
	var answer struct {
		Token   string   `json:"access_token"`
		Type    string   `json:"token_type"`
		Expires *float64 `json:"expires_in"`
	}
	// A cause is not passed on where it could quote the token.
	switch err := json.Unmarshal(response.Body, &answer); {
	case err != nil:
		return grant{}, response.Malformed(errors.New("not the JSON of a token response"))
	case answer.Token == "":
		return grant{}, response.Malformed(errors.New("the token response has no access_token"))
	case !strings.EqualFold(answer.Type, "Bearer"):
		return grant{}, response.Malformed(errors.New("the token response is not about a bearer token"))
	case answer.Expires == nil:
		return grant{token: answer.Token}, nil
	}
	lifetime := time.Duration(*answer.Expires * float64(time.Second))
	return grant{token: answer.Token, until: asked.Add(lifetime - min(expiryMargin, lifetime/10))}, nil
}

// expiryMargin is how long before its end a token is replaced, so that it does not expire on the way.
const expiryMargin = 30 * time.Second
