package store

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/zalando/go-keyring"
	"go.uber.org/goleak"

	"github.com/jansadm/jansadm/client/profile"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// ring is a keyring in memory. trouble answers in place of it.
type ring struct {
	mu      sync.Mutex
	secrets map[string]string
	trouble func(secret string) error
	calls   int // that were answered by trouble
}

func (r *ring) do(secret string, work func() error) error {
	if r.trouble != nil {
		if err := r.trouble(secret); err != nil {
			r.calls++
			return err
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return work()
}

func (r *ring) Get(service, user string) (secret string, err error) {
	err = r.do("", func() error {
		found, ok := r.secrets[service+"|"+user]
		if !ok {
			return keyring.ErrNotFound
		}
		secret = found
		return nil
	})
	return secret, err
}

func (r *ring) Set(service, user, secret string) error {
	return r.do(secret, func() error { r.secrets[service+"|"+user] = secret; return nil })
}

func (r *ring) Delete(service, user string) error {
	return r.do("", func() error {
		if _, ok := r.secrets[service+"|"+user]; !ok {
			return keyring.ErrNotFound
		}
		delete(r.secrets, service+"|"+user)
		return nil
	})
}

func newRing() *ring { return &ring{secrets: map[string]string{}} }

var key = Key{Profile: "prod", Kind: Session}

func set(t *testing.T, s *Store, secret string) {
	t.Helper()
	if err := s.Set(t.Context(), key, secret); err != nil {
		t.Fatal(err)
	}
}

func want(t *testing.T, s *Store, secret string) {
	t.Helper()
	got, err := s.Get(t.Context(), key)
	if secret == "" && errors.Is(err, ErrNotFound) {
		return
	}
	if err != nil || got != secret {
		t.Errorf("got %q, %v, want %q", got, err, secret)
	}
}

func files(t *testing.T, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestPlaces(t *testing.T) {
	for place, where := range map[profile.Place]string{"": "keyring", profile.PlaceKeyring: "keyring", profile.PlaceFile: "unencrypted", profile.PlaceEnv: "nowhere"} {
		r, dir := newRing(), filepath.Join(t.TempDir(), "secrets")
		s := Open(Options{Dir: dir, Place: place, Keyring: r})
		want(t, s, "")
		set(t, s, "one")
		set(t, s, "two")
		want(t, s, "two")
		if got, err := s.Get(t.Context(), Key{"prod", ClientSecret}); !errors.Is(err, ErrNotFound) {
			t.Errorf("%s: another secret is %q, %v", place, got, err)
		}
		if !strings.Contains(s.Where(), where) {
			t.Errorf("%s: %s", place, s.Where())
		}
		if inRing, inFile := len(r.secrets) == 1, len(files(t, dir)) == 1; inRing != (where == "keyring") || inFile != (where == "unencrypted") {
			t.Errorf("%q: in the keyring %v, in files %v", place, r.secrets, files(t, dir))
		}
		for range 2 {
			if err := s.Delete(t.Context(), key); err != nil {
				t.Errorf("%s: %v", place, err)
			}
		}
		want(t, s, "")
	}
}

func TestKeyringAbsentOrLocked(t *testing.T) {
	r, dir := newRing(), filepath.Join(t.TempDir(), "secrets")
	r.trouble = func(secret string) error { return fmt.Errorf("no session bus for %q", secret) }
	s := Open(Options{Dir: dir, Keyring: r})
	var e *KeyringError
	if _, err := s.Get(t.Context(), key); !errors.As(err, &e) || e.Hint() == "" {
		t.Errorf("got %v", err)
	}
	set(t, s, "hush")
	want(t, s, "hush")
	if r.calls != 1 {
		t.Errorf("the keyring was asked %d times", r.calls)
	}
	if got := s.Where(); !strings.Contains(got, "unencrypted in files below "+dir) || !strings.Contains(got, "no session bus") {
		t.Error(got)
	}
	for path, mode := range map[string]os.FileMode{dir: 0o700, filepath.Join(dir, "prod.session"): 0o600} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != mode {
			t.Errorf("%s: %v", path, err)
		}
	}
	if err := s.Delete(t.Context(), key); err != nil || len(files(t, dir)) != 0 {
		t.Errorf("%v, left %v", err, files(t, dir))
	}
	fresh := Open(Options{Dir: dir, Keyring: r})
	set(t, fresh, "hush")
	if strings.Contains(fresh.Where(), "hush") {
		t.Errorf("the secret is in %s", fresh.Where())
	}
}

// A secret that went into a file while the keyring failed is newer than what the keyring has.
func TestKeyringThatComesBack(t *testing.T) {
	r, dir := newRing(), t.TempDir()
	set(t, Open(Options{Dir: dir, Keyring: r}), "old")
	r.trouble = func(string) error { return errors.New("locked") }
	set(t, Open(Options{Dir: dir, Keyring: r}), "new")
	r.trouble = nil
	s := Open(Options{Dir: dir, Keyring: r})
	want(t, s, "new")
	set(t, s, "newest")
	want(t, s, "newest")
	if got := files(t, dir); len(got) != 0 {
		t.Errorf("left %v", got)
	}
}

func TestSecretTooLongForTheKeyring(t *testing.T) {
	r, dir := newRing(), t.TempDir()
	r.trouble = func(secret string) error {
		if len(secret) > 10 {
			return keyring.ErrSetDataTooBig
		}
		return nil
	}
	s := Open(Options{Dir: dir, Keyring: r})
	long := strings.Repeat("x", 11)
	set(t, s, long)
	want(t, s, long)
	set(t, s, "short")
	want(t, s, "short")
	if len(r.secrets) != 1 || len(files(t, dir)) != 0 {
		t.Errorf("in the keyring %v, in files %v", r.secrets, files(t, dir))
	}
}

func TestSlowKeyring(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		r, dir := newRing(), t.TempDir()
		release := make(chan struct{})
		r.trouble = func(string) error { <-release; return nil }
		s := Open(Options{Dir: dir, Keyring: r})
		start := time.Now()
		set(t, s, "one")
		want(t, s, "one")
		set(t, s, "two")
		want(t, s, "two")
		if took := time.Since(start); took != 3*time.Second {
			t.Errorf("it took %s", took)
		}
		if !strings.Contains(s.Where(), "did not answer") {
			t.Error(s.Where())
		}
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if err := Open(Options{Dir: dir, Keyring: r}).Set(ctx, key, "three"); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
		want(t, s, "two")
		close(release)
		synctest.Wait()
	})
}

func TestExposedFiles(t *testing.T) {
	dir := t.TempDir()
	var told []error
	s := Open(Options{Dir: dir, Place: profile.PlaceFile, Warn: func(warning error) { told = append(told, warning) }})
	set(t, s, "hush")
	path := filepath.Join(dir, "prod.session")
	if err := errors.Join(os.Chmod(path, 0o640), os.Chmod(dir, 0o755)); err != nil {
		t.Fatal(err)
	}
	var e *ExposedError
	secret, exposed, err := ReadFile(path)
	if secret != "hush" || !errors.As(exposed, &e) || e.Closed || !strings.Contains(e.Hint(), "chmod") || err != nil {
		t.Errorf("%q, %v, %v", secret, exposed, err)
	}
	want(t, s, "hush") // the store's own file: it is closed, and that it was open is told once
	want(t, s, "hush")
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is open: %v", err)
	}
	if len(told) != 1 || !errors.As(told[0], &e) || !e.Closed || e.Path != path || !strings.Contains(e.Error(), "0640") || strings.Contains(e.Hint(), "chmod") {
		t.Errorf("told %v", told)
	}
	set(t, s, "new")
	want(t, s, "new")
	if info, err := os.Stat(dir); err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the folder is open: %v", err)
	}
}

// What cannot be closed to others is not used.
func TestExposedFilesThatStayOpen(t *testing.T) {
	dir := t.TempDir()
	s := Open(Options{Dir: dir, Place: profile.PlaceFile, Shut: func(string) error { return os.ErrPermission }})
	set(t, s, "hush")
	path := filepath.Join(dir, "prod.session")
	if err := os.Chmod(path, 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := s.Get(t.Context(), key)
	var e *ExposedError
	if !errors.As(err, &e) || e.Closed || e.Path != path || !strings.Contains(err.Error(), "0644") || e.Hint() == "" || strings.Contains(err.Error(), "hush") {
		t.Errorf("got %v", err)
	}
}

func TestStrangeKeys(t *testing.T) {
	s := Open(Options{Dir: t.TempDir(), Place: profile.PlaceFile})
	for _, bad := range []Key{{"../x", Session}, {"", Session}, {"a", "../x"}, {"a/b", ClientSecret}} {
		_, reading := s.Get(t.Context(), bad)
		_, locking := s.Lock(t.Context(), bad, time.Second)
		for _, err := range []error{reading, locking, s.Set(t.Context(), bad, "x"), s.Delete(t.Context(), bad)} {
			if err == nil || errors.Is(err, ErrNotFound) {
				t.Errorf("%v: got %v", bad, err)
			}
		}
	}
}

func TestLock(t *testing.T) {
	dir := t.TempDir()
	one, two := Open(Options{Dir: dir}), Open(Options{Dir: dir})
	unlock, err := one.Lock(t.Context(), key, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := two.Lock(t.Context(), key, time.Millisecond); !errors.As(err, new(*profile.LockedError)) {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := two.Lock(ctx, key, time.Minute); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v", err)
	}
	unlock()
	unlock, err = two.Lock(t.Context(), key, time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	unlock()
}
