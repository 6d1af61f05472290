package transport

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/http/httpproxy"
)

// proxies finds the proxy for a request. With a pin it must not itself be spoken to over TLS: see plainProxies.
func proxies(options Options, find func(*http.Request) (*url.URL, error)) func(*http.Request) (*url.URL, error) {
	if options.Pin == "" {
		return find
	}
	return plainProxies(find)
}

// plainProxies refuses a proxy that is itself spoken to over TLS, whose certificate would be taken for the server's.
func plainProxies(find func(*http.Request) (*url.URL, error)) func(*http.Request) (*url.URL, error) {
	return func(request *http.Request) (*url.URL, error) {
		proxy, err := find(request)
		if err == nil && proxy != nil && proxy.Scheme == "https" {
			return nil, errPinnedProxy
		}
		return proxy, err
	}
}

var errPinnedProxy = errors.New("a proxy whose address begins with https:// cannot be used with a pinned certificate")

// errProxyAddress replaces errors that repeat the address with its password.
var errProxyAddress = errors.New("the address of the proxy in HTTPS_PROXY is malformed")

// proxyFromEnvironment is http.ProxyFromEnvironment, but for an address that is malformed: that one passes it over in silence, so that what
// was meant for the proxy would go around it, or takes "http" for the name of the proxy.
func proxyFromEnvironment(request *http.Request) (*url.URL, error) {
	settings := httpproxy.FromEnvironment()
	proxy, err := settings.ProxyFunc()(request.URL)
	if err != nil || proxy == nil && wantsProxy(*settings, request.URL) || proxy != nil && !usable(proxy) {
		return nil, errProxyAddress
	}
	return proxy, nil
}

// usable says that an address can be that of a proxy. One that does not parse is tried again with http:// before it (httpproxy.FromEnvironment),
// which leaves what was its host in the path.
func usable(proxy *url.URL) bool {
	_, err := Origin(proxy)
	spoken := slices.Contains([]string{"http", "https", "socks5", "socks5h"}, proxy.Scheme)
	return err == nil && spoken && !strings.HasPrefix(proxy.Path, "//")
}

// wantsProxy says whether a request would go through a proxy if the addresses in the environment were good.
func wantsProxy(settings httpproxy.Config, address *url.URL) bool {
	for _, setting := range []*string{&settings.HTTPProxy, &settings.HTTPSProxy} {
		if *setting != "" {
			*setting = "http://proxy"
		}
	}
	proxy, err := settings.ProxyFunc()(address)
	return err != nil || proxy != nil
}

// proxyFor names the proxy that a request to an address goes through, "" when there is none.
func (t *Transport) proxyFor(address *url.URL) string {
	if t.network == nil || t.network.Proxy == nil {
		return ""
	}
	proxy, err := t.network.Proxy(&http.Request{URL: address})
	if err != nil || proxy == nil {
		return ""
	}
	return proxy.Host
}

// proxyError is a proxy's refusal to connect to the server.
type proxyError struct {
	proxy  string
	status int
}

func (e *proxyError) Error() string {
	return fmt.Sprintf("the proxy %s answered %d %s", e.proxy, e.status, http.StatusText(e.status))
}

func checkProxyAnswer(_ context.Context, proxy *url.URL, _ *http.Request, answer *http.Response) error {
	if answer.StatusCode == http.StatusOK {
		return nil
	}
	return &proxyError{proxy.Host, answer.StatusCode}
}
