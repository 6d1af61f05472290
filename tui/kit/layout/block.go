package layout

import (
	"strings"

	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// Beside joins two blocks of the same height with a divider between them. A
// shorter one is continued with blanks; each keeps the width of its first line.
func Beside(left []string, divider string, right []string) []string {
	leftWidth, rightWidth := blockWidth(left), blockWidth(right)
	joined := make([]string, max(len(left), len(right)))
	for i := range joined {
		joined[i] = line(left, i, leftWidth) + divider + line(right, i, rightWidth)
	}
	return joined
}

func blockWidth(block []string) int {
	if len(block) == 0 {
		return 0
	}
	return text.Width(block[0])
}

func line(block []string, i, width int) string {
	if i < len(block) {
		return block[i]
	}
	return text.Blank(width)
}

// Overlay draws box over frame with its top left corner at (x, y) and returns
// the new frame; what sticks out is cut off. Every line keeps its width, also
// where an edge of the box runs through a wide character.
func Overlay(frame, box []string, x, y int) []string {
	out := make([]string, len(frame))
	copy(out, frame)
	for i, over := range box {
		row := y + i
		if row < 0 || row >= len(out) {
			continue
		}
		width := text.Width(out[row])
		left, right := max(x, 0), min(x+text.Width(over), width)
		if right <= left {
			continue
		}
		out[row] = text.Cut(out[row], 0, left) + text.Cut(over, left-x, right-x) + text.Cut(out[row], right, width)
	}
	return out
}

// scrap is how many cells of a frame beside a box are too few to make sense.
const scrap = 8

// Float is Overlay for a box that comes up over a frame: where what stays to see
// beside it would be scraps of lines, there is nothing.
func Float(frame, box []string, x, y int) []string {
	out := Overlay(frame, box, x, y)
	for i := max(y, 0); i < min(y+len(box), len(out)); i++ {
		width := text.Width(out[i])
		left, right := max(x, 0), min(x+blockWidth(box), width)
		if right <= left {
			continue
		}
		if left <= scrap {
			out[i] = text.Blank(left) + text.Cut(out[i], left, width)
		}
		if width-right <= scrap {
			out[i] = text.Cut(out[i], 0, right) + text.Blank(width-right)
		}
	}
	return out
}

// OverlayCenter floats box over the middle of frame, whose lines are width wide.
func OverlayCenter(frame, box []string, width int) []string {
	at := Rect{W: width, H: len(frame)}.Center(blockWidth(box), len(box))
	return Float(frame, box, at.X, at.Y)
}

// Frame is the border of a box.
type Frame struct {
	Theme   *theme.Theme
	Title   string // cleaned text, at the left of the upper edge
	Note    string // cleaned text, at the right of the lower edge: a position
	Focused bool   // painted as the one that has the focus
	Danger  bool   // painted as a warning, over Focused
}

// Margins are the cells that a frame takes from the width and the height of
// what is in it: an edge and a space on each side, an edge above and below.
const (
	MarginWidth  = 4
	MarginHeight = 2
)

// Draw puts lines into a frame that is width by height on the outside. A frame
// too small for its edges is blank.
func (f Frame) Draw(lines []string, width, height int) []string {
	if width < MarginWidth || height < MarginHeight {
		return text.Fit(nil, width, height)
	}
	edge, title := f.Theme.Border, f.Theme.Title
	switch {
	case f.Danger:
		edge, title = f.Theme.Danger, f.Theme.Danger
	case f.Focused:
		edge, title = f.Theme.Focus, f.Theme.Focus
	}
	b := f.Theme.Glyphs.Border
	out := make([]string, 0, height)
	out = append(out, f.horizontal(edge, title, b.TopLeft, b.Top, b.TopRight, f.Title, false, width))
	left, right := edge.Paint(b.Left)+" ", " "+edge.Paint(b.Right)
	for _, l := range text.Fit(lines, width-MarginWidth, height-MarginHeight) {
		out = append(out, left+l+right)
	}
	for len(out) < height-1 { // no room for content, only for the edges
		out = append(out, left+right)
	}
	return append(out, f.horizontal(edge, f.Theme.Muted, b.BottomLeft, b.Bottom, b.BottomRight, f.Note, true, width))
}

// horizontal draws an edge with a label in it.
func (f Frame) horizontal(edge, label theme.Style, left, middle, right, s string, atEnd bool, width int) string {
	room := width - 6 // two corners, and a piece of edge and a space each side
	if s == "" || room < 1 {
		return edge.Paint(left + strings.Repeat(middle, width-2) + right)
	}
	s = text.Truncate(text.CleanLine(s), room, f.Theme.Glyphs.Ellipsis)
	rest := strings.Repeat(middle, room-text.Width(s))
	if atEnd {
		return edge.Paint(left+rest+middle) + " " + label.Paint(s) + " " + edge.Paint(middle+right)
	}
	return edge.Paint(left+middle) + " " + label.Paint(s) + " " + edge.Paint(middle+rest+right)
}
