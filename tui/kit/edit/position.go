package edit

import (
	"unicode"
	"unicode/utf8"

	"github.com/jansadm/jansadm/tui/kit/text"
)

// boundary returns the start of the character that byte i of line is in, or the
// end of the line that i lies beyond.
func boundary(line string, i int) int {
	at := 0
	for rest := line; rest != ""; {
		first, after, _ := text.Grapheme(rest)
		if at+len(first) > i {
			return at
		}
		at += len(first)
		rest = after
	}
	return at
}

func (e *Editor) lineEnd(p position) position {
	return position{line: p.line, byte: len(e.lines[p.line])}
}

// before returns the position one character back, after the one forward. A line
// break is a character.
func (e *Editor) before(p position) position {
	switch {
	case p.byte > 0:
		return position{line: p.line, byte: boundary(e.lines[p.line], p.byte-1)}
	case p.line > 0:
		return e.lineEnd(position{line: p.line - 1})
	default:
		return p
	}
}

func (e *Editor) after(p position) position {
	line := e.lines[p.line]
	switch {
	case p.byte < len(line):
		first, _, _ := text.Grapheme(line[p.byte:])
		return position{line: p.line, byte: p.byte + len(first)}
	case p.line < len(e.lines)-1:
		return position{line: p.line + 1}
	default:
		return p
	}
}

// wordBefore returns where the word before p starts, wordAfter where the one
// behind it ends; at the ends of a line, the neighbouring line's end.
func (e *Editor) wordBefore(p position) position {
	if p.byte == 0 {
		return e.before(p)
	}
	inWord := false
	for p.byte > 0 {
		q := e.before(p)
		if isWord(e.lines[p.line][q.byte:]) {
			inWord = true
		} else if inWord {
			break
		}
		p = q
	}
	return p
}

func (e *Editor) wordAfter(p position) position {
	if p.byte == len(e.lines[p.line]) {
		return e.after(p)
	}
	inWord := false
	for p.byte < len(e.lines[p.line]) {
		if isWord(e.lines[p.line][p.byte:]) {
			inWord = true
		} else if inWord {
			break
		}
		p = e.after(p)
	}
	return p
}

func isWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_'
}
