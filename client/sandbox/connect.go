package sandbox

import (
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"encoding/pem"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"
)

const (
	connectPatience = 5 * time.Second        // how long Connect waits for an owner that is starting or ending
	pingPatience    = time.Second            // how long one answer may take
	connectPause    = 20 * time.Millisecond  // between attempts, at first
	connectPauseMax = 200 * time.Millisecond // and at last
)

// errNoOwner is a folder whose owner cannot be spoken to: it is starting, ending or stuck, or the address is stale.
var errNoOwner = errors.New("no process answers at the address in the folder")

// tenure is one way of using a folder: as its owner, or attached to the owner.
type tenure struct {
	server    *Server // nil when attached
	address   address // of the owner, when attached
	info      Info
	transport http.RoundTripper
	idle      func() // closes idle connections
}

// connect owns the folder when it is free, else attaches to the owner. It tries again while an owner is starting or ending.
func connect(ctx context.Context, o Options) (*tenure, error) {
	ctx, cancel := context.WithTimeout(ctx, connectPatience)
	defer cancel()
	for wait := connectPause; ; wait = min(2*wait, connectPauseMax) {
		server, err := Open(ctx, o)
		if err == nil {
			return &tenure{server: server, info: server.Info(), transport: server.Transport(), idle: func() {}}, nil
		}
		if !errors.Is(err, ErrLocked) {
			return nil, err
		}
		owner, attachErr := attach(ctx, o.Dir)
		if attachErr == nil {
			return owner, nil
		}
		if !pause(ctx, wait) {
			return nil, locked(o.Dir, attachErr)
		}
	}
}

// Running tells how to use the sandbox that another process runs on a folder, without starting one. ErrNotRunning when there is none.
func Running(ctx context.Context, dir string) (Info, error) {
	owner, err := attach(ctx, dir)
	if errors.Is(err, errNoOwner) {
		return Info{}, fmt.Errorf("sandbox folder %s: %w", dir, ErrNotRunning)
	}
	if err != nil {
		return Info{}, err
	}
	owner.idle()
	return owner.info, nil
}

// locked names the owner of a folder as the address file does.
func locked(dir string, cause error) error {
	failure := &LockedError{Dir: dir, Cause: cause}
	if a, err := readAddress(dir); err == nil {
		failure.PID, failure.URL = a.PID, a.URL
	}
	return failure
}

// attach speaks to the owner at the address in the folder, and makes sure that it is the owner: the certificate must be the folder's,
// and it must know the key.
func attach(ctx context.Context, dir string) (*tenure, error) {
	a, err := readAddress(dir)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errNoOwner, err)
	}
	caName := filepath.Join(dir, caFile)
	ca, err := os.ReadFile(caName)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errNoOwner, err)
	}
	transport := &http.Transport{
		TLSClientConfig:     trusting(ca, a.URL),
		DialContext:         (&net.Dialer{Timeout: pingPatience}).DialContext,
		TLSHandshakeTimeout: pingPatience,
		// A connection that was kept may have died with its owner after a request was written to it, and nobody could say whether it
		// had been read. A new one is refused instead, which is certain.
		DisableKeepAlives: true,
	}
	info, err := controlInfo(ctx, transport, a, http.MethodGet, controlPing, nil)
	if err != nil {
		transport.CloseIdleConnections()
		return nil, err
	}
	if info.CAFile, err = filepath.Abs(caName); err != nil {
		return nil, fmt.Errorf("sandbox folder: %w", err)
	}
	return &tenure{address: a, info: info, transport: transport, idle: transport.CloseIdleConnections}, nil
}

// trusting accepts the certificates that the folder's file vouches for, and the very certificate in it: a self-signed one has no name that
// could be checked.
func trusting(ca []byte, base string) *tls.Config {
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(ca)
	return &tls.Config{
		MinVersion:         tls.VersionTLS12,
		InsecureSkipVerify: true, // VerifyConnection does it
		VerifyConnection: func(state tls.ConnectionState) error {
			leaf := state.PeerCertificates[0]
			if block, _ := pem.Decode(ca); block != nil && bytes.Equal(block.Bytes, leaf.Raw) {
				return nil
			}
			address, err := url.Parse(base)
			if err != nil {
				return err
			}
			_, err = leaf.Verify(x509.VerifyOptions{Roots: pool, DNSName: address.Hostname()})
			return err
		},
	}
}

// controlInfo sends a control request that is answered with how to use the sandbox.
func controlInfo(ctx context.Context, transport http.RoundTripper, a address, method, path string, body []byte) (Info, error) {
	ctx, cancel := context.WithTimeout(ctx, pingPatience)
	defer cancel()
	answer, err := control(ctx, transport, a, method, path, body)
	if err != nil {
		return Info{}, err
	}
	var info Info
	if err := json.Unmarshal(answer, &info); err != nil {
		return Info{}, fmt.Errorf("%w: %w", errNoOwner, err)
	}
	return info, nil
}

// control sends one control request to the owner and returns the body of the answer.
func control(ctx context.Context, transport http.RoundTripper, a address, method, path string, body []byte) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, method, a.URL+path, bytes.NewReader(body))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errNoOwner, err)
	}
	request.Header.Set(controlKey, a.Key)
	response, err := transport.RoundTrip(request)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errNoOwner, err)
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(io.LimitReader(response.Body, 1<<20))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errNoOwner, err)
	}
	if response.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("the owner of the folder (process %d) refused: %s: %s", a.PID, response.Status, strings.TrimSpace(string(answer)))
	}
	return answer, nil
}
