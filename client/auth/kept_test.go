package auth

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/zalando/go-keyring"

	"github.com/jansadm/jansadm/client/auth/store"
	"github.com/jansadm/jansadm/client/profile"
	"github.com/jansadm/jansadm/client/transport"
)

// disk is where files are written until it is full.
type disk struct {
	full  bool
	after int // writes that it takes still, where it is not full yet
}

func (d *disk) write(path string, content []byte) error {
	if d.after > 0 {
		if d.after--; d.after == 0 {
			d.full = true
		}
	}
	if d.full {
		return &os.PathError{Op: "write", Path: path, Err: syscall.ENOSPC}
	}
	return profile.WritePrivate(path, content)
}

// onDisk is a login that is kept on a disk, by a program that counts the warnings.
func onDisk(t *testing.T, j *janssen, dir string) (*SignIn, Sessions, *disk, *[]error) {
	t.Helper()
	d, warnings := new(disk), new([]error)
	signedInBelow(t, j, dir)
	s := signIn(t, j, func(o *SignInOptions) { o.Warn = func(err error) { *warnings = append(*warnings, err) } })
	return s, Sessions{Store: store.Open(store.Options{Dir: dir, Place: profile.PlaceFile, Write: d.write}), Profile: "prod"}, d, warnings
}

func TestNoRenewalThatCouldNotBeStored(t *testing.T) {
	for name, change := range map[string]func(d *disk, dir string) error{
		"a full disk": func(d *disk, _ string) error { d.full = true; return nil },
		"no lock": func(_ *disk, dir string) error {
			lock := filepath.Join(dir, "prod.session.lock")
			return errors.Join(os.Remove(lock), os.Mkdir(lock, 0o700))
		},
	} {
		synctest.Test(t, func(t *testing.T) {
			j := newJanssen()
			dir := t.TempDir()
			s, sessions, d, warnings := onDisk(t, j, dir)
			tokens := s.Tokens(sessions)
			first := token(t, tokens)
			tokens.Invalidate(first) // while the person's token lasts no refresh token has to be spent
			unlock, err := sessions.lock(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			unlock()
			if err := change(d, dir); err != nil {
				t.Fatal(err)
			}
			if got := token(t, tokens); got == first || j.tokens[got] != "final" || j.count("refresh_token") != 0 {
				t.Errorf("%s: got %s after %d renewals", name, got, j.count("refresh_token"))
			}
			time.Sleep(time.Hour)
			fresh := s.Tokens(sessionsIn(dir))
			if name == "a full disk" {
				fresh = s.Tokens(Sessions{Store: store.Open(store.Options{Dir: dir, Place: profile.PlaceFile, Write: d.write}), Profile: "prod"})
			}
			_, err = fresh.Token(t.Context())
			var unkept *UnkeptError
			if !errors.As(err, &unkept) || unkept.Renewed || !strings.Contains(unkept.Hint(), "try again") || j.count("refresh_token") != 0 {
				t.Errorf("%s: %v after %d renewals", name, err, j.count("refresh_token"))
			}
			d.full = false
			_ = os.Remove(filepath.Join(dir, "prod.session.lock"))
			if got := token(t, fresh); j.tokens[got] != "final" || j.count("refresh_token") != 1 {
				t.Errorf("%s: got %s", name, got)
			}
			if name == "a full disk" && len(*warnings) != 1 {
				t.Errorf("%s: told %v", name, *warnings)
			}
		})
	}
}

// A disk that fills up in the middle of a renewal costs the login only with the end of the program.
func TestRenewalThatCannotBeStored(t *testing.T) {
	for after := 2; after <= 3; after++ { // the probe is the first write
		synctest.Test(t, func(t *testing.T) {
			j := newJanssen()
			dir := t.TempDir()
			s, sessions, d, warnings := onDisk(t, j, dir)
			tokens := s.Tokens(sessions)
			first := token(t, tokens)
			for range 3 {
				time.Sleep(time.Hour)
				if d.after == 0 && !d.full {
					d.after = after
				}
				if got := token(t, tokens); got == first || j.tokens[got] != "final" {
					t.Fatalf("got %s", got)
				}
			}
			unkept := (*UnkeptError)(nil)
			if len(*warnings) != 1 || !errors.As((*warnings)[0], &unkept) || !unkept.Renewed || !strings.Contains(unkept.Hint(), "with the next request") || strings.Contains((*warnings)[0].Error(), "hush") {
				t.Errorf("told %v", *warnings)
			}
			renewals := j.count("refresh_token")
			d.full = false
			time.Sleep(storeAgain)
			last := token(t, tokens)
			if got := token(t, signIn(t, j).Tokens(sessionsIn(dir))); got != last || j.count("refresh_token") != renewals {
				t.Errorf("another process got %s instead of %s", got, last)
			}
			time.Sleep(time.Hour)
			d.after, d.full = after, false
			token(t, tokens)
			if len(*warnings) != 2 {
				t.Errorf("told %v", *warnings)
			}
		})
	}
}

// What another process does with the login is noticed before the next request.
func TestLoginThatOthersChange(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := newJanssen()
		dir := t.TempDir()
		s, sessions := signedInBelow(t, j, dir)
		tokens := s.Tokens(sessions)
		first := token(t, tokens)
		other, theirs := signIn(t, j), sessionsIn(dir)
		if err := other.Logout(t.Context(), theirs); err != nil {
			t.Fatal(err)
		}
		_, err := tokens.Token(t.Context())
		if !errors.As(err, new(*LoginRequiredError)) || transport.KindOf(err) != transport.KindUnauthenticated {
			t.Errorf("signed out elsewhere: %v", err)
		}
		again := replace(t, j, theirs)
		if got := token(t, tokens); got == first || got != again.tokens().access.token {
			t.Errorf("signed in again elsewhere: %s", got)
		}
		asked := len(j.trail)
		again = replace(t, j, theirs)
		if got := token(t, tokens); got != again.tokens().access.token {
			t.Errorf("signed in again elsewhere without signing out: %s", got)
		}
		if got := j.trail[asked:]; strings.Contains(strings.Join(got, " "), "refresh_token") {
			t.Errorf("asked %v", got)
		}
	})
}

// replace signs in whoever the server takes the person for.
func replace(t *testing.T, j *janssen, sessions Sessions) Session {
	t.Helper()
	session, _, err := login(t, signIn(t, j), t.Context())
	if err == nil {
		err = sessions.Replace(t.Context(), session)
	}
	if err != nil {
		t.Fatal(err)
	}
	return session
}

func TestLoginOfAnotherPerson(t *testing.T) {
	for name, claims := range map[string]string{
		"another inum":            `{"sub":"6f1b","inum":"i-2","user_name":"auditor"}`,
		"another sub":             `{"sub":"6f1c","user_name":"auditor"}`,
		"a name, and little else": `{"user_name":"auditor"}`,
	} {
		synctest.Test(t, func(t *testing.T) {
			j := newJanssen()
			dir := t.TempDir()
			_, sessions := signedInBelow(t, j, dir)
			var told []string
			actor := NewActor(func(p Person) { told = append(told, p.String()) })
			tokens := signIn(t, j, func(o *SignInOptions) { o.Actor = actor }).Tokens(sessions)
			token(t, tokens)
			j.userinfo = claims
			session := replace(t, j, sessionsIn(dir))
			asked := len(j.trail)
			for range 2 {
				_, err := tokens.Token(t.Context())
				required := (*LoginRequiredError)(nil)
				if !errors.As(err, &required) || required.Person.Login != "admin" || required.Profile != "prod" || len(j.trail) != asked ||
					!strings.Contains(err.Error(), "auditor has signed in") || !strings.Contains(err.Error(), "it was admin") {
					t.Errorf("%s: %v", name, err)
				}
			}
			if strings.Join(told, " ") != "admin" {
				t.Errorf("%s: told %q", name, told)
			}
			actor.Become(session.Person)
			if got := token(t, tokens); got != session.tokens().access.token || told[len(told)-1] != "auditor" {
				t.Errorf("%s: got %s, told %q", name, got, told)
			}
		})
	}
}

// The keyring is slow and is asked when something has changed only.
func TestKeyringIsNotAskedForEachToken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := newJanssen()
		ring := &counting{secrets: map[string]string{}}
		dir := t.TempDir()
		sessions := Sessions{Store: store.Open(store.Options{Dir: dir, Keyring: ring}), Profile: "prod"}
		replace(t, j, sessions)
		tokens := signIn(t, j).Tokens(sessions)
		token(t, tokens)
		asked := ring.gets
		for range 10 {
			token(t, tokens)
		}
		if ring.gets != asked {
			t.Errorf("asked %d times", ring.gets-asked)
		}
		other := Sessions{Store: store.Open(store.Options{Dir: dir, Keyring: ring}), Profile: "prod"}
		if err := other.Forget(t.Context()); err != nil {
			t.Fatal(err)
		}
		if _, err := tokens.Token(t.Context()); !errors.As(err, new(*LoginRequiredError)) {
			t.Errorf("signed out elsewhere: %v", err)
		}
	})
}

// counting is a keyring that counts how often it is read.
type counting struct {
	secrets map[string]string
	gets    int
}

func (c *counting) Get(service, user string) (string, error) {
	c.gets++
	if secret, ok := c.secrets[service+user]; ok {
		return secret, nil
	}
	return "", keyring.ErrNotFound
}
func (c *counting) Set(service, user, secret string) error {
	c.secrets[service+user] = secret
	return nil
}
func (c *counting) Delete(service, user string) error { delete(c.secrets, service+user); return nil }

// A login that is forgotten while another process renews it does not come back.
func TestForgetWaitsForARenewal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		_, sessions := signedIn(t, newJanssen())
		session, err := sessions.Load(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		unlock, err := sessions.lock(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		forgotten := make(chan error)
		go func() { forgotten <- sessions.Forget(context.WithoutCancel(t.Context())) }()
		time.Sleep(time.Second) // of the test's own clock
		if err := sessions.Save(t.Context(), session); err != nil {
			t.Fatal(err)
		}
		unlock()
		if err := <-forgotten; err != nil {
			t.Fatal(err)
		}
		if _, err := sessions.Load(t.Context()); !errors.As(err, new(*LoginRequiredError)) {
			t.Errorf("it came back: %v", err)
		}
	})
}
