package store

import (
	"strings"
	"unicode"
)

// MalformedError says that what a person gives is no secret: it is one line of characters that can be seen.
type MalformedError struct {
	Source string // where it comes from, as a file's name
	Reason string
}

func (e *MalformedError) Error() string { return e.Source + " " + e.Reason }

// Hint says what to do.
func (e *MalformedError) Hint() string { return "Give the secret alone, on one line." }

// OneLine is the secret that a person gives as a text, without line breaks at its end. Of several lines none is chosen: which one is meant
// would be a guess. Errors are *MalformedError and hold nothing of the text.
func OneLine(content string) (string, error) {
	secret := strings.TrimRight(content, "\r\n")
	switch {
	case strings.TrimSpace(secret) == "":
		return "", &MalformedError{Source: "the text", Reason: "is empty"}
	case strings.ContainsAny(secret, "\r\n"):
		return "", &MalformedError{Source: "the text", Reason: "has several lines"}
	case strings.ContainsFunc(secret, unicode.IsControl):
		return "", &MalformedError{Source: "the text", Reason: "has control characters"}
	}
	return secret, nil
}
