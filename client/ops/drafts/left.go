package drafts

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client/profile"
)

// Left finds the drafts of consoles that do not run any more, the newest first. No other console is offered them until they are released or
// removed. The errors, *UnreadError mostly, are about single files and keep nobody from the others.
func (s *Shelf) Left(ctx context.Context) ([]*Found, []error) {
	entries, err := os.ReadDir(s.dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, []error{fmt.Errorf("the drafts cannot be looked for: %w", err)}
	}
	var found []*Found
	var failures []error
	for _, entry := range entries {
		name, isDraft := strings.CutSuffix(entry.Name(), draftEnding)
		if !isDraft || !strings.HasPrefix(name, s.prefix()) || ctx.Err() != nil {
			continue
		}
		one, err := s.claim(name)
		switch locked := (*profile.LockedError)(nil); {
		case errors.As(err, &locked): // its console runs, or another one offers it right now
		case err != nil:
			failures = append(failures, err)
		case one != nil:
			found = append(found, one)
		}
	}
	s.sweep(entries)
	slices.SortStableFunc(found, func(a, b *Found) int { return b.Saved.Compare(a.Saved) })
	return found, failures
}

// claim takes the lock of a draft and reads it; nil when it has gone meanwhile.
func (s *Shelf) claim(name string) (*Found, error) {
	unlock, err := profile.TryLock(s.path(name, lockEnding))
	if err != nil {
		return nil, err
	}
	content, err := s.read(s.path(name, draftEnding))
	if err == nil {
		return &Found{Content: content, shelf: s, name: name, unlock: unlock}, nil
	}
	unlock()
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return nil, err
}

// private is who may read and write a draft.
const private fs.FileMode = 0o600

// read reads a draft, and makes it private. A file that is none is put aside, unless a newer program may still want it.
func (s *Shelf) read(path string) (Content, error) {
	info, err := os.Lstat(path)
	switch {
	case err != nil:
		return Content{}, err
	case !info.Mode().IsRegular() || info.Size() > largest: // a pipe would never end
		return Content{}, &UnreadError{Path: path, Err: errors.New("it is no regular file, or larger than any draft")}
	}
	if info.Mode().Perm()&^private != 0 { // copied from elsewhere, maybe
		if err := os.Chmod(path, private); err != nil {
			return Content{}, &UnreadError{Path: path, Err: err}
		}
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		return Content{}, &UnreadError{Path: path, Err: err}
	}
	content, err := decode(s.owner, raw)
	if err == nil || errors.Is(err, errNewer) {
		if err != nil {
			err = &UnreadError{Path: path, Err: err}
		}
		return content, err
	}
	aside := free(path + ".broken")
	if renaming := s.disk.Rename(path, aside); renaming != nil {
		return Content{}, &UnreadError{Path: path, Err: errors.Join(err, renaming)}
	}
	return Content{}, &UnreadError{Path: aside, Aside: true, Err: err}
}

// free is the first name like this that no file has: what was put aside earlier stays. The draft's lock keeps others away meanwhile.
func free(path string) string {
	candidate := path
	for n := 2; ; n++ {
		if _, err := os.Lstat(candidate); err != nil {
			return candidate
		}
		candidate = fmt.Sprintf("%s.%d", path, n)
	}
}

// untouched is how long a file lies about before it counts as left behind.
const untouched = time.Minute

// sweep takes away what consoles that were killed have left besides drafts: half-written files, and locks without a draft. Names are used
// once, so that nobody is waiting for such a lock.
func (s *Shelf) sweep(entries []fs.DirEntry) {
	for _, entry := range entries {
		unfinished := strings.HasPrefix(entry.Name(), "."+s.prefix()) && strings.Contains(entry.Name(), draftEnding+".")
		name, isLock := strings.CutSuffix(entry.Name(), lockEnding)
		if !unfinished && !(isLock && strings.HasPrefix(name, s.prefix())) {
			continue
		}
		info, err := entry.Info()
		if err != nil || !info.Mode().IsRegular() || time.Since(info.ModTime()) < untouched {
			continue
		}
		if unfinished {
			name = strings.TrimPrefix(entry.Name()[:strings.LastIndex(entry.Name(), draftEnding+".")], ".")
		}
		s.sweepOne(name, filepath.Join(s.dir, entry.Name()), isLock)
	}
}

// sweepOne removes a file of a draft whose console does not run.
func (s *Shelf) sweepOne(name, path string, isLock bool) {
	unlock, err := profile.TryLock(s.path(name, lockEnding))
	if err != nil {
		return
	}
	defer unlock()
	if _, err := os.Lstat(s.path(name, draftEnding)); isLock && err == nil {
		return
	}
	_ = s.disk.Remove(path) // it is in nobody's way
}

// Found is a draft that was left behind.
type Found struct {
	Content
	shelf  *Shelf
	name   string
	unlock func()
}

// Release leaves the draft as it is, to be found another time.
func (f *Found) Release() { f.unlock() }

// Remove takes the draft away for good.
func (f *Found) Remove() error {
	err := f.shelf.disk.Remove(f.shelf.path(f.name, draftEnding))
	f.unlock()
	if err != nil {
		return &UnsavedError{Err: err}
	}
	return f.shelf.disk.Remove(f.shelf.path(f.name, lockEnding))
}

// Reduce replaces the draft by what is to be kept of it, and releases it.
func (f *Found) Reduce(c Content) error {
	if c.Empty() {
		return f.Remove()
	}
	defer f.unlock()
	content, err := f.shelf.sized(discreet(c))
	if err != nil {
		return err
	}
	if err := f.shelf.disk.Write(f.shelf.path(f.name, draftEnding), content); err != nil {
		return &UnsavedError{Err: err}
	}
	return nil
}
