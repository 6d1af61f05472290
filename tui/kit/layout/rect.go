// Package layout divides the screen into rectangles and puts finished blocks of
// lines together: side by side, in a frame, or over one another. A block is a
// slice of lines of painted text, all of the same width.
package layout

// Rect is a part of the screen in cells; (0, 0) is the top left corner.
type Rect struct{ X, Y, W, H int }

// Empty reports whether nothing can be drawn in r.
func (r Rect) Empty() bool { return r.W <= 0 || r.H <= 0 }

// Center returns a rectangle of w by h in the middle of r, smaller where r is.
func (r Rect) Center(w, h int) Rect {
	w, h = max(min(w, r.W), 0), max(min(h, r.H), 0)
	return Rect{X: r.X + (r.W-w)/2, Y: r.Y + (r.H-h)/2, W: w, H: h}
}

// Part is one share of a rectangle: Min cells at least, and a share of what is
// left over in proportion to Weight. A part of weight 0 stays at Min.
type Part struct{ Min, Weight int }

// Fixed is a part of exactly n cells.
func Fixed(n int) Part { return Part{Min: n} }

// Flex is a part that takes weight shares of the free room.
func Flex(weight int) Part { return Part{Weight: weight} }

// Rows divides r from top to bottom. The rectangles never overlap nor leave r;
// they fill it if a part has a weight. Where the minimums don't fit, the later
// parts lose first.
func (r Rect) Rows(parts ...Part) []Rect {
	rects := make([]Rect, len(parts))
	y := r.Y
	for i, h := range Split(r.H, parts...) {
		rects[i] = Rect{X: r.X, Y: y, W: r.W, H: h}
		y += h
	}
	return rects
}

// Columns divides r from left to right as Rows does from top to bottom.
func (r Rect) Columns(parts ...Part) []Rect {
	rects := make([]Rect, len(parts))
	x := r.X
	for i, w := range Split(r.W, parts...) {
		rects[i] = Rect{X: x, Y: r.Y, W: w, H: r.H}
		x += w
	}
	return rects
}

// Split divides total cells among parts.
func Split(total int, parts ...Part) []int {
	sizes := make([]int, len(parts))
	free, weights := max(total, 0), 0
	for i, p := range parts {
		sizes[i] = min(max(p.Min, 0), free)
		free -= sizes[i]
		weights += max(p.Weight, 0)
	}
	for i, p := range parts {
		if p.Weight <= 0 {
			continue
		}
		share := free * p.Weight / weights
		sizes[i] += share
		free -= share
		weights -= p.Weight
	}
	return sizes
}

// DetailFrom is the width from which a list has a detail pane beside it.
const DetailFrom = 120

// ListDetail divides r into a list and, if r is wide enough, a detail pane with
// one column for a divider between them.
func ListDetail(r Rect) (list, detail Rect, ok bool) { return beside(r, Flex(3), Flex(2)) }

// TableDetail is ListDetail for a list of many columns, which needs more of the
// room.
func TableDetail(r Rect) (list, detail Rect, ok bool) { return beside(r, Flex(7), Flex(3)) }

func beside(r Rect, left, right Part) (list, detail Rect, ok bool) {
	if r.W < DetailFrom {
		return r, Rect{}, false
	}
	columns := r.Columns(left, Fixed(1), right)
	return columns[0], columns[2], true
}
