package sandbox

import "time"

// delayed is a value that somebody else sees only when his timer has fired after it was written.
type delayed[T any] struct {
	seen    T
	pending []stamped[T]
}

type stamped[T any] struct {
	at    time.Time
	value T
}

func (d *delayed[T]) write(value T, at time.Time) {
	d.pending = append(d.pending, stamped[T]{at: at, value: value})
}

// pickUp makes seen the last value written up to a moment and says whether there was a new one.
func (d *delayed[T]) pickUp(until time.Time) bool {
	changed := false
	for len(d.pending) > 0 && !d.pending[0].at.After(until) {
		d.seen, changed = d.pending[0].value, true
		d.pending = d.pending[1:]
	}
	return changed
}
