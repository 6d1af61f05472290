package profile

import "bytes"

// deepest is far more than the three levels that a file of profiles has.
const deepest = 100

// nested says that a file is nested deeper than any of profiles. The parser takes time with the square of the depth: a file made for that
// would keep the program from starting.
func nested(content []byte) bool {
	open := 0
	for line := range bytes.Lines(content) {
		text := bytes.TrimLeft(line, " -")
		if len(line)-len(text) > 2*deepest {
			return true
		}
		for _, b := range text {
			switch b {
			case '[', '{':
				open++
			case ']', '}':
				open = max(open-1, 0)
			}
			if open > deepest {
				return true
			}
		}
	}
	return false
}
