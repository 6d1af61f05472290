package auth

import (
	"context"
	"sync"
	"time"

	"github.com/jansadm/jansadm/client/auth/store"
)

// Tokens hands out the token of a kept login, and renews it shortly before its end or when it was refused: refresh, new userinfo, new
// final token. One renewal runs at a time, in this process and in all others of the same user: a refresh token is good for one use.
// What others do with the login is noticed before each token: one that was signed out is used no more, and one of another person not
// at all, see SignInOptions.Actor.
// When it cannot be renewed the error is a *LoginRequiredError; what fails on the way to the server is a *transport.Error, and where the
// login is kept an *UnkeptError. Both are tried again with the next call.
func (s *SignIn) Tokens(sessions Sessions) TokenSource {
	k := &keptLogin{SignIn: s, sessions: sessions}
	return &cached{now: s.now, stale: k.stale, fetch: k.fetch}
}

// keptLogin notices when a login has to be looked at again.
type keptLogin struct {
	*SignIn
	sessions Sessions

	mu    sync.Mutex
	seen  store.Stamp // of the login as it was read
	again time.Time   // when to try once more to store what is held in memory
}

// storeAgain is how long a login that could not be stored stays in memory before that is tried again.
const storeAgain = 10 * time.Second

func (k *keptLogin) fetch(ctx context.Context, refused string) (grant, error) {
	seen := k.sessions.stamp() // before it is read: a change meanwhile is one that is still to be noticed
	session, err := k.current(ctx, k.sessions, refused)
	if err != nil {
		return grant{}, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	k.seen, k.again = seen, k.now().Add(storeAgain)
	return session.tokens().access, nil
}

func (k *keptLogin) stale() bool {
	stamp := k.sessions.stamp()
	k.mu.Lock()
	defer k.mu.Unlock()
	return stamp != k.seen || k.sessions.held() && !k.now().Before(k.again)
}

// current is the login whose token is to be used.
func (s *SignIn) current(ctx context.Context, sessions Sessions, refused string) (Session, error) {
	session, err := s.load(ctx, sessions)
	if err != nil || s.usable(session, refused) && !sessions.held() {
		return session, err
	}
	unlock, unwritable, err := sessions.lockToWrite(ctx)
	if err != nil {
		return Session{}, err
	}
	defer unlock()
	session, err = s.load(ctx, sessions)
	if err != nil {
		return session, err
	}
	if s.usable(session, refused) { // another process has renewed it meanwhile
		if sessions.held() {
			_ = sessions.Save(ctx, session) // the person knows that it could not be stored
		}
		return session, nil
	}
	return s.renew(ctx, sessions, session, unwritable)
}

// load returns the kept login if its tokens are of this server and client, and were meant for the same addresses: what a server says of its
// issuer is no proof. It has to be of the person who acts, too.
func (s *SignIn) load(ctx context.Context, sessions Sessions) (Session, error) {
	session, err := sessions.Load(ctx)
	if err != nil {
		return session, err
	}
	if !session.of(s.server) || session.ClientID != s.clientID || session.Audience != s.audience {
		return Session{}, sessions.elsewhere(session)
	}
	if err := s.actor.admit(sessions.Profile, session.Person); err != nil {
		return Session{}, err
	}
	return session, nil
}

func (s *SignIn) usable(session Session, refused string) bool {
	return session.tokens().access.token != refused && session.tokens().access.fresh(s.now())
}
