package text

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Cleaner makes text from outside harmless: no byte of it can reach the
// terminal as a control sequence, reorder what is shown, hide, or break the
// width it is laid out with. What it takes out it replaces by a visible sign,
// so that nobody is shown a text that merely looks harmless. Cleaning cleaned
// text changes nothing.
//
// These are taken out: control sequences whole (an unfinished one only by its
// first character, so that it can't swallow what follows), control characters,
// bidirectional controls, line and paragraph separators, format characters and
// invisible fillers, variation selectors and joiners outside the emoji and
// scripts that need them, combining marks without a base or piled up high,
// private use and unassigned invisible ones, and bytes that are not UTF-8. Tabs
// become spaces; carriage returns vanish, having nothing to show.
type Cleaner struct {
	// ASCII makes the replacement sign "?" for terminals without Unicode.
	ASCII bool
	// Drop leaves out what would be replaced, for text a person types or
	// pastes, where a stray invisible character is never meant.
	Drop bool
}

// tabStop is how far apart tab stops are in cleaned text.
const tabStop = 4

// Clean cleans text of several lines: "\n" stays, tabs fill up to the next of
// the stops, four cells apart.
func Clean(s string) string { return Cleaner{}.Lines(s) }

// CleanLine cleans text into one line: line breaks and tabs become spaces.
func CleanLine(s string) string { return Cleaner{}.Line(s) }

// Lines is Clean with the options of c.
func (c Cleaner) Lines(s string) string {
	if plainLines(s) {
		return s
	}
	return c.clean(s, true)
}

// Line is CleanLine with the options of c.
func (c Cleaner) Line(s string) string {
	if plain(s) {
		return s
	}
	return c.clean(s, false)
}

func plainLines(s string) bool {
	for i := range len(s) {
		if (s[i] < ' ' || s[i] > '~') && s[i] != '\n' {
			return false
		}
	}
	return true
}

// clean walks over s once. The scanner decides for each piece what becomes of it.
func (c Cleaner) clean(s string, lines bool) string {
	w := writer{Cleaner: c}
	w.b.Grow(len(s) + 8)
	for s != "" {
		r, size := utf8.DecodeRuneInString(s)
		switch {
		case r == '\n' && lines:
			w.b.WriteByte('\n')
			w.start, w.column = w.b.Len(), 0
			w.began(0)
		case r == '\n':
			w.space(1)
		case r == '\t' && lines:
			w.tab()
		case r == '\t':
			w.space(1)
		case r == '\r':
		case r == utf8.RuneError && size == 1:
			w.replace('\uFFFD')
		case startsSequence(r):
			size = controlLength(s)
			w.replace('␛')
		case unicode.IsControl(r):
			w.replace(controlPicture(r))
		default:
			w.character(r, s[size:])
		}
		s = s[size:]
	}
	return w.b.String()
}

// writer collects cleaned text.
type writer struct {
	Cleaner
	b             strings.Builder
	start, column int  // where the text behind the last tab of the line begins
	base          rune // the last character that is none of those that go on another
	prev          rune // the last character written, 0 at the start of a line
	marks         int  // combining marks since the last character that takes a cell
}

func (w *writer) tab() {
	w.column += Width(w.b.String()[w.start:])
	n := tabStop - w.column%tabStop
	w.space(n)
	w.start, w.column = w.b.Len(), w.column+n
}

func (w *writer) space(n int) {
	w.b.WriteString(Blank(n))
	w.began(' ')
}

// replace writes the visible sign for something taken out.
func (w *writer) replace(sign rune) {
	if w.Drop {
		return
	}
	if w.ASCII {
		sign = '?'
	}
	w.b.WriteRune(sign)
	w.began(sign)
}

// maxMarks is how many combining marks one character may carry: more than any
// script needs, too few to paint over neighbouring lines.
const maxMarks = 8

// character writes r, which is no control character, or its replacement.
// Rest is what follows it.
func (w *writer) character(r rune, rest string) {
	if r < utf8.RuneSelf {
		w.b.WriteByte(byte(r))
		w.began(r)
		return
	}
	switch class := classify(r); {
	case class == ordinary:
		w.b.WriteRune(r)
		w.began(r)
	case !w.fits(class, r, rest):
		w.replace('\uFFFD')
	case class == mark:
		w.b.WriteRune(r)
		w.marks++
	default:
		w.b.WriteRune(r)
		w.prev, w.marks = r, 0
	}
}

// fits reports whether a character that can't stand alone may go on what has
// been written.
func (w *writer) fits(class class, r rune, rest string) bool {
	switch class {
	case selector:
		return selectable(w.prev, r)
	case joiner:
		following, _ := utf8.DecodeRuneInString(rest)
		return joinable(w.base, w.prev, r, following)
	case mark:
		return w.prev != 0 && w.marks < maxMarks
	case spacing:
		return based(w.prev, r)
	default:
		return false
	}
}

// began notes that a character that others may go on has been written.
func (w *writer) began(r rune) { w.base, w.prev, w.marks = r, r, 0 }
