package journal

import (
	"bytes"
	"encoding/json"
	"io"
	"slices"
)

// page is what the lines of one file are.
type page struct {
	lines []line
	plans int
}

type line struct {
	header header // zero for what is no record
	record Record // zero for what this version cannot read
}

func (p *page) add(text []byte) {
	var l line
	if json.Unmarshal(text, &l.record) == nil && l.record.ID != "" && l.record.Version > 0 {
		l.header = header{Version: l.record.Version, ID: l.record.ID, Phase: l.record.Phase, Number: l.record.Number}
	} else {
		l.record = Record{}
		if h, ok := headerOf(text); ok {
			l.header = h
		}
	}
	if l.header.Phase == Intent {
		p.plans++
	}
	p.lines = append(p.lines, l)
}

// addLast adds lines from the end of a file until there are enough plans, the first of which has its number written in it: for one that has
// it by its place, what is before would have to be known. It says whether that worked, and whether there is more before.
func (p *page) addLast(from io.ReaderAt, size int64, want int) (enough, more bool, err error) {
	defer func() { slices.Reverse(p.lines) }()
	for text, err := range backwards(from, size) {
		if err != nil {
			return false, false, err
		}
		if text = bytes.TrimSpace(text); len(text) == 0 {
			continue
		}
		if enough {
			return true, true, nil
		}
		p.add(text)
		last := p.lines[len(p.lines)-1].header
		enough = p.plans >= want && last.Phase == Intent && last.Number > 0
	}
	return enough, false, nil
}

// reading puts plans and their ends together, in whichever files they stand.
type reading struct {
	log    Log
	index  map[string]int // of entries by their ids
	last   int64          // number of the plan that was met last
	partly bool           // what is older was not read
}

func (r *reading) addPage(p page) {
	for _, l := range p.lines {
		r.add(l)
	}
}

func (r *reading) add(l line) {
	record := l.record
	if l.header.Phase == Intent {
		record.Number = l.header.after(r.last)
		r.last = record.Number
	}
	at, seen := r.index[record.ID]
	switch {
	case l.header.Version > Version:
		r.log.Later++
	case record.ID == "":
		r.log.Torn++
	case record.Phase == Intent && !seen:
		r.index[record.ID] = len(r.log.Entries)
		r.log.Entries = append(r.log.Entries, Entry{Intent: record})
	case record.Phase == Outcome && seen:
		r.log.Entries[at].Outcome = record
	case record.Phase == Outcome && r.partly:
		// its plan is older than what was read
	default:
		r.log.Torn++ // an outcome whose intent is lost tells nothing
	}
}
