package auth

import (
	"context"
	"errors"
	"net/url"

	"github.com/jansadm/jansadm/client/transport"
)

// renew gets new tokens. unwritable is why they cannot be stored, when that is known already.
func (s *SignIn) renew(ctx context.Context, sessions Sessions, session Session, unwritable error) (Session, error) {
	session, err := s.refresh(ctx, sessions, session, unwritable)
	if err == nil {
		session, err = s.finish(ctx, session)
	}
	if err != nil {
		return Session{}, s.renewalFailed(err, sessions, session)
	}
	s.keep(context.WithoutCancel(ctx), sessions, session)
	return session, nil
}

// refresh gets a new token of the person and keeps it at once. Once it has begun nobody can cancel it: the answer has the only refresh
// token that is still good. Before that the login is stored as it is, which shows whether there will be room for the answer; where there is
// none, the person's present token has to do.
func (s *SignIn) refresh(ctx context.Context, sessions Sessions, session Session, unwritable error) (Session, error) {
	if session.tokens().refresh == "" {
		if session.tokens().person.fresh(s.now()) {
			return session, nil
		}
		return session, &LoginRequiredError{Reason: "the login has expired, and the client may not renew it (offline_access and the refresh grant)",
			Err: transport.KindUnauthenticated}
	}
	if unwritable == nil {
		unwritable = sessions.Save(ctx, session)
	}
	if err := ctx.Err(); err != nil {
		return session, &transport.Error{Kind: transport.KindOf(err), Op: opToken, Err: err}
	}
	if unwritable != nil && !sessions.held() { // a held one is in memory only, whatever happens to it
		if session.tokens().person.fresh(s.now()) {
			return session, nil
		}
		return session, &UnkeptError{Profile: sessions.Profile, Err: unwritable}
	}
	ctx = context.WithoutCancel(ctx)
	asked := s.now()
	response, err := s.asClient(ctx, "renew the login", s.server.TokenEndpoint,
		url.Values{"grant_type": {grantRefresh}, "refresh_token": {session.tokens().refresh}})
	if failure := (*transport.Error)(nil); errors.As(err, &failure) && failure.Code == "invalid_grant" && session.tokens().person.fresh(asked) {
		// Shipped settings let refresh tokens live for hours, and the access tokens of the console's client for a month.
		return session.with(func(t *tokens) { t.refresh = "" }), nil
	}
	if err != nil {
		return session, err
	}
	got, err := readTokens(response, asked)
	if err != nil {
		return session, err
	}
	session = session.with(func(t *tokens) {
		t.person = got.access
		if got.refresh != "" { // a server may leave the old one in force (RFC 6749 section 6)
			t.refresh = got.refresh
		}
	})
	s.keep(ctx, sessions, session)
	return session, nil
}

// renewalFailed tells what needs the person from what may pass.
func (s *SignIn) renewalFailed(err error, sessions Sessions, session Session) error {
	if required := (*LoginRequiredError)(nil); errors.As(err, &required) {
		required.Profile, required.Person = sessions.Profile, session.Person
		return err
	}
	reason := ""
	refusal := (*LoginError)(nil)
	failure := (*transport.Error)(nil)
	switch {
	case errors.As(err, &refusal) && refusal.Reason == LoginNoPermission:
		reason = refusal.Error()
	case refusal != nil, errors.As(err, new(*NoSecretError)): // nothing that the person could mend by signing in
		return err
	case errors.As(err, &failure) && failure.Code != "" && failure.Status < 500 && !passing(failure.Kind):
		reason = "the server does not renew the login: " + failure.Message
	default:
		return err
	}
	return &LoginRequiredError{Profile: sessions.Profile, Person: session.Person, Reason: reason, Err: err}
}
