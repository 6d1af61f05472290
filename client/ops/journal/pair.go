package journal

import "encoding/json"

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

// startsNumbered is false when the first plan got its number by its place, for which what is before it has to be known.
func (p page) startsNumbered() bool {
	for _, l := range p.lines {
		if l.header.Phase == Intent {
			return l.header.Number > 0
		}
	}
	return true
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
