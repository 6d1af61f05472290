// Package line is an input for one line of text.
package line

import (
	"slices"
	"strings"

	"github.com/jansadm/jansadm/theme"
	"github.com/jansadm/jansadm/tui/kit/text"
)

// Input is a single-line text input. Its value is kept exactly as it was set:
// a line break or control character that came from elsewhere is shown by a
// visible sign and stays in the value until the person deletes it. What a
// person types or pastes comes in without such characters.
//
// The cursor moves by what a reader calls characters.
type Input struct {
	theme       *theme.Theme
	options     Options
	width       int
	focused     bool
	placeholder string

	chars  []char
	cursor int // before chars[cursor]
	first  int // the first character shown
	notice string
}

// char is one character of the value and how it shows.
type char struct {
	raw, shown string
	cells      int
}

// setMasks is how many masks stand for a secret that was set.
const setMasks = 8

// Options of an input.
type Options struct {
	// Secret shows a mask for every character typed, and a fixed number
	// of them for a text that was set, which is deleted as a whole: its length is
	// nobody's business.
	Secret bool
	// Limit is the most characters that can be typed in; 0 means no limit. A
	// longer value that was set stays.
	Limit int
	// RefuseBreaks refuses a paste that has line breaks in it instead of
	// turning them into spaces.
	RefuseBreaks bool
	// Placeholder is shown, painted as such, while the value is empty.
	Placeholder string
}

// New returns an empty input with focus; it shows nothing before SetWidth.
func New(th *theme.Theme, options Options) *Input {
	return &Input{theme: th, options: options, focused: true, placeholder: text.CleanLine(options.Placeholder)}
}

// SetWidth sets the cells the input takes.
func (in *Input) SetWidth(w int) {
	in.width = max(w, 0)
	in.scroll()
}

// SetFocused says whether the cursor is shown.
func (in *Input) SetFocused(on bool) { in.focused = on }

// Value returns the text.
func (in *Input) Value() string { return join(in.chars) }

// SetValue replaces the text, takes it over unaltered, and puts the cursor
// behind it.
func (in *Input) SetValue(s string) {
	in.chars = in.split(s)
	if in.options.Secret && s != "" {
		shown := strings.Repeat(in.theme.Glyphs.Mask, setMasks)
		in.chars = []char{{raw: s, shown: shown, cells: text.Width(shown)}}
	}
	in.cursor, in.first, in.notice = len(in.chars), 0, ""
	in.scroll()
}

// Empty reports whether the value is empty.
func (in *Input) Empty() bool { return len(in.chars) == 0 }

// Notice says what became of the last input if it was not taken over as it
// came, "" otherwise.
func (in *Input) Notice() string { return in.notice }

// split cuts a value into characters and prepares how they show.
func (in *Input) split(s string) []char {
	chars := make([]char, 0, len(s))
	for s != "" {
		var c char
		c.raw, s, _ = text.Grapheme(s)
		c.shown = in.show(c.raw)
		c.cells = text.Width(c.shown)
		chars = append(chars, c)
	}
	return chars
}

// weld joins characters. Their text is split anew, since a combining mark joins
// what is there; but in a secret what was set stays in one piece.
func (in *Input) weld(head, tail []char) []char {
	if in.options.Secret {
		return slices.Concat(head, tail)
	}
	return in.split(join(head) + join(tail))
}

func join(chars []char) string {
	var b strings.Builder
	for _, c := range chars {
		b.WriteString(c.raw)
	}
	return b.String()
}

func (in *Input) show(raw string) string {
	switch {
	case in.options.Secret:
		return in.theme.Glyphs.Mask
	case raw == "\n" || raw == "\r":
		return in.theme.Glyphs.NewLine
	default:
		return text.CleanLine(raw)
	}
}
