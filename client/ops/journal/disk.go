package journal

import (
	"errors"
	"io"
	"io/fs"
	"os"

	"github.com/jansadm/jansadm/client/profile"
)

// disk is what a journal asks of a file system: every step after which a process may end.
type disk interface {
	Open(path string, flag int) (file, error)
	Lstat(path string) (fs.FileInfo, error)
	List(dir string) ([]string, error)
	Rename(from, to string) error
	Remove(path string) error
	SyncFolder(dir string) error
}

type file interface {
	io.ReaderAt
	io.WriteCloser
	Stat() (fs.FileInfo, error)
	Chmod(mode fs.FileMode) error
	Truncate(size int64) error
	Sync() error
}

type osDisk struct{}

func (osDisk) Open(path string, flag int) (file, error) { return os.OpenFile(path, flag, private) }
func (osDisk) Lstat(path string) (fs.FileInfo, error)   { return os.Lstat(path) }
func (osDisk) Rename(from, to string) error             { return os.Rename(from, to) }
func (osDisk) Remove(path string) error                 { return os.Remove(path) }
func (osDisk) SyncFolder(dir string) error              { return profile.SyncFolder(dir) }

func (osDisk) List(dir string) ([]string, error) {
	folder, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	names, err := folder.Readdirnames(-1)
	return names, errors.Join(err, folder.Close())
}

// private is the mode of the journal's files.
const private fs.FileMode = 0o600

// lookAt is nil for what does not exist, and a NoFileError for what is no regular file.
func (j *Journal) lookAt(path string) (fs.FileInfo, error) {
	info, err := j.disk.Lstat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular():
		return nil, &NoFileError{Path: path, Mode: info.Mode()}
	}
	return info, nil
}

// open opens one of the journal's files. It follows no link, not even one that is put there in this moment.
func (j *Journal) open(path string, flag int) (file, fs.FileInfo, error) {
	expected, err := j.lookAt(path)
	if err != nil {
		return nil, nil, err
	}
	if expected == nil && flag&os.O_CREATE != 0 {
		flag |= os.O_EXCL
	}
	opened, err := j.disk.Open(path, flag)
	if err != nil {
		return nil, nil, err
	}
	info, err := opened.Stat()
	if err == nil && expected != nil && !os.SameFile(info, expected) {
		err = &NoFileError{Path: path, Mode: fs.ModeSymlink}
	}
	if err != nil {
		return nil, nil, errors.Join(err, opened.Close())
	}
	return opened, info, nil
}
