package journal

import (
	"cmp"
	"encoding/json"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Beside journal.jsonl, to which is written, there may be:
//   - journal-000001.jsonl and so on: older segments, in the order of their sequence numbers. Those are never given twice.
//   - journal-unfinished.jsonl: what is left of the segments that were removed. Its first line is a removal, the others are the plans
//     whose end was not known by then. Replacing this file is what removes a segment: a crash may leave the segment itself, which nobody
//     reads any more.

// removal is the first line of the file of unfinished plans.
type removal struct {
	Version int   `json:"v"`
	Through int   `json:"removed_through"` // sequence number of the last segment that was removed
	Number  int64 `json:"n"`               // of the last plan in it
}

// segment is an older file of the journal.
type segment struct {
	sequence int
	path     string
}

// shelf is what lies beside the file that is written to.
type shelf struct {
	removed    removal
	unfinished [][]byte  // plans of removed segments, as lines
	older      []segment // oldest first
	left       []segment // removed, but still there
}

func (s shelf) next() int {
	last := s.removed.Through
	if n := len(s.older); n > 0 {
		last = s.older[n-1].sequence
	}
	return last + 1
}

func (j *Journal) shelf() (shelf, error) {
	var s shelf
	names, err := j.disk.List(filepath.Dir(j.path))
	if err != nil {
		return s, err
	}
	if slices.Contains(names, filepath.Base(j.unfinishedPath())) {
		if err := j.readUnfinished(&s); err != nil {
			return s, err
		}
	}
	for _, name := range names {
		sequence, ok := j.sequenceOf(name)
		switch found := (segment{sequence, j.segmentPath(sequence)}); {
		case ok && sequence > s.removed.Through:
			s.older = append(s.older, found)
		case ok:
			s.left = append(s.left, found)
		}
	}
	slices.SortFunc(s.older, func(a, b segment) int { return cmp.Compare(a.sequence, b.sequence) })
	return s, nil
}

func (j *Journal) readUnfinished(s *shelf) error {
	return j.eachLine(j.unfinishedPath(), func(line []byte) {
		var first removal
		if s.removed.Through == 0 && json.Unmarshal(line, &first) == nil && first.Through > 0 {
			s.removed = first
			return
		}
		s.unfinished = append(s.unfinished, line)
	})
}

func (j *Journal) stem() (stem, extension string) {
	extension = filepath.Ext(j.path)
	return strings.TrimSuffix(j.path, extension), extension
}

func (j *Journal) unfinishedPath() string {
	stem, extension := j.stem()
	return stem + "-unfinished" + extension
}

func (j *Journal) segmentPath(sequence int) string {
	stem, extension := j.stem()
	return fmt.Sprintf("%s-%06d%s", stem, sequence, extension)
}

func (j *Journal) sequenceOf(name string) (int, bool) {
	stem, extension := j.stem()
	digits, ok := strings.CutPrefix(name, filepath.Base(stem)+"-")
	if !ok {
		return 0, false
	}
	sequence, err := strconv.Atoi(strings.TrimSuffix(digits, extension))
	return sequence, err == nil && sequence > 0 && name == filepath.Base(j.segmentPath(sequence))
}
