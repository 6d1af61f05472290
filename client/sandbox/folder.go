package sandbox

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// prepareFolder makes a data folder or checks that an existing one may be used: it is empty or belongs to a sandbox. An empty name
// makes a private temporary folder. The name it returns is absolute.
func prepareFolder(dir string) (name string, ephemeral bool, err error) {
	if dir == "" {
		name, err = os.MkdirTemp("", "jansadm-sandbox-*")
		return name, true, folderError(os.TempDir(), err)
	}
	if dir, err = filepath.Abs(dir); err != nil {
		return "", false, fmt.Errorf("sandbox folder: %w", err)
	}
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return dir, false, folderError(dir, os.MkdirAll(dir, 0o700))
	}
	if err != nil {
		return "", false, folderError(dir, err)
	}
	if !slices.ContainsFunc(entries, isDatabase) && slices.ContainsFunc(entries, isVisible) {
		return "", false, fmt.Errorf("folder %s: %w: it has other files in it; choose an empty or a new folder", dir, ErrNotSandbox)
	}
	return dir, false, nil
}

func isDatabase(entry fs.DirEntry) bool { return entry.Name() == databaseFile }

func isVisible(entry fs.DirEntry) bool { return !strings.HasPrefix(entry.Name(), ".") }
