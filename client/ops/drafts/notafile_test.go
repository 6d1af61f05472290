//go:build unix

package drafts

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// What lies in the place of a draft and is none is named, and neither read nor waited for.
func TestWhatIsNoFileIsNotOpened(t *testing.T) {
	dir := t.TempDir()
	begin := filepath.Join(dir, shelf(dir, prod).prefix())
	must(t, os.Mkdir(begin+"folder"+draftEnding, 0o700))
	must(t, syscall.Mkfifo(begin+"pipe"+draftEnding, 0o600))
	must(t, os.Symlink("/dev/zero", begin+"link"+draftEnding))
	must(t, os.WriteFile(begin+"large"+draftEnding, nil, 0o600))
	must(t, os.Truncate(begin+"large"+draftEnding, largest+1))
	if found, failures := shelf(dir, prod).Left(t.Context()); len(found) != 0 || len(failures) != 4 {
		t.Errorf("found %v, %v", found, failures)
	}
}
