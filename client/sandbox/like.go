package sandbox

import (
	"bytes"
	"strings"
	"unicode/utf8"
)

// likePattern is the condition LIKE '%text%' of SQL: the text may hold the wildcards % (anything) and _ (one character).
type likePattern struct {
	parts [][]byte // between the %; empty ones are left out
}

func newLikePattern(text string) likePattern {
	var p likePattern
	for part := range strings.SplitSeq(text, "%") {
		if part != "" {
			p.parts = append(p.parts, []byte(part))
		}
	}
	return p
}

// in finds the parts one behind the other. The leftmost place is always good enough: anything may stand between them and around.
func (p likePattern) in(text []byte) bool {
	for _, part := range p.parts {
		end := findPart(text, part)
		if end < 0 {
			return false
		}
		text = text[end:]
	}
	return true
}

// findPart gives the end of the first place that a part matches, -1 when there is none. What stands before the first wildcard is looked for
// as a whole.
func findPart(text, part []byte) int {
	wildcard := bytes.IndexByte(part, '_')
	literal := part
	if wildcard >= 0 {
		literal = part[:wildcard]
	}
	for start := 0; start <= len(text); {
		at := bytes.Index(text[start:], literal)
		if at < 0 {
			return -1
		}
		start += at
		if end := matchPart(text[start:], part); end >= 0 {
			return start + end
		}
		_, size := utf8.DecodeRune(text[start:])
		start += max(size, 1)
	}
	return -1
}

// matchPart gives the length of the match at the beginning of a text, -1 when there is none.
func matchPart(text, part []byte) int {
	at := 0
	for _, c := range part {
		switch {
		case at >= len(text):
			return -1
		case c == '_':
			_, size := utf8.DecodeRune(text[at:])
			at += size
		case text[at] == c:
			at++
		default:
			return -1
		}
	}
	return at
}
