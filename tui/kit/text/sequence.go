package text

import (
	"strings"
	"unicode/utf8"
)

// startsSequence reports whether terminals take r as the start of a control
// sequence: ESC, and the single characters that stand for ESC and a letter.
func startsSequence(r rune) bool {
	switch r {
	case escape, 0x90, 0x98, 0x9b, 0x9d, 0x9e, 0x9f: // ESC, DCS, SOS, CSI, OSC, PM, APC
		return true
	}
	return false
}

// controlLength returns the length of the control sequence s starts with, by
// the grammar of ECMA-48 section 5.4 and 5.6. A sequence that does not end is
// counted as its first character only: were it taken whole, a text could hide
// everything that follows it.
func controlLength(s string) int {
	first, size := utf8.DecodeRuneInString(s)
	kind := first
	if first == escape {
		if len(s) < 2 {
			return size
		}
		switch s[1] {
		case '[':
			kind, size = 0x9b, 2
		case ']', 'P', 'X', '^', '_':
			kind, size = 0x9d, 2
		default:
			return escapeLength(s)
		}
	}
	if kind == 0x9b {
		return parameterLength(s, size)
	}
	if end := stringEnd(s[size:]); end > 0 {
		return size + end
	}
	_, size = utf8.DecodeRuneInString(s)
	return size
}

// escapeLength measures ESC, intermediate bytes, final byte.
func escapeLength(s string) int {
	i := 1
	for i < len(s) && s[i] >= ' ' && s[i] <= '/' {
		i++
	}
	if i < len(s) && s[i] >= '0' && s[i] <= '~' {
		return i + 1
	}
	return 1
}

// parameterLength measures a CSI sequence whose introducer takes start bytes:
// parameter bytes, intermediate bytes, final byte.
func parameterLength(s string, start int) int {
	i := start
	for i < len(s) && s[i] >= '0' && s[i] <= '?' {
		i++
	}
	for i < len(s) && s[i] >= ' ' && s[i] <= '/' {
		i++
	}
	if i < len(s) && s[i] >= '@' && s[i] <= '~' {
		return i + 1
	}
	_, size := utf8.DecodeRuneInString(s)
	return size
}

// stringEnd returns where a control string ends: behind BEL or the string
// terminator, as ESC and backslash or as one character. It is 0 when any other
// control character comes first, which no string may hold; going on to look
// behind it would also make a text of many unfinished strings very slow.
func stringEnd(s string) int {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\a':
			return i + 1
		case c == escape && strings.HasPrefix(s[i:], "\x1b\\"):
			return i + 2
		case c < ' ' && c != '\t':
			return 0
		case c == 0xc2 && strings.HasPrefix(s[i:], "\u009c"):
			return i + 2
		case c == 0xc2 && i+1 < len(s) && s[i+1] >= 0x80 && s[i+1] <= 0x9f:
			return 0
		}
	}
	return 0
}
