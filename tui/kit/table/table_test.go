package table_test

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/jansadm/jansadm/tui/kit/kittest"
	"github.com/jansadm/jansadm/tui/kit/table"
)

// list is a source of prepared rows that counts how many were formatted.
type list struct {
	ids       []string
	rows      map[string]table.Row
	formatted int
}

func (l *list) Len() int        { return len(l.ids) }
func (l *list) ID(i int) string { return l.ids[i] }

func (l *list) Row(i int) table.Row {
	l.formatted++
	return l.rows[l.ids[i]]
}

// numbered makes n rows with the ids "0" to n-1.
func numbered(n int) *list {
	l := &list{rows: make(map[string]table.Row, n)}
	for i := range n {
		id := strconv.Itoa(i)
		l.ids = append(l.ids, id)
		l.rows[id] = table.Row{Cells: []table.Cell{{Text: "property" + id}, {Text: "value of " + id}}}
	}
	return l
}

func columns() []table.Column {
	return []table.Column{
		{Title: "Name", Min: 10, Weight: 1, Max: 30},
		{Title: "Value", Min: 8, Weight: 2, Drop: 1},
	}
}

func newTable(source table.Source, width, height int) *table.Table {
	t := table.New(kittest.Mono(), columns()...)
	t.SetSource(source)
	t.SetSize(width, height)
	return t
}

func press(t *table.Table, keys ...string) {
	for _, k := range kittest.Keys(keys...) {
		t.Key(k)
	}
}

func TestMovement(t *testing.T) {
	tests := map[string]struct {
		keys []string
		want string
	}{
		"starts at the first": {nil, "0"},
		"down":                {[]string{"down", "j"}, "2"},
		"up at the top":       {[]string{"up", "k"}, "0"},
		"page":                {[]string{"pgdown"}, "3"},
		"page back":           {[]string{"pgdown", "pgdown", "pgup"}, "3"},
		"end":                 {[]string{"G"}, "9"},
		"past the end":        {[]string{"end", "down", "pgdown"}, "9"},
		"home":                {[]string{"end", "g"}, "0"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			tab := newTable(numbered(10), 40, 5)
			press(tab, tc.keys...)
			if got := tab.Selected(); got != tc.want {
				t.Errorf("selected %q, want %q", got, tc.want)
			}
		})
	}
}

func TestColumnWidths(t *testing.T) {
	tests := map[string]struct {
		width   int
		columns []table.Column
		want    string // the titles as laid out, behind the gutter
	}{
		"minimum without weight": {30, []table.Column{{Title: "a", Min: 4}, {Title: "b", Min: 3}}, "a     b"},
		"by weight":              {27, []table.Column{{Title: "a", Weight: 1}, {Title: "b", Weight: 3}, {Title: "c", Min: 1}}, "a     b              c"},
		"what one can't take":    {25, []table.Column{{Title: "a", Min: 2, Max: 4, Weight: 9}, {Title: "b", Weight: 1}, {Title: "c"}}, "a     b            c"},
		"all are full":           {40, []table.Column{{Title: "a", Min: 2, Max: 4, Weight: 9}, {Title: "b"}}, "a     b"},
		"last of equal drops":    {14, []table.Column{{Title: "a", Min: 4}, {Title: "b", Min: 4, Drop: 1}, {Title: "c", Min: 4, Drop: 1}}, "a"},
		"highest drops first":    {16, []table.Column{{Title: "a", Min: 4, Drop: 2}, {Title: "b", Min: 4}, {Title: "c", Min: 4, Drop: 1}}, "b     c"},
		"cut when none may drop": {9, []table.Column{{Title: "abcdef", Min: 6}, {Title: "b", Min: 2}}, "abc…"},
		"to the right":           {20, []table.Column{{Title: "ab", Min: 5, Right: true}, {Title: "c"}}, "   ab  c"},
	}
	for name, tc := range tests {
		t.Run(name, func(t *testing.T) {
			tab := table.New(kittest.Mono(), tc.columns...)
			tab.SetSize(tc.width, 1)
			if got := strings.TrimRight(tab.View()[3:], " "); got != tc.want {
				t.Errorf("%q, want %q", got, tc.want)
			}
		})
	}
}

func TestUnknownKeysAreLeft(t *testing.T) {
	tab := newTable(numbered(3), 40, 5)
	for _, k := range kittest.Keys("enter", "esc", "x", "/", "jj") {
		if tab.Key(k) {
			t.Errorf("took %q", k)
		}
	}
}

func TestCursorStaysOnItsRow(t *testing.T) {
	tab := newTable(numbered(100), 40, 11)
	press(tab, "pgdown", "pgdown", "down", "up", "up", "up")
	selected, before := tab.Selected(), cursorLine(t, tab)

	sorted := numbered(100)
	slices.Reverse(sorted.ids)
	tab.SetSource(sorted)
	if tab.Selected() != selected {
		t.Errorf("after sorting %q is selected, want %q", tab.Selected(), selected)
	}
	if got := cursorLine(t, tab); got != before {
		t.Errorf("after sorting the cursor is on line %d of the screen, want %d", got, before)
	}

	filtered := &list{rows: sorted.rows, ids: []string{"7", selected, "3"}}
	tab.SetSource(filtered)
	if tab.Selected() != selected {
		t.Errorf("after filtering %q is selected, want %q", tab.Selected(), selected)
	}

	without := &list{rows: sorted.rows, ids: []string{"7", "3", "1"}}
	tab.SetSource(without)
	if tab.Selected() != "3" {
		t.Errorf("with its row gone the cursor is on %q, want the one in its place", tab.Selected())
	}
}

// cursorLine returns the line of the screen that has the cursor.
func cursorLine(t *testing.T, tab *table.Table) int {
	t.Helper()
	for i, l := range tab.Lines() {
		if strings.HasPrefix(l, "›") {
			return i
		}
	}
	t.Fatal("no cursor")
	return 0
}

func TestEmptyAndBack(t *testing.T) {
	tab := newTable(numbered(3), 40, 5)
	press(tab, "down")
	tab.SetSource(numbered(0))
	if tab.Selected() != "" || tab.Index() != -1 || tab.Position() != "" {
		t.Errorf("an empty table selects %q at %d, position %q", tab.Selected(), tab.Index(), tab.Position())
	}
	press(tab, "down", "end", "pgup")
	tab.SetSource(numbered(3))
	if tab.Selected() != "0" {
		t.Errorf("selected %q", tab.Selected())
	}
}

// grouped has titles in front of and between rows.
func grouped() *list {
	l := numbered(6)
	l.ids = []string{"", "0", "1", "", "", "2", "3", "4", "5", ""}
	l.rows[""] = table.Row{Cells: []table.Cell{{Text: "Lifetimes"}}}
	return l
}

func TestGroupTitlesArePassedOver(t *testing.T) {
	tab := newTable(grouped(), 40, 6)
	tests := []struct{ key, id, position string }{
		{"g", "0", "1/6"}, {"down", "1", "2/6"}, {"down", "2", "3/6"}, {"up", "1", "2/6"},
		{"up", "0", "1/6"}, {"up", "0", "1/6"}, {"end", "5", "6/6"}, {"down", "5", "6/6"},
	}
	for _, tc := range tests {
		press(tab, tc.key)
		if tab.Selected() != tc.id || tab.Position() != tc.position {
			t.Errorf("after %s: %q at %s, want %q at %s", tc.key, tab.Selected(), tab.Position(), tc.id, tc.position)
		}
	}
	press(tab, "g")
	if first := tab.Lines()[1]; !strings.Contains(first, "Lifetimes") {
		t.Errorf("the title above the first row is not shown: %q", first)
	}
}

func TestOnlyTheWindowIsFormatted(t *testing.T) {
	source := numbered(100_000)
	tab := newTable(source, 80, 24)
	for _, key := range []string{"down", "pgdown", "end", "up", "home"} {
		source.formatted = 0
		press(tab, key)
		tab.View()
		if source.formatted > 23 {
			t.Errorf("%s formatted %d rows", key, source.formatted)
		}
	}
}

func TestSelect(t *testing.T) {
	tab := newTable(numbered(100), 40, 6)
	if !tab.Select("50") || tab.Selected() != "50" {
		t.Errorf("selected %q", tab.Selected())
	}
	if !strings.Contains(tab.View(), "property50") {
		t.Error("the selected row is not in the window")
	}
	if tab.Select("nobody") || tab.Select("") || tab.Selected() != "50" {
		t.Errorf("an unknown id moved the cursor to %q", tab.Selected())
	}
}

// indexed finds its rows itself.
type indexed struct{ *list }

func (l indexed) Index(id string) int { return slices.Index(l.ids, id) }

func TestSelectAsksTheSource(t *testing.T) {
	tab := newTable(indexed{numbered(10)}, 40, 6)
	if !tab.Select("7") || tab.Index() != 7 || tab.Select("x") {
		t.Errorf("at %d", tab.Index())
	}
}

func TestMarks(t *testing.T) {
	tab := newTable(numbered(5), 40, 6)
	tab.SetMarking(true)
	press(tab, "x", "down", "x", "home", "x", "x")
	if got := tab.Marks(); !slices.Equal(got, []string{"2", "1"}) {
		t.Errorf("marks %q", got)
	}
	if !tab.Marked("1") || tab.Marked("0") {
		t.Error("Marked does not agree")
	}
	tab.ClearMarks()
	if len(tab.Marks()) != 0 || tab.Marked("1") {
		t.Error("marks are left")
	}
}

func TestPosition(t *testing.T) {
	tab := newTable(numbered(20), 40, 6)
	press(tab, "down")
	for total, want := range map[int]string{table.Complete: "2/20", table.Unknown: "2/20+", 329: "2/20 of 329", 20: "2/20"} {
		tab.SetTotal(total)
		if got := tab.Position(); got != want {
			t.Errorf("total %d: %q, want %q", total, got, want)
		}
	}
}

func TestNeedsMoreRowsNearTheEnd(t *testing.T) {
	source := numbered(30)
	before, needed := 0, 0
	tab := table.New(kittest.Mono(), columns()...)
	tab.OnNeed(func(first, last int) { before, needed = first, last })
	tab.SetSource(source)
	tab.SetSize(40, 11)
	if before != 0 || needed != 20 {
		t.Errorf("at the start row %d is needed, want two windows", needed)
	}
	press(tab, "end")
	if before != 10 || needed <= source.Len() {
		t.Errorf("at the end row %d is needed, want one that is not there", needed)
	}
	more := numbered(60)
	source.ids, source.rows = more.ids, more.rows
	tab.Refresh()
	press(tab, "down")
	if tab.Selected() != "30" {
		t.Errorf("selected %q after more rows came", tab.Selected())
	}
}

func TestSourceThatShrinksBeforeRefresh(t *testing.T) {
	source := numbered(30)
	tab := newTable(source, 40, 6)
	press(tab, "end")
	source.ids = source.ids[:2]
	kittest.RequireBlock(t, tab.Lines(), 40, 6)
	press(tab, "up")
	kittest.RequireBlock(t, tab.Lines(), 40, 6)
}

// A list that shows its beginning goes on doing so when rows come before the one under the cursor.
func TestTheBeginningStaysInSight(t *testing.T) {
	rows := numbered(20)
	list := newTable(rows, 40, 6)
	rows.ids = append([]string{"19"}, rows.ids[:19]...)
	list.Refresh()
	if list.Selected() != "0" || !strings.Contains(list.View(), "property19") {
		t.Errorf("on %s:\n%s", list.Selected(), list.View())
	}
}
