package journal

import (
	"context"
	"errors"
	"os"
	"syscall"
	"testing"
)

// faulty is a disk on which some things fail, without end.
type faulty struct {
	osDisk
	write, sync, rename error
}

func (f faulty) Rename(from, to string) error {
	if f.rename != nil {
		return f.rename
	}
	return f.osDisk.Rename(from, to)
}

func (f faulty) Open(path string, flag int) (file, error) {
	opened, err := f.osDisk.Open(path, flag)
	return faultyFile{opened, f}, err
}

type faultyFile struct {
	file
	disk faulty
}

func (f faultyFile) Write(content []byte) (int, error) {
	if f.disk.write != nil {
		n, _ := f.file.Write(content[:len(content)/2])
		return n, f.disk.write
	}
	return f.file.Write(content)
}

func (f faultyFile) Sync() error { return errors.Join(f.disk.sync, f.file.Sync()) }

// A record that could not be written as a whole, or not be seen onto the disk, is taken back: nobody acts upon it.
func TestWhatFailsIsTakenBack(t *testing.T) {
	for name, d := range map[string]faulty{"a full disk": {write: syscall.ENOSPC}, "a broken disk": {sync: syscall.EIO}} {
		j := fresh(t)
		appendAll(t, j, intent("a"))
		before, err := os.ReadFile(j.Path())
		if err != nil {
			t.Fatal(err)
		}
		j.disk = d
		var unwritable *UnwritableError
		if err := j.Append(context.Background(), intent("b")); !errors.As(err, &unwritable) {
			t.Errorf("%s: %v", name, err)
		}
		if after, err := os.ReadFile(j.Path()); err != nil || string(after) != string(before) {
			t.Errorf("%s: %v: the journal holds %s", name, err, after)
		}
	}
}

// Where a reader keeps the file from being renamed it grows on, and is put aside once that is possible.
func TestAFileThatCannotBePutAsideGrows(t *testing.T) {
	j := tiny(t, 2)
	j.disk = faulty{rename: syscall.EACCES}
	appendAll(t, j, intent("a"), outcome("a", Verified), intent("b"))
	j.disk = osDisk{}
	appendAll(t, j, intent("c"))
	if beside, err := j.shelf(); err != nil || len(beside.older) != 1 {
		t.Errorf("%v: %+v", err, beside)
	}
	if got := summary(read(t, j)); got != "a 1 verified, b 2 unknown, c 3 unknown" {
		t.Errorf("read %s", got)
	}
}
