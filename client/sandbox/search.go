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
	filters    []fieldFilter // of tokens and sessions, which know more than equality
	sortBy     string        // column, "" for the entity's own order
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

// search gives the entries of a page.
func (t *table) search(q query) (found, error) {
	var page found
	total, err := t.walk(q, func(entry object) error {
		page.entries = append(page.entries, entry)
		return nil
	})
	page.total = total
	return page, err
}

// walk calls visit with the entries of a page and returns the number of all matches. It looks through the rows; only the entries of the page
// are read, one at a time. visit must not read from the database.
func (t *table) walk(q query, visit func(object) error) (total int, err error) {
	match, err := t.matcher(q)
	if err != nil {
		return 0, err
	}
	if q.start < 0 {
		return 0, t.searchFailure("OFFSET must not be negative")
	}
	key, err := t.sortColumn(q.sortBy)
	if err != nil {
		return 0, err
	}
	err = t.store.view(func(tx *bbolt.Tx) error {
		var inums [][]byte
		cursor := tx.Bucket(t.index).Cursor()
		if t.entity.Columns[key].Name == t.entity.KeyColumn() {
			inums, total = windowByInum(cursor, match, q)
		} else {
			inums, total = t.windowByColumn(cursor, match, key, q)
		}
		for _, inum := range inums {
			entry, err := t.read(string(inum), tx.Bucket(t.bucket).Get(inum))
			if err != nil {
				return err
			}
			if err := visit(entry); err != nil {
				return err
			}
		}
		return nil
	})
	return total, err
}

// searchFailure is the error of a query that the database refuses.
func (t *table) searchFailure(expression string) error {
	return serverText("Failed to find entries with key: 'ou=" + t.entity.Branch + ",o=jans', expression: '" + expression + "'")
}

// sortColumn finds the column to sort by. Names of members are not translated.
func (t *table) sortColumn(name string) (int, error) {
	if name == "" {
		name = cmp.Or(t.entity.Sort, t.entity.KeyColumn())
	}
	column, ok := t.entity.Column(name, false)
	if !ok {
		return 0, t.searchFailure("ORDER BY " + name)
	}
	return column, nil
}

// matcher puts the conditions of a query together: one of the patterns, and all of the equalities and filters. It is nil when there are none.
func (t *table) matcher(q query) (func(row) bool, error) {
	conditions := make([]func(row) bool, 0, len(q.equals)+len(q.filters)+1)
	for _, e := range q.equals {
		condition, err := t.equal(e, q.fold)
		if err != nil {
			return nil, err
		}
		conditions = append(conditions, condition)
	}
	for _, f := range q.filters {
		condition, err := t.filter(f)
		if err != nil {
			return nil, err
		}
		conditions = append(conditions, condition)
	}
	if like := t.like(q); like != nil {
		conditions = append(conditions, like)
	}
	if len(conditions) == 0 {
		return nil, nil
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

// like is the condition that one of the search columns contains one of the patterns; nil when there are none, or when everything contains one
// of them. A row that does not contain a pattern anywhere is passed over without looking at its columns.
func (t *table) like(q query) func(row) bool {
	if len(q.patterns) == 0 {
		return nil
	}
	searched := make([]bool, len(t.entity.Columns))
	for _, name := range t.entity.Search {
		column, _ := t.entity.Column(name, false)
		searched[column] = true
	}
	alternatives := make([]likePattern, len(q.patterns))
	for i, text := range q.patterns {
		if q.fold {
			text = strings.ToLower(text)
		}
		if alternatives[i] = newLikePattern(text); alternatives[i].parts == nil {
			return nil // every row has a key
		}
	}
	return func(r row) bool {
		if !q.fold && !slices.ContainsFunc(alternatives, func(p likePattern) bool { return p.in(r) }) {
			return false
		}
		for column, cell := range r.cells() {
			if cell == nil || !searched[column] {
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
