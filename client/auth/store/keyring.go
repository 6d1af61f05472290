package store

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"runtime"
	"strings"
	"time"

	"github.com/zalando/go-keyring"
)

// Keyring is that of an operating system. Get and Delete return keyring.ErrNotFound for what is not there.
type Keyring interface {
	Get(service, user string) (string, error)
	Set(service, user, secret string) error
	Delete(service, user string) error
}

// system is the operating system's: Secret Service, Keychain, or Credential Manager.
type system struct{}

func (system) Get(service, user string) (string, error) { return keyring.Get(service, user) }
func (system) Set(service, user, secret string) error   { return keyring.Set(service, user, secret) }
func (system) Delete(service, user string) error        { return keyring.Delete(service, user) }

// KeyringError says that the keyring cannot be used.
type KeyringError struct {
	Reason string
	Locked bool // there is one, which may hold what was asked for
}

func (e *KeyringError) Error() string {
	return "the keyring of this computer cannot be used: " + e.Reason
}

// Hint says what to do.
func (e *KeyringError) Hint() string {
	return `Unlock the keyring and try again, or keep the secrets of the profile in files (secret: file).`
}

// service tells the secrets of different configurations of one person apart.
func (s *Store) service() string { return "jansadm " + s.options.Dir }

func (k Key) account() string { return k.Profile + "/" + string(k.Kind) }

func (s *Store) fromKeyring(ctx context.Context, key Key) (string, error) {
	return s.ask(ctx, "", func() (string, error) { return s.options.Keyring.Get(s.service(), key.account()) })
}

func (s *Store) toKeyring(ctx context.Context, key Key, secret string) error {
	_, err := s.ask(ctx, secret, func() (string, error) { return "", s.options.Keyring.Set(s.service(), key.account(), secret) })
	return err
}

func (s *Store) offKeyring(ctx context.Context, key Key) error {
	_, err := s.ask(ctx, "", func() (string, error) { return "", s.options.Keyring.Delete(s.service(), key.account()) })
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	return err
}

// ask makes one call, which cannot be interrupted: one that takes too long, as when a dialogue waits for the person to unlock the
// keyring, is left to itself and the keyring is not asked again.
func (s *Store) ask(ctx context.Context, secret string, call func() (string, error)) (string, error) {
	if err := s.known(); err != nil {
		return "", err
	}
	type answer struct {
		text string
		err  error
	}
	answers := make(chan answer, 1)
	go func() {
		text, err := call()
		answers <- answer{text, err}
	}()
	timer := time.NewTimer(s.options.Timeout)
	defer timer.Stop()
	select {
	case got := <-answers:
		return got.text, s.judge(got.err, secret)
	case <-timer.C:
		return "", s.giveUp(fmt.Sprintf("it did not answer within %s; it may be locked", s.options.Timeout), true)
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func (s *Store) known() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.trouble
}

func (s *Store) judge(err error, secret string) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, keyring.ErrNotFound):
		return ErrNotFound
	case errors.Is(err, keyring.ErrSetDataTooBig): // about this secret only
		return &KeyringError{Reason: "the secret is too long for it"}
	}
	reason := err.Error()
	if secret != "" {
		reason = strings.ReplaceAll(reason, secret, "[hidden]")
	}
	return s.giveUp(reason, locked(err))
}

// locked tells a keyring that refuses from none. The Secret Service says so in words only; the tool of macOS is always there.
func locked(err error) bool {
	if runtime.GOOS == "darwin" && errors.As(err, new(*exec.ExitError)) {
		return true
	}
	words := strings.ToLower(err.Error())
	return strings.Contains(words, "locked") || strings.Contains(words, "unlock")
}

func (s *Store) giveUp(reason string, locked bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.trouble = &KeyringError{Reason: reason, Locked: locked}
	return s.trouble
}
