package transport

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// useProxy lets requests to all hosts but this machine's go through a proxy.
func useProxy(t *testing.T, address string, exceptions ...string) {
	t.Helper()
	for _, name := range []string{"HTTP_PROXY", "http_proxy", "https_proxy", "no_proxy", "REQUEST_METHOD"} {
		t.Setenv(name, "")
	}
	t.Setenv("HTTPS_PROXY", address)
	t.Setenv("NO_PROXY", strings.Join(exceptions, ","))
}

func TestProxyOfTheEnvironment(t *testing.T) {
	const secret = "s3cr%zz"
	for name, c := range map[string]struct {
		address, except string
		want            string // "" is none
		refused         bool
	}{
		"none":                         {},
		"a URL":                        {address: "http://proxy:3128", want: "http://proxy:3128"},
		"no scheme":                    {address: "proxy:3128", want: "http://proxy:3128"},
		"not for this host":            {address: "http://proxy:3128", except: "jans.example"},
		"not a URL":                    {address: "http://bob:" + secret + "@proxy:3128", refused: true},
		"no port":                      {address: "http://bob:s3cr@bad:xx", refused: true},
		"no port, not for this host":   {address: "http://bob:s3cr@bad:xx", except: "jans.example"},
		"no host":                      {address: "http://", refused: true},
		"another scheme":               {address: "ftp://proxy:3128", refused: true},
		"port out of range":            {address: "http://proxy:99999", refused: true},
		"not a URL, not for this host": {address: "http://bob:" + secret + "@proxy:3128", except: "jans.example"},
	} {
		t.Run(name, func(t *testing.T) {
			useProxy(t, c.address, c.except)
			proxy, err := proxyFromEnvironment(httptest.NewRequest(http.MethodGet, "https://jans.example/", nil))
			got := ""
			if proxy != nil {
				got = proxy.String()
			}
			if got != c.want || errors.Is(err, errProxyAddress) != c.refused {
				t.Errorf("got %q, %v", got, err)
			}
		})
	}
}

// A proxy that is spoken to over TLS has a certificate of its own, which must not be taken for the server's.
func TestProxyOverTLS(t *testing.T) {
	proxy := httptest.NewUnstartedServer(http.NotFoundHandler())
	proxy.Config.ErrorLog = quietLog()
	proxy.StartTLS()
	t.Cleanup(proxy.Close)
	useProxy(t, proxy.URL)

	_, err := open(t, Options{}).Do(t.Context(), edit("https://jans.example/"))
	e := failure(t, err)
	if e.Kind != KindUnreachable || e.Unknown || !strings.Contains(e.Detail, "no connection to the proxy") || !strings.Contains(e.Detail, "certificate") {
		t.Errorf("got %v, unknown %v", e, e.Unknown)
	}
	if trouble := (*CertificateError)(nil); errors.As(err, &trouble) {
		t.Errorf("the certificate of the proxy is offered as that of %s", trouble.Host)
	}
	if seen, err := Inspect(t.Context(), "https://jans.example"); !errors.Is(err, errPinnedProxy) {
		t.Errorf("saw %v, %v", seen, err)
	}
}

func TestProxyThatHangs(t *testing.T) {
	proxy := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }))
	t.Cleanup(proxy.Close)
	useProxy(t, strings.Replace(proxy.URL, "//", "//bob:s3cret@", 1))

	_, err := open(t, Options{Timeout: 50 * time.Millisecond}).Do(t.Context(), edit("https://jans.example/"))
	e := failure(t, err)
	if e.Kind != KindTimeout || e.Unknown || !strings.Contains(e.Detail, "through the proxy 127.0.0.1:") || strings.Contains(err.Error(), "s3cret") {
		t.Errorf("got %v, unknown %v", e, e.Unknown)
	}
}
