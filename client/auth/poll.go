package auth

import (
	"context"
	"errors"
	"net/url"
	"time"

	"github.com/jansadm/jansadm/client/transport"
)

// Progress is how far a sign-in is, told before each wait for the person.
type Progress struct {
	Code      DeviceCode
	Remaining time.Duration // until the code expires
	Next      time.Duration // until the server is asked again
	Trouble   error         // why the server could not be asked the last time; it will be asked again
}

const (
	// pollMargin is added to each wait: a poll that arrives a little early is slowed down. The server measures from one arrival to the
	// next, and from the device request to the first.
	pollMargin = 500 * time.Millisecond
	// slowDown is added for good each time the server asks to slow down (RFC 8628 section 3.5). Janssen does so by
	// backchannelAuthenticationResponseInterval, which may be longer than the interval that it has told (TokenRestWebServiceImpl.java).
	slowDown = 5 * time.Second
)

// Wait asks the server until the person has signed in, and returns the session. progress may be nil. Failures of the network do not end
// it, the end of the code and of the context do. Failures are *LoginError and *transport.Error.
func (s *SignIn) Wait(ctx context.Context, code DeviceCode, progress func(Progress)) (Session, error) {
	session, err := s.WaitForGrant(ctx, code, progress)
	if err != nil {
		return Session{}, err
	}
	return s.complete(ctx, session)
}

// WaitForGrant is Wait without getting the token of the Config API: the session has the tokens of the person only, see [Session.Reveal].
func (s *SignIn) WaitForGrant(ctx context.Context, code DeviceCode, progress func(Progress)) (Session, error) {
	wait := code.Interval + pollMargin
	told := Progress{Code: code}
	var asked time.Duration // by Retry-After
	for {
		told.Remaining = code.Expires.Sub(s.now())
		if told.Remaining <= 0 {
			return Session{}, &LoginError{Reason: LoginCodeExpired, Err: transport.KindUnauthenticated}
		}
		told.Next = min(max(wait, asked), told.Remaining)
		if progress != nil {
			progress(told)
		}
		if err := s.sleep(ctx, told.Next); err != nil {
			return Session{}, &transport.Error{Kind: transport.KindOf(ctx.Err()), Op: opSignIn, Err: ctx.Err()}
		}
		session, err := s.poll(ctx, code)
		if err == nil {
			return session, nil
		}
		failure := (*transport.Error)(nil)
		if !errors.As(err, &failure) {
			return Session{}, err
		}
		told.Trouble, asked = nil, failure.RetryAfter
		switch {
		case failure.Code == "authorization_pending":
		case failure.Code == "slow_down":
			wait += slowDown
		case passing(failure.Kind):
			told.Trouble = err
		default:
			return Session{}, pollRefused(failure)
		}
	}
}

const opSignIn = "sign in"

// passing says that a failure is no answer to the question: it may be asked again.
func passing(kind transport.Kind) bool {
	switch kind {
	case transport.KindUnreachable, transport.KindTimeout, transport.KindServer, transport.KindRateLimited:
		return true
	}
	return false
}

func (s *SignIn) poll(ctx context.Context, code DeviceCode) (Session, error) {
	asked := s.now()
	response, err := s.asClient(ctx, opSignIn, s.server.TokenEndpoint, url.Values{"grant_type": {grantDevice}, "device_code": {code.reveal()}})
	if err != nil {
		return Session{}, err
	}
	got, err := readTokens(response, asked)
	if err != nil {
		return Session{}, err
	}
	session := Session{Issuer: s.server.Issuer, Audience: s.audience, ClientID: s.clientID}
	return session.with(func(t *tokens) { t.person, t.refresh = got.access, got.refresh }), nil
}

// complete gets the final token. The person has signed in already, so that a failure of the network is worth some tries.
func (s *SignIn) complete(ctx context.Context, session Session) (Session, error) {
	for tries := 1; ; tries++ {
		done, err := s.finish(ctx, session)
		if err == nil {
			return s.permitted(ctx, done)
		}
		if tries == completeTries || !passing(transport.KindOf(err)) {
			return Session{}, err
		}
		if err := s.sleep(ctx, defaultInterval); err != nil {
			return Session{}, &transport.Error{Kind: transport.KindOf(ctx.Err()), Op: opSignIn, Err: ctx.Err()}
		}
	}
}

const completeTries = 3
