package sandbox

import (
	"bytes"
	"cmp"
	"slices"
	"strconv"
	"strings"

	"go.etcd.io/bbolt"

	"github.com/jansadm/jansadm/client/sandbox/internal/entities"
)

// query is a search in a table (SearchRequest.java).
type query struct {
	patterns   []string // alternatives; none is no restriction
	fold       bool     // compare texts without regard to case
	equals     []equality
	sortBy     string // column, "" for the entity's own order
	descending bool
	start      int
	limit      int // 0 is no limit
}

// equality asks for a value in a column; null when it has none.
type equality struct {
	field string // column or member
	value *string
}

// found is a page of entries and the number of all that match.
type found struct {
	entries []object
	total   int
}

// hit is an entry that matches, with the texts it is sorted by.
type hit struct {
	inum          []byte
	key, tiebreak []byte
}

// search walks through the rows of a table. Only the entries of the page are read.
func (t *table) search(q query) (found, error) {
	match, err := t.matcher(q)
	if err != nil {
		return found{}, err
	}
	if q.start < 0 {
		return found{}, t.searchFailure("OFFSET must not be negative")
	}
	key, err := t.sortColumn(q.sortBy)
	if err != nil {
		return found{}, err
	}
	var page found
	err = t.store.view(func(tx *bbolt.Tx) error {
		hits := t.collect(tx, match, key, q)
		page.total = len(hits)
		hits = hits[min(q.start, len(hits)):]
		if q.limit > 0 {
			hits = hits[:min(q.limit, len(hits))]
		}
		page.entries = make([]object, len(hits))
		for i, h := range hits {
			var err error
			if page.entries[i], err = t.read(string(h.inum), tx.Bucket(t.bucket).Get(h.inum)); err != nil {
				return err
			}
		}
		return nil
	})
	return page, err
}

// searchFailure is the error of a query that the database refuses.
func (t *table) searchFailure(expression string) error {
	return serverText("Failed to find entries with key: 'ou=" + t.entity.Branch + ",o=jans', expression: '" + expression + "'")
}

// sortColumn finds the column to sort by. Names of members are not translated.
func (t *table) sortColumn(name string) (int, error) {
	if name == "" {
		name = cmp.Or(t.entity.Sort, "inum")
	}
	column, ok := t.entity.Column(name, false)
	if !ok {
		return 0, t.searchFailure("ORDER BY " + name)
	}
	return column, nil
}

// collect gives the matching entries in order. The rows come by inum already.
func (t *table) collect(tx *bbolt.Tx, match func(row) bool, key int, q query) []hit {
	byInum := t.entity.Columns[key].Name == "inum"
	tiebreak, hasTiebreak := t.entity.Column(t.entity.Sort, false)
	var hits []hit
	cursor := tx.Bucket(t.index).Cursor()
	for inum, raw := cursor.First(); inum != nil; inum, raw = cursor.Next() {
		if !match(row(raw)) {
			continue
		}
		h := hit{inum: inum}
		if !byInum {
			h.key = row(raw).cell(key)
			if hasTiebreak {
				h.tiebreak = row(raw).cell(tiebreak)
			}
		}
		hits = append(hits, h)
	}
	if !byInum {
		numeric, numericTiebreak := t.numeric(key), hasTiebreak && t.numeric(tiebreak)
		slices.SortStableFunc(hits, func(a, b hit) int {
			order := compareCells(a.key, b.key, numeric)
			if q.descending {
				order = -order
			}
			return cmp.Or(order, compareCells(a.tiebreak, b.tiebreak, numericTiebreak))
		})
	} else if q.descending {
		slices.Reverse(hits)
	}
	return hits
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

// matcher puts the conditions of a query together: one of the patterns, and all of the equalities.
func (t *table) matcher(q query) (func(row) bool, error) {
	conditions := make([]func(row) bool, 0, len(q.equals)+1)
	for _, e := range q.equals {
		condition, err := t.equal(e, q.fold)
		if err != nil {
			return nil, err
		}
		conditions = append(conditions, condition)
	}
	if like := t.like(q); like != nil {
		conditions = append(conditions, like)
	}
	return func(r row) bool {
		for _, condition := range conditions {
			if !condition(r) {
				return false
			}
		}
		return true
	}, nil
}

// equal is an equality of a filter. Only text can be folded: lower() of another type is an error of the database.
func (t *table) equal(e equality, fold bool) (func(row) bool, error) {
	at, ok := t.entity.Column(e.field, true)
	if !ok {
		return nil, serverText("Failed to convert filter '(" + e.field + "=" + valueText(e.value) + ")' to expression")
	}
	kind := t.entity.Columns[at].Kind
	if fold && kind != entities.Text && kind != entities.Texts {
		return nil, t.searchFailure("lower(" + t.entity.Columns[at].Name + ")")
	}
	if e.value == nil {
		return func(r row) bool { return r.cell(at) == nil }, nil
	}
	want := *e.value
	switch kind {
	case entities.Boolean:
		want = strconv.FormatBool(strings.EqualFold(want, "true") || want == "1")
	case entities.Number, entities.Moment:
		if _, err := strconv.ParseInt(want, 10, 64); err != nil {
			return nil, t.searchFailure(t.entity.Columns[at].Name + " = " + want)
		}
	case entities.Texts:
		element := []byte("\x00" + want + "\x00")
		return func(r row) bool { return bytes.Contains(r.cell(at), element) }, nil
	}
	text := []byte(want)
	if fold {
		return func(r row) bool { cell := r.cell(at); return cell != nil && strings.EqualFold(string(cell), want) }, nil
	}
	return func(r row) bool { cell := r.cell(at); return cell != nil && bytes.Equal(cell, text) }, nil
}

func valueText(value *string) string {
	if value == nil {
		return ""
	}
	return *value
}

// like is the condition that one of the search columns contains one of the patterns; nil when there are none.
func (t *table) like(q query) func(row) bool {
	if len(q.patterns) == 0 {
		return nil
	}
	columns := make([]int, len(t.entity.Search))
	for i, name := range t.entity.Search {
		columns[i], _ = t.entity.Column(name, false)
	}
	alternatives := make([]likePattern, len(q.patterns))
	for i, text := range q.patterns {
		if q.fold {
			text = strings.ToLower(text)
		}
		alternatives[i] = newLikePattern(text)
	}
	return func(r row) bool {
		for _, column := range columns {
			cell := r.cell(column)
			if cell == nil {
				continue
			}
			if q.fold {
				cell = bytes.ToLower(cell)
			}
			for _, alternative := range alternatives {
				if alternative.in(cell) {
					return true
				}
			}
		}
		return false
	}
}
