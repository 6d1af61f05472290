package drafts

import (
	"fmt"

	"github.com/jansadm/jansadm/client/ops"
)

// UnsavedError says that a draft cannot be kept. What is staged is still staged.
type UnsavedError struct{ Err error }

func (e *UnsavedError) Error() string { return "the draft cannot be kept: " + e.Err.Error() }

// Unwrap returns what the file system said.
func (e *UnsavedError) Unwrap() error { return e.Err }

// Problem implements ops.Explained.
func (e *UnsavedError) Problem() ops.Problem {
	return ops.Problem{Kind: ops.ProblemLocal, Message: e.Error(), Hint: "Make room there, or apply what is staged before you leave."}
}

// TooLargeError says that a draft is larger than any that is kept.
type TooLargeError struct{ Size int }

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("the draft is not kept: it would have %d MB, and %d MB are the most", e.Size>>20, largest>>20)
}

// UnreadError says that a file that should be a draft cannot be used. It is not lost.
type UnreadError struct {
	Path  string // where it is now
	Aside bool   // it was renamed, so that it is met only once
	Err   error
}

func (e *UnreadError) Error() string {
	where := "left as it is in "
	if e.Aside {
		where = "kept as "
	}
	return fmt.Sprintf("a draft cannot be used and is %s%s: %v", where, e.Path, e.Err)
}

// Unwrap returns what is wrong with it.
func (e *UnreadError) Unwrap() error { return e.Err }
