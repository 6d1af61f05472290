package auth

import (
	"context"
	"errors"
	"net/url"

	"github.com/jansadm/jansadm/client/transport"
)

// Tokens hands out the token of a kept login, and renews it shortly before its end or when it was refused: refresh, new userinfo, new
// final token. One renewal runs at a time, in this process and in all others of the same user: a refresh token is good for one use.
// When it cannot be renewed the error is a *LoginRequiredError; what fails on the way to the server is a *transport.Error, and is tried
// again with the next call.
func (s *SignIn) Tokens(sessions Sessions) TokenSource {
	return &cached{now: s.now, fetch: func(ctx context.Context, refused string) (grant, error) {
		session, err := s.current(ctx, sessions, refused)
		if err != nil {
			return grant{}, err
		}
		return session.tokens().access, nil
	}}
}

func (s *SignIn) current(ctx context.Context, sessions Sessions, refused string) (Session, error) {
	session, err := s.load(ctx, sessions)
	if err != nil || s.usable(session, refused) {
		return session, err
	}
	unlock, err := sessions.lock(ctx)
	if err != nil {
		return Session{}, err
	}
	defer unlock()
	session, err = s.load(ctx, sessions)
	if err != nil || s.usable(session, refused) { // another process has renewed it meanwhile
		return session, err
	}
	return s.renew(ctx, sessions, session)
}

// load returns the kept login if its tokens are of this server and client, and were meant for the same addresses: what a server says of its
// issuer is no proof.
func (s *SignIn) load(ctx context.Context, sessions Sessions) (Session, error) {
	session, err := sessions.Load(ctx)
	if err == nil && (!session.of(s.server) || session.ClientID != s.clientID || session.Audience != s.audience) {
		return Session{}, sessions.elsewhere(session)
	}
	return session, err
}

func (s *SignIn) usable(session Session, refused string) bool {
	return session.tokens().access.token != refused && session.tokens().access.fresh(s.now())
}

func (s *SignIn) renew(ctx context.Context, sessions Sessions, session Session) (Session, error) {
	session, err := s.refresh(ctx, sessions, session)
	if err == nil {
		session, err = s.finish(ctx, session)
	}
	if err != nil {
		return Session{}, s.renewalFailed(err, sessions, session)
	}
	return session, sessions.Save(context.WithoutCancel(ctx), session)
}

// refresh gets a new token of the person and keeps it at once. Once it has begun nobody can cancel it: the answer has the only refresh
// token that is still good.
func (s *SignIn) refresh(ctx context.Context, sessions Sessions, session Session) (Session, error) {
	if session.tokens().refresh == "" {
		if session.tokens().person.fresh(s.now()) {
			return session, nil
		}
		return session, &LoginRequiredError{Reason: "the login has expired, and the client may not renew it (offline_access and the refresh grant)",
			Err: transport.KindUnauthenticated}
	}
	if err := ctx.Err(); err != nil {
		return session, &transport.Error{Kind: transport.KindOf(err), Op: opToken, Err: err}
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
	return session, sessions.Save(ctx, session)
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
	case refusal != nil: // nothing that the person could mend by signing in
		return err
	case errors.As(err, &failure) && failure.Code != "" && failure.Status < 500 && !passing(failure.Kind):
		reason = "the server does not renew the login: " + failure.Message
	default:
		return err
	}
	return &LoginRequiredError{Profile: sessions.Profile, Person: session.Person, Reason: reason, Err: err}
}
