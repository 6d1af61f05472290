package transport

import (
	"sync"
	"time"
)

// Record is one try of a request that was made. It holds no query, header or body, all of which may hold secrets.
type Record struct {
	Op        string
	Method    string
	Host      string
	Path      string
	Status    int // 0 when no answer arrived
	Kind      Kind
	Started   time.Time
	Duration  time.Duration
	RequestID string
	Try       int
}

// keptRecords bounds what is remembered.
const keptRecords = 500

// recent remembers the latest requests in a ring.
type recent struct {
	mu   sync.Mutex
	ring []Record
	next int // where the next one goes once the ring is full
}

func (r *recent) add(c *call, try int, started, ended time.Time, status int, failure *Error) {
	record := Record{
		Op: c.op, Method: c.method, Host: c.url.Host, Path: c.scrub(c.url.Path), Status: status,
		Started: started, Duration: ended.Sub(started), RequestID: c.id, Try: try,
	}
	if failure != nil {
		record.Kind = failure.Kind
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.ring) < keptRecords {
		r.ring = append(r.ring, record)
		return
	}
	r.ring[r.next] = record
	r.next = (r.next + 1) % keptRecords
}

// Requests lists the latest requests, oldest first: each try of each, at most 500.
func (t *Transport) Requests() []Record {
	r := &t.recent
	r.mu.Lock()
	defer r.mu.Unlock()
	return append(append(make([]Record, 0, len(r.ring)), r.ring[r.next:]...), r.ring[:r.next]...)
}
