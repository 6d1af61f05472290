package paged_test

import (
	"errors"
	"slices"
	"strconv"
	"testing"

	"github.com/charmbracelet/x/exp/golden"

	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/kittest"
	"github.com/jansadm/jansadm/tui/kit/paged"
	"github.com/jansadm/jansadm/tui/kit/table"
)

// stand is a list in a table and the server it is fetched from.
type stand struct {
	list    *paged.List[string]
	table   *table.Table
	server  []string
	pending []int // pages named by the list, not answered yet
	asked   int   // pages named so far
}

const size = 10

func newStand(rows int) *stand {
	s := &stand{list: paged.New(func(id string) string { return id }, paged.Options{PageSize: size, MaxPages: 6})}
	for i := range rows {
		s.server = append(s.server, "row"+strconv.Itoa(i))
	}
	s.table = table.New(kittest.Mono(), table.Column{Title: "Name", Min: 12, Weight: 1})
	s.table.OnNeed(func(first, last int) {
		pages := s.list.Need(first, last)
		s.pending = append(s.pending, pages...)
		s.asked += len(pages)
	})
	s.table.SetSource(paged.NewSource(kittest.Mono(), s.list, func(id string) table.Row {
		return table.Row{Cells: []table.Cell{{Text: id}}}
	}))
	s.table.SetSize(24, 6)
	return s
}

// put answers a page as the server is now.
func (s *stand) put(page int) {
	s.drop(page)
	from := min(page*size, len(s.server))
	rows := slices.Clone(s.server[from:min(from+size, len(s.server))])
	s.list.Put(s.list.Generation(), page*size, len(s.server), rows)
	s.table.Refresh()
}

// drop notes that a page is not pending any more.
func (s *stand) drop(page int) {
	s.pending = slices.DeleteFunc(s.pending, func(p int) bool { return p == page })
}

// answer answers everything that is pending.
func (s *stand) answer() {
	for len(s.pending) > 0 {
		s.put(s.pending[0])
	}
}

func (s *stand) press(keys ...string) {
	for _, k := range kittest.Keys(keys...) {
		s.table.Key(k)
	}
}

func (s *stand) at(t *testing.T, id, position string) {
	t.Helper()
	if s.table.Selected() != id || s.table.Position() != position {
		t.Errorf("on %q at %s, want %q at %s", s.table.Selected(), s.table.Position(), id, position)
	}
}

func TestOpeningTakesOneRequest(t *testing.T) {
	s := newStand(1000)
	if !slices.Equal(s.pending, []int{0}) || s.list.Known() || !s.list.Loading() {
		t.Fatalf("asks for %v", s.pending)
	}
	s.put(0)
	s.at(t, "row0", "1/1000")
}

func TestMovingInsideFetchesNothing(t *testing.T) {
	s := newStand(1000)
	s.answer()
	before := s.asked
	s.press("down", "down", "pgdown", "pgup", "up", "home", "pgdown", "pgdown", "pgdown", "home")
	if s.asked != before {
		t.Errorf("asked for %v", s.pending)
	}
	s.press("pgdown", "pgdown", "pgdown", "down", "down") // the window is one away from the end of page 1
	if !slices.Equal(s.pending, []int{2}) {
		t.Errorf("asks ahead for %v", s.pending)
	}
}

func TestJumpingFetchesThatPageOnly(t *testing.T) {
	s := newStand(100_000)
	s.answer()
	s.press("end")
	if !slices.Equal(s.pending, []int{9999}) {
		t.Errorf("asks for %v", s.pending)
	}
	s.at(t, "", "100000/100000")
	s.answer()
	s.at(t, "row99999", "100000/100000")
	s.press("home")
	if len(s.pending) != 0 {
		t.Errorf("asks for %v though it is held", s.pending)
	}
	s.at(t, "row0", "1/100000")
}

func TestMemoryIsBounded(t *testing.T) {
	s := newStand(2000)
	for range 300 {
		s.press("pgdown")
		s.answer()
		if n := s.list.Loaded(); n > 6*size {
			t.Fatalf("%d rows are held", n)
		}
	}
	s.press("home")
	if !slices.Contains(s.pending, 0) {
		t.Error("what was let go is not fetched again")
	}
	s.answer()
	s.at(t, "row0", "1/2000")
}

func TestAnswersOfAnOlderQueryAreDropped(t *testing.T) {
	s := newStand(100)
	old := s.list.Generation()
	s.list.Reset()
	if s.list.Put(old, 0, 7, []string{"a"}) || s.list.Fail(old, 0, errors.New("no")) || s.list.Len() != 0 || s.list.Err() != nil {
		t.Error("an old answer was taken over")
	}
	s.list.GiveUp(old, 0)
	if got := s.list.Need(0, 10); !slices.Equal(got, []int{0}) {
		t.Errorf("after a reset asks for %v", got)
	}
}

func TestReloadKeepsRowsUntilTheAnswer(t *testing.T) {
	s := newStand(1000)
	s.answer()
	s.press("pgdown", "pgdown")
	s.answer()
	selected := s.table.Selected()
	s.list.Reload()
	s.table.Refresh()
	if s.table.Selected() != selected || len(s.pending) == 0 {
		t.Fatalf("on %q, asks for %v", s.table.Selected(), s.pending)
	}
	s.server = slices.Insert(s.server, 0, "new", "newer")
	s.answer()
	s.at(t, selected, "11/1002")
}

// A row is found again when its page could only be fetched at the second try.
func TestCursorWaitsForItsRow(t *testing.T) {
	s := newStand(1000)
	s.answer()
	s.press("pgdown", "pgdown", "pgdown")
	s.answer()
	s.at(t, "row12", "13/1000")
	s.list.Reload()
	s.table.Refresh()
	s.server = slices.Insert(s.server, 0, "new")
	s.list.Fail(s.list.Generation(), 1, errors.New("no route"))
	s.put(0)
	s.at(t, "", "13/1001")
	s.list.Retry()
	s.table.Refresh()
	s.put(1)
	s.at(t, "row12", "14/1001")
}

func TestListThatShrinks(t *testing.T) {
	s := newStand(1000)
	s.answer()
	s.press("end")
	s.server = s.server[:25]
	s.answer()
	s.at(t, "row24", "25/25")
	s.server = nil
	s.list.Reload()
	s.table.Refresh()
	s.answer()
	s.at(t, "", "")
	s.server = []string{"a"}
	s.list.Reload()
	s.table.Refresh()
	s.answer()
	s.at(t, "a", "1/1")
}

func TestListThatGrows(t *testing.T) {
	s := newStand(15)
	s.answer()
	s.server = append(s.server, "x", "y", "z")
	s.put(0)
	if !slices.Equal(s.pending, []int{1}) {
		t.Errorf("the last page has grown, asked for %v", s.pending)
	}
	s.answer()
	s.press("end")
	s.at(t, "z", "18/18")
}

func TestRowInTwoPages(t *testing.T) {
	s := newStand(100)
	s.answer()
	s.press("pgdown")
	selected := s.table.Selected()
	s.server[12] = selected
	s.put(1)
	s.at(t, selected, "5/100")
	if got := s.list.Index(selected); got != 4 {
		t.Errorf("index %d", got)
	}
}

func TestFailedPages(t *testing.T) {
	s := newStand(100)
	page := s.pending[0]
	s.list.Fail(s.list.Generation(), page, errors.New("no route"))
	s.table.Refresh()
	if s.list.Err() == nil || s.list.Loading() || s.asked != 1 {
		t.Errorf("error %v, asked %d times", s.list.Err(), s.asked)
	}
	s.list.Retry()
	s.table.Refresh()
	if s.list.Err() != nil || s.asked != 2 {
		t.Errorf("error %v, asked %d times", s.list.Err(), s.asked)
	}
}

func TestShortAnswersAreNoLoop(t *testing.T) {
	s := newStand(100)
	for range 3 {
		s.list.Put(s.list.Generation(), 0, 100, []string{"a", "b"})
		s.table.Refresh()
	}
	if !errors.Is(s.list.Err(), paged.ErrShort) || slices.Contains(s.pending[1:], 0) {
		t.Errorf("error %v, asked for %v", s.list.Err(), s.pending)
	}
	s.at(t, "a", "1/100")
}

func TestPlaceholdersCantBeMarked(t *testing.T) {
	s := newStand(100)
	s.table.SetMarking(true)
	s.answer()
	s.press("end", "x", "home", "x")
	if got := s.table.Marks(); !slices.Equal(got, []string{"row0"}) {
		t.Errorf("marks %q", got)
	}
}

func TestKeysThatLookLikeOtherThings(t *testing.T) {
	s := newStand(0)
	s.server = []string{"", "\x00", "\x007", "ok"}
	s.answer()
	s.press("down", "down", "down")
	s.at(t, "ok", "4/4")
}

func TestGivenUpPagesAreNamedAgain(t *testing.T) {
	s := newStand(1000)
	s.answer()
	s.press("end")
	s.press("home")
	if s.list.Wanted(99) || !s.list.Wanted(0) {
		t.Error("the page that was passed is wanted")
	}
	s.list.GiveUp(s.list.Generation(), 99)
	s.pending = nil
	s.press("end")
	if !slices.Equal(s.pending, []int{99}) {
		t.Errorf("asks for %v", s.pending)
	}
}

func TestGolden(t *testing.T) {
	states := map[string]func(*stand){
		"loaded":  func(s *stand) { s.answer() },
		"edge":    func(s *stand) { s.put(0); s.press("pgdown", "pgdown", "down") },
		"loading": func(s *stand) { s.answer(); s.press("end") },
		"failed": func(s *stand) {
			s.answer()
			s.press("end")
			s.list.Fail(s.list.Generation(), 99, errors.New("no route"))
		},
	}
	for name, change := range states {
		t.Run(name, func(t *testing.T) {
			s := newStand(1000)
			change(s)
			golden.RequireEqual(t, s.table.View()+"\n"+s.table.Position()+"\n")
		})
	}
}

// BenchmarkKeyToFrame is a key press in a hundred thousand rows, where they are
// held and where they are not.
func BenchmarkKeyToFrame(b *testing.B) {
	for _, held := range []bool{true, false} {
		b.Run("held="+strconv.FormatBool(held), func(b *testing.B) {
			list, tab := large(kittest.Themes()[1], held)
			tab.Select(list.ID(50_000))
			keys := kittest.Keys("down", "down", "up", "pgdown", "pgup", "up")
			b.ReportAllocs()
			for i := 0; b.Loop(); i++ {
				tab.Key(keys[i%len(keys)])
				tab.Lines()
			}
		})
	}
}

// large returns a hundred thousand rows with a page in the middle, or with the first one alone.
func large(th *theme.Theme, held bool) (*paged.List[int], *table.Table) {
	list := paged.New(strconv.Itoa, paged.Options{})
	tab := table.New(th, table.Column{Title: "Name", Min: 12, Weight: 1})
	tab.SetSource(paged.NewSource(th, list, func(n int) table.Row { return table.Row{Cells: []table.Cell{{Text: "scope"}}} }))
	tab.SetSize(120, 40)
	tab.OnNeed(func(first, last int) { list.Need(first, last) })
	start := 0
	if held {
		start = 49_800
		list.Need(start, start)
	}
	for page := range 2 {
		rows := make([]int, paged.PageSize)
		for i := range rows {
			rows[i] = start + page*paged.PageSize + i
		}
		list.Put(list.Generation(), start+page*paged.PageSize, 100_000, rows)
	}
	tab.Refresh()
	return list, tab
}

// BenchmarkAnswer is a page that arrives while the list is full.
func BenchmarkAnswer(b *testing.B) {
	list, tab := large(kittest.Mono(), false)
	rows := make([]int, paged.PageSize)
	for i := 0; b.Loop(); i++ {
		list.Put(list.Generation(), i%500*paged.PageSize, 100_000, rows)
		tab.Refresh()
	}
}

// TestKeysLookAtTheWindowAlone counts how often rows are asked for their key.
func TestKeysLookAtTheWindowAlone(t *testing.T) {
	calls := 0
	list := paged.New(func(n int) string { calls++; return strconv.Itoa(n) }, paged.Options{})
	tab := table.New(kittest.Mono(), table.Column{Min: 8})
	tab.SetSource(paged.NewSource(kittest.Mono(), list, func(int) table.Row { return table.Row{} }))
	tab.SetSize(40, 11)
	list.Put(list.Generation(), 0, 100_000, make([]int, paged.PageSize))
	tab.Refresh()
	for _, key := range []string{"down", "pgdown", "up", "end", "pgup", "home"} {
		calls = 0
		tab.Key(kittest.Key(key))
		tab.Lines()
		if calls > 2*11 {
			t.Errorf("%s asks %d rows for their key", key, calls)
		}
	}
	down := kittest.Key("down")
	if n := testing.AllocsPerRun(50, func() { tab.Key(down) }); n > 2 {
		t.Errorf("%v allocations to move", n)
	}
}
