package auth

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/jansadm/jansadm/client/transport"
)

func token(t *testing.T, s TokenSource) string {
	t.Helper()
	got, err := s.Token(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return got
}

func TestRenewalBeforeTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := newJanssen()
		s, sessions := signedIn(t, j)
		tokens := s.Tokens(sessions)
		first := token(t, tokens)
		time.Sleep(5*time.Minute - 31*time.Second)
		if got := token(t, tokens); got != first || j.count("refresh_token") != 0 {
			t.Errorf("renewed too early: %s", got)
		}
		time.Sleep(time.Second)
		second := token(t, tokens)
		if second == first || j.tokens[second] != "final" {
			t.Errorf("got %s", second)
		}
		if got := strings.Join(j.trail[len(j.trail)-3:], " "); got != "refresh_token userinfo client_credentials" {
			t.Errorf("asked %s", got)
		}
		// The next process, and the next renewal, go on with what was kept.
		if got := token(t, signIn(t, j).Tokens(sessions)); got != second {
			t.Errorf("another process got %s", got)
		}
		time.Sleep(time.Hour)
		if got := token(t, tokens); got == second || j.tokens[got] != "final" {
			t.Errorf("got %s", got)
		}
	})
}

func TestRefusedTokenIsRenewed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := newJanssen()
		s, sessions := signedIn(t, j)
		tokens := s.Tokens(sessions)
		first := token(t, tokens)
		tokens.Invalidate(first)
		second := token(t, tokens)
		if second == first || j.count("refresh_token") != 1 {
			t.Errorf("got %s after %d renewals", second, j.count("refresh_token"))
		}
		// Another process that had the first one too takes what was renewed.
		other := signIn(t, j).Tokens(sessions)
		if got := token(t, other); got != second {
			t.Errorf("got %s", got)
		}
		other.Invalidate(first)
		if got := token(t, other); got != second || j.count("refresh_token") != 1 {
			t.Errorf("got %s after %d renewals", got, j.count("refresh_token"))
		}
	})
}

// A refresh token is good for one use, so that two renewals at once would end the login.
func TestProcessesRenewOneAfterTheOther(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := newJanssen()
		dir := t.TempDir()
		signedInBelow(t, j, dir)
		time.Sleep(time.Hour)
		var mu sync.Mutex
		got := map[string]int{}
		var group sync.WaitGroup
		for range 4 {
			tokens := signIn(t, j).Tokens(sessionsIn(dir))
			for range 3 {
				group.Go(func() {
					token, err := tokens.Token(t.Context())
					if err != nil {
						t.Error(err)
					}
					mu.Lock()
					defer mu.Unlock()
					got[token]++
				})
			}
		}
		group.Wait()
		if len(got) != 1 || j.count("refresh_token") != 1 {
			t.Errorf("%v after %d renewals", got, j.count("refresh_token"))
		}
	})
}

// A login that is made while another process renews the old one is the one that stays.
func TestReplaceWaitsForARenewal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, sessions := signedIn(t, newJanssen())
		b := newJanssen()
		_, _, err := login(t, signIn(t, b), t.Context())
		if err != nil {
			t.Fatal(err)
		}
		session, _, err := login(t, signIn(t, b), t.Context()) // whose tokens have other names than the kept ones
		if err != nil {
			t.Fatal(err)
		}
		unlock, err := sessions.lock(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		before, err := sessions.Load(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		replaced := make(chan error)
		go func() { replaced <- sessions.Replace(t.Context(), session) }()
		time.Sleep(time.Second) // of the test's own clock
		if err := sessions.Save(t.Context(), before); err != nil {
			t.Fatal(err)
		}
		unlock()
		if err := <-replaced; err != nil {
			t.Fatal(err)
		}
		if kept, err := sessions.Load(t.Context()); err != nil || kept.tokens().access.token != session.tokens().access.token {
			t.Errorf("%v, %v", kept, err)
		}
	})
}

func TestTwoProfilesAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		a, b := newJanssen(), newJanssen()
		sa, sessions := signedIn(t, a)
		sb := signIn(t, b)
		session, _, err := login(t, sb, t.Context())
		other := Sessions{Store: sessions.Store, Profile: "test"}
		if err = errors.Join(err, other.Save(t.Context(), session)); err != nil {
			t.Fatal(err)
		}
		time.Sleep(time.Hour)
		first, second := token(t, sa.Tokens(sessions)), token(t, sb.Tokens(other))
		if a.tokens[first] != "final" || b.tokens[second] != "final" || a.count("refresh_token") != 1 || b.count("refresh_token") != 1 {
			t.Errorf("%s, %s", first, second)
		}
	})
}

func TestSignInAgain(t *testing.T) {
	for name, change := range map[string]func(*janssen, Sessions) error{
		"revoked":            func(j *janssen, _ Sessions) error { j.revokeAll(); return nil },
		"role taken":         func(j *janssen, _ Sessions) error { refusing("/token", 403, "access_denied")(j); return nil },
		"forgotten":          func(_ *janssen, s Sessions) error { return s.Delete(context.Background()) },
		"unreadable":         func(_ *janssen, s Sessions) error { return s.Store.Set(context.Background(), s.key(), "hush") },
		"cannot be renewed":  func(j *janssen, s Sessions) error { return withoutRefresh(s) },
		"client not allowed": func(j *janssen, _ Sessions) error { refusing("/userinfo", 401, "invalid_token")(j); return nil },
	} {
		synctest.Test(t, func(t *testing.T) {
			j := newJanssen()
			s, sessions := signedIn(t, j)
			if err := change(j, sessions); err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Hour)
			_, err := s.Tokens(sessions).Token(t.Context())
			var e *LoginRequiredError
			if !errors.As(err, &e) || e.Profile != "prod" || e.Hint() == "" || strings.Contains(fmt.Sprintf("%v %+v", err, e), "hush") {
				t.Errorf("%s: %v", name, err)
			}
			if k := transport.KindOf(err); k != transport.KindUnauthenticated && k != transport.KindNotPermitted {
				t.Errorf("%s: kind %q", name, k)
			}
		})
	}
}

func withoutRefresh(s Sessions) error {
	session, err := s.Load(context.Background())
	if err != nil {
		return err
	}
	return s.Save(context.Background(), session.with(func(t *tokens) { t.refresh = "" }))
}

// The tokens of a login never travel to another server, as when the address of a profile was changed.
func TestLoginOfAnotherServer(t *testing.T) {
	for name, change := range map[string]func(*SignIn){
		"server":  func(s *SignIn) { s.server.Issuer = "https://other.example" },
		"client":  func(s *SignIn) { s.clientID = "2000.y" },
		"address": func(s *SignIn) { s.audience = "https://other.example" },
	} {
		synctest.Test(t, func(t *testing.T) {
			j := newJanssen()
			s, sessions := signedIn(t, j)
			session, err := sessions.Load(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			change(s)
			asked := len(j.trail)
			_, token := s.Tokens(sessions).Token(t.Context())
			var whoami error
			if name == "server" {
				_, whoami = Whoami(t.Context(), s.transport, s.server, session)
			}
			for _, err := range []error{token, whoami, s.Logout(t.Context(), sessions)} {
				if err != nil && (!errors.As(err, new(*LoginRequiredError)) || !strings.Contains(err.Error(), "another")) {
					t.Errorf("%s: %v", name, err)
				}
			}
			if token == nil || len(j.trail) != asked {
				t.Errorf("%s: %v, asked %v", name, token, j.trail[asked:])
			}
		})
	}
}

// While the person's own token lasts, no refresh token is needed.
func TestRenewalWithoutRefreshToken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := newJanssen()
		j.noRefresh = true
		s, sessions := signedIn(t, j)
		tokens := s.Tokens(sessions)
		first := token(t, tokens)
		tokens.Invalidate(first)
		if got := token(t, tokens); got == first || j.count("refresh_token") != 0 {
			t.Errorf("got %s", got)
		}
	})
}

// Refresh tokens may end before the person's token does.
func TestRenewalAfterTheEndOfTheRefreshToken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := newJanssen()
		s, sessions := signedIn(t, j)
		tokens := s.Tokens(sessions)
		first := token(t, tokens)
		tokens.Invalidate(first)
		j.expire("refresh")
		if got := token(t, tokens); got == first || j.tokens[got] != "final" {
			t.Errorf("got %s", got)
		}
		if session, err := sessions.Load(t.Context()); err != nil || session.Renewable() {
			t.Errorf("it still has a refresh token: %v", err)
		}
		j.revokeAll()
		tokens.Invalidate(token(t, tokens))
		if _, err := tokens.Token(t.Context()); !errors.As(err, new(*LoginRequiredError)) {
			t.Errorf("got %v", err)
		}
	})
}

// What fails on the way to the server is not the end of the login, wherever it happens.
func TestPassingTroubleKeepsTheLogin(t *testing.T) {
	for name, answer := range map[string]func(http.ResponseWriter){
		"503":          func(w http.ResponseWriter) { w.WriteHeader(503) },
		"page":         func(w http.ResponseWriter) { w.WriteHeader(403); _, _ = w.Write([]byte("<html>WAF")) },
		"page as 200":  func(w http.ResponseWriter) { _, _ = w.Write([]byte("<html>portal")) },
		"not found":    func(w http.ResponseWriter) { w.WriteHeader(404) },
		"too many":     func(w http.ResponseWriter) { w.WriteHeader(429) },
		"userinfo off": func(w http.ResponseWriter) { fail(w, 403, "access_denied") },
	} {
		for _, path := range []string{"/token", "/userinfo"} {
			if name == "userinfo off" && path == "/token" {
				continue
			}
			synctest.Test(t, func(t *testing.T) {
				j := newJanssen()
				s, sessions := signedIn(t, j)
				j.broken = func(w http.ResponseWriter, r *http.Request) bool {
					if r.URL.Path == path {
						answer(w)
					}
					return r.URL.Path == path
				}
				time.Sleep(time.Hour)
				tokens := s.Tokens(sessions)
				_, err := tokens.Token(t.Context())
				if err == nil || errors.As(err, new(*LoginRequiredError)) {
					t.Errorf("%s at %s: %v", name, path, err)
				}
				j.broken = nil
				if got := token(t, tokens); j.tokens[got] != "final" {
					t.Errorf("%s at %s: got %s", name, path, got)
				}
			})
		}
	}
}

// Who leaves during a renewal must not lose the new refresh token.
func TestRenewalSurvivesTheOneWhoLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := newJanssen()
		s, sessions := signedIn(t, j)
		time.Sleep(time.Hour)
		ctx, cancel := context.WithCancel(t.Context())
		j.broken = func(http.ResponseWriter, *http.Request) bool {
			if j.trail[len(j.trail)-1] == "refresh_token" {
				cancel()
				time.Sleep(time.Nanosecond) // until the caller has left
			}
			return false
		}
		tokens := s.Tokens(sessions)
		_, err := tokens.Token(ctx)
		kind(t, err, transport.KindCanceled)
		synctest.Wait()
		if got := token(t, tokens); j.tokens[got] != "final" {
			t.Errorf("got %s", got)
		}
	})
}
