package ops

import (
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jansadm/jansadm/client/document"
	"github.com/jansadm/jansadm/client/ops/change"
	"github.com/jansadm/jansadm/client/schema"
)

// Command is the command line that gives the property a value, ready for a POSIX shell. A secret's value is read from standard
// input there, so it does not appear.
func (e Entry) Command(kind change.Kind, value json.RawMessage) string {
	switch {
	case kind == change.Unset || document.IsEmpty(value):
		return "jansadm property unset " + ShellWord(e.Name)
	case e.Secret:
		return "jansadm property set " + ShellWord(e.Name+"=-")
	}
	return assigning("jansadm property set ", e.Name, schema.Text(e.Type, value))
}

// assigning ends a command with NAME=VALUE in the spelling of assignments: @ is doubled, and a lone - comes from standard input.
func assigning(command, name, value string) string {
	switch {
	case value == "-":
		return "printf %s - | " + command + ShellWord(name+"=-")
	case strings.HasPrefix(value, "@"):
		value = "@" + value
	}
	return command + ShellWord(name+"="+value)
}

// CommandLine is a command of this program, ready for a POSIX shell whatever is in its words.
func CommandLine(words ...string) string {
	line := "jansadm"
	for _, word := range words {
		line += " " + ShellWord(word)
	}
	return line
}

// ShellWord makes a text one word of a POSIX shell.
func ShellWord(word string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("_-=.,:/@%+", r)
	}
	if strings.IndexFunc(word, func(r rune) bool { return !plain(r) }) < 0 {
		return word
	}
	if strings.IndexFunc(word, unicode.IsControl) >= 0 || !utf8.ValidString(word) {
		return escapedWord(word)
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}

// escapedWord spells out every byte that is no printable ASCII character, so that what is pasted into a terminal is only ever text.
func escapedWord(word string) string {
	var out strings.Builder
	out.WriteString("$'")
	for _, b := range []byte(word) {
		switch {
		case b == '\'' || b == '\\':
			out.WriteByte('\\')
			out.WriteByte(b)
		case b < ' ' || b > '~':
			fmt.Fprintf(&out, "\\x%02x", b)
		default:
			out.WriteByte(b)
		}
	}
	out.WriteByte('\'')
	return out.String()
}
