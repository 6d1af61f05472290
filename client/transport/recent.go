package transport

import (
	"sync"
	"time"
)

// Record is one try of a request that was made. It holds no header, and of query and body nothing that may be secret.
type Record struct {
	Op        string
	Method    string
	Host      string
	Path      string
	URL       string // whole, with what is secret in it hidden
	Curl      string // the same request as a command line, as Curl writes it; a body other than a form is a file to be named
	Status    int    // 0 when no answer arrived
	Kind      Kind
	Code      string // the server's own code of a failure; clean it before it reaches a terminal
	Started   time.Time
	Duration  time.Duration
	RequestID string
	Try       int
	Times     int // how often it was asked with the same answer; more than 1 for polls, of which the rest is about the last one

	poll bool
}

// keptRecords bounds what is remembered.
const keptRecords = 500

// Recent remembers the latest requests in a ring. The zero value is empty. It is safe for concurrent use.
type Recent struct {
	mu   sync.Mutex
	ring []Record
	next int // where the next one goes once the ring is full
}

// record is what is remembered of a try.
func (t *Transport) record(c *call, try int, started, ended time.Time, status int, failure *Error) Record {
	record := Record{
		Op: c.op, Method: c.method, Host: c.url.Host, Path: c.scrub(c.url.Path), URL: c.shownURL(), Curl: t.curlOf(c), Status: status,
		Started: started, Duration: ended.Sub(started), RequestID: c.id, Try: try, Times: 1, poll: c.poll,
	}
	if failure != nil {
		record.Kind, record.Code = failure.Kind, bound(c.scrub(failure.Code))
	}
	return record
}

func (r *Recent) add(record Record) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if last := r.last(); last != nil && last.repeated(record) {
		record.Times += last.Times
		*last = record
		return
	}
	if len(r.ring) < keptRecords {
		r.ring = append(r.ring, record)
		return
	}
	r.ring[r.next] = record
	r.next = (r.next + 1) % keptRecords
}

// last is the latest record; nil when there is none.
func (r *Recent) last() *Record {
	if len(r.ring) == 0 {
		return nil
	}
	return &r.ring[(r.next+len(r.ring)-1)%len(r.ring)]
}

// repeated says that a poll has got the same answer again.
func (r *Record) repeated(next Record) bool {
	return r.poll && next.poll && r.Op == next.Op && r.URL == next.URL && r.Status == next.Status && r.Kind == next.Kind && r.Code == next.Code
}

// List is the latest requests, oldest first: each try of each, at most 500.
func (r *Recent) List() []Record {
	r.mu.Lock()
	defer r.mu.Unlock()
	return append(append(make([]Record, 0, len(r.ring)), r.ring[r.next:]...), r.ring[:r.next]...)
}

// Requests lists the latest requests of this transport, and of those that remember in the same place, oldest first.
func (t *Transport) Requests() []Record { return t.options.Recent.List() }
