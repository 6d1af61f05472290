package ops

import (
	"errors"
	"fmt"
	"strings"

	"github.com/jansadm/jansadm/client/schema"
	"github.com/jansadm/jansadm/client/transport"
)

// UnknownNameError says that no such thing exists, and what was perhaps meant.
type UnknownNameError struct {
	Thing   string // "property", "feature flag"
	Name    string
	Nearest []string
}

func (e *UnknownNameError) Error() string { return fmt.Sprintf("there is no %s %q", e.Thing, e.Name) }

// InvalidValueError says that a value cannot be stored as meant. The server would accept many of them and store something else.
type InvalidValueError struct {
	Name     string
	Problems []schema.Problem
}

func (e *InvalidValueError) Error() string {
	parts := make([]string, len(e.Problems))
	for i, problem := range e.Problems {
		parts[i] = problem.String()
	}
	return e.Name + ": " + strings.Join(parts, "; ")
}

// NotSettableError says that a thing cannot be changed, and why.
type NotSettableError struct{ Name, Why string }

func (e *NotSettableError) Error() string { return e.Name + " cannot be set: " + e.Why }

// AmbiguousNameError says that several entries have the name, and lists them.
type AmbiguousNameError struct {
	Thing      string
	Name       string
	Candidates []Head
}

func (e *AmbiguousNameError) Error() string {
	return fmt.Sprintf("%d %ss are called %q", len(e.Candidates), e.Thing, e.Name)
}

// NameErrors is all that is wrong with the names of a list, at least one error: they do not exist, are ambiguous, or mean something of
// the wrong type.
type NameErrors []error

func (e NameErrors) Error() string {
	texts := make([]string, len(e))
	for i, err := range e {
		texts[i] = err.Error()
	}
	return strings.Join(texts, "; ")
}

// Unwrap returns all of them.
func (e NameErrors) Unwrap() []error { return e }

// UnshowableError says that a request could not be written out.
type UnshowableError struct{ Err error }

func (e *UnshowableError) Error() string { return "cannot show the request: " + e.Err.Error() }

// Unwrap returns the cause.
func (e *UnshowableError) Unwrap() error { return e.Err }

// PartialError says that a plan of several requests stopped in the middle: what was applied, what failed, and what was not tried.
type PartialError struct {
	Done   []Target
	Failed Target
	Left   []Target
	Titles map[Target]string // what people call them: "scope careers"
	Err    error             // why it stopped
}

func (e *PartialError) Error() string {
	text := fmt.Sprintf("%d of %d parts were applied, then %s failed: %v", len(e.Done), len(e.Done)+1+len(e.Left), e.Titles[e.Failed], e.Err)
	if len(e.Left) > 0 {
		text += "; not tried: " + named(e.Left, e.Titles)
	}
	return text
}

// Unwrap returns why it stopped.
func (e *PartialError) Unwrap() error { return e.Err }

// FirstFailedError says that the first request of a plan of several failed, so that nothing was changed and the others were not tried.
type FirstFailedError struct {
	Failed Target
	Left   []Target
	Titles map[Target]string // what people call them
	Err    error             // why it failed
}

func (e *FirstFailedError) Error() string {
	return fmt.Sprintf("%s failed: %v; nothing was changed, not tried: %s", e.Titles[e.Failed], e.Err, named(e.Left, e.Titles))
}

// Unwrap returns why it failed.
func (e *FirstFailedError) Unwrap() error { return e.Err }

func named(list []Target, titles map[Target]string) string {
	names := make([]string, len(list))
	for i, target := range list {
		names[i] = titles[target]
	}
	return strings.Join(names, ", ")
}

// RefusedError is a guard's no. Nothing was written.
type RefusedError struct {
	Why     string
	Hint    string
	Impacts []Impact // the risks that were not accepted
}

func (e *RefusedError) Error() string { return "refused: " + e.Why }

// UnknownResultError says that a write was sent and that its fate could not be learnt.
type UnknownResultError struct {
	Write error
	Read  error // why reading back failed; nil when it worked and showed the old values
}

func (e *UnknownResultError) Error() string {
	if e.Read == nil {
		return fmt.Sprintf("it is not known whether the change will be applied: the request failed (%s), and the server still held the old values "+
			"when it was read back; a slow server may apply it yet", plainly(e.Write))
	}
	return fmt.Sprintf("it is not known whether the change was applied: the request failed (%s) and so did reading back (%v)", plainly(e.Write), e.Read)
}

// Unwrap returns the failures.
func (e *UnknownResultError) Unwrap() []error {
	if e.Read == nil {
		return []error{e.Write}
	}
	return []error{e.Write, e.Read}
}

// NotAppliedError says that a write failed and that reading back has shown the old values.
type NotAppliedError struct{ Err error }

func (e *NotAppliedError) Error() string {
	return "the server still holds the old values, as reading back has shown: the request failed (" + plainly(e.Err) + ")"
}

// Unwrap returns the failure of the write.
func (e *NotAppliedError) Unwrap() error { return e.Err }

// plainly says what failed without the remark that the result is not known, where that has been looked into.
func plainly(err error) string {
	var failure *transport.Error
	if !errors.As(err, &failure) {
		return err.Error()
	}
	settled := *failure
	settled.Unknown = false
	return settled.Error()
}
