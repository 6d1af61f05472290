package journal

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
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
	Entries []Entry // oldest first
	Torn    int     // lines that are no records: left by a crash or a full disk
	Later   int     // records written by a later version of this program
}

// Read returns all plans, oldest first. A missing journal is an empty one.
func (j *Journal) Read() (Log, error) {
	file, err := os.Open(j.path)
	if errors.Is(err, fs.ErrNotExist) {
		return Log{}, nil
	}
	if err != nil {
		return Log{}, fmt.Errorf("cannot read the journal: %w", err)
	}
	defer file.Close() // nothing was written
	log, err := parse(file)
	if err != nil {
		return log, fmt.Errorf("cannot read the journal %s: %w", j.path, err)
	}
	return log, nil
}

func parse(from io.Reader) (Log, error) {
	var log Log
	index := map[string]int{}
	lines := bufio.NewReader(from)
	for {
		line, err := lines.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			log.add(line, index)
		}
		if errors.Is(err, io.EOF) {
			return log, nil
		}
		if err != nil {
			return log, err
		}
	}
}

func (l *Log) add(line []byte, index map[string]int) {
	var record Record
	if json.Unmarshal(line, &record) != nil || record.ID == "" || record.Version == 0 {
		l.Torn++
		return
	}
	if record.Version > Version {
		l.Later++
		return
	}
	at, seen := index[record.ID]
	switch {
	case record.Phase == Intent && !seen:
		index[record.ID] = len(l.Entries)
		l.Entries = append(l.Entries, Entry{Intent: record})
	case record.Phase == Outcome && seen:
		l.Entries[at].Outcome = record
	default:
		l.Torn++ // an outcome whose intent is lost tells nothing
	}
}
