package ops

import (
	"slices"
	"strings"
	"unicode"

	"github.com/jansadm/jansadm/client/ops/change"
)

// inAnyCase makes alternatives of what a person searches for: as it was typed, in small and in capital letters, and with each word and with
// the first one capitalised. On PostgreSQL the server compares letter by letter, but for attributes, and takes alternatives with commas
// between them (config-api.md 2.2.3, 4.2).
func inAnyCase(resource change.Resource, typed string) string {
	if resource == change.Claim || typed == "" {
		return typed
	}
	var alternatives []string
	for _, part := range strings.Split(typed, ",") {
		small := strings.ToLower(part)
		for _, spelling := range []string{part, small, strings.ToUpper(part), capitalised(small, true), capitalised(small, false)} {
			if !slices.Contains(alternatives, spelling) {
				alternatives = append(alternatives, spelling)
			}
		}
	}
	return strings.Join(alternatives, ",")
}

// capitalised begins every word, or just the first, with a capital letter.
func capitalised(text string, every bool) string {
	letters := []rune(text)
	begins := true
	for i, letter := range letters {
		if !unicode.IsLetter(letter) {
			begins = begins || every
			continue
		}
		if begins {
			letters[i] = unicode.ToUpper(letter)
		}
		begins = false
	}
	return string(letters)
}
