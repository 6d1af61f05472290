package profile

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// killed ends a process in the middle, as far as a test can: nothing that would still run does.
type killed struct{}

// replaceUntil replaces a file and is killed before the k-th step; false when there are fewer.
func replaceUntil(path string, content []byte, k int) (died bool, err error) {
	defer func() {
		switch cause := recover(); cause {
		case nil:
		case killed{}:
			died = true
		default:
			panic(cause)
		}
	}()
	err = replace(path, content, func() {
		if k--; k < 0 {
			panic(killed{})
		}
	})
	return false, err
}

// Killed at each step, the old or the new content is there, whole.
func TestReplacingIsKilledAtEveryStep(t *testing.T) {
	for k, died := 0, true; died; k++ {
		path := filepath.Join(t.TempDir(), "file")
		if err := WritePrivate(path, []byte("old")); err != nil {
			t.Fatal(err)
		}
		var err error
		if died, err = replaceUntil(path, []byte("new content"), k); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(path)
		if err != nil || string(got) != "old" && string(got) != "new content" {
			t.Errorf("killed at step %d: %q, %v", k, got, err)
		}
		if !died && (k < 5 || string(got) != "new content") {
			t.Errorf("%d steps led to %q", k, got)
		}
		entries, err := os.ReadDir(filepath.Dir(path))
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range entries {
			if name := entry.Name(); name != "file" && !strings.HasPrefix(name, ".file.") {
				t.Errorf("killed at step %d, %s is left", k, name)
			}
		}
	}
}

func TestTryLock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "state", "a.lock")
	unlock, err := TryLock(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := TryLock(path); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("a lock that is held was got: %v", err)
	}
	unlock()
	again, err := TryLock(path)
	if err != nil {
		t.Fatal(err)
	}
	again()
}
