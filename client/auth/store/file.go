package store

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"runtime"

	"github.com/jansadm/jansadm/client/profile"
)

// ExposedError says that others than its owner can read the file of a secret, or could until now.
type ExposedError struct {
	Path   string
	Mode   fs.FileMode // as it was found
	Closed bool        // the file has been closed to others since
}

func (e *ExposedError) Error() string {
	if e.Closed {
		return fmt.Sprintf("others could read the secret in %s (mode %04o) until now", e.Path, e.Mode.Perm())
	}
	return fmt.Sprintf("others can read the secret in %s (mode %04o)", e.Path, e.Mode.Perm())
}

// Hint says what to do.
func (e *ExposedError) Hint() string {
	if e.Closed {
		return "If others may have read it, get a new secret or sign out and in again."
	}
	return "Run chmod 600 on it; if others may have read it, get a new secret or sign out and in again."
}

// longestSecret is more than any secret has, in bytes.
const longestSecret = 64 << 10

// ReadFile reads a secret that a person keeps in a file of his own, see OneLine. A device or a wrong file that never ends is refused. exposed
// is an *ExposedError when others can read the file, which is worth a warning: orchestrators mount secrets so.
func ReadFile(path string) (secret string, exposed, err error) {
	content, exposed, err := read(path)
	if err == nil {
		secret, err = OneLine(content)
	}
	if malformed := (*MalformedError)(nil); errors.As(err, &malformed) {
		malformed.Source = path
	}
	if err != nil {
		return "", nil, err
	}
	return secret, exposed, nil
}

func read(path string) (content string, exposed, err error) {
	file, err := os.Open(path)
	if err != nil {
		return "", nil, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	info, err := file.Stat()
	if err != nil {
		return "", nil, err
	}
	data, err := io.ReadAll(io.LimitReader(file, longestSecret+1))
	if err == nil && len(data) > longestSecret {
		err = fmt.Errorf("%s holds more than %d bytes, which no secret has", path, longestSecret)
	}
	if err != nil {
		return "", nil, err
	}
	if open(info) {
		exposed = &ExposedError{Path: path, Mode: info.Mode()}
	}
	return string(data), exposed, nil
}

// open says that others than the owner have rights; Windows has no such bits.
func open(info fs.FileInfo) bool { return runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 }

func (s *Store) readFile(key Key) (string, error) {
	secret, exposed, err := read(s.path(key))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "", ErrNotFound
	case err != nil:
		return "", fmt.Errorf("cannot read a secret: %w", err)
	case exposed != nil:
		return s.closed(s.path(key), secret, exposed)
	}
	return secret, nil
}

// closed makes a file of the store's own private again, which a restored backup may have opened, and tells that it was not.
func (s *Store) closed(path, secret string, exposed error) (string, error) {
	found := (*ExposedError)(nil)
	if !errors.As(exposed, &found) || s.options.Shut(path) != nil {
		return "", exposed
	}
	if s.options.Warn != nil {
		s.options.Warn(&ExposedError{Path: found.Path, Mode: found.Mode, Closed: true})
	}
	return secret, nil
}

func closeToOthers(path string) error { return os.Chmod(path, 0o600) }

func (s *Store) writeFile(key Key, secret string) error {
	if err := s.shut(); err != nil {
		return err
	}
	if err := s.options.Write(s.path(key), []byte(secret)); err != nil {
		return fmt.Errorf("cannot keep a secret: %w", err)
	}
	return nil
}

// shut closes the folder to others, should somebody have opened it.
func (s *Store) shut() error {
	if err := profile.MakePrivate(s.options.Dir); err != nil {
		return err
	}
	info, err := os.Stat(s.options.Dir)
	if err != nil {
		return err
	}
	if open(info) {
		return os.Chmod(s.options.Dir, 0o700)
	}
	return nil
}

func (s *Store) removeFile(key Key) error {
	if err := os.Remove(s.path(key)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("cannot remove a secret: %w", err)
	}
	return nil
}
