package area

import (
	"sort"
	"strconv"

	"github.com/jansadm/jansadm/tui/kit/text"
)

// search holds the lines that a needle is in.
type search struct {
	needle  string
	matches []int
	at      int // index into matches
}

// find looks through all lines once; stepping from match to match is then free.
func (s *search) find(lines []string, needle string) {
	s.needle, s.matches = needle, s.matches[:0]
	if needle == "" {
		s.at = 0
		return
	}
	for i, l := range lines {
		if start, _ := text.Index(text.Strip(l), needle); start >= 0 {
			s.matches = append(s.matches, i)
		}
	}
	s.at = min(s.at, max(len(s.matches)-1, 0))
}

func (s *search) position() string {
	if s.needle == "" {
		return ""
	}
	if len(s.matches) == 0 {
		return "no match"
	}
	return "match " + strconv.Itoa(s.at+1) + "/" + strconv.Itoa(len(s.matches))
}

// Search marks the occurrences of needle, without regard to case, and goes to
// the first line that has one, from the top of the window on and then from the
// start. An empty needle ends the search. It reports whether there is a match.
func (a *Area) Search(needle string) bool {
	a.search.find(a.lines, needle)
	if len(a.search.matches) == 0 {
		return false
	}
	a.search.at = sort.SearchInts(a.search.matches, a.top.line) % len(a.search.matches)
	a.showMatch()
	return true
}

// Matches is how many lines the search has found.
func (a *Area) Matches() int { return len(a.search.matches) }

// Step goes n matches on, around the ends, and reports whether there are any.
func (a *Area) Step(n int) bool {
	count := len(a.search.matches)
	if count == 0 {
		return false
	}
	a.search.at = (a.search.at + n + count) % count
	a.showMatch()
	return true
}

// showMatch scrolls the line of the match into the window, a third from its
// top, unless it is in it.
func (a *Area) showMatch() {
	line := a.search.matches[a.search.at]
	start := place{line: line}
	last := a.down(a.top, max(a.height-1, 0))
	if start.before(a.top) || last.before(start) {
		a.top = a.up(start, a.height/3)
		a.clamp()
	}
	if !a.options.Wrap {
		a.showColumn(line)
	}
}

// showColumn moves sideways so that the match in a cut line is seen.
func (a *Area) showColumn(line int) {
	bare := text.Strip(text.CleanPainted(a.lines[line]))
	start, end := text.Index(bare, a.search.needle)
	if start < 0 {
		return
	}
	from, to := text.Width(bare[:start]), text.Width(bare[:end])
	if from < a.left || to > a.left+a.textWidth()-text.Width(a.theme.Glyphs.Ellipsis) {
		a.left = max(to-a.textWidth()+sideways, 0)
		a.left = min(a.left, from)
	}
}
