package transport

import (
	"context"
	"encoding/pem"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// serve starts a TLS server, and a transport that trusts it and does not wait between tries.
func serve(t *testing.T, handler http.HandlerFunc, change ...func(*Options)) (*Transport, string) {
	t.Helper()
	server := httptest.NewTLSServer(handler)
	t.Cleanup(server.Close)
	options := Options{CACert: certificateFile(t, server), Sleep: func(ctx context.Context, _ time.Duration) error { return ctx.Err() }}
	for _, apply := range change {
		apply(&options)
	}
	return open(t, options), server.URL
}

func open(t *testing.T, options Options) *Transport {
	t.Helper()
	tr, err := New(options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(tr.Close)
	return tr
}

func certificateFile(t *testing.T, server *httptest.Server) string {
	t.Helper()
	return writePEM(t, "CERTIFICATE", server.Certificate().Raw)
}

func writePEM(t *testing.T, kind string, der []byte) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "file.pem")
	if err := os.WriteFile(file, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// roundTrip is a network made of a function.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func failure(t *testing.T, err error) *Error {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("got %v, want an *Error", err)
	}
	if e.Hint == "" {
		t.Errorf("%v has no hint", e)
	}
	if e.RequestID == "" {
		t.Errorf("%v has no request id", e)
	}
	return e
}

func get(url string) Request  { return Request{Op: "read it", Method: http.MethodGet, URL: url} }
func edit(url string) Request { return request(http.MethodPatch, url) }

func request(method, url string) Request {
	return Request{Op: "change it", Method: method, URL: url, Body: []byte("[]"), ContentType: "application/json-patch+json"}
}
