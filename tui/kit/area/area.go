// Package area is a scrolling view of many lines: help, JSON, a plan. It
// measures, wraps and paints only the lines in the window.
package area

import (
	"strconv"
	"strings"

	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// Area is the widget. Make it with New.
type Area struct {
	theme   *theme.Theme
	options Options

	width, height int
	lines         []string // painted
	top           place
	left          int // the first column shown, where lines are cut
	search        search
	wrapped       map[int][]string // the lines wrapped last, at the present width
}

// place is a line on the screen: the line of the text, and which of the pieces
// it is wrapped into.
type place struct{ line, piece int }

// Options of an area.
type Options struct {
	// Wrap breaks long lines; without it they are cut and h, l move sideways.
	Wrap bool
	// Numbers shows line numbers.
	Numbers bool
	// Paint returns the cells from left up to but not including right of line i,
	// painted and exactly right-left of them. It is asked for the lines in the
	// window alone, so that a long text is coloured as one sees it; the lines set
	// are then clean and not painted. Lines to wrap can't be painted so.
	Paint func(i, left, right int) string
}

// New returns an area without text or size.
func New(th *theme.Theme, options Options) *Area {
	return &Area{theme: th, options: options, wrapped: make(map[int][]string)}
}

// SetSize sets the cells the area takes, line numbers and scroll bar included.
func (a *Area) SetSize(width, height int) {
	a.width, a.height = max(width, 0), max(height, 0)
	clear(a.wrapped)
	a.clamp()
}

// SetText shows plain text, which need not be cleaned, from its start.
func (a *Area) SetText(s string) {
	a.SetLines(strings.Split(strings.TrimSuffix(text.Clean(s), "\n"), "\n"))
}

// SetLines shows painted lines from the first on. The area keeps the slice.
func (a *Area) SetLines(lines []string) {
	a.top, a.left = place{}, 0
	a.ReplaceLines(lines)
}

// ReplaceLines shows other painted lines without scrolling, for content that is
// drawn anew, after a change of width say.
func (a *Area) ReplaceLines(lines []string) {
	a.lines = lines
	clear(a.wrapped)
	a.search.find(lines, a.search.needle)
	a.clamp()
}

// clamp keeps the window inside the text.
func (a *Area) clamp() {
	a.top.line = min(max(a.top.line, 0), max(len(a.lines)-1, 0))
	a.top.piece = min(a.top.piece, max(a.pieces(a.top.line)-1, 0))
	last := a.lastTop()
	if last.before(a.top) {
		a.top = last
	}
}

func (p place) before(q place) bool {
	return p.line < q.line || p.line == q.line && p.piece < q.piece
}

// lastTop returns the place to scroll to at most, where the last line of the
// text is the last one of the window.
func (a *Area) lastTop() place {
	end := place{line: max(len(a.lines)-1, 0)}
	end.piece = max(a.pieces(end.line)-1, 0)
	return a.up(end, max(a.height-1, 0))
}

// up returns the place n lines of the screen above p, down the one below.
func (a *Area) up(p place, n int) place {
	for ; n > 0; n-- {
		switch {
		case p.piece > 0:
			step := min(p.piece, n)
			p.piece -= step
			n -= step - 1
		case p.line > 0:
			p.line--
			p.piece = max(a.pieces(p.line)-1, 0)
		default:
			return p
		}
	}
	return p
}

func (a *Area) down(p place, n int) place {
	for ; n > 0; n-- {
		switch {
		case p.piece < a.pieces(p.line)-1:
			p.piece++
		case p.line < len(a.lines)-1:
			p.line++
			p.piece = 0
		default:
			return p
		}
	}
	return p
}

// pieces returns how many lines of the screen line i takes.
func (a *Area) pieces(i int) int {
	if !a.options.Wrap || i >= len(a.lines) {
		return 1
	}
	return max(len(a.wrap(i)), 1)
}

// maxWrapped is how many wrapped lines are kept: several windows full.
const maxWrapped = 1000

// wrap returns the pieces of line i. Scrolling measures the lines around the
// window again and again, so those are kept.
func (a *Area) wrap(i int) []string {
	if pieces, ok := a.wrapped[i]; ok {
		return pieces
	}
	if len(a.wrapped) >= maxWrapped {
		clear(a.wrapped)
	}
	pieces := text.Wrap(text.CleanPainted(a.lines[i]), a.textWidth())
	a.wrapped[i] = pieces
	return pieces
}

// Position says which part is shown, "1-20/300", and which match the search is
// at, "match 2/7".
func (a *Area) Position() string {
	if len(a.lines) == 0 || a.height == 0 {
		return ""
	}
	last := a.down(a.top, a.height-1)
	s := strconv.Itoa(a.top.line+1) + "-" + strconv.Itoa(last.line+1) + "/" + strconv.Itoa(len(a.lines))
	if m := a.search.position(); m != "" {
		s += " " + m
	}
	return s
}

// Top returns the first line of the text that is shown, from 0.
func (a *Area) Top() int { return a.top.line }

// SetTop scrolls so that a line is the first one shown, as far as the text goes.
func (a *Area) SetTop(line int) {
	a.top = place{line: line}
	a.clamp()
}

// Match says which match the search is at, "match 2/7", "" without a search.
func (a *Area) Match() string { return a.search.position() }

// AtEnd reports whether the end of the text is in the window.
func (a *Area) AtEnd() bool { return !a.top.before(a.lastTop()) }
