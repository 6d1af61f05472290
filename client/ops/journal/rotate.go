package journal

import (
	"bytes"
	"encoding/json"
	"slices"
)

// makeRoom puts the file aside when it would grow beyond the limit. One that cannot be renamed, because a reader holds it where that is
// forbidden, grows on and is put aside later.
func (j *Journal) makeRoom(need int64) (rotated bool, err error) {
	info, err := j.lookAt(j.path)
	if err != nil || info == nil || info.Size() == 0 || info.Size()+need <= j.limits.bytes {
		return false, err
	}
	beside, err := j.shelf()
	if err != nil {
		return false, err
	}
	return j.disk.Rename(j.path, j.segmentPath(beside.next())) == nil, nil
}

// prune removes the oldest segments while there are too many, and what a crash has left of those that were removed.
func (j *Journal) prune() error {
	beside, err := j.shelf()
	if err != nil {
		return err
	}
	for _, gone := range beside.left {
		if err := j.disk.Remove(gone.path); err != nil {
			return err
		}
	}
	for len(beside.older) > j.limits.older {
		oldest := beside.older[0]
		if err := j.pluck(&beside); err != nil {
			return err
		}
		if err := j.disk.Remove(oldest.path); err != nil {
			return err
		}
	}
	return nil
}

// pluck takes the oldest segment from the shelf and keeps those of its plans whose end is not written in it, or in one before.
func (j *Journal) pluck(beside *shelf) error {
	oldest := beside.older[0]
	rest := leftovers{last: beside.removed.Number}
	for _, line := range beside.unfinished {
		rest.add(line)
	}
	if err := j.eachLine(oldest.path, rest.add); err != nil {
		return err
	}
	removed := removal{Version: Version, Through: oldest.sequence, Number: rest.last}
	first, err := json.Marshal(removed)
	if err != nil {
		return err
	}
	lines := append([][]byte{first}, rest.lines...)
	if err := j.replace(j.unfinishedPath(), append(bytes.Join(lines, []byte{'\n'}), '\n')); err != nil {
		return err
	}
	beside.removed, beside.unfinished, beside.older = removed, rest.lines, beside.older[1:]
	return nil
}

// leftovers are the plans whose end has not been met.
type leftovers struct {
	last  int64 // number of the plan that was met last
	ids   []string
	lines [][]byte
}

func (l *leftovers) add(line []byte) {
	h, ok := headerOf(line)
	if !ok {
		return
	}
	at := slices.Index(l.ids, h.ID)
	switch {
	case h.Phase == Intent:
		number := h.after(l.last)
		l.last = max(l.last, number)
		if at < 0 {
			l.ids, l.lines = append(l.ids, h.ID), append(l.lines, numbered(line, h, number))
		}
	case h.Phase == Outcome && at >= 0:
		l.ids, l.lines = slices.Delete(l.ids, at, at+1), slices.Delete(l.lines, at, at+1)
	}
}

// numbered writes the number into a plan that got it by its place, which it is about to lose.
func numbered(line []byte, h header, number int64) []byte {
	var record Record
	if h.Number > 0 || h.Version > Version || json.Unmarshal(line, &record) != nil {
		return line
	}
	record.Number = number
	if with, err := json.Marshal(record); err == nil {
		return with
	}
	return line
}
