package sandbox

import (
	"context"
	"errors"
	"io"
	"net/http"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestParseFault(t *testing.T) {
	for text, want := range map[string]Fault{
		"PATCH /jans-auth-server/config=500html": {Method: "PATCH", Path: "/jans-auth-server/config", Kind: Fault500HTML},
		"get *=slow:2s":                          {Method: "GET", Path: "*", Kind: FaultSlow, Delay: 2 * time.Second},
		"* /token=reset:1":                       {Method: "*", Path: "/token", Kind: FaultReset, Times: 1},
		"GET /x=429":                             {Method: "GET", Path: "/x", Kind: Fault429},
		"GET /x=429:7":                           {Method: "GET", Path: "/x", Kind: Fault429, Delay: 7 * time.Second},
		"GET /x = nonsense":                      {Method: "GET", Path: "/x", Kind: FaultNonsense},
		"GET /a/*/b=401:3":                       {Method: "GET", Path: "/a/*/b", Kind: Fault401, Times: 3},
		"* *=hang":                               {Method: "*", Path: "*", Kind: FaultHang},
		"POST /revoke=expired":                   {Method: "POST", Path: "/revoke", Kind: FaultExpired},
		"DELETE /scopes/x=cut:2":                 {Method: "DELETE", Path: "/scopes/x", Kind: FaultCut, Times: 2},
		"GET /x=slow:0s":                         {Method: "GET", Path: "/x", Kind: FaultSlow},
		"PUT /y=409":                             {Method: "PUT", Path: "/y", Kind: Fault409},
		"GET /.well-known/x=404:1":               {Method: "GET", Path: "/.well-known/x", Kind: Fault404, Times: 1},
	} {
		if got, err := ParseFault(text); err != nil || got != want {
			t.Errorf("%q: %+v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "GET", "GET /x", "/x=500", "GET /x=", "GET /x=502", "GET /x=slow", "GET /x=slow:x", "GET /x=slow:-1s", "GET /x=500:0", "GET /x=500:many", "GET /x=429:-1"} {
		if _, err := ParseFault(text); err == nil {
			t.Errorf("%q was accepted", text)
		}
	}
}

func TestEveryKindOfFaultIsNamedAndUnderstood(t *testing.T) {
	_, err := ParseFault("GET /x=418")
	for _, kind := range FaultKinds() {
		if err == nil || !strings.Contains(err.Error(), kind) {
			t.Errorf("%s is not named: %v", kind, err)
		}
		text := "GET /x=" + kind
		if kind == FaultSlow {
			text += ":1s"
		}
		if _, err := ParseFault(text); err != nil {
			t.Error(err)
		}
	}
}

func TestFaultMatching(t *testing.T) {
	for _, c := range []struct {
		method, path, request string
		want                  bool
	}{
		{"*", "*", "GET /x", true},
		{"", "", "GET /x", true},
		{"GET", "*", "POST /x", false},
		{"GET", "/config", "GET /jans-config-api/api/v1/jans-auth-server/config", true},
		{"GET", "/jans-auth-server/config", "GET /jans-config-api/api/v1/jans-auth-server/config", true},
		{"GET", "/jans-auth-server/config", "GET /jans-config-api/api/v1/jans-auth-server/config/feature-flags", false},
		{"GET", "/jans-auth-server/config*", "GET /jans-config-api/api/v1/jans-auth-server/config/feature-flags", true},
		{"GET", "fig", "GET /config", false},
		{"GET", "/*/config", "GET /a/b/config", true},
		{"GET", "/token", "GET /tokens", false},
		{"GET", "/a*b*c", "GET /axbxbxc", true},
		{"GET", "/a*b*c", "GET /axcxb", false},
		{"GET", "/ab*ba", "GET /aba", false},
		{"GET", "**", "GET /", true},
		{"GET", "/token", "GET /token", true},
		{"GET", "/", "GET /", true},
	} {
		method, path, _ := strings.Cut(c.request, " ")
		fault := Fault{Method: c.method, Path: c.path}
		if got := fault.matches(method, path); got != c.want {
			t.Errorf("%s %s on %s: %v", c.method, c.path, c.request, got)
		}
	}
}

// attempt sends one request with either client and reads the whole answer.
func attempt(ctx context.Context, client *http.Client, url string) (answer, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return answer{}, err
	}
	response, err := client.Do(r)
	if err != nil {
		return answer{}, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	return answer{response.StatusCode, response.Header, string(body)}, err
}

// Faults look the same on the wire and through the socketless transport.
func TestFaults(t *testing.T) {
	f := newFixture(t)
	for name, client := range map[string]*http.Client{"wire": wire(t, f.Info()), "memory": {Transport: f.Transport()}} {
		for _, c := range []struct {
			kind        string
			status      int
			contentType string
			body        string // a part of it
			failure     error
		}{
			{Fault401, 401, "application/json", tokenInvalid, nil},
			{Fault403, 403, "application/json", `"403"`, nil},
			{Fault404, 404, "application/json", `"404"`, nil},
			{Fault409, 409, "application/json", `"409"`, nil},
			{Fault429, 429, "text/plain", "Too many", nil},
			{Fault500, 500, "application/json", "Failed to", nil},
			{Fault500HTML, 500, "text/html; charset=UTF-8", "<html>", nil},
			{FaultNonsense, 200, "text/html; charset=UTF-8", "<html>", nil},
			{FaultSlow, 200, "application/json", "issuer", nil},
			{FaultReset, 0, "", "", syscall.ECONNRESET},
			{FaultCut, 200, "application/json", "", io.ErrUnexpectedEOF},
		} {
			t.Run(name+"/"+c.kind, func(t *testing.T) {
				f.SetFaults([]Fault{{Method: "*", Path: discoveryPath, Kind: c.kind, Delay: time.Millisecond}})
				a, err := attempt(t.Context(), client, f.Info().URL+discoveryPath)
				if !errors.Is(err, c.failure) || (err == nil) != (c.failure == nil) {
					t.Fatalf("%v", err)
				}
				if a.status != c.status || a.header.Get("Content-Type") != c.contentType || !strings.Contains(a.body, c.body) {
					t.Errorf("%d %s %.100q", a.status, a.header.Get("Content-Type"), a.body)
				}
				if c.kind == FaultCut && (a.body == "" || strings.HasSuffix(a.body, "}\n")) {
					t.Errorf("not cut in the middle: %q", a.body)
				}
				if c.kind == Fault429 && a.header.Get("Retry-After") != "1" {
					t.Errorf("Retry-After: %q", a.header.Get("Retry-After"))
				}
				if other, err := attempt(t.Context(), client, f.Info().URL+apiPath+"/health/live"); err != nil || other.status != http.StatusOK {
					t.Errorf("another path: %d, %v", other.status, err)
				}
			})
		}
	}
}

func TestFaultsThatNeverAnswer(t *testing.T) {
	f := newFixture(t)
	for name, client := range map[string]*http.Client{"wire": wire(t, f.Info()), "memory": {Transport: f.Transport()}} {
		for _, fault := range []Fault{{Kind: FaultHang}, {Kind: FaultSlow, Delay: time.Hour}} {
			f.SetFaults([]Fault{fault})
			ctx, cancel := context.WithCancel(t.Context())
			done := make(chan error, 1)
			go func() {
				_, err := attempt(ctx, client, f.Info().URL+discoveryPath)
				done <- err
			}()
			cancel()
			if err := <-done; !errors.Is(err, context.Canceled) {
				t.Errorf("%s, %s: %v", name, fault.Kind, err)
			}
		}
	}
}

func TestFaultsWearOff(t *testing.T) {
	f := newFixture(t, func(o *Options) {
		o.Faults = []Fault{{Path: discoveryPath, Kind: Fault500, Times: 2}, {Path: discoveryPath, Kind: Fault404, Times: 1}}
	})
	for i, want := range []int{500, 500, 404, 200, 200} {
		if a := f.request(http.MethodGet, discoveryPath, ""); a.status != want {
			t.Errorf("request %d: %d, want %d", i+1, a.status, want)
		}
	}
}

func TestExpiredFault(t *testing.T) {
	f := newFixture(t)
	token := f.token(scopePropertiesRead)
	f.SetFaults([]Fault{{Path: "/jans-auth-server/config", Kind: FaultExpired, Times: 1}, {Path: "/introspection", Kind: FaultExpired, Times: 1}})
	if a := f.request(http.MethodGet, configPath, "", bearer(token)...); a.status != http.StatusUnauthorized || a.body != tokenInvalid {
		t.Errorf("%d %s", a.status, a.body)
	}
	if a := f.request(http.MethodGet, configPath, "", bearer(token)...); a.status != http.StatusOK {
		t.Errorf("afterwards: %d %s", a.status, a.body)
	}
	if a := f.introspect(token, token); a.status != http.StatusUnauthorized {
		t.Errorf("introspection: %d %s", a.status, a.body)
	}
	f.SetFaults([]Fault{{Path: "/revoke", Kind: FaultExpired}})
	if a := f.form(revokePath, Client{}, tokenForm("x"), bearer(token)...); a.status != http.StatusUnauthorized {
		t.Errorf("revocation: %d %s", a.status, a.body)
	}
}

func TestLatency(t *testing.T) {
	f := newFixture(t, func(o *Options) { o.Latency = time.Hour })
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	client := &http.Client{Transport: f.Transport()}
	if _, err := attempt(ctx, client, f.Info().URL+discoveryPath); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("no latency: %v", err)
	}
	f.SetLatency(0)
	if _, err := attempt(t.Context(), client, f.Info().URL+discoveryPath); err != nil {
		t.Errorf("still slow: %v", err)
	}
}

func TestTransportWithoutSocket(t *testing.T) {
	f := newFixture(t)
	if _, err := f.Transport().RoundTrip(&http.Request{Method: "GET"}); err == nil {
		t.Error("a request without URL was answered")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := attempt(ctx, &http.Client{Transport: f.Transport()}, f.Info().URL); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
	response, err := (&http.Client{Transport: f.Transport()}).Head(f.Info().URL + discoveryPath)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(response.Body)
	if err := errors.Join(err, response.Body.Close()); err != nil || len(body) != 0 || response.ContentLength == 0 {
		t.Errorf("HEAD: %d bytes, length %d, %v", len(body), response.ContentLength, err)
	}
	panicking := inMemory{handler: http.HandlerFunc(func(http.ResponseWriter, *http.Request) { panic("mistake") })}
	if _, err := attempt(t.Context(), &http.Client{Transport: panicking}, f.Info().URL); err == nil || !strings.Contains(err.Error(), "mistake") {
		t.Errorf("a handler that panics: %v", err)
	}
}

// Close does not wait for requests that never end.
func TestCloseEndsHangingRequests(t *testing.T) {
	s, err := Open(t.Context(), Options{Faults: []Fault{{Path: discoveryPath, Kind: FaultHang, Times: 1}}})
	if err != nil {
		t.Fatal(err)
	}
	client := wire(t, s.Info())
	done := make(chan error, 1)
	go func() {
		_, err := attempt(context.Background(), client, s.Info().URL+discoveryPath)
		done <- err
	}()
	for waiting := true; waiting; { // until the request has met its fault
		s.faults.mu.Lock()
		waiting = len(s.faults.faults) > 0
		s.faults.mu.Unlock()
		runtime.Gosched()
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Close(ctx); err != nil {
		t.Error(err)
	}
	if err := <-done; err == nil {
		t.Error("a hanging request was answered")
	}
}

func TestManualClock(t *testing.T) {
	clock := NewManualClock(noon)
	clock.Advance(time.Minute)
	if got := clock.Now(); !got.Equal(noon.Add(time.Minute)) {
		t.Errorf("%v", got)
	}
}

func TestDelayed(t *testing.T) {
	var d delayed[int]
	d.write(1, noon)
	d.write(2, noon.Add(time.Second))
	d.write(3, noon.Add(time.Minute))
	if d.pickUp(noon.Add(-time.Nanosecond)) || d.seen != 0 {
		t.Errorf("seen before it was written: %d", d.seen)
	}
	if !d.pickUp(noon.Add(30*time.Second)) || d.seen != 2 {
		t.Errorf("%d", d.seen)
	}
	if d.pickUp(noon.Add(59*time.Second)) || d.seen != 2 {
		t.Errorf("%d", d.seen)
	}
	if !d.pickUp(noon.Add(time.Minute)) || d.seen != 3 {
		t.Errorf("%d", d.seen)
	}
}
