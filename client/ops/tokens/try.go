package tokens

import (
	"context"
	"errors"
	"time"

	"github.com/jansadm/jansadm/client"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/transport"
)

// How often and how patiently one item is tried. Removing an entry twice does no harm: the second time it is not there.
const (
	mostTries   = 4
	firstWait   = 500 * time.Millisecond // doubled each time
	longestWait = 2 * time.Minute        // a server that asks for more is taken to be out of service
)

// revoke removes one item. A request that was sent is waited for, and what came of one that was lost is found out by the next: when the
// entry is gone then, it was this program that removed it, as far as anybody can know.
func (s *Service) revoke(ctx context.Context, kind change.Resource, item Item, waits func(time.Duration, error)) Outcome {
	outcome := Outcome{Item: item}
	lost := error(nil)
	for tries := 1; ; tries++ {
		id, err := s.api(kind).Delete(context.WithoutCancel(ctx), item.ID)
		outcome.RequestID = id
		switch {
		case err == nil:
			outcome.State = Revoked
			return outcome
		case client.KindOf(err) == client.KindNotFound:
			outcome.State = Gone
			if lost != nil || item.sent {
				outcome.State = Revoked
			}
			return outcome
		case unknown(err):
			lost = err
		}
		wait, again := retry(err, tries)
		if again {
			waits(wait, err)
			if s.deps.Sleep(ctx, wait) == nil {
				continue
			}
			if lost == nil { // nothing has come of it so far
				outcome.State = NotTried
				return outcome
			}
			err = lost
		}
		outcome.State, outcome.Err = Failed, s.withHint(ctx, kind, err)
		if lost != nil { // whatever the last answer was, the request without one may have removed it
			outcome.State = Unknown
		}
		return outcome
	}
}

// unknown says that it cannot be told from the answer whether the entry is gone.
func unknown(err error) bool {
	var failure *transport.Error
	return errors.As(err, &failure) && failure.Unknown
}

// retry says how long to wait before the next try; false when there should be none.
func retry(err error, tries int) (time.Duration, bool) {
	var failure *transport.Error
	if !errors.As(err, &failure) || tries >= mostTries || failure.RetryAfter > longestWait {
		return 0, false
	}
	passes := failure.Unknown || failure.Kind == client.KindRateLimited || failure.Kind == client.KindUnreachable || failure.Kind == client.KindServer
	return max(failure.RetryAfter, firstWait<<(tries-1)), passes
}
