//go:build unix

package profile

import (
	"errors"
	"path/filepath"
	"syscall"
	"testing"
)

// What is no regular file is refused before it is read: a pipe would keep everybody waiting.
func TestNoRegularFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "profiles.yaml")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	var broken *BrokenError
	if _, err := Open(path).Load(); !errors.As(err, &broken) {
		t.Errorf("got %v", err)
	}
}
