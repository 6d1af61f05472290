package auth

import (
	"context"
	"sync"
	"time"

	"github.com/jansadm/jansadm/client/transport"
)

// cached keeps a token until shortly before it expires or is refused, and gets the next one when it is asked for it; callers that need
// one at the same time share one request.
type cached struct {
	now func() time.Time
	// fetch gets a token that is not the refused one, "" when none was.
	fetch func(ctx context.Context, refused string) (grant, error)
	// stale says that the kept token has to be fetched again, though it can still be used. It is quick; nil is never.
	stale func() bool

	mu      sync.Mutex
	kept    grant
	refused string
	pending *flight
}

// grant is a token and the moment at which it ends; zero means that only the server knows.
type grant struct {
	token   string
	expires time.Time
	margin  time.Duration // how long before its end it is no longer used
}

// expiryMargin is how long before its end a token is replaced, so that it does not expire on the way.
const expiryMargin = 30 * time.Second

// fresh says that the token can be used.
func (g grant) fresh(now time.Time) bool {
	return g.token != "" && (g.expires.IsZero() || now.Before(g.expires.Add(-g.margin)))
}

func (s *cached) Token(ctx context.Context) (string, error) {
	s.mu.Lock()
	if s.kept.fresh(s.now()) && (s.stale == nil || !s.stale()) {
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

func (s *cached) Invalidate(token string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.kept.token == token {
		s.kept, s.refused = grant{}, token
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

func (s *cached) start(ctx context.Context) *flight {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	request := &flight{done: make(chan struct{}), cancel: cancel}
	s.pending = request
	refused := s.refused
	go func() {
		defer cancel()
		got, err := s.fetch(ctx, refused)
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

func (s *cached) leave(request *flight) {
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
