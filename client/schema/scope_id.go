package schema

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// longestScopeID is the width of the column jansId.
const longestScopeID = 128

// CheckScopeID says what is wrong with the ID of a scope. A request lists IDs with blanks between them, so each must be a scope-token of
// RFC 6749 section 3.3.
func CheckScopeID(id string) []Problem {
	switch n := utf8.RuneCountInString(id); {
	case strings.TrimSpace(id) == "":
		return refusal("a scope needs an ID", "write the word that clients are to ask for, as in careers")
	case !utf8.ValidString(id):
		return refusal("the ID is not UTF-8 text", "")
	case n > longestScopeID:
		return refusal(fmt.Sprintf("the ID has %d characters, the server keeps %d", n, longestScopeID), "shorten it")
	}
	for _, r := range id {
		if !scopeCharacter(r) {
			return refusal("the ID contains "+characterName(r)+", which no client can ask for", "use letters, digits and signs such as _ - . : /")
		}
	}
	if at := strings.IndexAny(id, ",="); at >= 0 {
		return warning("the server cannot search for an ID that contains "+characterName(rune(id[at])), "leave it out unless clients expect it")
	}
	return nil
}

// scopeCharacter is %x21 / %x23-5B / %x5D-7E.
func scopeCharacter(r rune) bool { return r > ' ' && r < 0x7f && r != '"' && r != '\\' }

func characterName(r rune) string {
	switch {
	case r == ' ':
		return "a blank"
	case r == '\t':
		return "a tab"
	case r == '\n' || r == '\r':
		return "a line break"
	case r == '"':
		return "a double quote"
	case r == '\\':
		return "a backslash"
	case r == ',':
		return "a comma"
	case r == '=':
		return "an equals sign"
	case !unicode.IsGraphic(r) || unicode.IsSpace(r):
		return fmt.Sprintf("the invisible character U+%04X", r)
	}
	return "the character " + strconv.QuoteRune(r)
}
