package text

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jansadm/jansadm/theme"
)

// Index finds needle in s without regard to case and returns the bytes it
// takes there, or -1, -1. An empty needle is never found.
func Index(s, needle string) (start, end int) {
	if needle == "" {
		return -1, -1
	}
	first, _ := utf8.DecodeRuneInString(needle)
	first = fold(first)
	for i, r := range s {
		if fold(r) == first {
			if n := prefixLength(s[i:], needle); n > 0 {
				return i, i + n
			}
		}
	}
	return -1, -1
}

// prefixLength returns how many bytes of s the needle matches at its start, or 0.
func prefixLength(s, needle string) int {
	n := 0
	for _, want := range needle {
		if n == len(s) {
			return 0
		}
		r, size := utf8.DecodeRuneInString(s[n:])
		if fold(r) != fold(want) {
			return 0
		}
		n += size
	}
	return n
}

func fold(r rune) rune {
	switch {
	case r >= 'A' && r <= 'Z':
		return r + 'a' - 'A'
	case r < utf8.RuneSelf:
		return r
	default:
		return unicode.ToLower(r)
	}
}

// Highlight paints every occurrence of needle in painted text, without regard
// to case, over the styles the text has. Whole characters are painted, also
// where the needle ends in the middle of one.
func Highlight(s, needle string, style theme.Style) string {
	if needle == "" || style.IsZero() {
		return s
	}
	bare := Strip(s)
	start, end := Index(bare, needle)
	if start < 0 {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 64)
	active, at, inside := "", 0, false
	for s != "" {
		var t token
		t, s = next(s)
		if t.sequence {
			active = t.text
			if !inside {
				b.WriteString(t.text)
			}
			continue
		}
		if inside && at >= end {
			b.WriteString(style.Close())
			if !isReset(active) {
				b.WriteString(active)
			}
			inside = false
			if start, end = Index(bare[at:], needle); start >= 0 {
				start, end = start+at, end+at
			}
		}
		if !inside && start >= 0 && at >= start && at < end {
			if active != "" && !isReset(active) {
				b.WriteString(style.Close())
			}
			b.WriteString(style.Open())
			inside = true
		}
		b.WriteString(t.text)
		at += len(t.text)
	}
	if inside {
		b.WriteString(style.Close())
	}
	return b.String()
}
