package sandbox

import (
	"bytes"
	"slices"
	"strings"
	"time"

	"github.com/jansadm/jansadm/client/sandbox/internal/entities"
	"github.com/jansadm/jansadm/client/sandbox/internal/jsontree"
)

// fieldFilter is a part of fieldValuePair in the searches of tokens and sessions (FieldFilterData.java).
type fieldFilter struct {
	field    string // column or member
	operator string
	value    *string // nil when nothing follows the operator
}

// filterOperators are looked for in this order, and the last one that a part holds counts, so that <= is none of = and < (FilterOperator.java).
var filterOperators = []string{"=", "<", "<=", ">", ">="}

// errNoFilter is what a part without an operator ends in: unlike in the other searches it is not passed over.
const errNoFilter serverText = `Cannot invoke "io.jans.model.FieldFilterData.getType()" because "entry" is null`

// fieldFilters reads the parts of fieldValuePair. What follows a second operator is lost; a field may occur more than once.
func fieldFilters(text string) ([]fieldFilter, error) {
	var filters []fieldFilter
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' }) {
		if strings.TrimSpace(part) == "" {
			continue
		}
		var found *fieldFilter
		for _, operator := range filterOperators {
			if !strings.Contains(part, operator) {
				continue
			}
			pieces := strings.Split(part, operator)
			found = &fieldFilter{field: pieces[0], operator: operator}
			if pieces[1] != "" {
				found.value = &pieces[1]
			}
		}
		if found == nil {
			return nil, errNoFilter
		}
		filters = append(filters, *found)
	}
	return filters, nil
}

// sessionFields are the fields that mean a member of the attributes of a session (SessionService.java).
var sessionFields = []string{"acr", "scope", "auth_user", "client_id", "acr_values", "redirect_uri", "response_type"}

// filter makes a condition. The operators work on dates only, and only when these are named by their member: the types of columns are not
// known, and what has no type is compared as text, for equality whatever the operator (DataUtil.java).
func (t *table) filter(f fieldFilter) (func(row) bool, error) {
	if t.entity.Branch == "sessions" && slices.Contains(sessionFields, f.field) {
		return t.sessionAttribute(f), nil
	}
	at, ok := t.entity.Column(f.field, true)
	if !ok {
		return t.equal(equality{f.field, f.value}, false)
	}
	column := t.entity.Columns[at]
	if strings.EqualFold(column.Name, "jansUsrDN") { // the inum of a user stands for the DN
		dn := strings.TrimPrefix(distinguishedName(valueText(f.value), "people"), "inum=,")
		f.value = &dn
	}
	if column.Kind == entities.Moment && f.field == column.Member {
		return t.moment(f, at), nil
	}
	if column.Kind == entities.Boolean && f.field == column.Member {
		value := "false"
		if strings.EqualFold(valueText(f.value), "true") {
			value = "true"
		}
		f.value = &value
	}
	return t.equal(equality{f.field, f.value}, false)
}

// sessionAttribute looks into the JSON column of a session's attributes. Quotes in its texts are escaped, so that a member with its value
// stands nowhere else.
func (t *table) sessionAttribute(f fieldFilter) func(row) bool {
	at, _ := t.entity.Column("jansSessAttr", false)
	name := append(jsontree.AppendString(nil, f.field), ':')
	if f.value == nil {
		return func(r row) bool { return !bytes.Contains(r.cell(at), name) }
	}
	member := jsontree.AppendString(name, *f.value)
	return func(r row) bool { return bytes.Contains(r.cell(at), member) }
}

// moment compares a date: < and > include the date itself, and equality with a date without a time of day means the whole day. One that
// cannot be read is null, which nothing is before or after.
func (t *table) moment(f fieldFilter, at int) func(row) bool {
	begin, ok := filterDate(valueText(f.value))
	if !ok {
		return func(r row) bool { return f.operator == "=" && r.cell(at) == nil }
	}
	first, last := begin.UnixMilli(), begin.UnixMilli()
	switch f.operator {
	case "=":
		if len(*f.value) == len(time.DateOnly) {
			last = begin.AddDate(0, 0, 1).UnixMilli() - 1
		}
	case "<", "<=":
		first = 0
	default:
		last = 1<<63 - 1
	}
	return func(r row) bool {
		cell := r.cell(at)
		return cell != nil && number(cell) >= first && number(cell) <= last
	}
}

// filterDate reads a date by its length, in the server's time zone. A zone after the milliseconds is ignored, Z cannot be read at all.
func filterDate(text string) (time.Time, bool) {
	layouts := map[int]string{10: time.DateOnly, 19: time.DateTime, 23: "2006-01-02 15:04:05.000"}
	if strings.Contains(text, "T") {
		if strings.Contains(text, "Z") {
			return time.Time{}, false
		}
		layouts = map[int]string{19: "2006-01-02T15:04:05", 23: "2006-01-02T15:04:05.000"}
		if len(text) > 23 {
			return withZone(text)
		}
	}
	at, err := time.Parse(layouts[len(text)], text)
	return at, err == nil && text != ""
}

func withZone(text string) (time.Time, bool) {
	if _, err := time.Parse("2006-01-02T15:04:05.000-07:00", text); err != nil {
		return time.Time{}, false
	}
	at, err := time.Parse("2006-01-02T15:04:05.000", text[:23])
	return at, err == nil
}
