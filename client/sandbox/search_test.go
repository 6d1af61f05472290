package sandbox

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.etcd.io/bbolt"
	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/client/sandbox/internal/entities"
)

// LIKE finds what the regular expression with the same meaning finds.
func TestLikeIsARegularExpression(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pattern := rapid.StringMatching(`[ab王%_]{0,6}`).Draw(t, "pattern")
		text := rapid.StringMatching(`[ab王]{0,12}`).Draw(t, "text")
		expression := strings.NewReplacer("%", "(?s).*", "_", "(?s).").Replace(pattern)
		want := regexp.MustCompile(expression).MatchString(text)
		if got := newLikePattern(pattern).in([]byte(text)); got != want {
			t.Fatalf("%q in %q: %v, want %v", pattern, text, got, want)
		}
	})
}

func FuzzLike(f *testing.F) {
	f.Add("a_%b", "xaybz")
	f.Add("_", "\xff")
	f.Fuzz(func(t *testing.T, pattern, text string) {
		if newLikePattern(pattern).in([]byte(text)) && !strings.ContainsAny(pattern, "%_") && !strings.Contains(text, pattern) {
			t.Errorf("%q found in %q", pattern, text)
		}
	})
}

func TestRowCells(t *testing.T) {
	scope := entities.Scope()
	rapid.Check(t, func(t *rapid.T) {
		entry := object{}
		for _, column := range scope.Columns {
			if column.Kind == entities.Text && column.Member != "scopeType" && column.Member != "creatorType" && rapid.Bool().Draw(t, column.Member) {
				entry[column.Member] = rapid.String().Draw(t, "text")
			}
		}
		r := row(encodeRow(scope, entry))
		for i, column := range scope.Columns {
			cell := r.cell(i)
			if want, ok := entry[column.Member]; ok != (cell != nil) || ok && want != string(cell) {
				t.Fatalf("%s is %q, want %v", column.Name, cell, want)
			}
		}
	})
	for _, damaged := range []row{{}, {200}, {5, 'a'}, {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01}} {
		if cell := damaged.cell(0); cell != nil {
			t.Errorf("%v has a cell %q", damaged, cell)
		}
	}
}

// A page in any order is that part of the whole list, however much of it was dropped on the way.
func TestWindowsOfALongList(t *testing.T) {
	f := newFixture(t)
	scopes := f.instance.Load().auth.tables.scopes
	err := f.store.update(func(tx *bbolt.Tx) error {
		for i := range 5000 {
			doc := document{"inum": fmt.Sprintf("Z%04d", i), "id": strconv.Itoa(i * 7919 % 5000), "displayName": strconv.Itoa(i % 3)}
			if err := scopes.seed(tx, doc); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, sortBy := range []string{"inum", "jansId", "displayName", "description"} {
		for _, descending := range []bool{false, true} {
			whole, err := scopes.search(query{sortBy: sortBy, descending: descending})
			if err != nil {
				t.Fatal(err)
			}
			if !slices.IsSortedFunc(whole.entries, inOrder(scopes, sortBy, descending)) {
				t.Errorf("%s, descending %v: not sorted", sortBy, descending)
			}
			for _, window := range [][2]int{{0, 50}, {40, 10}, {2500, 7}, {5150, 100}, {6000, 5}} {
				page, err := scopes.search(query{sortBy: sortBy, descending: descending, start: window[0], limit: window[1]})
				if err != nil {
					t.Fatal(err)
				}
				want := whole.entries[min(window[0], len(whole.entries)):min(window[0]+window[1], len(whole.entries))]
				same := slices.EqualFunc(page.entries, want, func(a, b object) bool { return a["inum"] == b["inum"] })
				if !same || page.total != whole.total {
					t.Errorf("%s, descending %v, window %v: %d entries of %d", sortBy, descending, window, len(page.entries), page.total)
				}
			}
		}
	}
}

// inOrder compares by the member behind a column; null is larger than any text.
func inOrder(t *table, column string, descending bool) func(a, b object) int {
	at, _ := t.entity.Column(column, false)
	member := t.entity.Columns[at].Member
	return func(a, b object) int {
		x, okX := a[member].(string)
		y, okY := b[member].(string)
		order := cmp.Or(cmp.Compare(btoi(!okX), btoi(!okY)), cmp.Compare(x, y))
		if descending {
			return -order
		}
		return order
	}
}

func TestFieldValues(t *testing.T) {
	text := func(s string) *string { return &s }
	for given, want := range map[string][]equality{
		"":            nil,
		"bare":        nil,
		"a=b":         {{"a", text("b")}},
		"a=b=c":       {{"a", text("b")}},
		"a=":          {{"a", nil}},
		"a==b":        {{"a", text("")}},
		"a=1,bare":    {{"a", text("1")}, {"bare", nil}},
		"a=1,a=2,b=3": {{"a", text("2")}, {"b", text("3")}},
		"=x":          nil,
		" a=b":        {{" a", text("b")}},
	} {
		got := fieldValues(given)
		if !slices.EqualFunc(got, want, func(x, y equality) bool {
			return x.field == y.field && (x.value == nil) == (y.value == nil) && valueText(x.value) == valueText(y.value)
		}) {
			t.Errorf("%q: %v", given, got)
		}
	}
}

// No body brings the Config API down, and a refused one stores nothing.
func FuzzScopeBody(f *testing.F) {
	for _, body := range []string{`{"id":"a"}`, `{"id":1,"claims":[null],"attributes":""}`, `[]`, `""`, `{"creationDate":"2026-01-01T00:00:00Z"`, `{"dn":{}}`,
		`[{"op":"add","path":"/claims/-","value":"x"}]`} {
		f.Add(body)
	}
	x := newFixture(f)
	f.Fuzz(func(t *testing.T, body string) {
		x.t = t
		before := x.list("/scopes?limit=1").Total
		a := x.call("POST", "/scopes", body)
		if after := x.list("/scopes?limit=1").Total; after != before+btoi(a.status == 201) {
			t.Errorf("%d: %d scopes became %d", a.status, before, after)
		}
		stored := x.call("GET", "/scopes/764C", "")
		patched := x.call("PATCH", "/scopes/764C", body)
		if after := x.call("GET", "/scopes/764C", ""); patched.status != 200 && after.body != stored.body {
			t.Errorf("%d: a refused patch changed %s to %s", patched.status, stored.body, after.body)
		}
	})
}
