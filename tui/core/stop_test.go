package core_test

import (
	"context"
	"errors"
	"testing"

	"github.com/jansadm/jansadm/client/ops"
	"github.com/jansadm/jansadm/tui/core"
)

// The wish ends the context of the work, for that cause; more than once is as good as once, and work that has ended leaves nothing behind.
func TestStop(t *testing.T) {
	stop := core.NewStop()
	ctx, done := stop.Context(t.Context())
	if stop.Wished() || ctx.Err() != nil {
		t.Fatal("it is stopped from the beginning")
	}
	stop.Wish()
	stop.Wish()
	<-ctx.Done()
	if !stop.Wished() || !errors.Is(context.Cause(ctx), ops.ErrStopped) {
		t.Errorf("stopped because of %v", context.Cause(ctx))
	}
	done()
	again, end := stop.Context(t.Context())
	<-again.Done()
	end()
	ended, end := core.NewStop().Context(t.Context())
	end()
	if !errors.Is(context.Cause(ended), context.Canceled) {
		t.Errorf("ended because of %v", context.Cause(ended))
	}
}
