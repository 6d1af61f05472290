package sandbox

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// maxCount is the largest page (maxCount of the Config API's own configuration).
const maxCount = 200

// defaultCount is the size of a page when nothing is said.
const defaultCount = 50

// listParameters reads the query of a list operation. A number that is none is 404 without a body, as every parameter that cannot be
// converted; too large a page is refused by the resource. The second result is nil when all is well.
func (call *apiCall) listParameters() (query, *apiAnswer) {
	values := call.r.URL.Query()
	limit, okLimit := integerParameter(values, "limit", defaultCount)
	start, okStart := integerParameter(values, "startIndex", 0)
	switch {
	case !okLimit || !okStart:
		return query{}, &apiAnswer{status: http.StatusNotFound}
	case limit > maxCount:
		refusal := apiError(http.StatusBadRequest, "Maximum number of results per page is "+strconv.Itoa(maxCount))
		return query{}, &refusal
	}
	q := query{
		patterns: patterns(values.Get("pattern")), equals: fieldValues(values.Get("fieldValuePair")),
		sortBy: "inum", descending: values.Get("sortOrder") == "descending", start: start, limit: max(limit, 0),
	}
	if values.Has("sortBy") {
		q.sortBy = values.Get("sortBy")
	}
	return q, nil
}

// filterParameters is listParameters for tokens and sessions: they are sorted by another column, and fieldValuePair knows more operators.
func (call *apiCall) filterParameters(t *table) (query, *apiAnswer) {
	q, refusal := call.listParameters()
	if refusal != nil {
		return q, refusal
	}
	values := call.r.URL.Query()
	if !values.Has("sortBy") {
		q.sortBy = t.entity.KeyColumn()
	}
	var err error
	q.equals = nil
	if q.filters, err = fieldFilters(values.Get("fieldValuePair")); err != nil {
		failure := call.entityFailure(err)
		return q, &failure
	}
	return q, nil
}

// firstPage is the search of operations without parameters.
func firstPage(t *table, filters ...fieldFilter) query {
	return query{sortBy: t.entity.KeyColumn(), limit: defaultCount, filters: filters}
}

// integerParameter reads a Java int; the parameter may be absent but not empty.
func integerParameter(values url.Values, name string, otherwise int) (int, bool) {
	if !values.Has(name) {
		return otherwise, true
	}
	n, err := strconv.ParseInt(values.Get(name), 10, 32)
	return int(n), err == nil
}

// booleanParameter never fails: anything but true is false.
func (call *apiCall) booleanParameter(name string) bool {
	return strings.EqualFold(call.r.URL.Query().Get(name), "true")
}

// patterns splits at commas (Util.java); empty parts vanish, blanks stay. A blank pattern is one that everything contains.
func patterns(text string) []string {
	if strings.TrimSpace(text) == "" {
		return []string{""}
	}
	return strings.FieldsFunc(text, func(r rune) bool { return r == ',' })
}

// fieldValues reads field=value pairs. What follows a second equals sign is lost; of several pairs for a field the last one counts.
func fieldValues(text string) []equality {
	if strings.TrimSpace(text) == "" || !strings.Contains(text, "=") {
		return nil
	}
	var pairs []equality
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' }) {
		pieces := strings.Split(part, "=")
		pair := equality{field: pieces[0]}
		if len(pieces) > 1 && strings.Trim(part[len(pieces[0]):], "=") != "" {
			pair.value = &pieces[1]
		}
		if strings.TrimSpace(pair.field) == "" {
			continue
		}
		replaced := false
		for i := range pairs {
			if pairs[i].field == pair.field {
				pairs[i], replaced = pair, true
			}
		}
		if !replaced {
			pairs = append(pairs, pair)
		}
	}
	return pairs
}

// page answers a search with the envelope of a list (PagedResult.java); entries are left out when there are none. Every entry is given to
// prepare before it is written.
func (t *table) page(q query, prepare func(object)) ([]byte, error) {
	entries, count, total, err := t.array(q, prepare)
	if err != nil {
		return nil, err
	}
	body := []byte(`{"start":` + strconv.Itoa(q.start) + `,"totalEntriesCount":` + strconv.Itoa(total) + `,"entriesCount":` + strconv.Itoa(count))
	if count > 0 {
		body = append(append(body, `,"entries":`...), entries...)
	}
	return append(body, '}'), nil
}

// array is a search as a plain list, with the number of its entries and of all matches.
func (t *table) array(q query, prepare func(object)) (body []byte, count, total int, err error) {
	body = []byte{'['}
	total, err = t.walk(q, func(entry object) error {
		if prepare(entry); count > 0 {
			body = append(body, ',')
		}
		count++
		body = append(body, t.response(entry)...)
		return nil
	})
	return append(body, ']'), count, total, err
}

// asStored prepares nothing.
func asStored(object) {}
