package sandbox

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"strconv"
	"sync"
	"time"
)

// injector delays and breaks requests before they reach the server proper.
type injector struct {
	next http.Handler
	log  *slog.Logger

	mu      sync.Mutex
	latency time.Duration
	faults  []Fault
}

func (i *injector) setFaults(faults []Fault) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.faults = slices.Clone(faults)
}

func (i *injector) setLatency(d time.Duration) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.latency = d
}

// take finds the first fault for a request and counts it.
func (i *injector) take(r *http.Request) (Fault, bool, time.Duration) {
	i.mu.Lock()
	defer i.mu.Unlock()
	for n := range i.faults {
		fault := i.faults[n]
		if !fault.matches(r.Method, r.URL.Path) {
			continue
		}
		if fault.Times == 1 {
			i.faults = slices.Delete(i.faults, n, n+1)
		} else if fault.Times > 1 {
			i.faults[n].Times--
		}
		return fault, true, i.latency
	}
	return Fault{}, false, i.latency
}

func (i *injector) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	fault, found, latency := i.take(r)
	if !pause(r.Context(), latency) {
		return
	}
	if !found {
		i.next.ServeHTTP(w, r)
		return
	}
	i.log.Info("fault injected", "kind", fault.Kind, "method", r.Method, "path", r.URL.Path)
	switch fault.Kind {
	case FaultSlow:
		if pause(r.Context(), fault.Delay) {
			i.next.ServeHTTP(w, r)
		}
	case FaultExpired:
		i.next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), expiredKey{}, true)))
	case FaultHang:
		<-r.Context().Done()
	case FaultReset:
		reset(w)
	case FaultCut:
		i.next.ServeHTTP(&cutWriter{ResponseWriter: w}, r)
		panic(http.ErrAbortHandler)
	default:
		fault.answer(w)
	}
}

// expiredKey marks the context of a request whose token is to be treated as expired.
type expiredKey struct{}

func pause(ctx context.Context, d time.Duration) bool {
	if d <= 0 {
		return true
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}

// resetter is a writer without a socket that can still show a reset connection to its caller.
type resetter interface{ resetConnection() }

// reset drops the connection without an answer and without the orderly goodbye of TCP.
func reset(w http.ResponseWriter) {
	if inMemory, ok := w.(resetter); ok {
		inMemory.resetConnection()
		return
	}
	hijacker, ok := w.(http.Hijacker)
	if !ok {
		panic(http.ErrAbortHandler)
	}
	conn, _, err := hijacker.Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	if layered, ok := conn.(interface{ NetConn() net.Conn }); ok {
		conn = layered.NetConn()
	}
	if tcp, ok := conn.(*net.TCPConn); ok {
		tcp.SetLinger(0)
	}
	conn.Close()
}

// cutWriter announces the whole body and writes half of it.
type cutWriter struct {
	http.ResponseWriter
	status int
}

func (c *cutWriter) WriteHeader(status int) { c.status = status }

func (c *cutWriter) Write(body []byte) (int, error) {
	c.Header().Set("Content-Length", strconv.Itoa(max(len(body), 2)))
	c.ResponseWriter.WriteHeader(max(c.status, http.StatusOK))
	if _, err := c.ResponseWriter.Write(body[:len(body)/2]); err != nil {
		return 0, err
	}
	if err := http.NewResponseController(c.ResponseWriter).Flush(); err != nil {
		return 0, err
	}
	return len(body), nil
}

const (
	proxyPage = "<!DOCTYPE html>\n<html><head><title>500 Internal Server Error</title></head>\n" +
		"<body><h1>Internal Server Error</h1><p>The server encountered an internal error.</p></body></html>\n"
	portalPage = "<!DOCTYPE html>\n<html><head><title>Welcome</title></head>\n<body><p>Please sign in to use this network.</p></body></html>\n"
)

func (f *Fault) answer(w http.ResponseWriter) {
	status, contentType, body := 0, "application/json", ""
	switch f.Kind {
	case Fault500HTML:
		status, contentType, body = http.StatusInternalServerError, "text/html; charset=UTF-8", proxyPage
	case FaultNonsense:
		status, contentType, body = http.StatusOK, "text/html; charset=UTF-8", portalPage
	case Fault401:
		w.Header().Set("WWW-Authenticate", "Bearer")
		status, body = http.StatusUnauthorized, tokenInvalid
	case Fault429:
		w.Header().Set("Retry-After", strconv.Itoa(max(1, int(f.Delay/time.Second))))
		status, contentType, body = http.StatusTooManyRequests, "text/plain", "Too many requests"
	case Fault500:
		status, body = http.StatusInternalServerError, "Failed to update entry: 'ou=jans-auth,ou=configuration,o=jans'"
	default:
		status, _ = strconv.Atoi(f.Kind)
		body = `{"code":"` + f.Kind + `","message":"` + http.StatusText(status) + `"}`
	}
	w.Header().Set("Content-Type", contentType)
	w.WriteHeader(status)
	w.Write([]byte(body))
}
