package schema

import (
	"strconv"
	"strings"
)

// Severity says whether a problem stops a write.
type Severity string

// The severities. A refused value must not be sent: the server would reject,
// drop or corrupt it. A warning is a value the server accepts but which is
// unusual or does not do what it seems to.
const (
	Refuse Severity = "refuse"
	Warn   Severity = "warn"
)

// Problem is one thing wrong with a value.
type Problem struct {
	Path     []string // members and indexes from the property down; empty for the value itself
	Message  string
	Hint     string // what to do about it; may be empty
	Severity Severity
}

// String renders the problem on one line: where, what and what to do.
func (p Problem) String() string {
	return describe(p.Path, p.Message, p.Hint)
}

// Refused reports whether any of the problems stops a write.
func Refused(problems []Problem) bool {
	for _, p := range problems {
		if p.Severity == Refuse {
			return true
		}
	}
	return false
}

// ValueError is returned by [Parse] for text that is not a value of the type.
type ValueError struct {
	Path    []string // members and indexes; empty for the value itself
	Message string
	Hint    string // what to write instead; may be empty
}

// Error implements error.
func (e *ValueError) Error() string { return describe(e.Path, e.Message, e.Hint) }

func describe(path []string, message, hint string) string {
	var b strings.Builder
	if len(path) > 0 {
		for i, step := range path {
			if index, err := strconv.Atoi(step); err == nil { // people count from one
				step = "#" + strconv.Itoa(index+1)
			}
			if i > 0 {
				b.WriteByte('.')
			}
			b.WriteString(step)
		}
		b.WriteString(": ")
	}
	b.WriteString(message)
	if hint != "" {
		b.WriteString(" (")
		b.WriteString(hint)
		b.WriteString(")")
	}
	return b.String()
}
