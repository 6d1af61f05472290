package schema

import (
	"encoding/json"
	"strconv"
	"strings"
	"unicode"

	"github.com/jansadm/jansadm/client/document"
)

// Text shows a value as a person writes it, so that [Parse] reads the same
// value back: strings as they are, lists with commas, maps as key=value, the
// rest as compact JSON. It is empty for every empty value. A string that is not
// valid Unicode shows with replacement characters and does not read back.
func Text(t Type, v json.RawMessage) string {
	if document.IsEmpty(v) {
		return ""
	}
	switch {
	case t.Kind == KindString || t.Kind == KindEnum:
		if s, ok := document.Text(v); ok {
			return s
		}
	case t.Kind == KindList || t.Kind == KindSet:
		if s, ok := listText(elemOf(t), v); ok {
			return s
		}
	case t.Kind == KindMap:
		if s, ok := mapText(elemOf(t), v); ok {
			return s
		}
	}
	return string(document.Compact(v))
}

// Display is [Text] for reading: a number shows its unit, and what it comes to
// in larger units, as in "300 s (5 min)".
func Display(t Type, v json.RawMessage) string {
	text := Text(t, v)
	n, err := strconv.ParseInt(text, 10, 64)
	if t.Kind != KindInteger || t.Unit == UnitNone || err != nil {
		return text
	}
	_, _, short, _ := measure(t.Unit)
	text += " " + short
	if larger := Humanise(t.Unit, n); larger != "" {
		text += " (" + larger + ")"
	}
	return text
}

func listText(elem Type, v json.RawMessage) (string, bool) {
	all, ok := document.Elements(v)
	if !ok {
		return "", false
	}
	parts := make([]string, len(all))
	for i, e := range all {
		if parts[i], ok = elementText(elem, e); !ok {
			return "", false
		}
	}
	return strings.Join(parts, ", "), true
}

func elementText(t Type, v json.RawMessage) (string, bool) {
	switch shape := shapeOf(v); {
	case shape == shapeString && (t.Kind == KindString || t.Kind == KindEnum):
		s, ok := document.Text(v)
		return quoteWord(s, ","), ok
	case shape == shapeNumber && t.Kind == KindInteger, shape == shapeBoolean && t.Kind == KindBoolean:
		return string(document.Compact(v)), true
	case shape == shapeArray && (t.Kind == KindSet || t.Kind == KindList):
		return wordsText(elemOf(t), v)
	}
	return "", false
}

// wordsText shows a list inside a list as words separated by blanks.
func wordsText(elem Type, v json.RawMessage) (string, bool) {
	all, ok := document.Elements(v)
	if !ok || len(all) == 0 || elem.Kind != KindString && elem.Kind != KindEnum {
		return "", false
	}
	words := make([]string, len(all))
	for i, e := range all {
		s, ok := document.Text(e)
		if !ok || quoteWord(s, ", ") != s {
			return "", false
		}
		words[i] = s
	}
	return strings.Join(words, " "), true
}

func mapText(elem Type, v json.RawMessage) (string, bool) {
	all, err := members(v)
	if err != nil || elem.Kind != KindString && elem.Kind != KindEnum {
		return "", false
	}
	parts := make([]string, len(all))
	for i, m := range all {
		s, ok := document.Text(m.value)
		if !ok {
			return "", false
		}
		parts[i] = quoteWord(m.name, ",=") + "=" + quoteWord(s, ",")
	}
	return strings.Join(parts, ", "), true
}

// quoteWord puts a word in double quotes where [Parse] would misread it bare.
func quoteWord(s, separators string) string {
	plain := s != "" && strings.TrimSpace(s) == s &&
		!strings.ContainsAny(s, separators+`"`) && !strings.ContainsFunc(s, unicode.IsControl) &&
		!strings.HasPrefix(s, "[") && !strings.HasPrefix(s, "{")
	if plain {
		return s
	}
	return string(document.Quote(s))
}
