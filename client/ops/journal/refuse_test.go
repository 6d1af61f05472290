//go:build unix

package journal

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// What lies in the place of a file and is none is neither followed nor waited for.
func TestWhatIsNoFileIsRefused(t *testing.T) {
	for place, path := range map[string]func(*Journal) string{
		"the file":        (*Journal).Path,
		"an older one":    func(j *Journal) string { return j.segmentPath(1) },
		"unfinished ones": (*Journal).unfinishedPath,
		"the lock":        func(j *Journal) string { return j.Path() + ".lock" },
	} {
		elsewhere := filepath.Join(t.TempDir(), "elsewhere")
		for what, create := range map[string]func(string) error{
			"a symbolic link": func(path string) error { return os.Symlink(elsewhere, path) },
			"a pipe":          func(path string) error { return syscall.Mkfifo(path, 0o600) },
			"a folder":        func(path string) error { return os.Mkdir(path, 0o700) },
		} {
			j := fresh(t)
			if err := os.MkdirAll(filepath.Dir(j.Path()), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := create(path(j)); err != nil {
				t.Fatal(err)
			}
			var unwritable *UnwritableError
			err := j.Append(context.Background(), intent("a"))
			if !errors.As(err, &unwritable) || !strings.Contains(err.Error(), path(j)+" is "+what) {
				t.Errorf("%s as %s: %v", what, place, err)
			}
			var refused *NoFileError
			if _, err := j.Read(); place != "the lock" && !errors.As(err, &refused) {
				t.Errorf("%s as %s is read: %v", what, place, err)
			}
			if _, err := os.Lstat(elsewhere); err == nil {
				t.Errorf("%s as %s was followed", what, place)
			}
		}
	}
}

// A journal on a disk that cannot be written to can be read.
func TestReadingNeedsNoWriting(t *testing.T) {
	j := fresh(t)
	appendAll(t, j, intent("a"))
	if err := os.Remove(j.Path() + ".lock"); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(filepath.Dir(j.Path()), 0o500); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.Chmod(filepath.Dir(j.Path()), 0o700) })
	if got := summary(read(t, j)); got != "a 1 unknown" {
		t.Errorf("read %s", got)
	}
}

func TestAFileThatOthersMayReadIsMadePrivate(t *testing.T) {
	j := fresh(t)
	put(t, j, "")
	if err := os.Chmod(j.Path(), 0o644); err != nil {
		t.Fatal(err)
	}
	appendAll(t, j, intent("a"))
	if info, err := os.Stat(j.Path()); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
}
