package profile

import (
	"fmt"
	"strings"
)

// UnknownError says that there is no profile of that name.
type UnknownError struct {
	Name    string
	Nearest []string // names that are spelled much like it
	Known   []string // all names
}

func (e *UnknownError) Error() string { return fmt.Sprintf("there is no profile %q", e.Name) }

// Hint says which profiles there are.
func (e *UnknownError) Hint() string {
	switch {
	case len(e.Nearest) > 0:
		return "Did you mean " + strings.Join(e.Nearest, " or ") + "?"
	case len(e.Known) > 0:
		return "There are " + strings.Join(e.Known, ", ") + "."
	}
	return "There are no profiles yet."
}

// DuplicateError says that the name is taken. Names that differ in nothing but case are one: they share files where case does not count.
type DuplicateError struct{ Name, Taken string }

func (e *DuplicateError) Error() string { return fmt.Sprintf("there is a profile %q already", e.Taken) }

// Hint says what to do.
func (e *DuplicateError) Hint() string { return "Choose another name, or edit or remove that profile." }

// NameError says why a name cannot be used.
type NameError struct{ Name, Reason string }

func (e *NameError) Error() string {
	return fmt.Sprintf("%q cannot be the name of a profile: %s", e.Name, e.Reason)
}

// Hint says what a name is made of.
func (e *NameError) Hint() string {
	return "A name has up to 40 letters a-z, digits, dots, dashes and underscores, begins with a letter or digit, and does not end with a dot: " +
		"it is part of command lines and of file names."
}

// ValueError says that a value of a profile cannot be used.
type ValueError struct{ Profile, Member, Reason string }

func (e *ValueError) Error() string {
	return fmt.Sprintf("%s of the profile %q %s", e.Member, e.Profile, e.Reason)
}

// BrokenError says that the file of profiles cannot be understood. It is left as it is: nothing is written over it.
type BrokenError struct {
	Path   string
	Line   int // 0 when it is about the whole file
	Reason string
}

func (e *BrokenError) Error() string {
	if e.Line > 0 {
		return fmt.Sprintf("the file of profiles %s cannot be used: line %d: %s", e.Path, e.Line, e.Reason)
	}
	return fmt.Sprintf("the file of profiles %s cannot be used: %s", e.Path, e.Reason)
}

// Hint says what to do.
func (e *BrokenError) Hint() string {
	return "Correct the file, or set it aside and start without profiles: \"jansadm profile set-aside\" renames it."
}
