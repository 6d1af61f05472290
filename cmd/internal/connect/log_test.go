package connect

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

func logged(t *testing.T, name string) error {
	t.Helper()
	log, end, err := OpenLog(name)
	if err != nil {
		return err
	}
	log.Info("a line")
	if err := end(); err != nil {
		t.Error(err)
	}
	return nil
}

func TestLogIsPrivate(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "log")
	if err := os.WriteFile(name, []byte("before\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{name, filepath.Join(dir, "fresh")} {
		if err := logged(t, name); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(name)
		if err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", name, info, err)
		}
	}
	if content, err := os.ReadFile(name); err != nil || !strings.HasPrefix(string(content), "before\n") || !strings.Contains(string(content), "a line") {
		t.Errorf("%q, %v", content, err)
	}
}

// Whoever makes a link where a log is written must not choose what is written to.
func TestLogFollowsNoLinkToAFile(t *testing.T) {
	dir := t.TempDir()
	target, link, broken, device := filepath.Join(dir, "target"), filepath.Join(dir, "link"), filepath.Join(dir, "broken"), filepath.Join(dir, "device")
	if err := os.WriteFile(target, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	for name, to := range map[string]string{link: target, broken: filepath.Join(dir, "none"), device: os.DevNull} {
		if err := os.Symlink(to, name); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{link, broken} {
		if err := logged(t, name); err == nil || !strings.Contains(err.Error(), "link") {
			t.Errorf("%s: %v", name, err)
		}
	}
	info, err := os.Stat(target)
	if err != nil || info.Size() != 4 || info.Mode().Perm() != 0o644 {
		t.Errorf("the target is %v, %v", info, err)
	}
	if _, err := os.Lstat(filepath.Join(dir, "none")); err == nil {
		t.Error("a file was made where a link leads")
	}
	if err := logged(t, device); err != nil {
		t.Error(err)
	}
	if info, err := os.Stat(os.DevNull); err != nil || info.Mode()&fs.ModeDevice == 0 || info.Mode().Perm() == 0o600 {
		t.Errorf("the device is %v, %v", info, err)
	}
}

func TestLogOfManyAtOnce(t *testing.T) {
	name := filepath.Join(t.TempDir(), "log")
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if err := logged(t, name); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	if content, err := os.ReadFile(name); err != nil || strings.Count(string(content), "\n") != 8 {
		t.Errorf("%q, %v", content, err)
	}
}
