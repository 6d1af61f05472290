package auth

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jansadm/jansadm/client/transport"
)

// fault is what becomes of one request: the server takes it or not, and the answer is another one.
type fault struct {
	name    string
	arrives bool // the server does what was asked for
	answer  func(r *http.Request) (*http.Response, error)
	kind    transport.Kind
	says    string
	signIn  bool // only the person can mend it
}

func answering(status int, media, body string) func(*http.Request) (*http.Response, error) {
	return func(r *http.Request) (*http.Response, error) {
		return &http.Response{
			StatusCode: status, Header: http.Header{"Content-Type": {media}}, Body: io.NopCloser(strings.NewReader(body)), ContentLength: -1, Request: r}, nil
	}
}

func cut(r *http.Request) (*http.Response, error) {
	body := io.MultiReader(strings.NewReader(`{"access_token":"hus`), readError{io.ErrUnexpectedEOF})
	return &http.Response{StatusCode: 200, Header: http.Header{"Content-Type": {"application/json"}}, Body: io.NopCloser(body), ContentLength: -1, Request: r}, nil
}

type readError struct{ err error }

func (r readError) Read([]byte) (int, error) { return 0, r.err }

func reset(*http.Request) (*http.Response, error) {
	return nil, &net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET}
}

func silence(r *http.Request) (*http.Response, error) {
	<-r.Context().Done()
	return nil, r.Context().Err()
}

var renewalFaults = []fault{
	{"500 page", false, answering(500, "text/html", "<html><title>Oops</title>"), transport.KindServer, "HTTP 500", false},
	{"500 page after the work", true, answering(500, "text/html", "<html><title>Oops</title>"), transport.KindServer, "HTTP 500", false},
	{"cut body", true, cut, transport.KindUnreachable, "cannot be reached", false},
	{"reset", false, reset, transport.KindUnreachable, "cannot be reached", false},
	{"reset after the work", true, reset, transport.KindUnreachable, "cannot be reached", false},
	{"401", false, answering(401, "application/json", `{"error":"invalid_client"}`), transport.KindUnauthenticated, "sign in again", true},
	{"401 page", false, answering(401, "text/html", "<html><title>Portal</title>"), transport.KindUnauthenticated, "HTTP 401", false},
	{"429", false, answering(429, "text/plain", "slow"), transport.KindRateLimited, "too many requests", false},
	{"timeout", false, silence, transport.KindTimeout, "no answer in time", false},
	{"timeout after the work", true, silence, transport.KindTimeout, "no answer in time", false},
}

// faulty spoils the requests of one step.
type faulty struct {
	j    *janssen
	step string // "" for none
	fault
}

func (f *faulty) RoundTrip(r *http.Request) (*http.Response, error) {
	content := []byte(nil)
	if r.Body != nil {
		var err error
		if content, err = io.ReadAll(r.Body); err != nil {
			return nil, err
		}
		r.Body = io.NopCloser(bytes.NewReader(content))
	}
	hit := f.step != "" && (strings.Contains(string(content), "grant_type="+f.step) || strings.HasSuffix(r.URL.Path, f.step))
	if !hit {
		return network{f.j}.RoundTrip(r)
	}
	if f.arrives {
		if _, err := (network{f.j}).RoundTrip(r); err != nil {
			return nil, err
		}
	}
	return f.answer(r)
}

// Whatever happens to a request of a renewal, the login goes on afterwards, unless the only refresh token went with a lost answer and
// the person's token has ended, too.
func TestFaultsDuringRenewal(t *testing.T) {
	for _, step := range []string{"refresh_token", "userinfo", "client_credentials"} {
		for _, fault := range renewalFaults {
			for _, ended := range []bool{false, true} { // the person's token
				t.Run(fmt.Sprintf("%s/%s/ended=%v", step, fault.name, ended), func(t *testing.T) {
					synctest.Test(t, func(t *testing.T) { renewWith(t, step, fault, ended) })
				})
			}
		}
	}
}

func renewWith(t *testing.T, step string, fault fault, ended bool) {
	j := newJanssen()
	dir := t.TempDir()
	signedInBelow(t, j, dir)
	way := &faulty{j: j, fault: fault}
	tr, err := transport.New(transport.Options{Transport: way, Retry: transport.Retry{Attempts: 1}, Timeout: 10 * time.Second})
	if err != nil {
		t.Fatal(err)
	}
	s, sessions := signIn(t, j, func(o *SignInOptions) { o.Transport = tr }), sessionsIn(dir)
	tokens := s.Tokens(sessions)
	first := token(t, tokens)
	if ended {
		time.Sleep(time.Hour)
	} else {
		tokens.Invalidate(first)
	}
	way.step = step
	_, err = tokens.Token(t.Context())
	if err == nil || transport.KindOf(err) != fault.kind || errors.As(err, new(*LoginRequiredError)) != fault.signIn ||
		!strings.Contains(err.Error(), fault.says) || strings.Contains(fmt.Sprintf("%v %+v", err, err), "hush") {
		t.Errorf("it says %v (%s)", err, transport.KindOf(err))
	}
	if _, err := sessions.Load(t.Context()); err != nil {
		t.Errorf("the login is gone: %v", err)
	}
	way.step = ""
	for name, source := range map[string]TokenSource{"this process": tokens, "the next one": signIn(t, j).Tokens(sessionsIn(dir))} {
		got, err := source.Token(t.Context())
		if lost := step == "refresh_token" && fault.arrives && ended; lost {
			if !errors.As(err, new(*LoginRequiredError)) || !strings.Contains(err.Error(), "sign in again") {
				t.Errorf("%s: got %s, %v", name, got, err)
			}
		} else if err != nil || j.tokens[got] != "final" {
			t.Errorf("%s: got %s, %v", name, got, err)
		}
	}
	session, err := sessions.Load(t.Context())
	if lost := step == "refresh_token" && fault.arrives; err != nil || !lost && !session.Renewable() {
		t.Errorf("the refresh token is lost: %v", err)
	}
}
