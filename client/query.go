package client

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/transport"
)

// Query says which entries to list, a page at a time. The zero value is the first page of all.
type Query struct {
	Pattern    string  // texts to look for, any of which suffices, separated by commas as the server splits them
	Type       string  // of scopes and scripts, as their scopeType and scriptType; "" is all
	Status     string  // of claims: active or inactive; "" is all
	Fields     []Field // that all have to match
	SortBy     string  // column of the database; "" is the server's default
	Descending bool
	Start      int // how many entries to pass over
	Limit      int // the most entries to give, 1 to 200; 0 is 200, the most that the server gives as it is set up
}

// Field is a value that an entry must have in a member (or database column). "" means that it must have none. The server has no way to
// ask for a value with a comma or an equals sign, and of two values for one member it forgets the first (Util.java of the Config API).
type Field struct {
	Name, Value string
	Op          string // "" is equality. AtMost and AtLeast are for the dates of tokens and sessions only, which are named by their member.
}

// The comparisons of dates, which include the date itself (DataUtil.java).
const (
	AtMost  = "<="
	AtLeast = ">="
)

// Page is a part of a list.
type Page struct {
	Start, Total int // where it begins, and how many entries match on all pages
	Entries      []document.Document
}

// longestPage is maxCount of the Config API's configuration as it is shipped.
const longestPage = 200

// List returns a page of the entries that match. Past the end it is empty, with the total still right. A query that cannot be sent is
// KindInvalid. Lists of unknown script types are empty; the server itself would answer with all scripts.
func (s *EntriesService) List(ctx context.Context, q Query) (Page, error) {
	request := transport.Request{Op: "list the " + s.many, Method: http.MethodGet}
	var err error
	if request.URL, request.Query, err = s.search(q); err != nil {
		return Page{}, unsent(request.Op, err.Error())
	}
	response, err := s.api.authorized(ctx, request)
	if err != nil {
		return Page{}, err
	}
	page, err := parsePage(response.Body)
	if err != nil {
		return Page{}, response.Malformed(err)
	}
	for _, entry := range page.Entries {
		if s.typePath != "" && q.Type != "" && !s.isOfType(entry, q.Type) {
			return Page{Start: page.Start}, nil
		}
		s.discreet(entry)
	}
	return page, nil
}

// search makes the address of a list. Its errors say what is wrong with the query.
func (s *EntriesService) search(q Query) (string, url.Values, error) {
	path, fields := s.path, q.Fields
	switch {
	case q.Start < 0 || q.Limit < 0:
		return "", nil, errors.New("a list begins at 0 or later and has at least one entry")
	case q.Status != "" && !slices.Contains(s.statuses, q.Status):
		return "", nil, fmt.Errorf("%s have no status %q", s.many, q.Status)
	case q.Type == "":
	case s.typeMember == "":
		return "", nil, fmt.Errorf("%s have no type", s.many)
	case s.typePath == "": // the parameter for it is ignored beside fields (ScopeService.java)
		fields = append(slices.Clone(fields), Field{Name: s.typeMember, Value: q.Type})
	case !isSegment(q.Type):
		return "", nil, fmt.Errorf("%q is no type", q.Type)
	default:
		path = s.typePath + "/" + url.PathEscape(q.Type)
	}
	pairs, err := joinFields(fields)
	if err != nil {
		return "", nil, err
	}
	values := url.Values{"limit": {strconv.Itoa(q.Limit)}}
	if q.Limit == 0 { // for the server this is all at once
		values.Set("limit", strconv.Itoa(longestPage))
	}
	if q.Start > 0 {
		values.Set("startIndex", strconv.Itoa(q.Start))
	}
	if q.Descending {
		values.Set("sortOrder", "descending")
	}
	for name, value := range map[string]string{"pattern": q.Pattern, "status": q.Status, "sortBy": q.SortBy, "fieldValuePair": pairs} {
		if value != "" {
			values.Set(name, value)
		}
	}
	return path, values, nil
}

// comparing are the characters that end the name of a field.
const comparing = ",=<>"

func joinFields(fields []Field) (string, error) {
	seen := map[[2]string]bool{}
	pairs := make([]string, len(fields))
	for i, field := range fields {
		switch {
		case strings.TrimSpace(field.Name) == "" || strings.ContainsAny(field.Name, comparing):
			return "", fmt.Errorf("%q is no member to search in", field.Name)
		case strings.ContainsAny(field.Value, ",="):
			return "", fmt.Errorf("the server cannot search for a value with a comma or an equals sign: %q", field.Value)
		case seen[[2]string{field.Name, field.Op}]:
			return "", fmt.Errorf("the server searches for one value of %q only", field.Name)
		}
		seen[[2]string{field.Name, field.Op}] = true
		pairs[i] = field.Name + cmp.Or(field.Op, "=") + field.Value
	}
	return strings.Join(pairs, ","), nil
}

// isOfType compares without regard to case, as the server puts types into lower case (CustomScriptResource.java).
func (r *resource) isOfType(entry document.Document, kind string) bool {
	given, _ := document.Text(entry.Get(r.typeMember))
	return strings.EqualFold(given, kind)
}

// parsePage reads the envelope of a list (PagedResult.java), which has no entries member when there are none.
func parsePage(body []byte) (Page, error) {
	var answer struct {
		Start   int                 `json:"start"`
		Total   *int                `json:"totalEntriesCount"`
		Entries []document.Document `json:"entries"`
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return Page{}, err
	}
	if answer.Total == nil {
		return Page{}, errors.New("it does not say how many entries there are")
	}
	if slices.ContainsFunc(answer.Entries, func(entry document.Document) bool { return entry == nil }) {
		return Page{}, errors.New("an entry is null")
	}
	return Page{Start: answer.Start, Total: *answer.Total, Entries: answer.Entries}, nil
}
