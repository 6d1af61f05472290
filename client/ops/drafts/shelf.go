// Package drafts keeps what a person has staged and typed in the console on this machine, so that it is there again after the console was
// killed, or left on purpose. Each console has a file of its own, named after its profile and server, and a lock that dies with it: the draft
// of a console that runs is offered to nobody else. Secrets are never kept, only named.
package drafts

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"time"

	"github.com/jansadm/jansadm/client/profile"
)

// Owner is whose drafts are kept.
type Owner struct {
	Profile string // its name; any text
	Server  string // base URL, or whatever names the server the next time as well
	Program string // version of this program
}

// Shelf is where the drafts of one profile at one server lie. It is safe for concurrent use.
type Shelf struct {
	dir   string
	owner Owner
	now   func() time.Time
	disk  disk

	mu     sync.Mutex
	own    string // name of this console's draft without its ending; empty before it was begun
	unlock func()
	kept   bool // the draft is on disk
	ended  bool // nothing is saved any more
}

// New names the shelf in a folder; nothing is read or created yet.
func New(dir string, owner Owner, now func() time.Time) *Shelf {
	return &Shelf{dir: dir, owner: owner, now: now, disk: osDisk{}}
}

// The files of a draft.
const (
	draftEnding = ".json"
	lockEnding  = ".lock"
)

// odd is what does not go into the readable part of a file's name.
var odd = regexp.MustCompile(`[^A-Za-z0-9_-]+`)

// prefix begins the names of all drafts of the owner: words for people, then a fingerprint for what the words leave out.
func (s *Shelf) prefix() string {
	fingerprint := sha256.Sum256([]byte(s.owner.Profile + "\x00" + s.owner.Server))
	words := strings.Trim(odd.ReplaceAllString(s.owner.Profile, "-"), "-")
	if words == "" {
		words = "draft"
	}
	return words[:min(len(words), 40)] + "-" + hex.EncodeToString(fingerprint[:8]) + "."
}

func (s *Shelf) path(name, ending string) string { return filepath.Join(s.dir, name+ending) }

// begin takes a name and its lock for this console.
func (s *Shelf) begin() error {
	if s.own != "" {
		return nil
	}
	name := s.prefix() + strings.ToLower(rand.Text()[:16])
	unlock, err := profile.TryLock(s.path(name, lockEnding))
	if err != nil {
		return err
	}
	s.own, s.unlock = name, unlock
	return nil
}

// Save replaces this console's draft in one step: whatever happens, the old or the new one is there. Secrets are left out, and named. An
// empty draft takes the file away. Errors are *TooLargeError and *UnsavedError; then the old draft is still there.
func (s *Shelf) Save(c Content) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	c = discreet(c)
	switch {
	case s.ended:
		return nil
	case c.Empty():
		return s.clear()
	}
	c.Program, c.Saved = s.owner.Program, s.now().UTC()
	content, err := s.sized(c)
	if err != nil {
		return err
	}
	if err := s.begin(); err != nil {
		return &UnsavedError{Err: err}
	}
	if err := s.disk.Write(s.path(s.own, draftEnding), content); err != nil {
		return &UnsavedError{Err: err}
	}
	s.kept = true
	return nil
}

// largest bounds a file: a script of 10 MB, before and after an edit and once more as typed, fits.
const largest = 64 << 20

func (s *Shelf) sized(c Content) ([]byte, error) {
	content, err := encode(s.owner, c)
	if err == nil && len(content) > largest {
		err = &TooLargeError{Size: len(content)}
	}
	return content, err
}

func (s *Shelf) clear() error {
	if !s.kept {
		return nil
	}
	if err := s.disk.Remove(s.path(s.own, draftEnding)); err != nil {
		return &UnsavedError{Err: err}
	}
	s.kept = false
	return nil
}

// Release ends this console's hold on its draft, which whoever looks next will find. What is saved afterwards, by a write that comes late, has
// no effect.
func (s *Shelf) Release() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.ended = true
	if s.own == "" {
		return nil
	}
	name, kept := s.own, s.kept
	s.unlock()
	s.own, s.unlock, s.kept = "", nil, false
	if kept {
		return nil
	}
	return s.disk.Remove(s.path(name, lockEnding))
}
