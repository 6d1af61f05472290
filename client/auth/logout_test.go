package auth

import (
	"errors"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/jansadm/jansadm/client/transport"
)

func TestLogout(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := newJanssen()
		s, sessions := signedIn(t, j)
		if err := s.Logout(t.Context(), sessions); err != nil || len(j.tokens) != 0 {
			t.Errorf("%v, left %v", err, j.tokens)
		}
		if _, err := sessions.Load(t.Context()); !errors.As(err, new(*LoginRequiredError)) {
			t.Errorf("got %v", err)
		}
		if err := s.Logout(t.Context(), sessions); !errors.As(err, new(*LoginRequiredError)) {
			t.Errorf("got %v", err)
		}
	})
}

func TestLogoutThatTheServerDoesNotHear(t *testing.T) {
	for name, change := range map[string]func(*janssen, *SignIn){
		"flag off":    func(j *janssen, _ *SignIn) { refusing("/revoke", 403, "access_denied")(j) },
		"not offered": func(_ *janssen, s *SignIn) { s.server.RevocationEndpoint = "" },
		"elsewhere":   func(_ *janssen, s *SignIn) { s.server.RevocationEndpoint = "https://elsewhere.example/revoke" },
	} {
		synctest.Test(t, func(t *testing.T) {
			j := newJanssen()
			s, sessions := signedIn(t, j)
			change(j, s)
			err := s.Logout(t.Context(), sessions)
			var e *RevocationError
			if !errors.As(err, &e) || e.Until.IsZero() || !strings.Contains(err.Error(), "valid until") || e.Hint() == "" {
				t.Errorf("%s: %v", name, err)
			}
			if _, err := sessions.Load(t.Context()); !errors.As(err, new(*LoginRequiredError)) {
				t.Errorf("%s: the login is kept: %v", name, err)
			}
		})
	}
}

// Without a secret the server takes public clients only. Which it is, it says itself.
func TestLogoutWithoutTheSecret(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := newJanssen()
		_, sessions := signedIn(t, j)
		bare := signIn(t, j, func(o *SignInOptions) { o.ClientSecret, o.Profile = "", "prod" })
		refusing("/revoke", 401, "invalid_client")(j)
		err := bare.Logout(t.Context(), sessions)
		var e *RevocationError
		if !errors.As(err, &e) || !strings.Contains(err.Error(), "no client secret is kept for the profile prod") ||
			!strings.Contains(e.Hint(), "profile edit prod") || strings.Contains(e.Hint(), "flag") {
			t.Errorf("%v", err)
		}
		kind(t, err, transport.KindUnauthenticated)
	})
}
