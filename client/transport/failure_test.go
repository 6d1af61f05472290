package transport

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"testing/synctest"
	"time"
)

type slow struct{}

func (slow) Error() string   { return "i/o timeout" }
func (slow) Timeout() bool   { return true }
func (slow) Temporary() bool { return true }

func TestFailuresWithoutAnAnswer(t *testing.T) {
	cases := []struct {
		name    string
		err     error
		kind    Kind
		detail  string
		unknown bool // of a write
	}{
		{"no such host", &net.OpError{Op: "dial", Err: &net.DNSError{Name: "h", IsNotFound: true}}, KindUnreachable, "there is no host named h", false},
		{"DNS down", &net.OpError{Op: "dial", Err: &net.DNSError{Name: "h", IsTimeout: true}}, KindUnreachable, "the name h could not be looked up", false},
		{"refused", &net.OpError{Op: "dial", Err: syscall.ECONNREFUSED}, KindUnreachable, "connection refused by h:8443", false},
		{"refused on another system", &net.OpError{Op: "dial", Err: errors.New("No connection could be made because the target machine actively refused it.")},
			KindUnreachable, "connection refused by h:8443", false},
		{"no route", &net.OpError{Op: "dial", Err: syscall.EHOSTUNREACH}, KindUnreachable, "dial: no route to host", false},
		{"connect time-out", &net.OpError{Op: "dial", Err: slow{}}, KindTimeout, "no connection to h:8443 in time", false},
		{"proxy down", &net.OpError{Op: "proxyconnect", Err: syscall.ECONNREFUSED}, KindUnreachable, "no connection to the proxy: connection refused", false},
		{"proxy refuses", &proxyError{"proxy:3128", 407}, KindUnreachable, "the proxy proxy:3128 answered 407 Proxy Authentication Required", false},
		{"reset", &net.OpError{Op: "read", Err: syscall.ECONNRESET}, KindUnreachable, "the connection was closed before an answer arrived", true},
		{"pipe", &net.OpError{Op: "write", Err: syscall.EPIPE}, KindUnreachable, "the connection was closed before an answer arrived", true},
		{"closed", io.EOF, KindUnreachable, "the connection was closed before an answer arrived", true},
		{"idle", errors.New("http: server closed idle connection"), KindUnreachable, "the connection was closed before an answer arrived", true},
		{"answer time-out", slow{}, KindTimeout, "the server took too long to answer", true},
		{"cancelled", context.Canceled, KindCanceled, "", true},
		{"not HTTP", errors.New(`net/http: HTTP/1.x transport connection broken: malformed HTTP response "SSH-2.0"`), KindProtocol, "what answers there does not speak HTTP", true},
		{"client certificate wanted", &net.OpError{Op: "remote error", Err: errors.New("tls: certificate required")}, KindTLS,
			"the server ended the TLS connection: certificate required", false},
		{"old TLS", &net.OpError{Op: "remote error", Err: errors.New("tls: protocol version not supported")}, KindTLS,
			"the server ended the TLS connection: protocol version not supported", false},
		{"alert on an open connection", &net.OpError{Op: "remote error", Err: errors.New("tls: internal error")}, KindTLS,
			"the server ended the TLS connection: internal error", true},
		{"bad proxy address", errProxyAddress, KindUnreachable, errProxyAddress.Error(), false},
		{"anything else", errors.New("strange"), KindUnreachable, "strange", true},
	}
	for _, c := range cases {
		for _, r := range []Request{get("https://h:8443/p?secret=1"), edit("https://h:8443/p?secret=1")} {
			t.Run(c.name+" "+r.Method, func(t *testing.T) {
				tr := open(t, Options{
					Transport: roundTrip(func(*http.Request) (*http.Response, error) { return nil, c.err }),
					Sleep:     func(context.Context, time.Duration) error { return nil },
				})
				_, err := tr.Do(t.Context(), r)
				e := failure(t, err)
				if e.Kind != c.kind || e.Detail != c.detail || e.Unknown != (c.unknown && r.Method != http.MethodGet) {
					t.Errorf("got %q %q unknown %v", e.Kind, e.Detail, e.Unknown)
				}
				if !errors.Is(err, c.kind) || !errors.Is(err, c.err) || errors.Is(err, KindReadOnly) {
					t.Errorf("the error is not %q caused by %v", c.kind, c.err)
				}
				if strings.Contains(err.Error(), "secret") {
					t.Errorf("the query is in %q", err)
				}
				if strings.Contains(err.Error(), "not known") != e.Unknown {
					t.Errorf("%q does not tell whether the change was made", err)
				}
			})
		}
	}
}

func TestRefusedConnection(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	_ = listener.Close()
	tr := open(t, Options{Retry: Retry{Attempts: 1}})
	_, err = tr.Do(t.Context(), edit("https://"+address))
	if e := failure(t, err); e.Kind != KindUnreachable || e.Unknown || e.Detail != "connection refused by "+address {
		t.Errorf("got %v", e)
	}
}

func TestTimeout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var calls atomic.Int32
		tr, err := New(Options{Timeout: 20 * time.Second, Transport: roundTrip(func(r *http.Request) (*http.Response, error) {
			calls.Add(1)
			<-r.Context().Done()
			return nil, r.Context().Err()
		})})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range []Request{get("https://h/"), edit("https://h/")} {
			started := time.Now()
			_, err := tr.Do(t.Context(), r)
			e := failure(t, err)
			if took := time.Since(started); e.Kind != KindTimeout || e.Unknown != (r.Method != http.MethodGet) || took != 20*time.Second {
				t.Errorf("%s: %v unknown %v after %v", r.Method, e, e.Unknown, took)
			}
		}
		if calls.Load() != 2 {
			t.Errorf("a time-out was tried again: %d calls", calls.Load())
		}
	})
}

func TestTimeoutCountsRetriesIn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		tr, err := New(Options{Timeout: 10 * time.Second, Retry: Retry{Attempts: 100, Base: time.Second, Max: time.Second},
			Transport: roundTrip(func(*http.Request) (*http.Response, error) { return nil, io.EOF })})
		if err != nil {
			t.Fatal(err)
		}
		started := time.Now()
		if _, err := tr.Do(t.Context(), get("https://h/")); KindOf(err) != KindUnreachable {
			t.Errorf("got %v, want the last failure", err)
		}
		if took := time.Since(started); took > 10*time.Second || took < 5*time.Second {
			t.Errorf("gave up after %v", took)
		}
	})
}

func TestCancellation(t *testing.T) {
	arrived := make(chan struct{}, 1)
	tr, url := serve(t, func(w http.ResponseWriter, r *http.Request) {
		_, _ = io.ReadAll(r.Body) // the server notices a closed connection only after the body
		arrived <- struct{}{}
		<-r.Context().Done()
	})
	for _, r := range []Request{get(url), edit(url)} {
		ctx, cancel := context.WithCancel(t.Context())
		go func() { <-arrived; cancel() }()
		_, err := tr.Do(ctx, r)
		if e := failure(t, err); e.Kind != KindCanceled || e.Unknown != (r.Method == http.MethodPatch) || !errors.Is(err, context.Canceled) {
			t.Errorf("%s: got %v, unknown %v", r.Method, e, e.Unknown)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err := tr.Do(ctx, edit(url))
	if e := failure(t, err); e.Kind != KindCanceled || e.Unknown {
		t.Errorf("cancelled before the start: %v unknown %v", e, e.Unknown)
	}
}

func TestCancellationWhileConnecting(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0") // accepts, and never answers the TLS handshake
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = listener.Close() }()
	ctx, cancel := context.WithCancel(t.Context())
	accepted := make(chan net.Conn, 1)
	go func() {
		conn, err := listener.Accept()
		cancel()
		if err == nil {
			accepted <- conn
		}
	}()
	tr := open(t, Options{})
	_, err = tr.Do(ctx, edit("https://"+listener.Addr().String()))
	if e := failure(t, err); e.Kind != KindCanceled || e.Unknown {
		t.Errorf("got %v, unknown %v: nothing was sent", e, e.Unknown)
	}
	_ = (<-accepted).Close() // net/http would go on with the handshake until its own time-out
}

func TestSizeLimit(t *testing.T) {
	tr, url := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, 1001)) }, func(o *Options) { o.MaxBody = 1000 })
	for _, r := range []Request{get(url), edit(url)} {
		_, err := tr.Do(t.Context(), r)
		if e := failure(t, err); e.Kind != KindTooLarge || e.Status != 200 || e.Unknown != (r.Method == http.MethodPatch) {
			t.Errorf("%s: got %v", r.Method, e)
		}
	}
	exact, url := serve(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write(make([]byte, 1000)) }, func(o *Options) { o.MaxBody = 1000 })
	if response, err := exact.Do(t.Context(), get(url)); err != nil || len(response.Body) != 1000 {
		t.Errorf("an answer of exactly the limit: %d bytes, %v", len(response.Body), err)
	}
}

func TestPlainHTTPPort(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	defer server.Close()
	tr := open(t, Options{})
	_, err := tr.Do(t.Context(), edit(strings.Replace(server.URL, "http:", "https:", 1)))
	if e := failure(t, err); e.Kind != KindTLS || e.Unknown || !strings.Contains(e.Detail, "does not speak TLS") {
		t.Errorf("got %v", e)
	}
}
