// Package text measures, cuts, wraps and cleans text for the terminal. It is
// the only place that knows control sequences and the widths of characters.
//
// Text comes in two kinds. Clean text has been through Clean or CleanLine and
// holds nothing but characters that show. Painted text is clean text with
// colour sequences around parts of it, as theme.Style makes it; functions say
// so when they take it. Widths are those of github.com/charmbracelet/x/ansi,
// which is what the renderer of the program goes by as well.
package text

import (
	"strings"

	"github.com/charmbracelet/x/ansi"
)

const escape = '\x1b'

// Width returns how many cells painted text takes.
func Width(s string) int {
	if plain(s) {
		return len(s)
	}
	return ansi.StringWidth(s)
}

// plain reports whether s is printable ASCII, where bytes, characters and cells
// are all the same.
func plain(s string) bool {
	for i := range len(s) {
		if s[i] < ' ' || s[i] > '~' {
			return false
		}
	}
	return true
}

// Grapheme returns the first thing a reader would call a character of s, its
// rest, and the cells it takes. Control sequences are not looked for.
func Grapheme(s string) (first, rest string, cells int) {
	if s == "" {
		return "", "", 0
	}
	if len(s) == 1 || (s[0] < 0x80 && s[1] < 0x80) {
		return s[:1], s[1:], Width(s[:1])
	}
	cluster, _ := ansi.FirstGraphemeCluster(s, ansi.GraphemeWidth)
	return cluster, s[len(cluster):], ansi.StringWidth(cluster)
}

// token is what cutting and wrapping handle as one piece: a character, or a
// control sequence of no width.
type token struct {
	text     string
	cells    int
	sequence bool
}

// next splits the first token off painted text.
func next(s string) (token, string) {
	if s[0] != escape {
		first, rest, cells := Grapheme(s)
		return token{text: first, cells: cells}, rest
	}
	end := sequenceEnd(s)
	return token{text: s[:end], sequence: true}, s[end:]
}

// sequenceEnd returns the length of the control sequence that s starts with.
func sequenceEnd(s string) int {
	if len(s) < 2 || s[1] != '[' {
		return 1
	}
	for i := 2; i < len(s); i++ {
		if s[i] >= '@' && s[i] <= '~' {
			return i + 1
		}
	}
	return len(s)
}

// isReset reports whether a colour sequence switches everything off.
func isReset(sequence string) bool {
	return sequence == "\x1b[0m" || sequence == "\x1b[m"
}

const blanks = "                                                                "

// Blank returns n spaces.
func Blank(n int) string {
	switch {
	case n <= 0:
		return ""
	case n <= len(blanks):
		return blanks[:n]
	default:
		return strings.Repeat(" ", n)
	}
}

// appendBlank appends n spaces to dst.
func appendBlank(dst []byte, n int) []byte {
	for n > 0 {
		step := min(n, len(blanks))
		dst = append(dst, blanks[:step]...)
		n -= step
	}
	return dst
}

// Strip returns painted text without its control sequences.
func Strip(s string) string {
	if strings.IndexByte(s, escape) < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for s != "" {
		start := strings.IndexByte(s, escape)
		if start < 0 {
			b.WriteString(s)
			break
		}
		b.WriteString(s[:start])
		s = s[start+sequenceEnd(s[start:]):]
	}
	return b.String()
}
