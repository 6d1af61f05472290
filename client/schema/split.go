package schema

import (
	"encoding/json"
	"strings"
)

// part is one piece of comma-separated text, its quotes taken away. key is what
// stood before its =, nil without one.
type part struct {
	text string
	key  *string
}

// split cuts text at its commas, and with pairs each piece at its first =. See
// [Parse] for the quoting.
func split(text string, pairs bool) ([]part, error) {
	rest := strings.TrimSpace(text)
	var parts []part
	for more := rest != ""; more; {
		word, quoted, after, err := scan(rest, pairs)
		if err != nil {
			return nil, err
		}
		p := part{text: word}
		if strings.HasPrefix(after, "=") { // scan stops there only with pairs
			p.key = &word
			if p.text, _, after, err = scan(strings.TrimSpace(after[1:]), false); err != nil {
				return nil, err
			}
		} else if word == "" && !quoted {
			return nil, &ValueError{Message: "an element is empty", Hint: `take the extra comma away, or write "" for an empty text`}
		}
		parts = append(parts, p)
		if more = after != ""; more {
			rest = strings.TrimSpace(after[1:])
		}
	}
	return parts, nil
}

// scan reads one word, quoted or bare, up to a comma or, with pairs, up to =.
// after is empty or begins with that separator.
func scan(s string, pairs bool) (word string, quoted bool, after string, err error) {
	separators := ","
	if pairs {
		separators = ",="
	}
	if !strings.HasPrefix(s, `"`) {
		i := strings.IndexAny(s, separators)
		if i < 0 {
			i = len(s)
		}
		return strings.TrimSpace(s[:i]), false, s[i:], nil
	}
	dec := json.NewDecoder(strings.NewReader(s))
	if err := dec.Decode(&word); err != nil {
		return "", true, "", &ValueError{Message: "a quoted element is not a JSON string", Hint: `close its double quote, and write a quote inside it as \"`}
	}
	after = strings.TrimSpace(s[dec.InputOffset():])
	if after != "" && !strings.ContainsRune(separators, rune(after[0])) {
		return "", true, "", &ValueError{Message: "something follows a quoted element", Hint: "separate elements by commas"}
	}
	return word, true, after, nil
}
