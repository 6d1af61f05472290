package journal

import (
	"strconv"
	"strings"
)

// shortestDigits is how much of an id that looks like a number has to be given: an old number must not come to mean another plan.
const shortestDigits = 8

// Find returns the plan that a person names by its number, its id, or the beginning of its id. Otherwise it is an *UnknownRecordError or an
// *AmbiguousRecordError.
func (l Log) Find(word string) (Entry, error) {
	word = strings.TrimSpace(word)
	number, isNumber := asNumber(word)
	mayBeID := word != "" && (!isNumber || len(word) >= shortestDigits)
	var begins []Entry
	for _, e := range l.Entries {
		switch {
		case isNumber && e.Intent.Number == number, mayBeID && e.Intent.ID == word:
			return e, nil
		case mayBeID && strings.HasPrefix(e.Intent.ID, word):
			begins = append(begins, e)
		}
	}
	switch len(begins) {
	case 0:
		return Entry{}, l.unknown(word, number)
	case 1:
		return begins[0], nil
	}
	ambiguous := &AmbiguousRecordError{Word: word}
	for _, e := range begins {
		ambiguous.Numbers = append(ambiguous.Numbers, e.Intent.Number)
	}
	return Entry{}, ambiguous
}

// asNumber understands 12 and #12. What begins with 0 can only be an id.
func asNumber(word string) (int64, bool) {
	digits := strings.TrimPrefix(word, "#")
	if strings.Trim(digits, "0123456789") != "" || strings.HasPrefix(digits, "0") {
		return 0, false
	}
	number, err := strconv.ParseInt(digits, 10, 64)
	return number, err == nil
}

func (l Log) unknown(word string, number int64) error {
	unknown := &UnknownRecordError{Word: word, NotKept: number > 0 && number <= l.Removed, Last: l.Removed}
	for _, e := range l.Entries {
		n := e.Intent.Number
		if unknown.Oldest == 0 {
			unknown.Oldest = n
		}
		unknown.Last = max(unknown.Last, n)
		if number > 0 && (unknown.Nearest == 0 || distance(n, number) < distance(unknown.Nearest, number)) {
			unknown.Nearest = n
		}
	}
	return unknown
}

func distance(a, b int64) int64 { return max(a-b, b-a) }
