package core

import (
	"context"
	"sync"

	"github.com/jansadm/jansadm/client/ops"
)

// Stop is a person's wish to stop a piece of work between two steps. The screen has the wish, and the command that does the work looks at it.
type Stop struct {
	mu     sync.Mutex
	wished bool
	cancel []context.CancelCauseFunc
}

// NewStop returns one that nobody wishes for yet.
func NewStop() *Stop { return &Stop{} }

// Wish tells the work to stop. When it returns, the work begins no step any more. More than once is as good as once.
func (s *Stop) Wish() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.wished = true
	for _, cancel := range s.cancel {
		cancel(ops.ErrStopped)
	}
}

// Wished says whether the work is to stop.
func (s *Stop) Wished() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.wished
}

// Context ends with the wish, for the cause ops.ErrStopped. Whoever does the work cancels it in the end.
func (s *Stop) Context(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.cancel = append(s.cancel, cancel)
	if s.wished {
		cancel(ops.ErrStopped)
	}
	return ctx, func() { cancel(nil) }
}
