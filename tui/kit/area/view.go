package area

import (
	"slices"
	"strconv"
	"strings"

	"github.com/jansadm/jansadm/tui/kit/text"
)

// scrollWidth is what the scroll bar and the mark of a match before it take.
const scrollWidth = 2

// numberWidth is what the line numbers and the space behind them take.
func (a *Area) numberWidth() int {
	if !a.options.Numbers {
		return 0
	}
	return len(strconv.Itoa(max(len(a.lines), 1))) + 1
}

// textWidth is what is left for the text, one cell at least.
func (a *Area) textWidth() int { return max(a.width-a.numberWidth()-scrollWidth, 1) }

// widest returns the width of the widest line in the window.
func (a *Area) widest() int {
	widest := 0
	for i := a.top.line; i < min(a.top.line+a.height, len(a.lines)); i++ {
		widest = max(widest, text.Width(text.CleanPainted(a.lines[i])))
	}
	return widest
}

// View returns the area, its lines separated by line breaks.
func (a *Area) View() string { return strings.Join(a.Lines(), "\n") }

// Lines returns exactly as many lines as the area is high, each exactly as wide
// as the area.
func (a *Area) Lines() []string {
	if a.width == 0 || a.height == 0 {
		return nil
	}
	out := make([]string, 0, a.height)
	bar := a.bar()
	for i := a.top.line; i < len(a.lines) && len(out) < a.height; i++ {
		first := 0
		if i == a.top.line {
			first = a.top.piece
		}
		for n, piece := range a.shown(i) {
			if n < first || len(out) == a.height {
				continue
			}
			out = append(out, a.number(i, n)+piece+a.matchMark(i)+bar(len(out)))
		}
	}
	for len(out) < a.height {
		out = append(out, text.Blank(a.numberWidth()+a.textWidth()+1)+bar(len(out)))
	}
	if a.width < a.numberWidth()+scrollWidth+1 {
		return text.Fit(out, a.width, a.height)
	}
	return out
}

// shown returns the lines of the screen for line i, each as wide as the text.
func (a *Area) shown(i int) []string {
	var pieces []string
	switch {
	case a.options.Wrap:
		pieces = slices.Clone(a.wrap(i))
	case a.options.Paint != nil:
		pieces = []string{a.options.Paint(i, a.left, a.left+a.textWidth())}
	default:
		pieces = []string{text.Cut(text.CleanPainted(a.lines[i]), a.left, a.left+a.textWidth())}
	}
	for n, p := range pieces {
		pieces[n] = text.Highlight(text.Pad(p, a.textWidth()), a.search.needle, a.theme.Match)
	}
	dots := a.theme.Glyphs.Ellipsis
	if room := a.textWidth() - text.Width(dots); !a.options.Wrap && room > 0 && text.Width(text.CleanPainted(a.lines[i])) > a.left+a.textWidth() {
		pieces[0] = text.Cut(pieces[0], 0, room) + a.theme.Muted.Paint(dots)
	}
	return pieces
}

func (a *Area) number(i, piece int) string {
	if !a.options.Numbers {
		return ""
	}
	s := ""
	if piece == 0 {
		s = strconv.Itoa(i + 1)
	}
	return a.theme.Muted.Paint(text.PadLeft(s, a.numberWidth()-1)) + " "
}

// matchMark points at the line of the present match, which a theme without
// colour would not show otherwise.
func (a *Area) matchMark(i int) string {
	if matches := a.search.matches; len(matches) > 0 && matches[a.search.at] == i {
		return a.theme.Match.Paint(a.theme.Glyphs.Bullet)
	}
	return " "
}

// bar returns a function that draws the scroll bar's part in a line of the
// window. It goes by lines of the text, which need no measuring.
func (a *Area) bar() func(n int) string {
	count := len(a.lines)
	atStart, atEnd := a.top == place{}, a.AtEnd()
	if atStart && atEnd {
		return func(int) string { return " " }
	}
	size := min(max(a.height*a.height/max(count, 1), 1), max(a.height-1, 1))
	first := a.top.line * (a.height - size) / max(count-1, 1)
	switch {
	case atStart:
		first = 0
	case atEnd:
		first = a.height - size
	}
	thumb := a.theme.Muted.Paint(a.theme.Glyphs.Thumb)
	track := a.theme.Border.Paint(a.theme.Glyphs.Track)
	return func(n int) string {
		if n >= first && n < first+size {
			return thumb
		}
		return track
	}
}
