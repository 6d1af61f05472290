package terminal

import (
	"context"
	"fmt"
	"time"
)

// Await waits until the visible text satisfies ok, looking again whenever the program has written something. It fails
// when the context ends, or when the program has ended without getting there; what says what is awaited, and the error
// shows the screen.
func (s *Session) Await(ctx context.Context, what string, ok func(screen string) bool) error {
	for {
		next, _ := s.output()
		if ok(s.Text()) {
			return nil
		}
		select {
		case <-next:
		case <-s.drained:
			// Output and end may come together.
			if ok(s.Text()) {
				return nil
			}
			return fmt.Errorf("the program closed its terminal before %s; the screen is\n%s", what, s.Text())
		case <-ctx.Done():
			return fmt.Errorf("waited in vain for %s: %w; the screen is\n%s", what, ctx.Err(), s.Text())
		}
	}
}

// Settle waits until the program has written nothing for the given time, and returns when it wrote last: the zero time
// when it never did. It is meant for measuring; tests wait for something they can name.
func (s *Session) Settle(ctx context.Context, quiet time.Duration) (time.Time, error) {
	timer := time.NewTimer(quiet)
	defer timer.Stop()
	for {
		next, last := s.output()
		select {
		case <-next:
			timer.Reset(quiet)
		case <-timer.C:
			return last, nil
		case <-s.drained:
			_, last = s.output()
			return last, nil
		case <-ctx.Done():
			return last, fmt.Errorf("the program never stopped writing: %w", ctx.Err())
		}
	}
}
