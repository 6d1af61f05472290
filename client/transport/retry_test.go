package transport

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// drop closes the connection without an answer.
func drop(w http.ResponseWriter) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err == nil {
		_ = conn.Close()
	}
}

func TestReadsAreTriedAgain(t *testing.T) {
	answers := map[string]func(http.ResponseWriter){
		"429":     func(w http.ResponseWriter) { w.WriteHeader(429) },
		"502":     func(w http.ResponseWriter) { w.WriteHeader(502) },
		"503":     func(w http.ResponseWriter) { w.WriteHeader(503) },
		"504":     func(w http.ResponseWriter) { w.WriteHeader(504) },
		"dropped": drop,
		"cut": func(w http.ResponseWriter) {
			w.Header().Set("Content-Length", "100")
			_, _ = w.Write([]byte("{"))
		},
	}
	for name, trouble := range answers {
		t.Run(name, func(t *testing.T) {
			var calls atomic.Int32
			ids := make(chan string, 10)
			tr, url := serve(t, func(w http.ResponseWriter, r *http.Request) {
				ids <- r.Header.Get("X-Correlation-Id")
				if calls.Add(1) < 3 {
					trouble(w)
					return
				}
				_, _ = w.Write([]byte("{}"))
			})
			response, err := tr.Do(t.Context(), get(url))
			if err != nil || string(response.Body) != "{}" || calls.Load() != 3 {
				t.Fatalf("got %q, %v after %d tries", response.Body, err, calls.Load())
			}
			for range 3 {
				if id := <-ids; id != response.RequestID {
					t.Errorf("request id %q, want %q on every try", id, response.RequestID)
				}
			}
		})
	}
}

func TestReadsAreNotTriedForEver(t *testing.T) {
	var calls atomic.Int32
	tr, url := serve(t, func(w http.ResponseWriter, _ *http.Request) { calls.Add(1); drop(w) })
	_, err := tr.Do(t.Context(), get(url))
	if e := failure(t, err); e.Kind != KindUnreachable || e.Unknown || calls.Load() != 3 {
		t.Errorf("got %v after %d tries", e, calls.Load())
	}
}

func TestFinalAnswersAreNotTriedAgain(t *testing.T) {
	for _, status := range []int{400, 401, 403, 404, 409, 500, 501} {
		var calls atomic.Int32
		tr, url := serve(t, func(w http.ResponseWriter, _ *http.Request) { calls.Add(1); w.WriteHeader(status) })
		if _, err := tr.Do(t.Context(), get(url)); err == nil || calls.Load() != 1 {
			t.Errorf("%d: %v after %d tries", status, err, calls.Load())
		}
	}
}

func TestWritesAreSentOnce(t *testing.T) {
	troubles := map[string]func(http.ResponseWriter){
		"dropped": drop,
		"429":     func(w http.ResponseWriter) { w.Header().Set("Retry-After", "1"); w.WriteHeader(429) },
		"503":     func(w http.ResponseWriter) { w.WriteHeader(503) },
		"cut":     func(w http.ResponseWriter) { w.Header().Set("Content-Length", "9"); _, _ = w.Write([]byte("{")) },
	}
	for name, trouble := range troubles {
		for _, method := range []string{http.MethodPatch, http.MethodPost, http.MethodPut, http.MethodDelete} {
			for _, reused := range []bool{false, true} {
				var writes atomic.Int32
				tr, url := serve(t, func(w http.ResponseWriter, r *http.Request) {
					if r.Method != http.MethodGet {
						writes.Add(1)
						trouble(w)
					}
				})
				if reused { // net/http itself repeats some requests on a connection that was idle
					if _, err := tr.Do(t.Context(), get(url)); err != nil {
						t.Fatal(err)
					}
				}
				_, err := tr.Do(t.Context(), request(method, url))
				e := failure(t, err)
				if writes.Load() != 1 {
					t.Errorf("%s of %s, reused %v: sent %d times", name, method, reused, writes.Load())
				}
				if e.Unknown != (name != "429") {
					t.Errorf("%s of %s, reused %v: unknown is %v", name, method, reused, e.Unknown)
				}
			}
		}
	}
}

func TestExchangeIsRepeatedOnlyWhenNothingListened(t *testing.T) {
	refusal := &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}
	for _, c := range []struct {
		err  error
		want int32
	}{{refusal, 3}, {syscall.ECONNRESET, 1}} {
		var calls atomic.Int32
		tr := open(t, Options{
			Transport: roundTrip(func(*http.Request) (*http.Response, error) { calls.Add(1); return nil, c.err }),
			Sleep:     func(context.Context, time.Duration) error { return nil },
		})
		_, err := tr.Exchange(t.Context(), Form{Op: "get a token", URL: "https://h/token"})
		if e := failure(t, err); e.Kind != KindUnreachable || e.Unknown || calls.Load() != c.want {
			t.Errorf("%v: %v after %d tries", c.err, e, calls.Load())
		}
	}
}

func TestServerDecidesTheWait(t *testing.T) {
	for asked, want := range map[string][]time.Duration{
		"2": {2 * time.Second, 2 * time.Second}, "3600": nil, "": {100 * time.Millisecond, 200 * time.Millisecond},
	} {
		var waits []time.Duration
		tr, url := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Retry-After", asked); w.WriteHeader(503) }, func(o *Options) {
			o.Retry.Jitter = func() float64 { return 0 }
			o.Sleep = func(_ context.Context, d time.Duration) error { waits = append(waits, d); return nil }
		})
		_, err := tr.Do(t.Context(), get(url))
		e := failure(t, err)
		if len(waits) != len(want) || len(want) > 0 && (waits[0] != want[0] || waits[1] != want[1]) {
			t.Errorf("%q: waited %v, want %v", asked, waits, want)
		}
		if asked == "3600" && e.RetryAfter != time.Hour {
			t.Errorf("the caller is not told to wait an hour: %v", e.RetryAfter)
		}
	}
}

func TestNoWaitBeyondTheDeadline(t *testing.T) {
	tr, url := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Retry-After", "4"); w.WriteHeader(503) }, func(o *Options) {
		o.Timeout = 3900 * time.Millisecond
		o.Sleep = func(context.Context, time.Duration) error { t.Error("it waits"); return nil }
	})
	if _, err := tr.Do(t.Context(), get(url)); KindOf(err) != KindServer {
		t.Errorf("got %v, want the server's answer", err)
	}
}

func TestGivingUpWhileWaiting(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	tr, url := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(503) }, func(o *Options) {
		o.Sleep = func(ctx context.Context, _ time.Duration) error { cancel(); return ctx.Err() }
	})
	if _, err := tr.Do(ctx, get(url)); KindOf(err) != KindCanceled || !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want cancelled", err)
	}
}

func TestPermanentFailuresAreNotTriedAgain(t *testing.T) {
	for _, cause := range []error{
		&net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: "h", IsNotFound: true}},
		&proxyError{"proxy:3128", 403},
	} {
		var calls atomic.Int32
		tr := open(t, Options{Transport: roundTrip(func(*http.Request) (*http.Response, error) { calls.Add(1); return nil, cause })})
		if _, err := tr.Do(t.Context(), get("https://h/")); KindOf(err) != KindUnreachable || calls.Load() != 1 {
			t.Errorf("%v: %v after %d tries", cause, err, calls.Load())
		}
	}
}

func TestWaitStaysInBounds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := Retry{
			Attempts: rapid.IntRange(1, 1<<20).Draw(t, "attempts"),
			Base:     time.Duration(rapid.Int64Range(1, int64(time.Hour)).Draw(t, "base")),
			Max:      time.Duration(rapid.Int64Range(2, int64(time.Hour)).Draw(t, "max")),
			Jitter:   func() float64 { return 0.999 },
		}
		tries := rapid.IntRange(1, 1<<20).Draw(t, "tries")
		asked := time.Duration(rapid.Int64Range(0, int64(2*time.Hour)).Draw(t, "asked"))
		wait, again := r.wait(tries, asked)
		if again != (tries < r.Attempts && asked <= r.Max) {
			t.Fatalf("again is %v", again)
		}
		if again && (wait < 0 || wait > r.Max || asked > 0 && wait != asked) {
			t.Fatalf("waits %v", wait)
		}
	})
}
