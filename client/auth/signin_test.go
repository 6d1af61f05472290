package auth

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jansadm/jansadm/client/transport"
)

// login starts and waits, and returns what was told on the way.
func login(t *testing.T, s *SignIn, ctx context.Context) (Session, []Progress, error) {
	t.Helper()
	code, err := s.Start(ctx)
	if err != nil {
		return Session{}, nil, err
	}
	var told []Progress
	session, err := s.Wait(ctx, code, func(p Progress) { told = append(told, p) })
	return session, told, err
}

func TestSignIn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := newJanssen()
		start := time.Now()
		session, told, err := login(t, signIn(t, j), t.Context())
		if err != nil {
			t.Fatal(err)
		}
		want := Person{Login: "admin", Name: "Default Admin", Email: "a@b", Inum: "i-1", Sub: "6f1b", Roles: []string{"api-admin"}}
		if !reflect.DeepEqual(session.Person, want) || session.Issuer != host || session.ClientID != "2000.x" || !session.Renewable() {
			t.Errorf("got %+v", session)
		}
		if got := session.Expires(); !got.Equal(time.Now().Add(5 * time.Minute)) {
			t.Errorf("it ends at %v", got)
		}
		if got := strings.Join(j.trail, " "); got != "device device_code device_code userinfo client_credentials introspection" {
			t.Errorf("asked %s", got)
		}
		if want := []time.Duration{5500 * time.Millisecond, 5500 * time.Millisecond}; !slices.Equal(j.gaps, want) {
			t.Errorf("polled after %v", j.gaps)
		}
		code := told[0].Code
		if len(told) != 2 || code.UserCode != "BCDF-GHJK" || code.CompleteURL != host+"/device-code?user_code=BCDF-GHJK" || code.URL != host+"/device-code" ||
			!code.Expires.Equal(start.Add(30*time.Minute)) || told[1].Remaining != 30*time.Minute-5500*time.Millisecond {
			t.Errorf("told %+v", told)
		}
	})
}

// The server slows down by another setting than the interval that it tells; the wait grows until the server is content.
func TestSlowDown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := newJanssen()
		j.threshold, j.approve = 14*time.Second, 1
		if _, _, err := login(t, signIn(t, j), t.Context()); err != nil {
			t.Fatal(err)
		}
		if want := []time.Duration{5500 * time.Millisecond, 10500 * time.Millisecond, 15500 * time.Millisecond}; !slices.Equal(j.gaps, want) {
			t.Errorf("polled after %v", j.gaps)
		}
	})
}

func TestTroubleOfTheNetworkDoesNotEndTheWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := newJanssen()
		j.approve = 1
		answers := []func(w http.ResponseWriter){
			func(w http.ResponseWriter) { w.Header().Set("Retry-After", "20"); w.WriteHeader(429) },
			func(w http.ResponseWriter) {
				w.WriteHeader(502)
				_, _ = w.Write([]byte("<html><title>Bad Gateway</title>"))
			},
			func(w http.ResponseWriter) { w.WriteHeader(503) },
		}
		var at []time.Time
		j.broken = func(w http.ResponseWriter, r *http.Request) bool {
			if r.URL.Path != "/token" || len(answers) == 0 {
				return false
			}
			answers[0](w)
			answers, at = answers[1:], append(at, time.Now())
			return true
		}
		_, told, err := login(t, signIn(t, j), t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if gap := at[1].Sub(at[0]); gap != 20*time.Second {
			t.Errorf("polled %v after a wish for 20s", gap)
		}
		if told[0].Trouble != nil || transport.KindOf(told[1].Trouble) != transport.KindRateLimited || transport.KindOf(told[2].Trouble) != transport.KindServer {
			t.Errorf("told %+v", told)
		}
	})
}

// After the person has signed in, a passing failure is worth another try, since the code is used up.
func TestTroubleAfterTheCodeIsUsed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		for failures, ok := range map[int]bool{2: true, 3: false} {
			j := newJanssen()
			seen := 0
			j.broken = func(w http.ResponseWriter, r *http.Request) bool {
				if r.URL.Path != "/userinfo" || seen == failures {
					return false
				}
				seen++
				w.WriteHeader(503)
				return true
			}
			if _, _, err := login(t, signIn(t, j), t.Context()); (err == nil) != ok {
				t.Errorf("%d failures: %v", failures, err)
			}
		}
	})
}

func TestCodeExpires(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := newJanssen()
		j.approve = 0
		start := time.Now()
		_, told, err := login(t, signIn(t, j), t.Context())
		var e *LoginError
		if !errors.As(err, &e) || e.Reason != LoginCodeExpired || e.Hint() == "" {
			t.Errorf("got %v", err)
		}
		kind(t, err, transport.KindUnauthenticated)
		last := told[len(told)-1]
		if took := time.Since(start); took != 30*time.Minute || last.Next != last.Remaining {
			t.Errorf("it ended after %v, told %+v", took, last)
		}
	})
}

func TestGivingUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := newJanssen()
		j.approve = 0
		ctx, cancel := context.WithTimeoutCause(t.Context(), time.Minute, nil)
		defer cancel()
		_, _, err := login(t, signIn(t, j), ctx)
		kind(t, err, transport.KindTimeout)
		ctx, stop := context.WithCancel(t.Context())
		s := signIn(t, j)
		code, err := s.Start(ctx)
		if err != nil {
			t.Fatal(err)
		}
		_, err = s.Wait(ctx, code, func(Progress) { stop() })
		kind(t, err, transport.KindCanceled)
	})
}

func TestSessionsAndCodesShowNoSecret(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		session, told, err := login(t, signIn(t, newJanssen()), t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, value := range []any{session, &session, struct{ s Session }{session}, told[0], told[0].Code, []any{session}} {
			text := fmt.Sprintf("%v %+v %#v %s", value, value, value, value)
			if encoded, err := json.Marshal(value); err == nil {
				text += string(encoded)
			}
			if strings.Contains(text, "hush") {
				t.Errorf("a secret is in %s", text)
			}
		}
	})
}

func TestWhoami(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := newJanssen()
		s, sessions := signedIn(t, j)
		session, err := sessions.Load(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		got, err := Whoami(t.Context(), s.transport, endpoints, session)
		if err != nil || got.Person.Login != "admin" || got.ClientID != "2000.x" || len(got.Scopes) != 2 || got.Expires.IsZero() {
			t.Errorf("%+v, %v", got, err)
		}
		j.revokeAll()
		_, err = Whoami(t.Context(), s.transport, endpoints, session)
		kind(t, err, transport.KindUnauthenticated)
		_, err = Whoami(t.Context(), s.transport, endpoints, Session{})
		kind(t, err, transport.KindUnauthenticated)
	})
}
