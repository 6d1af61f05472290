package journal

import (
	"fmt"
	"io/fs"
)

// UnwritableError says that the journal cannot be written. Nothing is applied that cannot be journalled.
type UnwritableError struct {
	Path string
	Err  error
}

func (e *UnwritableError) Error() string {
	return fmt.Sprintf("the journal %s cannot be written: %v", e.Path, e.Err)
}

// Unwrap returns what the file system said.
func (e *UnwritableError) Unwrap() error { return e.Err }

// NoFileError says that something else lies where a file of the journal has to be. It is neither read nor written: a link could lead
// anywhere, and a pipe would keep everybody waiting.
type NoFileError struct {
	Path string
	Mode fs.FileMode
}

func (e *NoFileError) Error() string {
	what := "no file"
	switch {
	case e.Mode&fs.ModeSymlink != 0:
		what = "a symbolic link"
	case e.Mode&fs.ModeNamedPipe != 0:
		what = "a pipe"
	case e.Mode.IsDir():
		what = "a folder"
	case e.Mode&fs.ModeSocket != 0:
		what = "a socket"
	case e.Mode&fs.ModeDevice != 0:
		what = "a device"
	}
	return fmt.Sprintf("%s is %s and not a file: move it away", e.Path, what)
}

// UnknownRecordError says that the journal holds no such plan.
type UnknownRecordError struct {
	Word    string // what was looked for
	Oldest  int64  // numbers of the plans that are kept; 0 when there are none
	Last    int64
	Nearest int64 // to a number; 0 for other words
	NotKept bool  // it is a number that was given, to a plan that is too old to be kept
}

func (e *UnknownRecordError) Error() string {
	switch {
	case e.NotKept && e.Oldest == 0:
		return fmt.Sprintf("plan %s is too old to be kept in the journal, which holds none any more", e.Word)
	case e.NotKept:
		return fmt.Sprintf("plan %s is too old to be kept in the journal; the oldest that is kept is %d", e.Word, e.Oldest)
	case e.Last == 0:
		return fmt.Sprintf("there is no plan %q: the journal is empty", e.Word)
	case e.Nearest == 0:
		return fmt.Sprintf("no plan in the journal has the number or id %q; the last one is %d", e.Word, e.Last)
	case e.Nearest == e.Last:
		return fmt.Sprintf("there is no plan %s in the journal; the last one is %d", e.Word, e.Last)
	}
	return fmt.Sprintf("there is no plan %s in the journal; the nearest is %d, the last one %d", e.Word, e.Nearest, e.Last)
}

// AmbiguousRecordError says that the ids of several plans begin so.
type AmbiguousRecordError struct {
	Word    string
	Numbers []int64 // of the plans
}

func (e *AmbiguousRecordError) Error() string {
	return fmt.Sprintf("the ids of %d plans begin with %q", len(e.Numbers), e.Word)
}
