package paged_test

import (
	"errors"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/jansadm/jansadm/tui/kit/kittest"
)

// TestWhateverTheServerDoes lets a person scroll while answers come late, twice,
// wrong or not at all and the server's list changes.
func TestWhateverTheServerDoes(t *testing.T) {
	keys := []string{"up", "down", "pgup", "pgdown", "home", "end"}
	rapid.Check(t, func(t *rapid.T) {
		s := newStand(rapid.IntRange(0, 300).Draw(t, "rows"))
		if rapid.Bool().Draw(t, "opened") {
			s.answer()
		}
		row := func() int { return rapid.IntRange(0, len(s.server)).Draw(t, "row") }
		t.Repeat(map[string]func(*rapid.T){
			"key": func(t *rapid.T) { s.press(rapid.SampledFrom(keys).Draw(t, "key")) },
			"answer": func(t *rapid.T) {
				if len(s.pending) > 0 {
					s.put(s.take(t))
				}
			},
			"answer nobody asked for": func(t *rapid.T) { s.put(rapid.IntRange(0, 40).Draw(t, "page")) },
			"wrong answer": func(t *rapid.T) {
				start, total := rapid.IntRange(-5, 400).Draw(t, "start"), rapid.IntRange(-5, 400).Draw(t, "total")
				rows := rapid.SliceOfN(rapid.SampledFrom([]string{"", "\x000", "row1", "row20"}), 0, 25).Draw(t, "rows")
				age := rapid.IntRange(0, 1).Draw(t, "age")
				if s.list.Put(s.list.Generation()-age, start, total, rows) {
					s.drop(start / size)
				}
				s.table.Refresh()
			},
			"fail": func(t *rapid.T) {
				if len(s.pending) > 0 {
					s.list.Fail(s.list.Generation(), s.take(t), errors.New("no"))
					s.table.Refresh()
				}
			},
			"give up": func(t *rapid.T) {
				if len(s.pending) > 0 {
					s.list.GiveUp(s.list.Generation(), s.take(t))
					s.table.Refresh()
				}
			},
			"retry":  func(*rapid.T) { s.list.Retry(); s.table.Refresh() },
			"insert": func(*rapid.T) { i := row(); s.server = slices.Insert(s.server, i, "row"+string(rune('a'+i%26))) },
			"delete": func(*rapid.T) { i := row(); s.server = slices.Delete(s.server, i, min(i+7, len(s.server))) },
			"reload": func(*rapid.T) { s.pending = nil; s.list.Reload(); s.table.Refresh() },
			"reset":  func(*rapid.T) { s.pending = nil; s.list.Reset(); s.table.Refresh() },
			"":       func(t *rapid.T) { s.holds(t) },
		})
		// In the end the server settles, and so does the list.
		s.pending = nil
		s.list.Reload()
		s.table.Refresh()
		for range 10 {
			s.answer()
		}
		if len(s.pending) > 0 || s.list.Len() != len(s.server) || s.list.Err() != nil {
			t.Fatalf("%d rows of %d, asks for %v, error %v", s.list.Len(), len(s.server), s.pending, s.list.Err())
		}
		if i := s.table.Index(); i >= 0 && s.table.Selected() != s.server[i] {
			t.Fatalf("on row %d is %q, the server has %q", i, s.table.Selected(), s.server[i])
		}
	})
}

// take returns one of the pages to answer, in any order.
func (s *stand) take(t *rapid.T) int {
	page := rapid.SampledFrom(s.pending).Draw(t, "pending")
	s.drop(page)
	return page
}

// holds checks what must be so at any time.
func (s *stand) holds(t *rapid.T) {
	if n := s.list.Loaded(); n > 6*size || n > s.list.Len() {
		t.Fatalf("%d rows are held of %d", n, s.list.Len())
	}
	i := s.table.Index()
	if (i < 0) != (s.list.Len() == 0) || i >= s.list.Len() {
		t.Fatalf("the cursor is on %d of %d", i, s.list.Len())
	}
	if row, loaded := s.list.At(i); loaded && row != "" && row[0] != 0 && s.table.Selected() != row {
		t.Fatalf("row %d is %q, selected is %q", i, row, s.table.Selected())
	}
	if sorted := slices.Sorted(slices.Values(s.pending)); len(slices.Compact(sorted)) != len(s.pending) {
		t.Fatalf("asks twice: %v", s.pending)
	}
	if id := s.table.Selected(); id != "" && s.list.Index(id) < 0 {
		t.Fatalf("%q is selected and not to be found", id)
	}
	kittest.RequireBlock(t, s.table.Lines(), 24, 6)
}
