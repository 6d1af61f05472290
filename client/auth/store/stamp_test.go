package store

import (
	"errors"
	"testing"
	"time"

	"github.com/jansadm/jansadm/client/profile"
)

// Other processes notice each change, also where a keyring holds the secret; reading it is no change.
func TestStamps(t *testing.T) {
	for _, place := range []profile.Place{profile.PlaceKeyring, profile.PlaceFile} {
		r, dir := newRing(), t.TempDir()
		mine, theirs := Open(Options{Dir: dir, Place: place, Keyring: r}), Open(Options{Dir: dir, Place: place, Keyring: r})
		unlock, err := theirs.Lock(t.Context(), key, time.Second)
		if err != nil {
			t.Fatal(err)
		}
		unlock()
		before := mine.Stamp(key)
		for name, change := range map[string]func(){
			"set":      func() { set(t, theirs, "one") },
			"set same": func() { set(t, theirs, "one") },
			"delete":   func() { err = theirs.Delete(t.Context(), key) },
			"own":      func() { set(t, mine, "two") },
		} {
			change()
			after := mine.Stamp(key)
			if after == before || err != nil {
				t.Errorf("%s in %s: not noticed, %v", name, place, err)
			}
			_, _ = mine.Get(t.Context(), key)
			if mine.Stamp(key) != after {
				t.Errorf("%s in %s: reading makes a new stamp", name, place)
			}
			before = after
		}
	}
	nowhere := Open(Options{Dir: t.TempDir(), Place: profile.PlaceEnv})
	before := nowhere.Stamp(key)
	set(t, nowhere, "one")
	if nowhere.Stamp(key) == before {
		t.Error("not noticed in memory")
	}
	if nowhere.Stamp(Key{Profile: "../x", Kind: Session}) != (Stamp{}) {
		t.Error("a strange key has a stamp")
	}
}

func TestHeldSecrets(t *testing.T) {
	full := false
	dir := t.TempDir()
	write := func(path string, content []byte) error {
		if full {
			return errors.New("no space left on device")
		}
		return profile.WritePrivate(path, content)
	}
	s, theirs := Open(Options{Dir: dir, Place: profile.PlaceFile, Write: write}), Open(Options{Dir: dir, Place: profile.PlaceFile})
	s.Hold(t.Context(), key, "nothing to stand for")
	want(t, s, "")
	for name, end := range map[string]struct {
		do   func()
		left string
	}{
		"stored":            {func() { set(t, s, "newest") }, "newest"},
		"changed elsewhere": {func() { set(t, theirs, "theirs") }, "theirs"},
		"deleted elsewhere": {func() { _ = theirs.Delete(t.Context(), key) }, ""},
		"deleted":           {func() { _ = s.Delete(t.Context(), key) }, ""},
	} {
		full = false
		set(t, s, "old")
		full = true
		if err := s.Set(t.Context(), key, "new"); err == nil {
			t.Fatal("it was stored")
		}
		s.Hold(t.Context(), key, "new")
		want(t, s, "new")
		want(t, theirs, "old")
		if !s.Held(key) {
			t.Errorf("%s: not held", name)
		}
		full = false
		end.do()
		want(t, s, end.left)
		if s.Held(key) {
			t.Errorf("%s: still held", name)
		}
	}
}
