package text

import "strings"

// CleanPainted cleans a painted line: its colour sequences stay, everything
// else is treated as by CleanLine. Widgets that are handed painted lines use it
// on the few they show, so that a text somebody forgot to clean can colour its
// line at most.
func CleanPainted(s string) string {
	if strings.IndexByte(s, escape) < 0 {
		return CleanLine(s)
	}
	var b strings.Builder
	b.Grow(len(s))
	for s != "" {
		start, end := colorSequence(s)
		b.WriteString(CleanLine(s[:start]))
		b.WriteString(s[start:end])
		s = s[end:]
	}
	return b.String()
}

// colorSequence finds the first colour sequence of s (CSI, digits, ";" and ":",
// "m"); both results are len(s) when there is none.
func colorSequence(s string) (start, end int) {
	for i := 0; i+2 < len(s); i++ {
		if s[i] != escape || s[i+1] != '[' {
			continue
		}
		j := i + 2
		for j < len(s) && s[j] >= '0' && s[j] <= ';' {
			j++
		}
		if j < len(s) && s[j] == 'm' {
			return i, j + 1
		}
	}
	return len(s), len(s)
}
