package store

import (
	"os"
	"time"
)

// Stamp changes with each change of a secret, whoever makes it. Stamps are compared with each other and say nothing else.
type Stamp struct {
	file, size int64 // of the file that holds the secret
	mark       int64 // of the lock, which every process touches that changes the secret: a keyring has no stamps
	own        int   // changes by this process
}

// Stamp looks at two files and never asks the keyring, so that it can be taken as often as one likes.
func (s *Store) Stamp(key Key) Stamp {
	if key.check() != nil {
		return Stamp{}
	}
	s.mu.Lock()
	stamp := Stamp{own: s.changes[key]}
	s.mu.Unlock()
	if info, err := os.Stat(s.path(key)); err == nil {
		stamp.file, stamp.size = info.ModTime().UnixNano(), info.Size()
	}
	if info, err := os.Stat(s.lockPath(key)); err == nil {
		stamp.mark = info.ModTime().UnixNano()
	}
	return stamp
}

// changed makes a new stamp. Who only ever wrote without a lock has nobody to tell.
func (s *Store) changed(key Key) {
	s.mu.Lock()
	s.changes[key]++
	s.mu.Unlock()
	info, err := os.Stat(s.lockPath(key))
	if err != nil {
		return
	}
	now := time.Now()
	if !now.After(info.ModTime()) { // two changes at once, or a clock that was set back
		now = info.ModTime().Add(time.Microsecond)
	}
	_ = os.Chtimes(s.lockPath(key), now, now) // where that is not allowed, the secret cannot have been changed under its lock either
}

func (s *Store) lockPath(key Key) string { return s.path(key) + ".lock" }
