package transport

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"syscall"

	"github.com/go-resty/resty/v2"
)

// noAnswer makes the Error of a call that got no answer. connected says that a connection was there, so that the request may have
// been sent.
func (c *call) noAnswer(ctx context.Context, err error, connected bool) *Error {
	if wrapper := (*url.Error)(nil); errors.As(err, &wrapper) {
		err = wrapper.Err // the wrapper repeats the address with its query
	}
	e := c.diagnose(ctx, err, connected)
	if e.Err == nil {
		e.Err = err
	}
	e.Unknown = c.writes && connected && !undelivered(e, err)
	return e
}

// brokenAnswer makes the Error of a call whose answer began to arrive and could not be read to its end.
func (c *call) brokenAnswer(ctx context.Context, err error, response Response) *Error {
	e := c.diagnose(ctx, err, true)
	switch {
	case errors.Is(err, resty.ErrResponseBodyTooLarge):
		e = c.fail(KindTooLarge)
		e.Detail = "the answer is larger than this program accepts"
	case e.Kind == KindUnreachable:
		e.Detail = "the answer broke off before its end"
		e.Hint = "Try again; if it stays, a proxy or the network cuts connections."
	}
	e.Status, e.Err, e.Unknown = response.Status, err, c.writes
	return e
}

// undelivered says that the failure itself shows that the server has not seen the request.
func undelivered(e *Error, err error) bool {
	var lookup *net.DNSError
	var proxy *proxyError
	if alert, ok := remoteAlert(err); ok {
		return handshakeAlert(alert)
	}
	return e.Kind == KindTLS || refused(err) || dialing(err) || errors.As(err, &lookup) || errors.As(err, &proxy) || proxyUnusable(err)
}

func (c *call) diagnose(ctx context.Context, err error, connected bool) *Error {
	switch {
	case errors.Is(ctx.Err(), context.Canceled) || errors.Is(err, context.Canceled):
		return c.fail(KindCanceled)
	case timedOut(ctx, err):
		e := c.fail(KindTimeout)
		e.Detail = "the server took too long to answer"
		if !connected || dialing(err) {
			e.Detail = "no connection to " + c.url.Host + " in time"
			e.Hint = "Check the address and that no firewall drops the connection."
			if c.proxy != "" {
				e.Detail = "no connection to " + c.url.Host + " through the proxy " + c.proxy + " in time"
				e.Hint = "Check HTTPS_PROXY and NO_PROXY, and whether the proxy allows this host and port."
			}
		}
		return e
	case proxyTrouble(err) != nil: // before TLS: the certificate may be the proxy's
		return c.unreachable(err)
	}
	if detail, hint, cause, ok := tlsTrouble(err, c.url.Hostname()); ok {
		e := c.fail(KindTLS)
		e.Detail, e.Hint, e.Err = detail, hint, cause
		return e
	}
	if c.alerted(err) {
		return c.needsTLS()
	}
	return c.unreachable(err)
}

func (c *call) unreachable(err error) *Error {
	e := c.fail(KindUnreachable)
	var lookup *net.DNSError
	var proxy *proxyError
	switch {
	case errors.As(err, &proxy) && proxy.status == http.StatusProxyAuthRequired:
		e.Detail, e.Hint = proxy.Error(), statusHints[proxy.status]
	case errors.As(err, &proxy):
		e.Detail, e.Hint = proxy.Error(), "Check HTTPS_PROXY and NO_PROXY, and whether the proxy allows this host and port."
	case errors.Is(err, errProxyAddress):
		e.Detail, e.Hint = err.Error(), "Correct HTTPS_PROXY, where %, @, : and / in a password are written as %25, %40, %3A and %2F, or list the server in NO_PROXY."
	case errors.Is(err, errPinnedProxy):
		e.Detail, e.Hint = err.Error(), "Use a proxy whose address begins with http://, or list the server in NO_PROXY."
	case proxyTrouble(err) != nil:
		e.Detail, e.Hint = "no connection to the proxy: "+proxyTrouble(err).Error(), "Check HTTPS_PROXY, or list the server in NO_PROXY."
	case errors.As(err, &lookup) && lookup.IsNotFound:
		e.Detail, e.Hint = fmt.Sprintf("there is no host named %s", lookup.Name), "Check the spelling of the address, and the network or VPN whose DNS knows it."
	case errors.As(err, &lookup):
		e.Detail, e.Hint = fmt.Sprintf("the name %s could not be looked up", lookup.Name), "Check the network connection and its DNS server."
	case refused(err):
		e.Detail, e.Hint = "connection refused by "+c.url.Host, "Check the port, and that the server is running."
	case broken(err):
		e.Detail, e.Hint = "the connection was closed before an answer arrived", "Try again; if it stays, look for a proxy or firewall between."
	case strings.Contains(err.Error(), "malformed HTTP"): // net/http has no type for it
		e = c.fail(KindProtocol)
		e.Detail = "what answers there does not speak HTTP"
	default:
		e.Detail = c.scrub(err.Error())
	}
	return e
}

func timedOut(ctx context.Context, err error) bool {
	if errors.Is(err, context.DeadlineExceeded) || errors.Is(ctx.Err(), context.DeadlineExceeded) {
		return true
	}
	var lookup *net.DNSError
	if errors.As(err, &lookup) {
		return false
	}
	var slow net.Error
	return errors.As(err, &slow) && slow.Timeout()
}

func dialing(err error) bool {
	var operation *net.OpError
	return errors.As(err, &operation) && (operation.Op == "dial" || operation.Op == "proxyconnect")
}

// proxyTrouble is what kept the connection to the proxy itself from being made, nil for failures of another sort.
func proxyTrouble(err error) error {
	var operation *net.OpError
	if errors.As(err, &operation) && operation.Op == "proxyconnect" {
		return operation.Err
	}
	return nil
}

func refused(err error) bool {
	return errors.Is(err, syscall.ECONNREFUSED) || dialing(err) && strings.Contains(err.Error(), "refused")
}

func broken(err error) bool {
	for _, cause := range []error{io.EOF, io.ErrUnexpectedEOF, syscall.ECONNRESET, syscall.EPIPE, net.ErrClosed} {
		if errors.Is(err, cause) {
			return true
		}
	}
	return strings.Contains(err.Error(), "server closed idle connection") // net/http does not export it
}

// permanent failures are not worth another try: the same name will not exist a moment later either.
func permanent(err error) bool {
	var lookup *net.DNSError
	var proxy *proxyError
	return errors.As(err, &lookup) && lookup.IsNotFound || errors.As(err, &proxy) || proxyUnusable(err)
}

func proxyUnusable(err error) bool {
	return errors.Is(err, errProxyAddress) || errors.Is(err, errPinnedProxy)
}
