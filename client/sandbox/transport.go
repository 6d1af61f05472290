package sandbox

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strconv"
	"sync"
	"syscall"
)

// Transport returns a round tripper that calls the handler without a socket. Requests end with their contexts, and faults show as they
// would on the wire: a reset as ECONNRESET, a cut body as io.ErrUnexpectedEOF.
func (s *Server) Transport() http.RoundTripper { return inMemory{handler: s.Handler()} }

type inMemory struct{ handler http.Handler }

func (t inMemory) RoundTrip(r *http.Request) (*http.Response, error) {
	if r.Body != nil {
		defer r.Body.Close()
	}
	if r.URL == nil || r.URL.Host == "" {
		return nil, errors.New("http: no Host in request URL")
	}
	ctx, cancel := context.WithCancel(r.Context())
	answer := newMemoryResponse(r, cancel)
	go answer.run(ctx, t.handler, incoming(ctx, r))
	select {
	case <-r.Context().Done():
		cancel()
		return nil, r.Context().Err()
	case <-answer.begun:
	}
	if answer.failure != nil {
		cancel()
		return nil, answer.failure
	}
	return answer.response, nil
}

// incoming turns an outgoing request into what a server would receive.
func incoming(ctx context.Context, r *http.Request) *http.Request {
	in := r.Clone(ctx)
	in.RequestURI = r.URL.RequestURI()
	in.Proto, in.ProtoMajor, in.ProtoMinor = "HTTP/1.1", 1, 1
	in.RemoteAddr = "127.0.0.1:0"
	if in.Host == "" {
		in.Host = r.URL.Host
	}
	if in.Body == nil {
		in.Body = http.NoBody
	}
	return in
}

// memoryResponse is the writer of a handler and the body its caller reads.
type memoryResponse struct {
	begun    chan struct{} // closed when response or failure is set
	once     sync.Once
	response *http.Response
	failure  error
	request  *http.Request
	header   http.Header
	body     *io.PipeWriter
	buffered bytes.Buffer // before the header is known to be complete
	status   int
	isReset  bool
	cancel   context.CancelFunc
}

func newMemoryResponse(r *http.Request, cancel context.CancelFunc) *memoryResponse {
	return &memoryResponse{begun: make(chan struct{}), request: r, header: make(http.Header), cancel: cancel}
}

func (m *memoryResponse) run(ctx context.Context, handler http.Handler, in *http.Request) {
	var ended error // nil is an orderly end
	defer func() { m.end(ended) }()
	defer func() {
		if cause := recover(); cause != nil {
			ended = io.ErrUnexpectedEOF
			if cause != http.ErrAbortHandler {
				ended = fmt.Errorf("sandbox handler failed: %v", cause)
			}
		}
	}()
	handler.ServeHTTP(m, in)
	if err := ctx.Err(); err != nil && m.status == 0 && m.buffered.Len() == 0 {
		ended = err
	}
}

// end completes the answer, or shows the caller how the connection broke.
func (m *memoryResponse) end(ended error) {
	switch {
	case m.isReset:
		m.fail(&net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET})
	case m.body != nil:
		m.body.CloseWithError(ended)
	case ended != nil:
		m.fail(fmt.Errorf("read answer: %w", ended))
	default:
		m.begin(int64(m.buffered.Len()), io.NopCloser(bytes.NewReader(m.buffered.Bytes())))
	}
}

func (m *memoryResponse) fail(err error) {
	m.once.Do(func() {
		m.failure = err
		close(m.begun)
	})
}

func (m *memoryResponse) begin(length int64, body io.ReadCloser) {
	m.once.Do(func() {
		header := m.header.Clone()
		if declared, err := strconv.ParseInt(header.Get("Content-Length"), 10, 64); err == nil {
			length = declared
		} else if length >= 0 {
			header.Set("Content-Length", strconv.FormatInt(length, 10))
		}
		if m.request.Method == http.MethodHead {
			body = http.NoBody
		}
		status := max(m.status, http.StatusOK)
		m.response = &http.Response{
			Status: strconv.Itoa(status) + " " + http.StatusText(status), StatusCode: status,
			Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
			Header: header, Body: cancelOnClose{body, m.cancel}, ContentLength: length, Request: m.request,
		}
		close(m.begun)
	})
}

// Header returns the header of the answer.
func (m *memoryResponse) Header() http.Header { return m.header }

// WriteHeader remembers the status; the answer begins with Flush or when the handler ends.
func (m *memoryResponse) WriteHeader(status int) {
	if m.status == 0 {
		m.status = status
	}
}

func (m *memoryResponse) Write(p []byte) (int, error) {
	if m.body != nil {
		return m.body.Write(p)
	}
	return m.buffered.Write(p)
}

// Flush lets the caller see the answer while the handler goes on.
func (m *memoryResponse) Flush() {
	if m.body != nil {
		return
	}
	reader, writer := io.Pipe()
	m.body = writer
	m.begin(-1, struct {
		io.Reader
		io.Closer
	}{io.MultiReader(bytes.NewReader(m.buffered.Bytes()), reader), reader})
}

func (m *memoryResponse) resetConnection() { m.isReset = true }

type cancelOnClose struct {
	io.ReadCloser
	cancel context.CancelFunc
}

func (c cancelOnClose) Close() error {
	c.cancel()
	return c.ReadCloser.Close()
}
