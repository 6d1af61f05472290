package sandbox

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"

	bolterrors "go.etcd.io/bbolt/errors"
)

// Errors of opening and using a data folder. They are wrapped in texts that name the folder and what to do.
var (
	ErrLocked      = errors.New("the folder is in use by another process")
	ErrNotWritable = errors.New("the folder cannot be written")
	ErrDiskFull    = errors.New("no space is left on the disk")
	ErrNewerData   = errors.New("the folder was written by a newer version of this program")
	ErrNotSandbox  = errors.New("the folder does not belong to a sandbox")
	ErrListen      = errors.New("the address is in use")
	ErrNotRunning  = errors.New("no process serves it")
	ErrClosed      = errors.New("the sandbox is closed")
	ErrNoUser      = errors.New("the sandbox has no such user")
)

// LockedError says which process holds a folder, and with a Cause that it does not answer. It is an ErrLocked.
type LockedError struct {
	Dir   string
	PID   int    // 0 when the folder does not tell
	URL   string // empty when the folder does not tell
	Cause error
}

func (e *LockedError) Error() string {
	owner, remedy := "another process", "end it"
	if e.PID != 0 {
		owner, remedy = fmt.Sprintf("process %d", e.PID), fmt.Sprintf("end it (kill %d)", e.PID)
	}
	if e.Cause != nil {
		return fmt.Sprintf("sandbox folder %s is in use by %s, which does not answer; %s or choose another folder: %v", e.Dir, owner, remedy, e.Cause)
	}
	if e.URL != "" {
		owner += " at " + e.URL
	}
	return fmt.Sprintf("sandbox folder %s is in use by %s", e.Dir, owner)
}

// Is makes a LockedError an ErrLocked.
func (e *LockedError) Is(target error) bool { return target == ErrLocked }

// Unwrap gives the reason the owner could not be reached.
func (e *LockedError) Unwrap() error { return e.Cause }

// folderError puts a failure of the operating system or the database into words.
func folderError(dir string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, bolterrors.ErrTimeout):
		return locked(dir, nil)
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return fmt.Errorf("sandbox folder %s: %w; free some or choose another folder: %w", dir, ErrDiskFull, err)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return fmt.Errorf("sandbox folder %s: %w; change its permissions or choose another folder: %w", dir, ErrNotWritable, err)
	case errors.Is(err, bolterrors.ErrInvalid), errors.Is(err, bolterrors.ErrChecksum), errors.Is(err, bolterrors.ErrVersionMismatch):
		return fmt.Errorf("sandbox folder %s: %w: %s is not a database or is damaged; remove it or choose another folder: %w", dir, ErrNotSandbox, databaseFile, err)
	case errors.Is(err, syscall.ENOTDIR), errors.Is(err, os.ErrExist):
		return fmt.Errorf("sandbox folder %s: %w: it is not a folder: %w", dir, ErrNotSandbox, err)
	default:
		return fmt.Errorf("sandbox folder %s: %w", dir, err)
	}
}
