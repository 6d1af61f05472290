package line

import "github.com/jansadm/jansadm/tui/kit/text"

// scroll moves the part that shows so that the cursor is in it, with one cell
// kept free for it at the end.
func (in *Input) scroll() {
	if in.cursor < in.first {
		in.first = in.cursor
	}
	room := in.width - 1
	cells := 0
	for _, c := range in.chars[in.first:in.cursor] {
		cells += c.cells
	}
	if in.cursor < len(in.chars) {
		room -= max(in.chars[in.cursor].cells-1, 0)
	}
	for in.first < in.cursor && cells > room {
		cells -= in.chars[in.first].cells
		in.first++
	}
	// After deleting, show again what fits before.
	tail := in.tailCells()
	for in.first > 0 && cells+tail+in.chars[in.first-1].cells <= in.width-1 {
		in.first--
		cells += in.chars[in.first].cells
	}
}

// tailCells is the width of what is behind the cursor, or the width of the
// input if that is less.
func (in *Input) tailCells() int {
	cells := 0
	for _, c := range in.chars[in.cursor:] {
		if cells += c.cells; cells >= in.width {
			return in.width
		}
	}
	return cells
}

// View returns the input in exactly as many cells as SetWidth said.
func (in *Input) View() string {
	if in.width == 0 {
		return ""
	}
	if in.Empty() && in.placeholder != "" {
		return in.viewPlaceholder()
	}
	if !in.focused {
		return in.viewBeginning()
	}
	out := make([]byte, 0, in.width+32)
	var run []byte // characters to be painted alike
	cells := 0
	flush := func() {
		out = in.theme.Input.Append(out, string(run))
		run = run[:0]
	}
	insert := in.focused && in.theme.Caret.IsZero()
	for i := in.first; i < len(in.chars); i++ {
		c := in.chars[i]
		atCursor := in.focused && i == in.cursor
		if atCursor && insert {
			run = append(run, in.theme.Glyphs.Caret...)
			cells++
		}
		if cells+c.cells > in.width {
			break
		}
		if atCursor && !insert {
			flush()
			out = in.theme.Caret.Append(out, c.shown)
		} else {
			run = append(run, c.shown...)
		}
		cells += c.cells
	}
	if in.focused && in.cursor == len(in.chars) && cells < in.width {
		cells++
		if insert {
			run = append(run, in.theme.Glyphs.Caret...)
		} else {
			flush()
			out = in.theme.Caret.Append(out, " ")
		}
	}
	flush()
	return string(out) + text.Blank(in.width-cells)
}

// viewBeginning is for reading: with a sign where there is more than fits.
func (in *Input) viewBeginning() string {
	var shown []byte
	cells := 0
	for _, c := range in.chars {
		if cells > in.width {
			break
		}
		shown, cells = append(shown, c.shown...), cells+c.cells
	}
	return in.theme.Input.Paint(text.Pad(text.Truncate(string(shown), in.width, in.theme.Glyphs.Ellipsis), in.width))
}

func (in *Input) viewPlaceholder() string {
	if !in.focused {
		return in.theme.Placeholder.Paint(text.Pad(text.Truncate(in.placeholder, in.width, in.theme.Glyphs.Ellipsis), in.width))
	}
	caret := in.theme.Caret.Paint(" ")
	if in.theme.Caret.IsZero() {
		caret = in.theme.Glyphs.Caret
	}
	rest := text.Pad(text.Truncate(in.placeholder, in.width-1, in.theme.Glyphs.Ellipsis), in.width-1)
	return caret + in.theme.Placeholder.Paint(rest)
}
