package journal

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/jansadm/jansadm/client/profile"
)

// Journal appends records to one file. Several processes may use the same file at once.
type Journal struct {
	path string
}

// Open names the journal's file; nothing is created until the first record.
func Open(path string) *Journal { return &Journal{path: path} }

// Path is the journal's file.
func (j *Journal) Path() string { return j.path }

// lockWait bounds how long a record waits for another process that is writing one, which takes milliseconds.
const lockWait = 5 * time.Second

// Append writes one record and returns when it is on disk. A torn line that a crash left at the end is closed first, so that it
// spoils nothing but itself. The context bounds the wait for another writer.
func (j *Journal) Append(ctx context.Context, record Record) error {
	record.Version = Version
	line, err := json.Marshal(record)
	if err != nil {
		return fmt.Errorf("cannot write the journal record %s: %w", record.ID, err)
	}
	if err := profile.MakePrivate(filepath.Dir(j.path)); err != nil {
		return j.unwritable(err)
	}
	unlock, err := j.lock(ctx)
	if err != nil {
		return err
	}
	defer unlock()
	if err := j.write(append(line, '\n')); err != nil {
		return j.unwritable(err)
	}
	return nil
}

func (j *Journal) unwritable(err error) error {
	return &UnwritableError{Path: j.path, Err: err}
}

// UnwritableError says that the journal cannot be written. Nothing is applied that cannot be journalled.
type UnwritableError struct {
	Path string
	Err  error
}

func (e *UnwritableError) Error() string {
	return fmt.Sprintf("the journal %s cannot be written: %v", e.Path, e.Err)
}

// Unwrap returns what the file system said.
func (e *UnwritableError) Unwrap() error { return e.Err }

func (j *Journal) lock(ctx context.Context) (unlock func(), err error) {
	unlock, err = profile.Lock(ctx, j.path+".lock", lockWait)
	if err != nil && ctx.Err() == nil {
		return nil, j.unwritable(err)
	}
	return unlock, err
}

func (j *Journal) write(line []byte) (err error) {
	file, err := os.OpenFile(j.path, os.O_RDWR|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	torn, err := endsTorn(file)
	if err != nil {
		return err
	}
	if torn {
		line = append([]byte{'\n'}, line...)
	}
	size, err := file.Seek(0, io.SeekEnd)
	if err != nil {
		return err
	}
	if _, err := file.Write(line); err != nil {
		return errors.Join(err, file.Truncate(size)) // half a line on a full disk is taken back
	}
	return file.Sync()
}

func endsTorn(file *os.File) (bool, error) {
	info, err := file.Stat()
	if err != nil || info.Size() == 0 {
		return false, err
	}
	last := make([]byte, 1)
	if _, err := file.ReadAt(last, info.Size()-1); err != nil {
		return false, err
	}
	return !bytes.Equal(last, []byte{'\n'}), nil
}
