package sandbox

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
)

// Handle is a connection to the sandbox of a folder, whoever owns it. It lasts: when the owner ends, the handle takes the folder over or
// attaches to the next owner.
type Handle struct {
	options Options

	mu     sync.Mutex
	now    *tenure
	closed bool
}

// Connect owns the folder when it is free, else attaches to the process that owns it. Its errors are those of Open; ErrLocked means that
// the owner did not answer for some seconds.
func Connect(ctx context.Context, o Options) (*Handle, error) {
	first, err := connect(ctx, o)
	if err != nil {
		return nil, err
	}
	return &Handle{options: o, now: first}, nil
}

// Info tells how to use the sandbox.
func (h *Handle) Info() Info { return h.tenure().info }

// Owner says whether this handle owns the folder at present.
func (h *Handle) Owner() bool { return h.tenure().server != nil }

// Server returns the server that this handle owns, nil while it is attached to another process.
func (h *Handle) Server() *Server { return h.tenure().server }

// Transport returns a round tripper to the sandbox. Requests that were certainly never delivered because the owner has gone are sent
// again after the folder was taken over; others fail as they would with any server.
func (h *Handle) Transport() http.RoundTripper { return roundTripper(h.roundTrip) }

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

// Close gives the folder back when this handle owns it, else only lets go of the connections.
func (h *Handle) Close(ctx context.Context) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return nil
	}
	h.closed = true
	h.now.idle()
	if h.now.server != nil {
		return h.now.server.Close(ctx)
	}
	return nil
}

func (h *Handle) tenure() *tenure {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.now
}

func (h *Handle) roundTrip(r *http.Request) (*http.Response, error) {
	current := h.tenure()
	if current.server != nil {
		return current.transport.RoundTrip(r)
	}
	body, err := bodySource(r)
	if err != nil {
		return nil, err
	}
	const attempts = 3 // the next owner may be gone again
	for attempt := 1; ; attempt++ {
		response, err := current.send(r, body)
		if err == nil || !neverDelivered(err) && !harmless(r) || attempt == attempts || r.Context().Err() != nil {
			return response, err
		}
		if current, err = h.succeed(r.Context(), current); err != nil {
			return nil, err
		}
	}
}

// send passes a request on with a fresh body, to the address the sandbox has now.
func (t *tenure) send(r *http.Request, body func() io.ReadCloser) (*http.Response, error) {
	again := r.Clone(r.Context())
	again.Body = body()
	if base, err := url.Parse(t.info.URL); err == nil {
		again.URL.Scheme, again.URL.Host = base.Scheme, base.Host
	}
	response, err := t.transport.RoundTrip(again)
	if response != nil {
		response.Request = r
	}
	return response, err
}

// bodySource makes the body of a request readable several times.
func bodySource(r *http.Request) (func() io.ReadCloser, error) {
	if r.Body == nil || r.Body == http.NoBody {
		return func() io.ReadCloser { return http.NoBody }, nil
	}
	content, err := io.ReadAll(r.Body)
	if closeErr := r.Body.Close(); err == nil {
		err = closeErr
	}
	return func() io.ReadCloser { return io.NopCloser(bytes.NewReader(content)) }, err
}

// harmless requests may reach the sandbox twice: reads, and asking for a token. An owner that ends may leave them without an answer.
func harmless(r *http.Request) bool {
	return r.Method == http.MethodGet || r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, restPath+"/token")
}

// neverDelivered is true only for failures to connect: after that nobody can know what the other side has read.
func neverDelivered(err error) bool {
	var failed *net.OpError
	return errors.As(err, &failed) && failed.Op == "dial"
}

// succeed replaces a tenure whose owner has gone. Of several requests that notice it, the first does the work.
func (h *Handle) succeed(ctx context.Context, gone *tenure) (*tenure, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return nil, ErrClosed
	}
	if h.now != gone {
		return h.now, nil
	}
	next, err := connect(ctx, h.options)
	if err != nil {
		return nil, err
	}
	gone.idle()
	h.now = next
	return next, nil
}
