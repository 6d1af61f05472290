package tui

import (
	"errors"
	"io"
	"os"
)

// keyboard is the terminal's input, as a file still: the library sets the terminal by it. A terminal can go without SIGHUP, as when another
// user's process has it (su); its input then ends, which the library takes for the end of the input alone.
type keyboard struct {
	*os.File
	gone func() // is told of the end
}

// Read implements io.Reader.
func (k *keyboard) Read(into []byte) (int, error) {
	n, err := k.File.Read(into)
	if errors.Is(err, io.EOF) {
		k.gone()
	}
	return n, err
}
