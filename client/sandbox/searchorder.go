package sandbox

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"

	"go.etcd.io/bbolt"

	"github.com/jansadm/jansadm/client/sandbox/internal/entities"
)

// windowByInum gives the inums of a page and the number of all matches. The rows come by inum, so nothing else need be kept.
func windowByInum(cursor *bbolt.Cursor, match func(row) bool, q query) (inums [][]byte, total int) {
	begin, next := cursor.First, cursor.Next
	if q.descending {
		begin, next = cursor.Last, cursor.Prev
	}
	for inum, raw := begin(); inum != nil; inum, raw = next() {
		if match != nil && !match(row(raw)) {
			continue
		}
		if total >= q.start && (q.limit == 0 || len(inums) < q.limit) {
			inums = append(inums, inum)
		}
		total++
	}
	return inums, total
}

// hit is an entry that matches, with the texts it is sorted by.
type hit struct{ inum, key, tiebreak []byte }

// windowByColumn is windowByInum for another order. Of a long list only as much is kept as lies before the end of the page.
func (t *table) windowByColumn(cursor *bbolt.Cursor, match func(row) bool, key int, q query) (inums [][]byte, total int) {
	compare := t.comparison(key, q.descending)
	tiebreak, hasTiebreak := t.entity.Column(t.entity.Sort, false)
	keep := 0 // everything
	if q.limit > 0 {
		keep = q.start + q.limit
	}
	var hits []hit
	trimmed := false // the first are in order, and the last of them bounds what can still matter
	for inum, raw := cursor.First(); inum != nil; inum, raw = cursor.Next() {
		if match != nil && !match(row(raw)) {
			continue
		}
		total++
		h := hit{inum: inum, key: row(raw).cell(key)}
		if hasTiebreak {
			h.tiebreak = row(raw).cell(tiebreak)
		}
		if trimmed && compare(h, hits[keep-1]) > 0 {
			continue
		}
		if hits = append(hits, h); keep > 0 && len(hits) >= 2*keep+sortBatch {
			slices.SortFunc(hits, compare)
			hits, trimmed = hits[:keep], true
		}
	}
	slices.SortFunc(hits, compare)
	hits = hits[min(q.start, len(hits)):]
	if q.limit > 0 {
		hits = hits[:min(q.limit, len(hits))]
	}
	for _, h := range hits {
		inums = append(inums, h.inum)
	}
	return inums, total
}

// sortBatch is how many hits are at least gathered before the best of them are picked.
const sortBatch = 2000

// comparison sorts by a column, then by the one that breaks ties, then by inum.
func (t *table) comparison(key int, descending bool) func(a, b hit) int {
	numeric, sign := t.numeric(key), 1
	if descending {
		sign = -1
	}
	tiebreak, hasTiebreak := t.entity.Column(t.entity.Sort, false)
	numericTiebreak := hasTiebreak && t.numeric(tiebreak)
	return func(a, b hit) int {
		if order := sign * compareCells(a.key, b.key, numeric); order != 0 {
			return order
		}
		return cmp.Or(compareCells(a.tiebreak, b.tiebreak, numericTiebreak), bytes.Compare(a.inum, b.inum))
	}
}

func (t *table) numeric(column int) bool {
	kind := t.entity.Columns[column].Kind
	return kind == entities.Number || kind == entities.Moment
}

// compareCells sorts nulls last, as PostgreSQL does.
func compareCells(a, b []byte, numeric bool) int {
	switch {
	case a == nil || b == nil:
		return cmp.Compare(btoi(a == nil), btoi(b == nil))
	case numeric:
		return cmp.Compare(number(a), number(b))
	default:
		return bytes.Compare(a, b)
	}
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// number reads a numeric cell; the table writes nothing else into such columns.
func number(cell []byte) int64 {
	n, err := strconv.ParseInt(string(cell), 10, 64)
	if err != nil {
		return 0
	}
	return n
}
