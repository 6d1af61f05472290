package core

import (
	"context"
	"sync/atomic"

	"github.com/jansadm/jansadm/client/ops"
)

// Stop is a person's wish to stop a piece of work between two steps. The screen has the wish, and the command that does the work looks at it.
type Stop struct {
	wished atomic.Bool
	told   chan struct{}
}

// NewStop returns one that nobody wishes for yet.
func NewStop() *Stop { return &Stop{told: make(chan struct{})} }

// Wish tells the work to stop. More than once is as good as once.
func (s *Stop) Wish() {
	if s.wished.CompareAndSwap(false, true) {
		close(s.told)
	}
}

// Wished says whether the work is to stop.
func (s *Stop) Wished() bool { return s.wished.Load() }

// Context ends with the wish, for the cause ops.ErrStopped. Whoever does the work cancels it in the end.
func (s *Stop) Context(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancelCause(ctx)
	go func() {
		select {
		case <-s.told:
			cancel(ops.ErrStopped)
		case <-ctx.Done():
		}
	}()
	return ctx, func() { cancel(nil) }
}
