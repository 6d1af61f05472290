package journal

import (
	"errors"
	"io/fs"
	"os"
)

var errKilled = errors.New("the process was killed")

// mortal is a disk under a process that is killed: after so many steps nothing works any more. A write in which it dies leaves what torn makes
// of it. Nothing waits for the real disk.
type mortal struct {
	osDisk
	steps int
	torn  func([]byte) []byte
	dead  bool
}

func (m *mortal) alive(step bool) error {
	if step && m.steps == 0 {
		m.dead = true
	}
	if m.dead {
		return errKilled
	}
	if step {
		m.steps--
	}
	return nil
}

func (m *mortal) Open(path string, flag int) (file, error) {
	if err := m.alive(flag&os.O_CREATE != 0); err != nil {
		return nil, err
	}
	opened, err := m.osDisk.Open(path, flag)
	if err != nil {
		return nil, err
	}
	return &mortalFile{opened, m}, nil
}

func (m *mortal) Lstat(path string) (fs.FileInfo, error) {
	if err := m.alive(false); err != nil {
		return nil, err
	}
	return m.osDisk.Lstat(path)
}

func (m *mortal) List(dir string) ([]string, error) {
	if err := m.alive(false); err != nil {
		return nil, err
	}
	return m.osDisk.List(dir)
}

func (m *mortal) Rename(from, to string) error {
	if err := m.alive(true); err != nil {
		return err
	}
	return m.osDisk.Rename(from, to)
}

func (m *mortal) Remove(path string) error {
	if err := m.alive(true); err != nil {
		return err
	}
	return m.osDisk.Remove(path)
}

func (m *mortal) SyncFolder(string) error { return m.alive(true) }

type mortalFile struct {
	file
	disk *mortal
}

func (f *mortalFile) Write(content []byte) (int, error) {
	if err := f.disk.alive(true); err != nil {
		if f.disk.torn != nil {
			_, _ = f.file.Write(f.disk.torn(content))
			f.disk.torn = nil
		}
		return 0, err
	}
	return f.file.Write(content)
}

func (f *mortalFile) Truncate(size int64) error {
	if err := f.disk.alive(true); err != nil {
		return err
	}
	return f.file.Truncate(size)
}

func (f *mortalFile) Sync() error { return f.disk.alive(true) }

func (f *mortalFile) Stat() (fs.FileInfo, error) {
	if err := f.disk.alive(false); err != nil {
		return nil, err
	}
	return f.file.Stat()
}

// deaths are what a process that is killed in the middle of writing, or a machine that loses its power then, leaves behind.
var deaths = []struct {
	name string
	torn func([]byte) []byte
}{
	{"nothing", func([]byte) []byte { return nil }},
	{"half", func(line []byte) []byte { return line[:len(line)/2] }},
	{"zero bytes", func(line []byte) []byte { return make([]byte, len(line)) }},
	{"half and zero bytes", func(line []byte) []byte {
		return append(append([]byte{}, line[:len(line)/2]...), make([]byte, len(line)/2)...)
	}},
	{"all but its end", func(line []byte) []byte { return line[:len(line)-1] }},
	{"all", func(line []byte) []byte { return line }},
}
