package auth

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/jansadm/jansadm/client/auth/store"
	"github.com/jansadm/jansadm/client/profile"
	"github.com/jansadm/jansadm/client/transport"
)

// Sessions keeps the login of one profile.
type Sessions struct {
	Store   *store.Store
	Profile string
}

func (s Sessions) key() store.Key { return store.Key{Profile: s.Profile, Kind: store.Session} }

// Load returns the kept login. When there is none, or none that can be read, it is a *LoginRequiredError.
func (s Sessions) Load(ctx context.Context) (Session, error) {
	secret, err := s.Store.Get(ctx, s.key())
	if errors.Is(err, store.ErrNotFound) {
		return Session{}, &LoginRequiredError{Profile: s.Profile, Reason: "nobody is signed in", Err: transport.KindUnauthenticated}
	}
	if broken := (*store.KeyringError)(nil); errors.As(err, &broken) { // where there is no keyring, there is no login in it
		reason := "nobody is signed in"
		if broken.Locked {
			reason += ", as far as can be told: " + err.Error()
		}
		return Session{}, &LoginRequiredError{Profile: s.Profile, Reason: reason, Err: transport.KindUnauthenticated}
	}
	if err != nil {
		return Session{}, fmt.Errorf("cannot read the login of the profile %q: %w", s.Profile, err)
	}
	session, err := readSession(secret)
	if err != nil {
		return Session{}, &LoginRequiredError{Profile: s.Profile, Reason: err.Error(), Err: transport.KindUnauthenticated}
	}
	return session, nil
}

// Save keeps a login.
func (s Sessions) Save(ctx context.Context, session Session) error {
	secret, err := session.secret()
	if err != nil {
		return err
	}
	if err := s.Store.Set(ctx, s.key(), secret); err != nil {
		return fmt.Errorf("cannot keep the login of the profile %q: %w", s.Profile, err)
	}
	return nil
}

// Replace keeps a new login in place of another one, which a renewal under way must not bring back.
func (s Sessions) Replace(ctx context.Context, session Session) error {
	unlock, err := s.lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	return s.Save(ctx, session)
}

// Forget deletes the login without telling the server; a renewal under way does not bring it back. One that is not there is no error.
func (s Sessions) Forget(ctx context.Context) error {
	unlock, _, err := s.lockToWrite(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	return s.Delete(ctx)
}

// Delete forgets the login. One that is not there is no error.
func (s Sessions) Delete(ctx context.Context) error { return s.Store.Delete(ctx, s.key()) }

// renewalWait bounds the wait for another process that renews: it makes three requests and may be slow.
const renewalWait = 2 * time.Minute

func (s Sessions) lock(ctx context.Context) (unlock func(), err error) {
	return s.Store.Lock(ctx, s.key(), renewalWait)
}

// lockToWrite locks also where no lock can be made, as in a folder that only can be read: unwritable then says why, and nothing may be spent
// that could not be stored.
func (s Sessions) lockToWrite(ctx context.Context) (unlock func(), unwritable, err error) {
	unlock, err = s.lock(ctx)
	if err == nil || ctx.Err() != nil || errors.As(err, new(*profile.LockedError)) {
		return unlock, nil, err
	}
	return func() {}, err, nil
}

// stamp changes with each change of the kept login.
func (s Sessions) stamp() store.Stamp { return s.Store.Stamp(s.key()) }

// hold keeps in memory what could not be stored.
func (s Sessions) hold(ctx context.Context, session Session) {
	if secret, err := session.secret(); err == nil {
		s.Store.Hold(ctx, s.key(), secret)
	}
}

// held says whether the login is newer than the stored one.
func (s Sessions) held() bool { return s.Store.Held(s.key()) }

// elsewhere is the error for a login that was made at another server or with another client.
func (s Sessions) elsewhere(session Session) error {
	return &LoginRequiredError{
		Profile: s.Profile, Person: session.Person, Reason: "the login was made at another server or with another client", Err: transport.KindUnauthenticated,
	}
}

// LoginRequiredError says that the login cannot go on without the person: sign in again.
type LoginRequiredError struct {
	Profile string
	Person  Person // who was signed in, when that is known
	Instead Person // who has signed in elsewhere in the meantime
	Reason  string
	Err     error // what the server said, or the kind of failure
}

func (e *LoginRequiredError) Error() string { return "sign in again: " + e.Reason }

// Hint says what to do.
func (e *LoginRequiredError) Hint() string {
	if e.Profile == "" {
		return `Sign in with "jansadm login".`
	}
	return `Sign in with "jansadm login --profile ` + e.Profile + `".`
}

// Unwrap returns the cause, a *transport.Error, a *LoginError or a transport.Kind.
func (e *LoginRequiredError) Unwrap() error { return e.Err }
