package profile

import (
	"context"
	"fmt"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// LockedError says that another process has held a lock for longer than anybody should.
type LockedError struct {
	Path   string
	Waited time.Duration
}

func (e *LockedError) Error() string {
	if e.Waited == 0 {
		return fmt.Sprintf("another process holds the lock %s", e.Path)
	}
	return fmt.Sprintf("another process has held the lock %s for %s", e.Path, e.Waited)
}

// lockPoll is how often a lock that is held is tried again.
const lockPoll = 5 * time.Millisecond

// Lock keeps other processes, and other callers in this one, out until unlock is called. It waits no longer than the given time,
// which is then a LockedError, and not beyond the context, whose error it returns. The file at path holds nothing; it stays, since
// removing it would let two in at once.
func Lock(ctx context.Context, path string, wait time.Duration) (unlock func(), err error) {
	if err := MakePrivate(filepath.Dir(path)); err != nil {
		return nil, err
	}
	waiting, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	lock := flock.New(path, flock.SetPermissions(0o600))
	switch _, err := lock.TryLockContext(waiting, lockPoll); {
	case ctx.Err() != nil:
		_ = lock.Unlock() // in case it was got in the same moment
		return nil, ctx.Err()
	case waiting.Err() != nil:
		_ = lock.Unlock()
		return nil, &LockedError{Path: path, Waited: wait}
	case err != nil:
		return nil, err
	}
	return func() { _ = lock.Unlock() }, nil // the lock dies with the process at the latest
}

// TryLock is Lock for whoever does not want to wait: a lock that somebody else holds is a *LockedError at once.
func TryLock(path string) (unlock func(), err error) {
	if err := MakePrivate(filepath.Dir(path)); err != nil {
		return nil, err
	}
	lock := flock.New(path, flock.SetPermissions(0o600))
	switch got, err := lock.TryLock(); {
	case err != nil:
		return nil, err
	case !got:
		return nil, &LockedError{Path: path}
	}
	return func() { _ = lock.Unlock() }, nil // the lock dies with the process at the latest
}
