// Package transport sends the HTTP requests of the client and of its login: time-outs, retries of reads, size limits, read-only
// mode, request ids, logging without secrets, and errors that say what happened.
package transport

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/go-resty/resty/v2"
)

// What applies when an option is left out.
const (
	DefaultTimeout = 30 * time.Second
	DefaultMaxBody = 16 << 20  // bytes
	DefaultClient  = "jansadm" // what this program calls itself // what this program calls itself
)

// Options configures a Transport; the zero value is usable.
type Options struct {
	CACert     string // a PEM file, trusted in addition to the system's authorities
	ClientCert string // PEM files of a certificate to present to a proxy that asks for one; both or neither
	ClientKey  string
	Insecure   bool // accept any server certificate
	// Pin is the SHA-256 of the only certificate that servers may present, in hexadecimal as ParseFingerprint reads it. Authorities,
	// names and validity then do not count.
	Pin       string
	PlainHTTP bool // accept http addresses, which carry tokens in clear; those of this machine always are

	Timeout   time.Duration     // of one call, its retries and waits included; 0 is DefaultTimeout
	Transport http.RoundTripper // replaces the network; the TLS options above and proxies are then not used
	ReadOnly  bool              // refuse every method but GET
	Guard     func() error      // asked before each request that is neither a GET nor an Exchange; an error refuses it. nil for none

	UserInum   string // inum of the acting person, for the server's audit log; may be empty, see also ActFor
	ClientName string // name of this program in the server's audit log; "" is jansadm
	Version    string // of this program, for User-Agent

	Log     *slog.Logger  // nil discards
	Recent  *Recent       // remembers the requests, together with those of other transports; nil is a new one
	NewID   func() string // request ids; nil is random UUIDs
	Retry   Retry
	MaxBody int64                                      // largest accepted answer in bytes; 0 is DefaultMaxBody
	Sleep   func(context.Context, time.Duration) error // waits between retries; nil is a timer
	Now     func() time.Time                           // nil is time.Now
}

// Transport sends requests. It is safe for concurrent use.
type Transport struct {
	options Options
	rest    *resty.Client
	network *http.Transport // nil when Options.Transport replaces it
	skew    skew
	inum    atomic.Value // string: of the acting person
}

// New checks the options and reads the certificate files; a *FileError is about one of these. Nothing is sent yet.
func New(options Options) (*Transport, error) {
	t := &Transport{options: withDefaults(options)}
	for name, value := range map[string]string{"the user's inum": options.UserInum, "the client name": options.ClientName, "the version": options.Version} {
		if !fitsHeader(value) {
			return nil, fmt.Errorf("%s %q has characters that an HTTP header cannot carry", name, value)
		}
	}
	t.inum.Store(options.UserInum)
	roundTripper := options.Transport
	if roundTripper == nil {
		network, err := newNetwork(options)
		if err != nil {
			return nil, err
		}
		t.network, roundTripper = network, network
	}
	// Not resty.New: it adds a cookie jar, and the auth server sets a cookie with the request id.
	t.rest = resty.NewWithClient(&http.Client{Transport: roundTripper, CheckRedirect: checkRedirect}).
		SetLogger(restyLogger{t.options.Log}).
		SetDisableWarn(true).
		SetRetryCount(0). // resty would repeat writes on a dropped connection
		SetResponseBodyLimit(int(t.options.MaxBody))
	return t, nil
}

func fitsHeader(value string) bool {
	return !strings.ContainsFunc(value, func(r rune) bool { return r < ' ' || r > '~' })
}

// ActFor names the person who acts from now on by the inum, for the server's audit log. One that a header cannot carry is left out.
func (t *Transport) ActFor(inum string) {
	if !fitsHeader(inum) {
		inum = ""
	}
	t.inum.Store(inum)
}

// ActingFor is the inum that the server's audit log is told; "" for none.
func (t *Transport) ActingFor() string {
	inum, _ := t.inum.Load().(string)
	return inum
}

// Close gives up idle connections. Calls in flight are not disturbed.
func (t *Transport) Close() {
	if t.network != nil {
		t.network.CloseIdleConnections()
	}
}

// Writable is nil, or why every method but GET is refused now.
func (t *Transport) Writable() error {
	switch {
	case t.options.ReadOnly:
		return KindReadOnly
	case t.options.Guard != nil:
		return t.options.Guard()
	}
	return nil
}

func withDefaults(o Options) Options {
	if o.Timeout <= 0 {
		o.Timeout = DefaultTimeout
	}
	if o.ClientName == "" {
		o.ClientName = DefaultClient
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Recent == nil {
		o.Recent = &Recent{}
	}
	if o.NewID == nil {
		o.NewID = RandomID
	}
	if o.MaxBody <= 0 {
		o.MaxBody = DefaultMaxBody
	}
	if o.Sleep == nil {
		o.Sleep = Sleep
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	o.Retry = o.Retry.withDefaults()
	return o
}

// RandomID returns a version 4 UUID (RFC 9562 section 5.4), the form the auth server itself uses.
func RandomID() string {
	var id [16]byte
	_, _ = rand.Read(id[:]) // documented never to fail
	id[6] = id[6]&0x0f | 0x40
	id[8] = id[8]&0x3f | 0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", id[0:4], id[4:6], id[6:8], id[8:10], id[10:])
}

// Sleep waits, or returns the context's error when that ends first.
func Sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}
