package profile

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// WritePrivate replaces a file in one step, so that whoever reads it meets the old content or the new one, also after a crash. The
// file and the folder that is made for it can be read by their owner only. A link is followed: it goes on pointing to the file.
func WritePrivate(path string, content []byte) error { return replace(path, content, func() {}) }

// replace is WritePrivate; step is called before each thing that is done to the file system: the process may end there.
func replace(path string, content []byte, step func()) error {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target
	}
	if err := MakePrivate(filepath.Dir(path)); err != nil {
		return err
	}
	step()
	file, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*") // with mode 0600
	if err != nil {
		return err
	}
	step()
	_, err = file.Write(content)
	step()
	if err == nil {
		err = file.Sync()
	}
	if err = errors.Join(err, file.Close()); err == nil {
		step()
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		return errors.Join(fmt.Errorf("cannot write %s: %w", path, err), os.Remove(file.Name()))
	}
	step()
	return SyncFolder(filepath.Dir(path))
}

// SyncFolder makes a renaming last. File systems that cannot do it for folders do not need it.
func SyncFolder(dir string) error {
	folder, err := os.Open(dir)
	if err != nil {
		return err
	}
	_ = folder.Sync()
	return folder.Close()
}
