package sandbox

import (
	"net/http"
	"regexp"
	"strings"
	"unicode/utf16"
)

// constraint is an annotation of bean validation on a member.
type constraint struct {
	member, message string
	violated        func(value any) bool
}

func isNull(value any) bool { return value == nil }

// sized checks a text's length in UTF-16 units; null passes.
func sized(least, most int) func(any) bool {
	return func(value any) bool {
		text, ok := value.(string)
		n := len(utf16.Encode([]rune(text)))
		return ok && (n < least || n > most)
	}
}

// matching checks a text against a pattern; null passes.
func matching(pattern string) func(any) bool {
	compiled := regexp.MustCompile(pattern)
	return func(value any) bool {
		text, ok := value.(string)
		return ok && !compiled.MatchString(text)
	}
}

const notNull = "must not be null"

// attributeConstraints are those of JansAttribute.java.
func attributeConstraints() []constraint {
	return []constraint{
		{"name", notNull, isNull},
		{"name", "Name should contain alphabetical and numeric characters only", matching(`^[a-zA-Z0-9_]+$`)},
		{"name", "Length of the Name should be between 1 and 30", sized(1, 30)},
		{"displayName", notNull, isNull},
		{"displayName", "Length of the Display Name should not exceed 60", sized(0, 60)},
		{"description", notNull, isNull},
		{"description", "Length of the Description should not exceed 4000", sized(0, 4000)},
		{"dataType", notNull, isNull}, {"editType", notNull, isNull}, {"viewType", notNull, isNull},
	}
}

// scriptConstraints are those of CustomScript.java; the bounds in the message are not the ones that are checked.
func scriptConstraints() []constraint {
	return []constraint{
		{"name", "Name should contain only letters, digits and underscores", matching(`^[a-zA-Z0-9_\-:/.]+$`)},
		{"name", "Length of the Name should be between 1 and 30", sized(2, 60)},
	}
}

// validate refuses an object whose constraints are violated, with the message of a ConstraintViolationException, for which no mapper is
// registered. path is the method and its parameter: createAttribute.attribute.
func (call *apiCall) validate(path string, constraints []constraint, entry object) *apiAnswer {
	if call.api.options.Lenient {
		return nil
	}
	var violations []string
	for _, c := range constraints {
		if c.violated(entry[c.member]) {
			violations = append(violations, path+"."+c.member+": "+c.message)
		}
	}
	if violations == nil {
		return nil
	}
	refusal := text(http.StatusInternalServerError, strings.Join(violations, ", "))
	return &refusal
}
