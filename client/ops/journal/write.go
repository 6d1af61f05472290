package journal

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
)

// write puts a line at the end of the file and sees it onto the disk. What cannot be written as a whole is taken back.
func (j *Journal) write(line []byte) (err error) {
	file, info, err := j.open(j.path, os.O_RDWR|os.O_CREATE|os.O_APPEND)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	if err := j.settle(file, info); err != nil {
		return err
	}
	torn, err := endsTorn(file, info.Size())
	if err != nil {
		return err
	}
	if torn {
		line = append([]byte{'\n'}, line...)
	}
	_, err = file.Write(line)
	if err == nil {
		err = file.Sync()
	}
	if err != nil {
		return errors.Join(err, file.Truncate(info.Size()))
	}
	return nil
}

// settle makes a file private that others may read, and a new one lasting, before anything is written to it.
func (j *Journal) settle(file file, info fs.FileInfo) error {
	if info.Mode().Perm()&^private != 0 {
		if err := file.Chmod(private); err != nil {
			return err
		}
	}
	if info.Size() > 0 {
		return nil
	}
	return j.disk.SyncFolder(filepath.Dir(j.path))
}

func endsTorn(file file, size int64) (bool, error) {
	if size == 0 {
		return false, nil
	}
	last := make([]byte, 1)
	if _, err := file.ReadAt(last, size-1); err != nil {
		return false, err
	}
	return last[0] != '\n', nil
}

// replace writes a file beside the journal anew, in one step. Only the holder of the lock does it, so that what a crash has left of the
// new one is simply written over.
func (j *Journal) replace(path string, content []byte) error {
	next := path + ".new"
	file, _, err := j.open(next, os.O_WRONLY|os.O_CREATE|os.O_TRUNC)
	if err != nil {
		return err
	}
	_, err = file.Write(content)
	if err == nil {
		err = file.Sync()
	}
	if err := errors.Join(err, file.Close()); err != nil {
		return err
	}
	if err := j.disk.Rename(next, path); err != nil {
		return err
	}
	return j.disk.SyncFolder(filepath.Dir(path))
}
