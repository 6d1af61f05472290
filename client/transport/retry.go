package transport

import (
	"context"
	"math/rand/v2"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// Retry says how often and how patiently reads are tried again. Writes never are.
type Retry struct {
	Attempts int            // tries in all; 0 is 3, 1 means no retry
	Base     time.Duration  // wait before the second try, doubled each time; 0 is 200 ms
	Max      time.Duration  // longest wait; a server that asks for a longer one gets no retry; 0 is 5 s
	Jitter   func() float64 // in [0,1), spreads the waits over half to all of their length; nil is random
}

func (r Retry) withDefaults() Retry {
	if r.Attempts <= 0 {
		r.Attempts = 3
	}
	if r.Base <= 0 {
		r.Base = 200 * time.Millisecond
	}
	if r.Max <= 0 {
		r.Max = 5 * time.Second
	}
	if r.Jitter == nil {
		r.Jitter = rand.Float64
	}
	return r
}

// wait returns how long to wait after the given number of tries, false when there should be no further one.
func (r Retry) wait(tries int, asked time.Duration) (time.Duration, bool) {
	if tries >= r.Attempts || asked > r.Max {
		return 0, false
	}
	if asked > 0 {
		return asked, true
	}
	pause := r.Max
	if shift := tries - 1; shift < 30 && r.Base<<shift>>shift == r.Base {
		pause = min(r.Base<<shift, r.Max)
	}
	return pause/2 + time.Duration(r.Jitter()*float64(pause/2)), true
}

// repeatRead allows another try of a read: when the connection failed in a way that may pass, or the server said "not now".
func repeatRead(e *Error) bool {
	switch e.Kind {
	case KindUnreachable:
		return e.Status != 0 || !permanent(e.Err)
	case KindRateLimited:
		return true
	}
	return slices.Contains([]int{http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout}, e.Status)
}

// repeatUndelivered allows another try of a request that must not be made twice, since nothing listened to the first one.
func repeatUndelivered(e *Error) bool { return e.Kind == KindUnreachable && refused(e.Err) }

func never(*Error) bool { return false }

// pause waits before the next try. It returns false when there should be none: tries used up, too long a wait, or given up.
func (t *Transport) pause(ctx context.Context, tries int, failure *Error) bool {
	wait, again := t.options.Retry.wait(tries, failure.RetryAfter)
	if !again {
		return false
	}
	if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) <= wait {
		return false
	}
	return t.options.Sleep(ctx, wait) == nil
}

// retryAfter reads the header in both its forms (RFC 9110 section 10.2.3); a date is taken against the server's own clock.
func retryAfter(header http.Header, now time.Time) time.Duration {
	value := header.Get("Retry-After")
	if seconds, err := strconv.Atoi(value); err == nil {
		return time.Duration(min(max(seconds, 0), 24*60*60)) * time.Second
	}
	when, err := http.ParseTime(value)
	if err != nil {
		return 0
	}
	if sent, err := http.ParseTime(header.Get("Date")); err == nil {
		now = sent
	}
	return max(when.Sub(now), 0)
}
