package auth

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jansadm/jansadm/client/transport"
)

// issuer hands out numbered tokens and remembers the requests.
type issuer struct {
	mu       sync.Mutex
	requests []url.Values
	ids      []string
	answer   string // with one %d
	status   int
}

func (i *issuer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	i.mu.Lock()
	defer i.mu.Unlock()
	body, _ := io.ReadAll(r.Body)
	fields, _ := url.ParseQuery(string(body))
	id, secret, _ := r.BasicAuth()
	i.requests = append(i.requests, fields)
	i.ids = append(i.ids, id+":"+secret)
	if i.status != 0 {
		w.WriteHeader(i.status)
	}
	_, _ = fmt.Fprint(w, strings.ReplaceAll(i.answer, "%d", fmt.Sprint(len(i.requests))))
}

func (i *issuer) count() int {
	i.mu.Lock()
	defer i.mu.Unlock()
	return len(i.requests)
}

const fine = `{"access_token":"t%d","token_type":"bearer","expires_in":300}`

func source(t *testing.T, i *issuer, now func() time.Time, scopes ...string) TokenSource {
	t.Helper()
	return NewClientCredentials(connect(t, i.ServeHTTP), host+"/token", "1800.x", "s/1", scopes, now)
}

func want(t *testing.T, s TokenSource, token string) {
	t.Helper()
	if got, err := s.Token(t.Context()); err != nil || got != token {
		t.Errorf("got %q, %v, want %q", got, err, token)
	}
}

func TestTokenRequest(t *testing.T) {
	i := &issuer{answer: fine}
	want(t, source(t, i, nil, "a", "b"), "t1")
	if got := i.requests[0].Encode(); got != "grant_type=client_credentials&scope=a+b" {
		t.Errorf("sent %s", got)
	}
	if i.ids[0] != "1800.x:s%2F1" {
		t.Errorf("authenticated as %s", i.ids[0])
	}
	want(t, source(t, i, nil), "t2")
	if got := i.requests[1].Encode(); got != "grant_type=client_credentials" {
		t.Errorf("sent %s", got)
	}
}

func TestTokenIsKeptUntilShortlyBeforeItsEnd(t *testing.T) {
	for lifetime, margin := range map[int]time.Duration{300: 30 * time.Second, 3600: 30 * time.Second, 10: time.Second} {
		now := time.Unix(1000, 0)
		i := &issuer{answer: fmt.Sprintf(`{"access_token":"t%%d","token_type":"Bearer","expires_in":%d}`, lifetime)}
		s := source(t, i, func() time.Time { return now })
		want(t, s, "t1")
		now = now.Add(time.Duration(lifetime)*time.Second - margin - 1)
		want(t, s, "t1")
		now = now.Add(1)
		want(t, s, "t2")
	}
}

func TestTokenWithoutLifetimeIsKeptUntilRefused(t *testing.T) {
	now := time.Unix(0, 0)
	s := source(t, &issuer{answer: `{"access_token":"t%d","token_type":"Bearer"}`}, func() time.Time { return now })
	want(t, s, "t1")
	now = now.Add(1000 * time.Hour)
	want(t, s, "t1")
	s.Invalidate("t0") // a refusal of an older token, which came late
	want(t, s, "t1")
	s.Invalidate("t1")
	want(t, s, "t2")
}

func TestTokenFailures(t *testing.T) {
	for _, c := range []struct {
		answer string
		status int
		kind   transport.Kind
		text   string
	}{
		{`{"error":"invalid_client","error_description":"Bad. CorrelationId: x"}`, 401, transport.KindUnauthenticated, "Bad."},
		{`{"error":"disabled_client"}`, 403, transport.KindNotPermitted, "disabled_client"},
		{`<html><title>Portal</title>`, 0, transport.KindProtocol, "Portal"},
		{`{"access_token":"hush-hush`, 0, transport.KindProtocol, "not the JSON"},
		{`{"access_token":["hush-hush"]}`, 0, transport.KindProtocol, "not the JSON"},
		{`{"token_type":"Bearer"}`, 0, transport.KindProtocol, "no access_token"},
		{`{"access_token":"hush-hush","token_type":"DPoP"}`, 0, transport.KindProtocol, "bearer"},
	} {
		i := &issuer{answer: c.answer, status: c.status}
		s := source(t, i, nil)
		_, err := s.Token(t.Context())
		var e *transport.Error
		if !errors.As(err, &e) || e.Kind != c.kind || !strings.Contains(err.Error(), c.text) || e.Unknown || strings.Contains(fmt.Sprintf("%v %+v", err, *e), "hush") {
			t.Errorf("%s: %v", c.answer, err)
		}
		i.answer, i.status = fine, 0
		want(t, s, "t2") // a failure is not kept
	}
}

func TestConcurrentCallersShareOneRequest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		i := &issuer{answer: fine}
		release := make(chan struct{})
		s := NewClientCredentials(connect(t, func(w http.ResponseWriter, r *http.Request) { <-release; i.ServeHTTP(w, r) }), host, "id", "secret", nil, nil)
		tokens := make([]string, 8)
		var group sync.WaitGroup
		for n := range tokens {
			group.Go(func() { tokens[n], _ = s.Token(t.Context()) })
		}
		impatient, cancel := context.WithCancel(t.Context())
		left := make(chan error)
		go func() { _, err := s.Token(impatient); left <- err }()
		synctest.Wait() // all of them wait
		cancel()
		if err := <-left; transport.KindOf(err) != transport.KindCanceled {
			t.Errorf("the one who left got %v", err)
		}
		close(release)
		group.Wait()
		if i.count() != 1 || slices.ContainsFunc(tokens, func(token string) bool { return token != "t1" }) {
			t.Errorf("%d requests, tokens %q", i.count(), tokens)
		}
	})
}

func TestTheOneWhoAskedFirstMayLeave(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		i := &issuer{answer: fine}
		release := make(chan struct{})
		s := NewClientCredentials(connect(t, func(w http.ResponseWriter, r *http.Request) { <-release; i.ServeHTTP(w, r) }), host, "id", "secret", nil, nil)
		ctx, cancel := context.WithCancel(t.Context())
		var group sync.WaitGroup
		group.Go(func() {
			if _, err := s.Token(ctx); transport.KindOf(err) != transport.KindCanceled {
				t.Errorf("the one who left got %v", err)
			}
		})
		synctest.Wait()
		group.Go(func() { want(t, s, "t1") })
		synctest.Wait()
		cancel()
		synctest.Wait()
		close(release)
		group.Wait()
	})
}

func TestAbandonedRequestEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		i := &issuer{answer: fine}
		first := true
		var ended error
		s := NewClientCredentials(connect(t, func(w http.ResponseWriter, r *http.Request) {
			if first {
				first = false
				<-r.Context().Done()
				ended = r.Context().Err()
				return
			}
			i.ServeHTTP(w, r)
		}), host, "id", "secret", nil, nil)
		ctx, cancel := context.WithCancel(t.Context())
		left := make(chan error)
		go func() { _, err := s.Token(ctx); left <- err }()
		synctest.Wait()
		cancel()
		if err := <-left; !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
		want(t, s, "t1")
		synctest.Wait()
		if !errors.Is(ended, context.Canceled) {
			t.Errorf("the request that nobody waits for ended with %v", ended)
		}
		want(t, s, "t1")
	})
}

func TestStatic(t *testing.T) {
	s := Static("tok")
	want(t, s, "tok")
	s.Invalidate("tok")
	want(t, s, "tok")
}
