package history

import (
	"math"

	"github.com/jansadm/jansadm/client/ops/journal"
)

// Reader reads a journal; [journal.Journal] is one.
type Reader interface {
	ReadLast(n int) (journal.Log, error)
}

// step is how many plans are read at first: most of the time more than are wanted.
const step = 200

// Latest finds the newest plans of a place that match the words, at most so many of them; 0 finds all. It reads no more of the journal than
// that takes. The log is what was read.
func Latest(from Reader, place Place, words []string, limit int) ([]Item, journal.Log, error) {
	n := max(step, limit)
	if limit <= 0 {
		n = math.MaxInt
	}
	for ; ; n *= 4 {
		log, err := from.ReadLast(n)
		if err != nil {
			return nil, log, err
		}
		found := Filter(Items(log), place, words)
		if limit > 0 && len(found) >= limit {
			return found[:limit], log, nil
		}
		if !log.Earlier {
			return found, log, nil
		}
	}
}
