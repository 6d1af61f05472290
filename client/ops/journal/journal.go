package journal

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"time"

	"github.com/jansadm/jansadm/client/profile"
)

// Journal appends records to one file, which is put aside when it has grown large. Several processes may use the same one at once.
type Journal struct {
	path   string
	disk   disk
	limits limits
}

// limits bound what a journal takes on disk.
type limits struct {
	bytes int64 // of a file; a single record may be larger
	older int   // files that are kept beside the one that is written to
}

var usualLimits = limits{bytes: 4 << 20, older: 8}

// Open names the journal's file; nothing is created until the first record.
func Open(path string) *Journal { return &Journal{path: path, disk: osDisk{}, limits: usualLimits} }

// Path is the file that is written to. The older ones lie beside it.
func (j *Journal) Path() string { return j.path }

// lockWait bounds how long a record waits for another process that is writing one, which takes milliseconds.
const lockWait = 5 * time.Second

// Append writes one record and returns when it is on disk. An intent gets the next number. A torn line that a crash left at the end is
// closed first, so that it spoils nothing but itself. The context bounds the wait for another writer. After an error the record is not in
// the journal.
func (j *Journal) Append(ctx context.Context, record Record) error {
	record.Version = Version
	if err := profile.MakePrivate(filepath.Dir(j.path)); err != nil {
		return j.unwritable(err)
	}
	unlock, err := j.lock(ctx)
	if err != nil {
		if ctx.Err() != nil {
			return err
		}
		return j.unwritable(err)
	}
	defer unlock()
	if record.Phase == Intent {
		last, err := j.lastNumber()
		if err != nil {
			return j.unwritable(err)
		}
		record.Number = last + 1
	}
	line, err := json.Marshal(record)
	if err != nil {
		return fmt.Errorf("cannot write the journal record %s: %w", record.ID, err)
	}
	if err := j.put(append(line, '\n')); err != nil {
		return j.unwritable(err)
	}
	return nil
}

// put makes room for a line and writes it. Only then is the oldest file removed, if there are too many: the record does not depend on it, and
// what could not be removed will be the next time a file is put aside.
func (j *Journal) put(line []byte) error {
	rotated, err := j.makeRoom(int64(len(line)))
	if err != nil {
		return err
	}
	if err := j.write(line); err != nil {
		return err
	}
	if rotated {
		_ = j.prune()
	}
	return nil
}

func (j *Journal) unwritable(err error) error {
	return &UnwritableError{Path: j.path, Err: err}
}

func (j *Journal) lock(ctx context.Context) (unlock func(), err error) {
	path := j.path + ".lock"
	if _, err := j.lookAt(path); err != nil {
		return nil, err
	}
	return profile.Lock(ctx, path, lockWait)
}
