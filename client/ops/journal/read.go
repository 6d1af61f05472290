package journal

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// Entry is one plan: what was intended, and what came of it.
type Entry struct {
	Intent  Record
	Outcome Record // zero when the process ended before it could be written
}

// State is the plan's end; Unknown when none was written.
func (e Entry) State() State {
	if e.Outcome.State == "" {
		return Unknown
	}
	return e.Outcome.State
}

// Log is what could be read of a journal.
type Log struct {
	Entries []Entry // oldest first; each has its number
	Torn    int     // lines that are no records: left by a crash or a full disk
	Later   int     // records written by a later version of this program
	Removed int64   // number of the last plan that was removed with its file because of its age; those without an end are kept
	Earlier bool    // ReadLast has left out what is older
}

// Read returns all plans, oldest first. A missing journal is an empty one. Other processes may write meanwhile: what they have finished
// writing when Read begins is there, once.
func (j *Journal) Read() (Log, error) { return j.read(-1) }

// ReadLast is Read for the last n plans, at least one. It does not read what is older, and counts no torn lines there.
func (j *Journal) ReadLast(n int) (Log, error) { return j.read(max(n, 1)) }

func (j *Journal) read(limit int) (Log, error) {
	now, err := j.view()
	if err != nil {
		return Log{}, fmt.Errorf("cannot read the journal: %w", err)
	}
	defer now.close()
	log, err := now.read(limit)
	if err != nil {
		return log, fmt.Errorf("cannot read the journal %s: %w", j.path, err)
	}
	return log, nil
}

// view is the journal at one moment: its files may be renamed, removed and grow afterwards.
type view struct {
	beside  shelf
	files   []file // oldest first
	lengths []int64
}

// view needs the lock for the moment of opening. Whoever cannot get it, on a disk that cannot be written to, reads all the same: nobody
// else writes there either.
func (j *Journal) view() (view, error) {
	if _, err := j.disk.Lstat(filepath.Dir(j.path)); errors.Is(err, fs.ErrNotExist) {
		return view{}, nil
	}
	if unlock, err := j.lock(context.Background()); err == nil {
		defer unlock()
	}
	beside, err := j.shelf()
	if err != nil {
		return view{}, err
	}
	now := view{beside: beside}
	for _, path := range append(paths(beside.older), j.path) {
		file, info, err := j.open(path, os.O_RDONLY)
		if path == j.path && errors.Is(err, fs.ErrNotExist) {
			continue // it was just put aside, or never written
		}
		if err != nil {
			now.close()
			return view{}, err
		}
		now.files, now.lengths = append(now.files, file), append(now.lengths, info.Size())
	}
	return now, nil
}

func paths(segments []segment) []string {
	list := make([]string, len(segments))
	for i, s := range segments {
		list[i] = s.path
	}
	return list
}

func (v view) close() {
	for _, file := range v.files {
		_ = file.Close() // nothing was written
	}
}

// read goes back through the files until there are enough plans, and then puts together what they say.
func (v view) read(limit int) (Log, error) {
	var pages []page // newest first
	found, enough, more := 0, false, false
	for i := len(v.files) - 1; i >= 0 && !enough; i-- {
		var p page
		var err error
		if limit < 0 {
			err = eachLine(io.NewSectionReader(v.files[i], 0, v.lengths[i]), p.add)
		} else {
			enough, more, err = p.addLast(v.files[i], v.lengths[i], limit-found)
		}
		if err != nil {
			return Log{}, err
		}
		pages, found = append(pages, p), found+p.plans
	}
	r := reading{index: map[string]int{}, partly: enough}
	if !enough {
		var kept page
		for _, line := range v.beside.unfinished {
			kept.add(line)
		}
		r.addPage(kept)
	}
	r.last = v.beside.removed.Number
	for _, p := range slices.Backward(pages) {
		r.addPage(p)
	}
	r.log.Removed = v.beside.removed.Number
	r.log.Earlier = enough && (more || len(pages) < len(v.files) || len(v.beside.unfinished) > 0)
	return r.log.last(limit), nil
}

func (l Log) last(limit int) Log {
	if more := len(l.Entries) - limit; limit >= 0 && more > 0 {
		l.Entries, l.Earlier = l.Entries[more:], true
	}
	return l
}
