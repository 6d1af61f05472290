package text

// AppendFit appends s to dst, cut or filled up with spaces to exactly width
// cells; what is cut off is replaced by the ellipsis. S is painted text. This
// is what tables build their rows from: for plain ASCII it allocates nothing.
func AppendFit(dst []byte, s string, width int, ellipsis string) []byte {
	if width <= 0 {
		return dst
	}
	cells := Width(s)
	if cells <= width {
		return appendBlank(append(dst, s...), width-cells)
	}
	return appendCut(dst, s, width, ellipsis)
}

// appendCut appends the start of s, which is wider than width, and the ellipsis.
func appendCut(dst []byte, s string, width int, ellipsis string) []byte {
	room := width - Width(ellipsis)
	if room < 0 {
		room, ellipsis = width, ""
	}
	if plain(s) {
		dst = append(dst, s[:room]...)
		dst = append(dst, ellipsis...)
		return appendBlank(dst, width-room-Width(ellipsis))
	}
	cells, painted := 0, ""
	for s != "" {
		var t token
		t, s = next(s)
		if t.sequence {
			dst = append(dst, t.text...)
			painted = t.text
			continue
		}
		if cells+t.cells > room {
			break
		}
		dst = append(dst, t.text...)
		cells += t.cells
	}
	dst = append(dst, ellipsis...)
	if painted != "" && !isReset(painted) {
		dst = append(dst, "\x1b[0m"...)
	}
	return appendBlank(dst, width-cells-Width(ellipsis))
}

// Truncate cuts painted text that is wider than width to exactly width cells,
// the last of them the ellipsis, which is left out where there is no room for
// it. What a style painted stays painted, and no style runs on behind the cut.
func Truncate(s string, width int, ellipsis string) string {
	if width <= 0 {
		return ""
	}
	if Width(s) <= width {
		return s
	}
	return string(appendCut(make([]byte, 0, len(s)), s, width, ellipsis))
}

// Middle puts an ellipsis in place of the middle of painted text that is wider
// than width, a little before the half: names that begin alike are told apart by
// their ends. Where there is no room for both ends it cuts as Truncate does.
func Middle(s string, width int, ellipsis string) string {
	whole, dots := Width(s), Width(ellipsis)
	switch {
	case whole <= width:
		return s
	case width < 3*dots+2:
		return Truncate(s, width, ellipsis)
	}
	head := (width - dots) * 2 / 5
	return Cut(s, 0, head) + ellipsis + Cut(s, whole-(width-dots-head), whole)
}

// Pad cuts or fills painted text to exactly width cells, text to the left.
func Pad(s string, width int) string {
	if width <= 0 {
		return ""
	}
	if Width(s) == width {
		return s
	}
	return string(AppendFit(make([]byte, 0, len(s)+width), s, width, ""))
}

// PadLeft cuts or fills painted text to exactly width cells, text to the right.
func PadLeft(s string, width int) string {
	if missing := width - Width(s); missing >= 0 {
		return Blank(missing) + s
	}
	return Pad(s, width)
}

// Fit returns exactly height lines of exactly width cells: lines are cut and
// filled up, surplus lines dropped, missing ones blank.
func Fit(lines []string, width, height int) []string {
	if width <= 0 || height <= 0 {
		return nil
	}
	fitted := make([]string, height)
	for i := range fitted {
		if i < len(lines) {
			fitted[i] = Pad(lines[i], width)
		} else {
			fitted[i] = Blank(width)
		}
	}
	return fitted
}

// Cut returns the cells from left up to but not including right of painted
// text, exactly right-left of them: half a wide character is a space, and so is
// what lies behind the end. Styles that reach into the part are kept.
func Cut(s string, left, right int) string {
	left = max(left, 0)
	if right <= left {
		return ""
	}
	if plain(s) {
		return Pad(s[min(left, len(s)):min(right, len(s))], right-left)
	}
	c := cutter{left: left, right: right, out: make([]byte, 0, right-left+16)}
	for s != "" && c.at < right {
		var t token
		t, s = next(s)
		c.add(t)
	}
	return c.finish()
}

// cutter collects the tokens between two columns.
type cutter struct {
	left, right int
	at          int    // the column of the next token
	written     int    // cells collected
	style       string // the colour sequence in force
	out         []byte
}

func (c *cutter) add(t token) {
	if t.sequence {
		c.style = t.text
		if c.written > 0 {
			c.out = append(c.out, t.text...)
		}
		return
	}
	visible := min(c.at+t.cells, c.right) - max(c.at, c.left)
	switch {
	case visible > 0 && c.written == 0 && !isReset(c.style):
		c.out = append(c.out, c.style...)
		fallthrough
	case visible > 0 || c.written > 0:
		if visible == t.cells {
			c.out = append(c.out, t.text...)
		} else {
			c.out = appendBlank(c.out, visible)
		}
		c.written += visible
	}
	c.at += t.cells
}

func (c *cutter) finish() string {
	if c.written > 0 && c.style != "" && !isReset(c.style) {
		c.out = append(c.out, "\x1b[0m"...)
	}
	return string(appendBlank(c.out, c.right-c.left-c.written))
}
