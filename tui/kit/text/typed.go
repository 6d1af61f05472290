package text

import "strings"

// Typed prepares text that a person typed or pasted for going into a value
// behind the text before: line breaks of all kinds become "\n", tabs stay, and
// what can't be seen is left out, since nobody means to type it. A combining
// mark is kept if before ends in something it can go on.
func Typed(before, s string) string {
	s = strings.ReplaceAll(s, "\r\n", "\n")
	s = strings.ReplaceAll(s, "\r", "\n")
	if plain(s) {
		return s
	}
	context := lastGrapheme(before)
	if CleanLine(context) != context {
		context = ""
	}
	var b strings.Builder
	for s != "" {
		end := strings.IndexAny(s, "\n\t")
		if end < 0 {
			end = len(s)
		}
		cleaned := Cleaner{Drop: true}.Line(context + s[:end])
		b.WriteString(strings.TrimPrefix(cleaned, context))
		if end < len(s) {
			b.WriteByte(s[end])
			end++
		}
		s, context = s[end:], ""
	}
	return b.String()
}

// lastGrapheme returns the last character of s. Characters have no known start
// from behind, so some way back is looked at, which is longer than any.
func lastGrapheme(s string) string {
	const longest = 128
	start := max(len(s)-longest, 0)
	for start < len(s) && start > 0 && s[start]&0xc0 == 0x80 {
		start++
	}
	s = s[start:]
	for s != "" {
		first, rest, _ := Grapheme(s)
		if rest == "" {
			return first
		}
		s = rest
	}
	return ""
}
