package transport

import (
	"net/http"
	"sync"
	"time"
)

// skew is how far the server's clock is ahead of ours, by the Date of its latest answer.
type skew struct {
	mu    sync.Mutex
	ahead time.Duration
	known bool
}

// note compares clocks. Date is cut to seconds, and was written some time between the two moments, so that a difference within these
// bounds is none. An answer out of a cache (RFC 9111 section 5.1) says nothing.
func (s *skew) note(header http.Header, started, ended time.Time) {
	sent, err := http.ParseTime(header.Get("Date"))
	if err != nil || header.Get("Age") != "" {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.known, s.ahead = true, 0
	switch {
	case sent.After(ended):
		s.ahead = sent.Sub(ended)
	case sent.Add(time.Second).Before(started):
		s.ahead = sent.Add(time.Second).Sub(started)
	}
}

// Skew returns how far the server's clock is ahead of this machine's at least, negative when it is behind; false as long as no answer
// has told.
func (t *Transport) Skew() (time.Duration, bool) {
	t.skew.mu.Lock()
	defer t.skew.mu.Unlock()
	return t.skew.ahead, t.skew.known
}
