package auth

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/jansadm/jansadm/client/transport"
)

// RevocationError says that a login has been forgotten here while the server goes on accepting its tokens.
type RevocationError struct {
	Until time.Time // when the token of the Config API ends; zero when only the server knows
	Err   error
}

func (e *RevocationError) Error() string {
	text := "the login is forgotten here, but the server has not revoked it"
	if !e.Until.IsZero() {
		text += ", so that its token is valid until " + e.Until.UTC().Format(time.DateTime) + " UTC"
	}
	return text + ": " + e.Err.Error()
}

// Hint says what to do.
func (e *RevocationError) Hint() string {
	if missing := (*NoSecretError)(nil); errors.As(e.Err, &missing) {
		return missing.Hint() + " Then sign in and out again, or revoke the user's tokens on the server."
	}
	return "Revoke the user's tokens on the server, or see that the feature flag revoke_token is on and sign in and out again."
}

// Unwrap returns the cause.
func (e *RevocationError) Unwrap() error { return e.Err }

// Logout revokes the tokens of the kept login and forgets it, whether or not the server could be told: that is then a *RevocationError.
// When nobody is signed in it is a *LoginRequiredError.
func (s *SignIn) Logout(ctx context.Context, sessions Sessions) error {
	unlock, err := sessions.lock(ctx) // a renewal under way would bring the login back
	if err != nil {
		return err
	}
	defer unlock()
	session, err := s.load(ctx, sessions)
	if err != nil {
		required := (*LoginRequiredError)(nil)
		if errors.As(err, &required) { // also one that cannot be read or is of another server is to go
			return errors.Join(err, sessions.Delete(ctx))
		}
		return err
	}
	revocation := s.revoke(ctx, session)
	return errors.Join(revocation, sessions.Delete(context.WithoutCancel(ctx)))
}

// revoke ends the person's grant, which takes access and refresh token together, and the final token, which has a grant of its own
// (RevokeRestWebServiceImpl.java). No hint is given: with one, tokens of other types are not found. Nothing is sent to another host than
// the one that has given the tokens out: its address is only text in discovery.
func (s *SignIn) revoke(ctx context.Context, session Session) error {
	if s.server.RevocationEndpoint == "" {
		return &RevocationError{Until: session.Expires(), Err: errors.New("the server offers no revocation")}
	}
	if !transport.SameOrigin(s.server.RevocationEndpoint, s.server.TokenEndpoint) {
		return &RevocationError{Until: session.Expires(), Err: fmt.Errorf(
			"its revocation_endpoint is %s, on another host, to which no token is sent", s.server.RevocationEndpoint)}
	}
	for _, token := range []string{session.tokens().access.token, session.tokens().person.token, session.tokens().refresh} {
		if token == "" {
			continue
		}
		if _, err := s.asClient(ctx, "revoke a token", s.server.RevocationEndpoint, url.Values{"token": {token}}); err != nil {
			return &RevocationError{Until: session.Expires(), Err: err} // the next one would meet the same
		}
	}
	return nil
}
