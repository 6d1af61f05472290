// Package store keeps secrets: in the keyring of the operating system, or in files that only their owner can read.
package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"time"

	"github.com/jansadm/jansadm/client/profile"
)

// Kind is what a secret is.
type Kind string

// The kinds of secrets.
const (
	ClientSecret Kind = "client-secret"
	Session      Kind = "session"
)

// Key names a secret.
type Key struct {
	Profile string // a name as profile.CheckName accepts it
	Kind    Kind
}

// ErrNotFound says that there is no such secret.
var ErrNotFound = errors.New("there is no such secret")

// Options say where secrets are kept.
type Options struct {
	Dir     string        // for files and locks, as profile.Paths.Secrets
	Place   profile.Place // "" is the keyring
	Keyring Keyring       // nil is that of the operating system
	Timeout time.Duration // of one call to the keyring; 0 is 3 s

	Write func(path string, content []byte) error // a file, in one step; nil is profile.WritePrivate
	Shut  func(path string) error                 // closes a file to others than its owner; nil is chmod 600
	Warn  func(error)                             // is told of a file that others could read, an *ExposedError; nil is nobody
}

// Store keeps secrets. It is safe for concurrent use, also by several processes. A keyring that is absent, locked or slow is not asked
// again; what it would have kept is then in a file, and Where says so.
type Store struct {
	options Options

	mu      sync.Mutex
	trouble error          // why the keyring is not asked any more
	memory  map[Key]string // with profile.PlaceEnv
	holding map[Key]held   // what could not be stored
	changes map[Key]int    // by this process
}

const defaultTimeout = 3 * time.Second

// Open reads and creates nothing yet.
func Open(options Options) *Store {
	if options.Keyring == nil {
		options.Keyring = system{}
	}
	if options.Timeout <= 0 {
		options.Timeout = defaultTimeout
	}
	if options.Write == nil {
		options.Write = profile.WritePrivate
	}
	if options.Shut == nil {
		options.Shut = closeToOthers
	}
	return &Store{options: options, memory: map[Key]string{}, holding: map[Key]held{}, changes: map[Key]int{}}
}

// Get returns a secret. When there is none it is ErrNotFound; a *KeyringError says that the keyring may have it and cannot be asked, an
// *ExposedError that others can read the file and that it cannot be closed to them. A file is there only when the keyring failed, and is the newer one.
func (s *Store) Get(ctx context.Context, key Key) (string, error) {
	if err := key.check(); err != nil {
		return "", err
	}
	secret, err := s.kept(ctx, key)
	if err != nil {
		if errors.Is(err, ErrNotFound) {
			s.letGo(key)
		}
		return "", err
	}
	return s.newer(key, secret), nil
}

func (s *Store) kept(ctx context.Context, key Key) (string, error) {
	if s.options.Place == profile.PlaceEnv {
		return s.recall(key)
	}
	secret, err := s.readFile(key)
	if !errors.Is(err, ErrNotFound) || s.options.Place == profile.PlaceFile {
		return secret, err
	}
	return s.fromKeyring(ctx, key)
}

// Set keeps a secret. When the keyring does not take it, it goes into a file.
func (s *Store) Set(ctx context.Context, key Key, secret string) error {
	if err := key.check(); err != nil {
		return err
	}
	if err := s.put(ctx, key, secret); err != nil {
		return err
	}
	s.letGo(key)
	s.changed(key)
	return nil
}

func (s *Store) put(ctx context.Context, key Key, secret string) error {
	switch s.options.Place {
	case profile.PlaceEnv:
		s.remember(key, secret)
		return nil
	case profile.PlaceFile:
		return s.writeFile(key, secret)
	}
	switch err := s.toKeyring(ctx, key, secret); {
	case err == nil:
		return s.removeFile(key) // of a time when the keyring failed
	case ctx.Err() != nil:
		return ctx.Err()
	}
	return s.writeFile(key, secret)
}

// Delete removes a secret from wherever it is; one that is not there is no error.
func (s *Store) Delete(ctx context.Context, key Key) error {
	if err := key.check(); err != nil {
		return err
	}
	defer s.changed(key)
	s.letGo(key)
	s.forget(key)
	_, err := s.readFile(key)
	inFile := !errors.Is(err, ErrNotFound)
	if err := s.removeFile(key); err != nil {
		return err
	}
	if s.options.Place == profile.PlaceFile || s.options.Place == profile.PlaceEnv {
		return nil
	}
	err = s.offKeyring(ctx, key)
	if inFile && errors.As(err, new(*KeyringError)) { // the keyring had failed before, so the secret was in the file alone
		return nil
	}
	return err
}

// PlaceOf is where the secrets of a profile really are, and WhereOf says it in plain words. Other than Where they look: a file is there only
// when the keyring failed.
func (s *Store) PlaceOf(ctx context.Context, name string) profile.Place {
	if s.options.Place == profile.PlaceFile || s.options.Place == profile.PlaceEnv || profile.CheckName(name) != nil {
		return s.options.Place
	}
	if s.hasFile(name) {
		return profile.PlaceFile
	}
	_, _ = s.fromKeyring(ctx, Key{Profile: name, Kind: ClientSecret}) // shows whether it can be used at all
	if s.known() != nil {
		return profile.PlaceFile
	}
	return profile.PlaceKeyring
}

// WhereOf is PlaceOf in words.
func (s *Store) WhereOf(ctx context.Context, name string) string {
	if s.PlaceOf(ctx, name) == profile.PlaceFile && s.known() == nil {
		return s.inFiles()
	}
	return s.Where()
}

func (s *Store) hasFile(name string) bool {
	for _, kind := range []Kind{ClientSecret, Session} {
		if _, err := s.readFile(Key{Profile: name, Kind: kind}); !errors.Is(err, ErrNotFound) {
			return true
		}
	}
	return false
}

// Where says in plain words where secrets are kept, as far as it is known yet.
func (s *Store) Where() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.options.Place == profile.PlaceEnv:
		return "nowhere: they are taken from the environment each time"
	case s.options.Place == profile.PlaceFile:
		return s.inFiles()
	case s.trouble != nil:
		return s.inFiles() + ", because " + s.trouble.Error()
	}
	return "in the keyring of this computer"
}

func (s *Store) inFiles() string {
	return "unencrypted in files below " + s.options.Dir + ", which only you can read"
}

// Lock keeps other processes, and other callers in this one, from changing a secret until unlock is called; reading goes on.
func (s *Store) Lock(ctx context.Context, key Key, wait time.Duration) (unlock func(), err error) {
	if err := key.check(); err != nil {
		return nil, err
	}
	return profile.Lock(ctx, s.lockPath(key), wait)
}

// check keeps a name from becoming a path elsewhere.
func (k Key) check() error {
	if k.Kind != ClientSecret && k.Kind != Session {
		return fmt.Errorf("%q is no kind of secret", string(k.Kind))
	}
	return profile.CheckName(k.Profile)
}

func (s *Store) path(key Key) string {
	return filepath.Join(s.options.Dir, key.Profile+"."+string(key.Kind))
}

func (s *Store) remember(key Key, secret string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.memory[key] = secret
}

func (s *Store) recall(key Key) (string, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if secret, ok := s.memory[key]; ok {
		return secret, nil
	}
	return "", ErrNotFound
}

func (s *Store) forget(key Key) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.memory, key)
}
