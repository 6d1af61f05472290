package edit

import (
	"strconv"
	"strings"

	"github.com/jansadm/jansadm/tui/kit/text"
)

// tabStop is how far apart tab stops are shown.
const tabStop = 4

// shown returns how a line shows, up to byte end of it.
func shown(line string, end int) string {
	if text.CleanLine(line) == line {
		return line[:end]
	}
	line = line[:end]
	var b strings.Builder
	column := 0
	for line != "" {
		var first string
		first, line, _ = text.Grapheme(line)
		if first == "\t" {
			n := tabStop - column%tabStop
			b.WriteString(text.Blank(n))
			column += n
			continue
		}
		if first == "\r" { // cleaning drops it; here one must see what one edits
			first = "\u240d"
		}
		clean := text.CleanLine(first)
		b.WriteString(clean)
		column += text.Width(clean)
	}
	return b.String()
}

// column returns the column of the cursor in cells.
func (e *Editor) column() int {
	return text.Width(shown(e.lines[e.cursor.line], e.cursor.byte))
}

// byteAt returns the start of the character at a column of a line.
func byteAt(line string, column int) int {
	at, cells := 0, 0
	for rest := line; rest != ""; {
		first, after, _ := text.Grapheme(rest)
		width := text.Width(shown(first, len(first)))
		if first == "\t" {
			width = tabStop - cells%tabStop
		}
		if cells+width > column {
			return at
		}
		at, cells, rest = at+len(first), cells+width, after
	}
	return at
}

const scrollWidth = 2

func (e *Editor) numberWidth() int {
	if !e.options.Numbers {
		return 0
	}
	return len(strconv.Itoa(len(e.lines))) + 1
}

func (e *Editor) textWidth() int { return max(e.width-e.numberWidth()-scrollWidth, 1) }

// reveal moves the window so that the cursor is in it.
func (e *Editor) reveal() {
	e.top = min(e.top, e.cursor.line)
	e.top = max(e.top, e.cursor.line-max(e.height, 1)+1, 0)
	e.top = min(e.top, max(len(e.lines)-e.height, 0))
	column, width := e.column(), e.textWidth()
	e.left = min(e.left, column)
	if column > e.left+width-2 {
		e.left = min(max(column-width+2, 0), column)
	}
}

// View returns the editor, its lines separated by line breaks.
func (e *Editor) View() string { return strings.Join(e.Lines(), "\n") }

// Lines returns exactly as many lines as the editor is high, each exactly as
// wide as the editor.
func (e *Editor) Lines() []string {
	if e.width == 0 || e.height == 0 {
		return nil
	}
	out := make([]string, 0, e.height)
	for n := range e.height {
		i := e.top + n
		if i >= len(e.lines) {
			out = append(out, text.Blank(e.numberWidth()+e.textWidth())+e.bar(n))
			continue
		}
		out = append(out, e.number(i)+e.line(i)+e.bar(n))
	}
	if e.width < e.numberWidth()+scrollWidth+1 {
		return text.Fit(out, e.width, e.height)
	}
	return out
}

func (e *Editor) number(i int) string {
	if !e.options.Numbers {
		return ""
	}
	return e.theme.Muted.Paint(text.PadLeft(strconv.Itoa(i+1), e.numberWidth()-1)) + " "
}

// line returns the part of a line that is in the window, with the cursor.
func (e *Editor) line(i int) string {
	line, end := e.lines[i], e.left+e.textWidth()
	whole := shown(line, len(line))
	if !e.focused || i != e.cursor.line {
		return e.theme.Input.Paint(text.Cut(whole, e.left, end))
	}
	column := e.column()
	before := e.theme.Input.Paint(text.Cut(whole, e.left, column))
	if e.theme.Caret.IsZero() {
		return before + e.theme.Glyphs.Caret + text.Cut(whole, column, end-1)
	}
	next := e.after(e.cursor)
	under := column + 1
	if next.line == i {
		under = max(text.Width(shown(line, next.byte)), under)
	}
	under = min(under, end)
	return before + e.theme.Caret.Paint(text.Cut(whole, column, under)) + e.theme.Input.Paint(text.Cut(whole, under, end))
}

func (e *Editor) bar(n int) string {
	count := len(e.lines)
	if count <= e.height {
		return "  "
	}
	size := max(e.height*e.height/count, 1)
	hidden := count - e.height
	first := (e.top*(e.height-size) + hidden/2) / hidden
	if n >= first && n < first+size {
		return " " + e.theme.Muted.Paint(e.theme.Glyphs.Thumb)
	}
	return " " + e.theme.Border.Paint(e.theme.Glyphs.Track)
}
